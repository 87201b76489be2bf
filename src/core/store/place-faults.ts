/* Forums, boards and threads as their rows name them, and which page's original tells what they are. */
import type { KeptSource } from './kept-sources.ts'
import { sourceOfPage } from './kept-sources.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

export interface KeptForum {
  readonly id: number
  readonly key: string
  readonly host: string | null
  readonly name: string
}

/** Every forum that has a page. */
export function forumsWithPages(db: ReadableDB): KeptForum[] {
  return all<KeptForum>(
    db,
    sql`SELECT id, key, host, name FROM forum WHERE EXISTS (SELECT 1 FROM page WHERE forum_id = forum.id) ORDER BY id`,
  )
}

/** Boards whose path, which names every board above them and them, does not name them. */
export function misnamedBoards(db: ReadableDB): number[] {
  return all<{ id: number }>(
    db,
    sql`SELECT id FROM board
        WHERE NOT EXISTS (SELECT 1 FROM json_each(iif(json_valid(board.path), board.path, '[]')) AS part
                        WHERE part.value = board.name)
          AND EXISTS (SELECT 1 FROM page WHERE board_id = board.id) ORDER BY id`,
  ).map(row => row.id)
}

/** Threads that have another id of their forum's than all their pages say. */
export function misnamedThreads(db: ReadableDB): number[] {
  return all<{ id: number }>(
    db,
    sql`SELECT thread.id FROM thread JOIN page ON found_thread_id = thread.id
        GROUP BY thread.id HAVING min(page.external_id) = max(page.external_id)
          AND thread.external_id IS NOT min(page.external_id) ORDER BY thread.id`,
  ).map(row => row.id)
}

/** Pages that are of another forum than the thread they say they are of. */
export function pagesOfOtherForums(db: ReadableDB): number[] {
  return all<{ id: number }>(
    db,
    sql`SELECT page.id FROM page JOIN thread ON thread.id = found_thread_id
        WHERE page.forum_id <> thread.forum_id ORDER BY page.id`,
  ).map(row => row.id)
}

export type PlaceTable = 'forum' | 'board' | 'thread' | 'page'

/** The latest page of a place, with the file that it is in. */
export function latestPageIn(
  db: ReadableDB,
  { table, id }: { readonly table: PlaceTable; readonly id: number },
): (KeptSource & { readonly pageId: number; readonly pageName: string; readonly order: string }) | null {
  const where = {
    forum: sql`forum_id = ${id}`,
    board: sql`board_id = ${id}`,
    thread: sql`found_thread_id = ${id} AND external_id IS NOT NULL`,
    page: sql`id = ${id}`,
  }[table]
  const page = get<{ id: number; order: string }>(
    db,
    sql`SELECT id, save_order AS "order" FROM page WHERE ${where} ORDER BY save_order DESC LIMIT 1`,
  )
  return page ? { ...sourceOfPage(db, page.id), pageId: page.id, order: page.order } : null
}

/** Lets a forum be what a page of it says; its name stays where the page tells none. Nothing changes where another forum is that. */
export function putForum(
  db: WritableDB,
  forumId: number,
  forum: { key: string; host: string | null; name: string | null; order: string },
): boolean {
  const { key, host, name, order } = forum
  const change = run(
    db,
    sql`UPDATE OR IGNORE forum SET key = ${key}, host = ${host}, name = coalesce(${name}, name),
          name_order = iif(${name} IS NULL, name_order, ${order})
        WHERE id = ${forumId}`,
  )
  return change.changes > 0
}

/** Lets a board be what a page of it says; nothing changes where another board of its forum is that. */
export function putBoard(db: WritableDB, boardId: number, board: { name: string; path: readonly string[] }): boolean {
  const path = JSON.stringify(board.path)
  return run(db, sql`UPDATE OR IGNORE board SET name = ${board.name}, path = ${path} WHERE id = ${boardId}`).changes > 0
}

/** Gives the pages of a thread, and the thread, the id of the forum's that a page says; nothing changes where another thread has it. */
export function putThreadName(db: WritableDB, threadId: number, externalId: string): boolean {
  const thread = run(db, sql`UPDATE OR IGNORE thread SET external_id = ${externalId} WHERE id = ${threadId}`)
  if (thread.changes === 0) return false
  run(
    db,
    sql`UPDATE page SET external_id = ${externalId} WHERE found_thread_id = ${threadId} AND external_id IS NOT NULL`,
  )
  return true
}

/** Puts a page and its thread into the forum that the page says; nothing changes where there is no such forum. */
export function putIntoForum(db: WritableDB, pageId: number, key: string): boolean {
  const forum = get<{ id: number }>(db, sql`SELECT id FROM forum WHERE key = ${key}`)
  if (!forum) return false
  run(db, sql`UPDATE page SET forum_id = ${forum.id} WHERE id = ${pageId}`)
  return (
    run(
      db,
      sql`UPDATE OR IGNORE thread SET forum_id = ${forum.id}
          WHERE id = (SELECT found_thread_id FROM page WHERE id = ${pageId})`,
    ).changes > 0
  )
}
