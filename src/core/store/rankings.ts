/* Who and what stands first. Numbers of cards are those of the latest save, and say when that was. */
import type { Output } from '../contract/index.ts'
import { assertNever } from '../errors.ts'
import type { PosterRow } from './posters.ts'
import { posterColumns, posterCondition, posterOf } from './posters.ts'
import { isShown } from './shown-threads.ts'
import type { ReadableDB, SqlQuery } from './sql.ts'
import { all, sql, value } from './sql.ts'
import { starsOfThread } from './thread-filter.ts'
import { summariesById } from './thread-summaries.ts'

interface Part {
  readonly forumId?: number | undefined
  readonly offset: number
  readonly limit: number
}

type PersonRow = PosterRow & { value: number; unit: string | null; cardOrder: string }

/** People by their posts in the library, or by a field of their latest card. */
export function rankPeople(db: ReadableDB, field: string | null, part: Part): Output<'rankings.people'> {
  const where = posterCondition(part)
  const [from, shown, order] =
    field === null
      ? [sql`poster`, sql`post_count AS value, NULL AS unit, '' AS cardOrder`, sql`post_count DESC, poster.id DESC`]
      : [
          sql`card_number JOIN poster ON poster.card_id = card_number.card_id AND card_number.label = ${field}`,
          sql`card_number.value, card_number.unit, card_order AS cardOrder`,
          sql`card_number.value DESC, poster.id DESC`,
        ]
  const rows = all<PersonRow>(
    db,
    sql`SELECT ${posterColumns}, ${shown} FROM ${from} JOIN forum ON forum.id = poster.forum_id
        WHERE ${where} ORDER BY ${order} LIMIT ${part.limit} OFFSET ${part.offset}`,
  )
  return {
    total: value<number>(db, sql`SELECT count(*) FROM ${from} WHERE ${where}`),
    people: rows.map(({ value, unit, cardOrder, ...row }) => ({
      person: posterOf(row),
      value,
      unit,
      // A save order begins with the time of saving where that is known.
      savedAt: /^\d{4}-\S+/.exec(cardOrder)?.[0] ?? null,
    })),
  }
}

/** The labels of numbers on people's latest cards. */
export function cardFields(db: ReadableDB, forumId: number | undefined): Output<'rankings.fields'>['fields'] {
  return all(
    db,
    sql`SELECT label, count(*) AS people FROM poster CROSS JOIN card_number ON card_number.card_id = poster.card_id
        WHERE ${posterCondition({ forumId })} GROUP BY label ORDER BY people DESC, label`,
  )
}

type Ranking = 'replies' | 'posts' | 'stars' | 'views'

/** Threads by what is asked for, most first; those that have none of it are left out. */
export function rankThreads(db: ReadableDB, by: Ranking, part: Part): Output<'rankings.threads'> {
  const measure = measureOf(by)
  const forum = part.forumId === undefined ? sql`TRUE` : sql`thread.forum_id = ${part.forumId}`
  const stars = by === 'stars' ? sql`thread.id IN (SELECT thread_id FROM mark WHERE starred_at IS NOT NULL)` : sql`TRUE`
  const where = sql`${forum} AND ${stars} AND ${isShown(sql`thread.id`)} AND ${measure} > 0`
  const rows = all<{ id: number; value: number }>(
    db,
    sql`SELECT thread.id, ${measure} AS value FROM thread WHERE ${where} ORDER BY ${measure} DESC, thread.id DESC
        LIMIT ${part.limit} OFFSET ${part.offset}`,
  )
  const summaries = new Map(
    summariesById(
      db,
      rows.map(row => row.id),
    ).map(thread => [thread.id, thread]),
  )
  return {
    total: value<number>(db, sql`SELECT count(*) FROM thread WHERE ${where}`),
    threads: rows.map(({ id, value }) => ({ thread: summaries.get(id)!, value })),
  }
}

function measureOf(by: Ranking): SqlQuery {
  switch (by) {
    case 'replies':
      return sql`coalesce(replies, post_count - 1)`
    case 'posts':
      return sql`thread.post_count`
    case 'stars':
      return starsOfThread
    case 'views':
      return sql`thread.views`
    default:
      return assertNever(by)
  }
}
