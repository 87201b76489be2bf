/* Where one was in threads, and what was read on which day. */
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

export interface Reading {
  readonly lastPostId: number | null
  readonly highestPostId: number | null
  readonly times: number
  readonly readAt: string
  readonly unread: number
}

/** Where one was in a thread; null when it was never opened. */
export function readingOf(db: ReadableDB, threadId: number): Reading | null {
  const row = get<Reading>(
    db,
    sql`SELECT last_post_id AS lastPostId, highest_post_id AS highestPostId, times, read_at AS readAt, unread
        FROM reading WHERE thread_id = ${threadId}`,
  )
  return row ?? null
}

/** Writes where one was; null forgets it. */
export function putReading(db: WritableDB, threadId: number, reading: Reading | null): void {
  if (reading === null) {
    run(db, sql`DELETE FROM reading WHERE thread_id = ${threadId}`)
    return
  }
  run(
    db,
    sql`INSERT OR REPLACE INTO reading (thread_id, last_post_id, highest_post_id, times, read_at, unread)
        VALUES (${threadId}, ${reading.lastPostId}, ${reading.highestPostId}, ${reading.times}, ${reading.readAt},
          ${reading.unread})`,
  )
}

/** Adds to what was read of a thread on a day. */
export function addToDay(db: WritableDB, day: string, threadId: number, posts: number): void {
  run(
    db,
    sql`INSERT INTO reading_day (day, thread_id, posts) VALUES (${day}, ${threadId}, ${posts})
        ON CONFLICT (day, thread_id) DO UPDATE SET posts = posts + excluded.posts`,
  )
}

/** Of two posts of a thread the one that comes later; one that is not there is no post. */
export function laterPost(db: ReadableDB, threadId: number, one: number | null, other: number | null): number | null {
  const row = get<{ id: number }>(
    db,
    sql`SELECT id FROM post WHERE thread_id = ${threadId} AND id IN (${one}, ${other}) ORDER BY position DESC LIMIT 1`,
  )
  return row?.id ?? null
}

/** The last post of a thread, or null when it has none. */
export function lastPost(db: ReadableDB, threadId: number): number | null {
  return (
    get<{ id: number }>(db, sql`SELECT id FROM post WHERE thread_id = ${threadId} ORDER BY position DESC LIMIT 1`)
      ?.id ?? null
  )
}

export interface ContinueRow {
  readonly threadId: number
  readonly readAt: string
  readonly lastPostId: number | null
  readonly floorLabel: string | null
  readonly floor: number | null
  readonly position: number | null
}

/** Threads that were opened, last read first; those with nothing left only where they are asked for. */
export function readingPlaces(db: ReadableDB, limit: number, withFinished: boolean): ContinueRow[] {
  const left = withFinished ? sql`TRUE` : sql`coalesce(furthest.position, -1) + 1 < post_count`
  return all<ContinueRow>(
    db,
    sql`SELECT reading.thread_id AS threadId, read_at AS readAt, last_post_id AS lastPostId,
          last.floor_label AS floorLabel, last.floor, last.position
        FROM reading JOIN thread ON thread.id = reading.thread_id
          LEFT JOIN post AS last ON last.id = last_post_id LEFT JOIN post AS furthest ON furthest.id = highest_post_id
        WHERE times > 0 AND unread = 0 AND binned_at IS NULL AND post_count > 0 AND ${left}
        ORDER BY read_at DESC, reading.thread_id DESC LIMIT ${limit}`,
  )
}
