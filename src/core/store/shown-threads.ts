/*
 * Which threads are shown: those that are not in the bin and were not joined into another (a joined thread has no post
 * left). Every list, count and search leaves the others out by these parts. They are few, and compared by row number
 * alone, so that a walk over an index stays one.
 */
import type { ReadableDB, SqlQuery } from './sql.ts'
import { all, sql } from './sql.ts'

/** Ids of the threads that no list shows. */
export const hiddenThreads: SqlQuery = sql`SELECT id FROM thread WHERE binned_at IS NOT NULL
  UNION ALL SELECT id FROM thread WHERE post_count = 0`

/** Holds for a column with a thread's id where that thread is shown. */
export const isShown = (threadId: SqlQuery): SqlQuery => sql`${threadId} NOT IN (${hiddenThreads})`

/** The posts of threads in the bin, ascending: what a search must leave out of what the index finds. */
export function hiddenPosts(db: ReadableDB): number[] {
  return all<{ id: number }>(
    db,
    sql`SELECT post.id FROM thread CROSS JOIN post ON post.thread_id = thread.id
        WHERE thread.binned_at IS NOT NULL ORDER BY post.id`,
  ).map(post => post.id)
}
