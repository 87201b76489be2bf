/* What a person added to posts of a page, taken up before the page's sightings go elsewhere. */
import type { Marks } from './marks.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

/** By what a post is known again among those that a page shows. */
export interface SeenAs {
  readonly pageId: number
  readonly ordinal: number
  readonly externalId: string | null
  readonly floor: number | null
  readonly authorName: string | null
  readonly postedAt: string | null
  /** Of the text, as hexadecimal digits. */
  readonly text: string
}

const seenColumns = sql`post_seen.page_id AS pageId, post_seen.ordinal, post_seen.external_id AS externalId,
  post_seen.floor, post_seen.author_name AS authorName, post_seen.posted_at AS postedAt,
  hex(version.text_hash) AS text`
const seenTables = sql`post_seen JOIN post_version AS version ON version.id = post_seen.version_id`

export interface MarkedPost extends SeenAs, Marks {
  readonly postId: number
  readonly threadId: number
}

/** The posts of a page that are or were marked. */
export function markedOnPage(db: ReadableDB, pageId: number): MarkedPost[] {
  return all<MarkedPost>(
    db,
    sql`SELECT ${seenColumns}, mark.post_id AS postId, mark.thread_id AS threadId, starred_at AS starredAt,
          note, noted_at AS notedAt, feeling, felt_at AS feltAt
        FROM ${seenTables} CROSS JOIN mark ON mark.post_id = post_seen.post_id
        WHERE post_seen.page_id = ${pageId} ORDER BY post_seen.ordinal`,
  )
}

export interface PlaceOnPage extends SeenAs {
  readonly postId: number
  readonly position: number
  /** The thread in which one was there, whether one was there last or furthest, and when. */
  readonly threadId: number
  readonly which: 'last' | 'highest'
  readonly readAt: string
}

/** The posts of a page at which a person was last or furthest. */
export function placesOnPage(db: ReadableDB, pageId: number): PlaceOnPage[] {
  const at = (which: 'last' | 'highest') => sql`SELECT ${seenColumns}, post.id AS postId, position,
      reading.thread_id AS threadId, ${which} AS which, read_at AS readAt
    FROM ${seenTables} CROSS JOIN reading ON ${which === 'last' ? sql`last_post_id` : sql`highest_post_id`} = post_seen.post_id
      JOIN post ON post.id = post_seen.post_id
    WHERE post_seen.page_id = ${pageId}`
  return all<PlaceOnPage>(db, sql`${at('last')} UNION ALL ${at('highest')}`)
}

/** What a page shows now, by what it can be known again. */
export function seenOnPage(db: ReadableDB, pageId: number): (SeenAs & { postId: number; threadId: number })[] {
  return all(
    db,
    sql`SELECT ${seenColumns}, post.id AS postId, post.thread_id AS threadId
        FROM ${seenTables} JOIN post ON post.id = post_seen.post_id WHERE post_seen.page_id = ${pageId}
        ORDER BY post_seen.ordinal`,
  )
}

/** By what a post is known again on the first of its pages; undefined when no page shows it. */
export function anchorOf(db: ReadableDB, postId: number): SeenAs | undefined {
  return get<SeenAs>(
    db,
    sql`SELECT ${seenColumns} FROM ${seenTables} WHERE post_seen.post_id = ${postId} ORDER BY page_id LIMIT 1`,
  )
}

/** The thread and place of a post that is there. */
export function placeOf(db: ReadableDB, postId: number): { threadId: number; position: number } | undefined {
  return get(db, sql`SELECT thread_id AS threadId, position FROM post WHERE id = ${postId}`)
}

/** The last post of a thread before a place in it; null when there is none. */
export function postBefore(db: ReadableDB, threadId: number, position: number): number | null {
  const row = get<{ id: number }>(
    db,
    sql`SELECT id FROM post WHERE thread_id = ${threadId} AND position < ${position} ORDER BY position DESC LIMIT 1`,
  )
  return row?.id ?? null
}

/** Gives a thread's tags, days of reading, refused joins and visits to another. */
export function handOnThread(db: WritableDB, from: number, to: number): void {
  run(
    db,
    sql`INSERT OR IGNORE INTO thread_tag (thread_id, tag_id, tagged_at)
        SELECT ${to}, tag_id, tagged_at FROM thread_tag WHERE thread_id = ${from}`,
  )
  run(db, sql`DELETE FROM thread_tag WHERE thread_id = ${from}`)
  run(
    db,
    sql`INSERT INTO reading_day (day, thread_id, posts)
        SELECT day, ${to}, posts FROM reading_day WHERE thread_id = ${from}
        ON CONFLICT (day, thread_id) DO UPDATE SET posts = posts + excluded.posts`,
  )
  run(db, sql`DELETE FROM reading_day WHERE thread_id = ${from}`)
  run(
    db,
    sql`INSERT OR IGNORE INTO join_refused (one_id, other_id, refused_at)
        SELECT min(${to}, other), max(${to}, other), refused_at FROM (
          SELECT other_id AS other, refused_at FROM join_refused WHERE one_id = ${from}
          UNION ALL SELECT one_id, refused_at FROM join_refused WHERE other_id = ${from})
        WHERE other <> ${to}`,
  )
  run(db, sql`DELETE FROM join_refused WHERE one_id = ${from} OR other_id = ${from}`)
  run(
    db,
    sql`INSERT INTO visit (kind, item_id, times, last_at)
        SELECT kind, ${to}, times, last_at FROM visit WHERE kind = 'thread' AND item_id = ${from}
        ON CONFLICT (kind, item_id) DO UPDATE SET times = times + excluded.times, last_at = max(last_at, excluded.last_at)`,
  )
  run(db, sql`DELETE FROM visit WHERE kind = 'thread' AND item_id = ${from}`)
  run(db, sql`DELETE FROM mark WHERE thread_id = ${from} AND post_id IS NULL`)
}
