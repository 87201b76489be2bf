/* What threads lack: what it is worked out from, and where the counts are kept. */
import { ThreadloftError } from '../errors.ts'
import type { GapCounts } from '../model/gaps.ts'
import { partsOfVersion } from './post-rows.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql, value } from './sql.ts'

/** A thread's counts as JSON; null while they are to be counted. To be used where the table thread is asked. */
export const gapsOfThread = sql`iif(missing_pages IS NULL, NULL, json_object('pages', missing_pages, 'floors', missing_floors,
  'hidden', thread.hidden_parts, 'pictures', thread.missing_pictures, 'attachments', thread.missing_attachments))`

/** A save of a page, with what tells which part of its thread it shows. */
export interface SeenPageRow {
  readonly id: number
  readonly page: number | null
  readonly pages: number | null
  readonly url: string | null
  readonly order: string
  readonly savedAt: string | null
  readonly engine: string
  readonly confidence: string
  readonly isCut: number
}

/** A post on a page: its place in the thread, and what this page says of it. */
export interface SeenPostRow {
  readonly pageId: number
  readonly postId: number
  readonly position: number
  /** As this page numbers it, and as the thread does. */
  readonly ownFloor: number | null
  readonly floor: number | null
  readonly posterId: number | null
  readonly isOpening: number
  readonly hasParent: number
}

/** A thread's saves, oldest first; those that came after page `upTo` left out. */
export function seenPages(db: ReadableDB, threadId: number, upTo = Number.MAX_SAFE_INTEGER): SeenPageRow[] {
  return all<SeenPageRow>(
    db,
    sql`SELECT id, page, pages, url, save_order AS "order", saved_at AS savedAt, engine, confidence,
          coalesce(problems LIKE '%"page-incomplete"%', 0) AS isCut
        FROM page WHERE thread_id = ${threadId} AND id <= ${upTo} ORDER BY save_order`,
  )
}

/** What the saves of a thread show, save by save and post by post as they follow one another. */
export function seenPostsOf(db: ReadableDB, threadId: number, upTo = Number.MAX_SAFE_INTEGER): SeenPostRow[] {
  return all<SeenPostRow>(
    db,
    sql`SELECT page_id AS pageId, post_id AS postId, position, post_seen.floor AS ownFloor, post.floor, poster_id AS posterId,
          post_seen.is_opening AS isOpening, post_seen.parent_id IS NOT NULL AS hasParent
        FROM page JOIN post_seen ON page_id = page.id JOIN post ON post.id = post_id
        WHERE page.thread_id = ${threadId} AND page.id <= ${upTo} ORDER BY page_id, ordinal`,
  )
}

/** Some of the threads that are still to be looked through. */
export function uncountedThreads(db: ReadableDB, limit: number): number[] {
  return all<{ id: number }>(db, sql`SELECT id FROM thread WHERE missing_pages IS NULL ORDER BY id LIMIT ${limit}`).map(
    ({ id }) => id,
  )
}

/** How many threads are still to be looked through. */
export function countUncounted(db: ReadableDB): number {
  return value<number>(db, sql`SELECT count(*) FROM thread WHERE missing_pages IS NULL`)
}

/** Works out what the posts of a thread lack that an older program put there. */
export function fillPartsOfPosts(db: WritableDB, threadId: number): void {
  run(
    db,
    sql`UPDATE post SET ${partsOfVersion(sql`post.version_id`)} WHERE thread_id = ${threadId} AND hidden_parts IS NULL`,
  )
}

const lacking = sql`(hidden_parts > 0 OR missing_pictures > 0 OR missing_attachments > 0)`

/** How much the posts of a thread lack together. */
export function countParts(db: ReadableDB, threadId: number): Pick<GapCounts, 'hidden' | 'pictures' | 'attachments'> {
  return get(
    db,
    sql`SELECT coalesce(sum(hidden_parts), 0) AS hidden, coalesce(sum(missing_pictures), 0) AS pictures,
          coalesce(sum(missing_attachments), 0) AS attachments
        FROM post WHERE thread_id = ${threadId} AND ${lacking}`,
  )!
}

/** What was counted of what a thread lacks; null while it is still to be looked through. */
export function countsOf(db: ReadableDB, threadId: number): GapCounts | null {
  const row = get<GapCounts>(
    db,
    sql`SELECT missing_pages AS pages, missing_floors AS floors, hidden_parts AS hidden, missing_pictures AS pictures,
          missing_attachments AS attachments
        FROM thread WHERE id = ${threadId} AND missing_pages IS NOT NULL`,
  )
  return row ?? null
}

/** Notes what a thread lacks. */
export function writeCounts(db: WritableDB, threadId: number, counts: GapCounts): void {
  run(
    db,
    sql`UPDATE thread SET missing_pages = ${counts.pages}, missing_floors = ${counts.floors},
          hidden_parts = ${counts.hidden}, missing_pictures = ${counts.pictures},
          missing_attachments = ${counts.attachments}
        WHERE id = ${threadId}`,
  )
}

/** Which posts of a thread are gone, and since which save. */
export function gonePosts(db: ReadableDB, threadId: number): Map<number, string> {
  const rows = all<{ id: number; since: string }>(
    db,
    sql`SELECT id, gone_since AS since FROM post WHERE thread_id = ${threadId} AND gone_since IS NOT NULL`,
  )
  return new Map(rows.map(({ id, since }) => [id, since]))
}

/** Notes since which save a post is gone; null when it is not. */
export function markGone(db: WritableDB, postId: number, since: string | null): void {
  run(db, sql`UPDATE post SET gone_since = ${since} WHERE id = ${postId}`)
}

/** A post that lacks something, with the JSON of what belongs to its body. */
export interface LackingPost {
  readonly postId: number
  readonly floor: number | null
  readonly floorLabel: string | null
  readonly body: string
  /** Address of the page it was last seen on. */
  readonly url: string | null
}

/** The posts of a thread that lack something, in floor order. */
export function lackingPosts(db: ReadableDB, threadId: number): LackingPost[] {
  return all<LackingPost>(
    db,
    sql`SELECT post.id AS postId, floor, floor_label AS floorLabel, post_version.extra AS body,
          (SELECT url FROM post_seen JOIN page ON page.id = page_id
            WHERE post_id = post.id AND url IS NOT NULL ORDER BY save_order DESC LIMIT 1) AS url
        FROM post JOIN post_version ON post_version.id = version_id
        WHERE post.thread_id = ${threadId} AND ${lacking} AND post_version.extra IS NOT NULL ORDER BY position`,
  )
}

/** A thread's own address. Throws `thread-unknown`. */
export function addressOfThread(db: ReadableDB, threadId: number): string | null {
  const thread = get<{ url: string | null }>(db, sql`SELECT url FROM thread WHERE id = ${threadId}`)
  if (!thread) throw new ThreadloftError('thread-unknown', { thread: threadId })
  return thread.url
}

/** The number of the newest page. */
export function lastPage(db: ReadableDB): number {
  return value<number>(db, sql`SELECT coalesce(max(id), 0) FROM page`)
}

/** What only this page shows of its thread: how many posts, and their floors. */
export function onlyHere(
  db: ReadableDB,
  pageId: number,
): { page: number | null; posts: number; onFloors: readonly number[] } {
  const page = get<{ page: number | null }>(db, sql`SELECT page FROM page WHERE id = ${pageId}`)
  const posts = all<{ floor: number | null }>(
    db,
    sql`SELECT floor FROM post_seen AS mine WHERE page_id = ${pageId} AND NOT EXISTS (
          SELECT 1 FROM post_seen AS other WHERE other.post_id = mine.post_id AND other.page_id <> mine.page_id)`,
  )
  return { page: page?.page ?? null, posts: posts.length, onFloors: posts.flatMap(post => post.floor ?? []) }
}
