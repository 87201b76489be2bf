/* Rows of threads as the merge writes them. */
import { ThreadloftError } from '../errors.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql, value } from './sql.ts'
import { noteHeir } from './thread-ids.ts'

/** The forum's thread with this id of its own, or null. */
export function threadByExternalId(db: ReadableDB, forumId: number, externalId: string): number | null {
  const row = get<{ id: number }>(
    db,
    sql`SELECT id FROM thread WHERE forum_id = ${forumId} AND external_id = ${externalId}`,
  )
  return row?.id ?? null
}

/** A new thread, to be filled in when its pages are there. */
export function insertThread(
  db: WritableDB,
  thread: { forumId: number; externalId: string | null; title: string; titleKey: string; now: string },
): number {
  return run(
    db,
    sql`INSERT INTO thread (forum_id, external_id, title, title_key, engine, confidence, imported_at)
        VALUES (${thread.forumId}, ${thread.externalId}, ${thread.title}, ${thread.titleKey}, '', 'guess',
          ${thread.now})`,
  ).id
}

export interface ThreadRow {
  readonly title: string
  readonly titleKey: string
  readonly boardId: number | null
  readonly engine: string
  readonly confidence: string
  readonly url: string | null
  readonly pages: number | null
  readonly pagesPresent: string
  readonly digest: number
  readonly views: number | null
  readonly replies: number | null
  readonly starterId: number | null
  readonly startedAt: string | null
  readonly lastPostAt: string | null
  readonly excerpt: string
}

/** What a thread's row says now, or null when it is gone. */
export function keptThreadRow(db: ReadableDB, threadId: number): ThreadRow | null {
  const row = get<ThreadRow>(
    db,
    sql`SELECT title, title_key AS titleKey, board_id AS boardId, engine, confidence, url, pages,
          pages_present AS pagesPresent, digest, views, replies, starter_id AS starterId, started_at AS startedAt,
          last_post_at AS lastPostAt, excerpt
        FROM thread WHERE id = ${threadId}`,
  )
  return row ?? null
}

/** Writes a thread's row; its count of posts keeps itself, what it lacks is to be counted anew. */
export function writeThread(db: WritableDB, threadId: number, row: ThreadRow): void {
  run(
    db,
    sql`UPDATE thread SET title = ${row.title}, title_key = ${row.titleKey}, board_id = ${row.boardId},
          engine = ${row.engine}, confidence = ${row.confidence}, url = ${row.url}, pages = ${row.pages},
          pages_present = ${row.pagesPresent}, digest = ${row.digest}, views = ${row.views}, replies = ${row.replies},
          starter_id = ${row.starterId}, started_at = ${row.startedAt}, last_post_at = ${row.lastPostAt},
          excerpt = ${row.excerpt}, missing_pages = NULL
        WHERE id = ${threadId}`,
  )
}

/** Notes that a thread gained something now. */
export function touchThread(db: WritableDB, threadId: number, now: string): void {
  run(db, sql`UPDATE thread SET imported_at = max(imported_at, ${now}) WHERE id = ${threadId}`)
}

export interface ThreadEnds {
  readonly starterId: number | null
  readonly startedAt: string | null
  readonly lastPostAt: string | null
  /** The beginning of the opening post, or of the first post there is. */
  readonly beginning: string
}

/** How a thread begins and ends, by its posts. */
export function threadEnds(db: ReadableDB, threadId: number): ThreadEnds {
  const first = get<{ isOpening: number; posterId: number | null; postedAt: string | null; beginning: string }>(
    db,
    sql`SELECT is_opening AS isOpening, poster_id AS posterId, posted_at AS postedAt,
          coalesce((SELECT substr(text, 1, 1000) FROM post_version WHERE id = version_id), '') AS beginning
        FROM post WHERE thread_id = ${threadId} ORDER BY position LIMIT 1`,
  )
  const last = get<{ at: string | null }>(db, sql`SELECT max(posted_at) AS at FROM post WHERE thread_id = ${threadId}`)
  const opening = first?.isOpening === 1 ? first : null
  return {
    starterId: opening?.posterId ?? null,
    startedAt: opening?.postedAt ?? null,
    lastPostAt: last?.at ?? null,
    beginning: first?.beginning ?? '',
  }
}

/** The greatest number that a thread has; every thread to come has a greater one. */
export function newestThreadId(db: ReadableDB): number {
  return value<number>(db, sql`SELECT coalesce(max(id), 0) FROM thread`)
}

/** What a thread is called, and how many posts of it are here. */
export function threadNow(db: ReadableDB, threadId: number): { threadId: number; title: string; posts: number } {
  const thread = get<{ threadId: number; title: string; posts: number }>(
    db,
    sql`SELECT id AS threadId, title, post_count AS posts FROM thread WHERE id = ${threadId}`,
  )
  if (!thread) throw new ThreadloftError('thread-unknown', { thread: threadId })
  return thread
}

/** Removes a thread that has no page left; reports and old addresses then lead to the thread its pages went to. */
export function removeThread(db: WritableDB, threadId: number, heir: number): void {
  run(db, sql`UPDATE import_item SET thread_id = ${heir} WHERE thread_id = ${threadId}`)
  noteHeir(db, 'thread', threadId, heir)
  run(db, sql`DELETE FROM thread WHERE id = ${threadId}`)
}

/** Leaves a thread without pages as a row that nothing lists. */
export function emptyThread(db: WritableDB, threadId: number): void {
  run(
    db,
    sql`UPDATE thread SET starter_id = NULL, pages_present = '[]', started_at = NULL, last_post_at = NULL,
          missing_pages = 0, missing_floors = 0, hidden_parts = 0, missing_pictures = 0, missing_attachments = 0
        WHERE id = ${threadId}`,
  )
}

/** Notes that a thread was joined into another by hand; null takes that back. */
export function setJoinedInto(db: WritableDB, threadId: number, into: number | null): void {
  run(db, sql`UPDATE thread SET joined_into = ${into} WHERE id = ${threadId}`)
}

/** Into which thread one was joined by hand; null for none. */
export function joinedInto(db: ReadableDB, threadId: number): number | null {
  const row = get<{ into: number | null }>(db, sql`SELECT joined_into AS "into" FROM thread WHERE id = ${threadId}`)
  return row?.into ?? null
}

/** The threads that were joined into one by hand. */
export function threadsJoinedInto(db: ReadableDB, threadId: number): number[] {
  return all<{ id: number }>(db, sql`SELECT id FROM thread WHERE joined_into = ${threadId} ORDER BY id`).map(
    thread => thread.id,
  )
}

/** Whether a thread is known by the forum's own id. */
export function hasExternalId(db: ReadableDB, threadId: number): boolean {
  return get(db, sql`SELECT 1 FROM thread WHERE id = ${threadId} AND external_id IS NOT NULL`) !== undefined
}
