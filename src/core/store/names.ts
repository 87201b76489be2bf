/* What has a name and can be gone to: threads, people, boards, forums, tags and saved searches. */
import type { SwitcherItem, SwitcherKind } from '../model/library.ts'
import { isShown } from './shown-threads.ts'
import { all, sql, type ReadableDB, type SqlQuery } from './sql.ts'

/** The names of a kind with ids beyond one, the highest first. */
export function namesBeyond(db: ReadableDB, kind: SwitcherKind, id: number): { id: number; text: string }[] {
  return [...eachName(db, kind, id)]
}

/** The same one by one: of very many names a list would take more memory than the names. */
export function* eachName(db: ReadableDB, kind: SwitcherKind, id = 0): Generator<{ id: number; text: string }> {
  const { table, name } = kinds[kind]
  const query = sql`SELECT id, ${name} AS text FROM ${table} WHERE id > `
  const names = db.prepare<[number], [number, string]>(`${query.text} ? ORDER BY id DESC`).raw()
  for (const [named, text] of names.iterate(id)) yield { id: named, text }
}

/** Forums with their hosts. */
export function forumHosts(db: ReadableDB): { id: number; host: string }[] {
  return all(db, sql`SELECT id, host FROM forum WHERE host IS NOT NULL`)
}

/** What can be gone to of these, in this order: as it is called now, without what is in the bin or gone. */
export function describeNamed(db: ReadableDB, kind: SwitcherKind, ids: readonly number[]): SwitcherItem[] {
  const { table, name, detail, isShown } = kinds[kind]
  const rows = all<{ id: number; text: string; detail: string | null }>(
    db,
    sql`SELECT id, ${name} AS text, ${detail} AS detail FROM ${table}
        WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND ${isShown}`,
  )
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => {
    const row = byId.get(id)
    return row ? [{ kind, ...row }] : []
  })
}

/** Those of a kind that there is most of: people by posts, places and tags by threads, threads by when they came. */
export function mostFrequent(db: ReadableDB, kind: SwitcherKind, limit: number): number[] {
  const rows = all<{ id: number }>(db, sql`SELECT id FROM ${kinds[kind].table} ${kinds[kind].byUse} LIMIT ${limit}`)
  return rows.map(({ id }) => id)
}

interface Kind {
  readonly table: SqlQuery
  readonly name: SqlQuery
  readonly detail: SqlQuery
  /** Whether anything of it is not in the bin. */
  readonly isShown: SqlQuery
  readonly byUse: SqlQuery
}

const forumName = sql`(SELECT nullif(forum.name, '') FROM forum WHERE forum.id = forum_id)`
const kept = isShown(sql`thread.id`)

const kinds: Readonly<Record<SwitcherKind, Kind>> = {
  thread: {
    table: sql`thread`,
    name: sql`title`,
    detail: forumName,
    isShown: kept,
    byUse: sql`WHERE ${kept} ORDER BY imported_at DESC, id DESC`,
  },
  poster: {
    table: sql`poster`,
    name: sql`name`,
    detail: forumName,
    isShown: sql`name <> '' AND EXISTS (SELECT 1 FROM post JOIN thread ON thread.id = post.thread_id
      WHERE post.poster_id = poster.id AND ${kept})`,
    byUse: sql`ORDER BY post_count DESC, id`,
  },
  board: {
    table: sql`board`,
    name: sql`name`,
    detail: forumName,
    isShown: sql`EXISTS (SELECT 1 FROM thread WHERE thread.board_id = board.id AND ${kept})`,
    byUse: sql`ORDER BY (SELECT count(*) FROM thread WHERE thread.board_id = board.id) DESC, id`,
  },
  forum: {
    table: sql`forum`,
    name: sql`coalesce(nullif(name, ''), host, '')`,
    detail: sql`host`,
    isShown: sql`EXISTS (SELECT 1 FROM thread WHERE thread.forum_id = forum.id AND ${kept})`,
    byUse: sql`ORDER BY (SELECT count(*) FROM thread WHERE thread.forum_id = forum.id) DESC, id`,
  },
  tag: {
    table: sql`tag`,
    name: sql`name`,
    detail: sql`NULL`,
    isShown: sql`TRUE`,
    byUse: sql`ORDER BY (SELECT count(*) FROM thread_tag WHERE tag_id = tag.id) DESC, id`,
  },
  search: {
    table: sql`saved_search`,
    name: sql`name`,
    detail: sql`query`,
    isShown: sql`TRUE`,
    byUse: sql`ORDER BY position, id`,
  },
}
