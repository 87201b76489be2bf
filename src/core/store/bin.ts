/* Threads in the bin, and what leaves the library for good. */
import { isNamedByPages } from './pages.ts'
import { removePost } from './post-rows.ts'
import { refreshPoster } from './poster-identity.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

/** Since when a thread is in the bin; null when it is not, undefined when there is no such thread. */
export function binnedSince(db: ReadableDB, threadId: number): string | null | undefined {
  return get<{ at: string | null }>(db, sql`SELECT binned_at AS at FROM thread WHERE id = ${threadId}`)?.at
}

/** Puts a thread into the bin as of an instant, or takes it out with null. People's newest posts follow. */
export function setBinned(db: WritableDB, threadId: number, at: string | null): void {
  run(db, sql`UPDATE thread SET binned_at = ${at} WHERE id = ${threadId}`)
  run(
    db,
    sql`UPDATE poster SET last_post_at = (
          SELECT max(posted_at) FROM post WHERE poster_id = poster.id
            AND thread_id NOT IN (SELECT id FROM thread WHERE binned_at IS NOT NULL))
        WHERE id IN (SELECT poster_id FROM post WHERE thread_id = ${threadId})`,
  )
}

/** Threads that went into the bin before an instant. */
export function binnedBefore(db: ReadableDB, instant: string): number[] {
  return all<{ id: number }>(db, sql`SELECT id FROM thread WHERE binned_at < ${instant} ORDER BY binned_at, id`).map(
    thread => thread.id,
  )
}

/** Every thread in the bin. */
export function binnedThreads(db: ReadableDB): number[] {
  return all<{ id: number }>(db, sql`SELECT id FROM thread WHERE binned_at IS NOT NULL ORDER BY id`).map(row => row.id)
}

/**
 * Takes a thread out of the library with all that its pages said and all that was marked in it, and answers how many posts
 * it had. The originals stay, and it is kept which pages are not to come back by being read again.
 */
export function deleteThread(db: WritableDB, threadId: number, at: string): number {
  const posts = all<{ id: number; posterId: number | null }>(
    db,
    sql`SELECT id, poster_id AS posterId FROM post WHERE thread_id = ${threadId}`,
  )
  run(
    db,
    sql`INSERT OR REPLACE INTO discarded_page (source_id, name, discarded_at)
        SELECT source_id, name, ${at} FROM page WHERE thread_id = ${threadId}`,
  )
  for (const post of posts) removePost(db, post.id)
  run(db, sql`DELETE FROM page WHERE thread_id = ${threadId}`)
  // What was joined into it has nothing left of its own.
  const gone = all<{ id: number }>(
    db,
    sql`WITH RECURSIVE line (id) AS (
          SELECT ${threadId} UNION SELECT thread.id FROM thread JOIN line ON thread.joined_into = line.id)
        SELECT id FROM line ORDER BY id DESC`,
  )
  run(
    db,
    sql`UPDATE thread SET joined_into = NULL WHERE joined_into IN (
        SELECT value FROM json_each(${JSON.stringify(gone.map(thread => thread.id))}))`,
  )
  for (const { id } of gone)
    if (isNamedByPages(db, id)) run(db, sql`UPDATE thread SET binned_at = NULL WHERE id = ${id}`)
    else run(db, sql`DELETE FROM thread WHERE id = ${id}`)
  for (const posterId of new Set(posts.map(post => post.posterId))) if (posterId !== null) refreshPoster(db, posterId)
  return posts.length
}

/** Forgets that a page was thrown away for good; whether it was. */
export function takeBackPage(db: WritableDB, sourceId: number, name: string): boolean {
  return run(db, sql`DELETE FROM discarded_page WHERE source_id = ${sourceId} AND name = ${name}`).changes > 0
}

/** Whether a page was thrown away for good. */
export function isDiscarded(db: ReadableDB, sourceId: number, name: string): boolean {
  return get(db, sql`SELECT 1 FROM discarded_page WHERE source_id = ${sourceId} AND name = ${name}`) !== undefined
}
