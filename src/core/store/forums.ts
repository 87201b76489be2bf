import type { ForumNode } from '../model/library.ts'
import { isShown } from './shown-threads.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql, value } from './sql.ts'

/** The forum with this key, made when it is new; of the names it gives itself the latest save's is kept. */
export function ensureForum(
  db: WritableDB,
  forum: { key: string; host: string | null; name: string | null; order: string },
): number {
  const { key, host, name, order } = forum
  const known = get<{ id: number; name_order: string }>(db, sql`SELECT id, name_order FROM forum WHERE key = ${key}`)
  if (!known)
    return run(
      db,
      sql`INSERT INTO forum (key, host, name, name_order) VALUES (${key}, ${host}, ${name ?? host ?? ''},
            ${name === null ? '' : order})`,
    ).id
  if (name !== null && order > known.name_order)
    run(db, sql`UPDATE forum SET name = ${name}, name_order = ${order} WHERE id = ${known.id}`)
  return known.id
}

/** The board of this name, made when it is new; the longest path seen is kept. */
export function ensureBoard(db: WritableDB, forumId: number, board: { name: string; path: readonly string[] }): number {
  const path = JSON.stringify(board.path)
  run(
    db,
    sql`INSERT INTO board (forum_id, name, path) VALUES (${forumId}, ${board.name}, ${path})
        ON CONFLICT (forum_id, name) DO UPDATE SET path = excluded.path
          WHERE length(excluded.path) > length(path) OR length(excluded.path) = length(path) AND excluded.path > path`,
  )
  return value<number>(db, sql`SELECT id FROM board WHERE forum_id = ${forumId} AND name = ${board.name}`)
}

// As people look for names: Chinese by its sounds, and 版块 2 before 版块 10.
const names = new Intl.Collator('zh', { numeric: true })

function byName(one: { name: string; id: number }, other: { name: string; id: number }): number {
  return names.compare(one.name, other.name) || one.id - other.id
}

/** Every forum that shows a thread, with its boards and how many threads each has, by name. */
export function listForums(db: ReadableDB): ForumNode[] {
  const forums = all<Omit<ForumNode, 'boards'>>(
    db,
    sql`SELECT id, name, host,
          (SELECT count(*) FROM thread WHERE forum_id = forum.id AND ${isShown(sql`thread.id`)}) AS threads
        FROM forum`,
  ).sort(byName)
  const boards = all<{ id: number; name: string; threads: number; forumId: number }>(
    db,
    sql`SELECT id, name, forum_id AS forumId,
          (SELECT count(*) FROM thread WHERE board_id = board.id AND ${isShown(sql`thread.id`)}) AS threads
        FROM board`,
  ).sort(byName)
  const byForum = Map.groupBy(
    boards.filter(board => board.threads > 0),
    board => board.forumId,
  )
  return forums
    .filter(forum => forum.threads > 0)
    .map(forum => ({
      ...forum,
      boards: (byForum.get(forum.id) ?? []).map(({ id, name, threads }) => ({ id, name, threads })),
    }))
}
