/* What found posts have in common. */
import type { SearchFacets } from '../model/library.ts'
import { all, sql, type ReadableDB, type SqlQuery } from './sql.ts'

const mostNamed = 20

interface FacetRow {
  readonly forum: number
  readonly board: number | null
  readonly author: number | null
  readonly year: string | null
  readonly pictures: number
}

/** Forums, boards, authors, years and pictures of the given posts (ids ascending), or of the latest so many of them. */
export function facetsOf(db: ReadableDB, ids: readonly number[], most: number): SearchFacets {
  const counted = ids.slice(-most)
  const rows = all<FacetRow>(
    db,
    sql`SELECT thread.forum_id AS forum, thread.board_id AS board, post.poster_id AS author,
          substr(post.posted_at, 1, 4) AS year, post.has_pictures AS pictures
        FROM json_each(${JSON.stringify(counted)}) AS given CROSS JOIN post ON post.id = given.value
        JOIN thread ON thread.id = post.thread_id`,
  )
  return {
    counted: counted.length,
    forums: named(db, sql`SELECT id, name FROM forum`, tally(rows.map(row => row.forum))),
    boards: named(db, sql`SELECT id, name FROM board`, tally(rows.map(row => row.board))),
    authors: named(db, sql`SELECT id, name FROM poster`, tally(rows.map(row => row.author))),
    years: [...tally(rows.map(row => row.year))]
      .map(([year, count]) => ({ year, count }))
      .sort((one, other) => other.year.localeCompare(one.year)),
    withPictures: rows.filter(row => row.pictures === 1).length,
  }
}

function tally<Value>(values: readonly (Value | null)[]): Map<Value, number> {
  const counts = new Map<Value, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function named(db: ReadableDB, names: SqlQuery, counts: ReadonlyMap<number, number>): SearchFacets['forums'] {
  const top = [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, mostNamed)
  const ids = JSON.stringify(top.map(([id]) => id))
  const rows = all<{ id: number; name: string }>(db, sql`${names} WHERE id IN (SELECT value FROM json_each(${ids}))`)
  const nameOf = new Map(rows.map(row => [row.id, row.name]))
  return top.map(([id, count]) => ({ id, name: nameOf.get(id) ?? '', count }))
}
