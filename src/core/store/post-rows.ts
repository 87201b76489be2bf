/* Rows of posts as the merge writes them. */
import type { ReadableDB, SqlQuery, WritableDB } from './sql.ts'
import { removePost as removeFromIndex } from './post-index.ts'
import { all, get, run, sql, value } from './sql.ts'

/** What a post row says by which another page's post may be known as the same. */
export interface PostIdentity {
  readonly id: number
  readonly externalId: string | null
  readonly floor: number | null
  readonly authorName: string | null
  readonly authorUid: string | null
  readonly postedAt: string | null
  readonly derived: number
}

const identity = sql`post.id, external_id AS externalId, floor, author_name AS authorName, author_uid AS authorUid,
  posted_at AS postedAt, derived`

/** The thread's post with this id of the forum's own, or null. */
export function postByExternalId(db: ReadableDB, threadId: number, externalId: string): number | null {
  const row = get<{ id: number }>(
    db,
    sql`SELECT id FROM post WHERE thread_id = ${threadId} AND external_id = ${externalId}`,
  )
  return row?.id ?? null
}

/** Whether a thread has posts without an id of the forum's own; told by two indexes alone, however long the thread is. */
export function hasPostsWithoutId(db: ReadableDB, threadId: number): boolean {
  const named = sql`SELECT count(*) FROM post WHERE thread_id = ${threadId} AND external_id IS NOT NULL`
  return value<number>(db, sql`SELECT count(*) > (${named}) FROM post WHERE thread_id = ${threadId}`) === 1
}

/** The thread's posts that show this floor. */
export function postsOnFloor(db: ReadableDB, threadId: number, floor: number): PostIdentity[] {
  return all<PostIdentity>(db, sql`SELECT ${identity} FROM post WHERE thread_id = ${threadId} AND floor = ${floor}`)
}

/** The thread's posts by a person in which this text was seen. */
export function postsByText(
  db: ReadableDB,
  threadId: number,
  posterId: number | null,
  textHash: Uint8Array,
): PostIdentity[] {
  return all<PostIdentity>(
    db,
    sql`SELECT ${identity} FROM post WHERE thread_id = ${threadId} AND poster_id IS ${posterId} AND EXISTS (
          SELECT 1 FROM post_version WHERE post_id = post.id AND text_hash = ${textHash})`,
  )
}

export interface PostRow {
  readonly externalId: string | null
  readonly floor: number | null
  readonly floorLabel: string | null
  readonly sortFloor: number
  readonly sortPage: number
  readonly sortOrdinal: number
  readonly posterId: number | null
  readonly authorName: string | null
  readonly authorUid: string | null
  readonly postedAt: string | null
  readonly postedAtText: string | null
  readonly precision: string | null
  readonly derived: number
  readonly isOpening: number
  readonly parentId: string | null
  readonly cardId: number | null
  readonly versionId: number
  readonly hasPictures: number
  readonly extra: string | null
}

/** Where a post is that has no place yet. */
export const unplaced = 0x7fff_ffff

/** A new post, without a place and a body yet. */
export function insertPost(db: WritableDB, threadId: number, row: Omit<PostRow, 'versionId'>): number {
  return run(
    db,
    sql`INSERT INTO post (thread_id, position, external_id, floor, floor_label, sort_floor, sort_page, sort_ordinal,
          poster_id, author_name, author_uid, posted_at, posted_at_text, precision, derived, is_opening, parent_id,
          card_id, has_pictures, extra)
        VALUES (${threadId}, ${unplaced}, ${row.externalId}, ${row.floor}, ${row.floorLabel}, ${row.sortFloor},
          ${row.sortPage}, ${row.sortOrdinal}, ${row.posterId}, ${row.authorName}, ${row.authorUid}, ${row.postedAt},
          ${row.postedAtText}, ${row.precision}, ${row.derived}, ${row.isOpening}, ${row.parentId}, ${row.cardId},
          ${row.hasPictures}, ${row.extra})`,
  ).id
}

/** What a post lacks, by the version of it that is shown. */
export const partsOfVersion = (versionId: SqlQuery): SqlQuery =>
  sql`(hidden_parts, missing_pictures, missing_attachments) = (
        SELECT coalesce(json_array_length(extra, '$.hidden'), 0), pictures_missing,
          (SELECT count(*) FROM json_each(extra, '$.attachments') WHERE value ->> 'asset' IS NULL)
        FROM post_version WHERE post_version.id = ${versionId})`

/** Says which version of a post is shown. */
export function showVersion(db: WritableDB, postId: number, versionId: number): void {
  run(db, sql`UPDATE post SET version_id = ${versionId}, ${partsOfVersion(sql`${versionId}`)} WHERE id = ${postId}`)
}

export interface PlacedPost {
  readonly threadId: number
  readonly position: number
  readonly posterId: number | null
  readonly postedAt: string | null
  readonly versionId: number | null
  readonly sortFloor: number
  readonly sortPage: number
  readonly sortOrdinal: number
}

/** What a post's row says now, or null when it is gone. */
export function placedPost(db: ReadableDB, postId: number): PlacedPost | null {
  const row = get<PlacedPost>(
    db,
    sql`SELECT thread_id AS threadId, position, poster_id AS posterId, posted_at AS postedAt,
          version_id AS versionId,
          sort_floor AS sortFloor, sort_page AS sortPage, sort_ordinal AS sortOrdinal
        FROM post WHERE id = ${postId}`,
  )
  return row ?? null
}

/** Whether a neighbour says that it stands in the very place of a post, as where threads were joined by hand. */
export function sharesItsPlace(db: ReadableDB, postId: number): boolean {
  const twin = get(
    db,
    sql`SELECT 1 FROM post AS own CROSS JOIN post AS other ON other.thread_id = own.thread_id
          AND other.position IN (own.position - 1, own.position + 1)
        WHERE own.id = ${postId} AND other.sort_floor = own.sort_floor AND other.sort_page = own.sort_page
          AND other.sort_ordinal = own.sort_ordinal`,
  )
  return twin !== undefined
}

/** Writes a post's row. */
export function writePost(db: WritableDB, postId: number, row: PostRow): void {
  run(
    db,
    sql`UPDATE post SET external_id = ${row.externalId}, floor = ${row.floor}, floor_label = ${row.floorLabel},
          sort_floor = ${row.sortFloor}, sort_page = ${row.sortPage}, sort_ordinal = ${row.sortOrdinal},
          poster_id = ${row.posterId}, author_name = ${row.authorName}, author_uid = ${row.authorUid},
          posted_at = ${row.postedAt}, posted_at_text = ${row.postedAtText}, precision = ${row.precision},
          derived = ${row.derived}, is_opening = ${row.isOpening}, parent_id = ${row.parentId},
          card_id = ${row.cardId}, version_id = ${row.versionId}, has_pictures = ${row.hasPictures},
          extra = ${row.extra}, ${partsOfVersion(sql`${row.versionId}`)}
        WHERE id = ${postId}`,
  )
}

/** Removes a post that no page shows any more, with its versions and its index entry. */
export function removePost(db: WritableDB, postId: number): void {
  removeFromIndex(db, postId)
  run(db, sql`DELETE FROM post WHERE id = ${postId}`)
}

/** The order of a thread's posts. */
export const floorOrder = sql`sort_floor, sort_page, sort_ordinal, coalesce(posted_at, ''), coalesce(external_id, ''),
  coalesce(author_name, ''), id`

/**
 * Numbers a thread's posts in floor order. Posts that all follow the last one, as when pages come in order, are just
 * put at the end; only where some go in between are the places after them counted anew.
 */
export function numberPosts(db: WritableDB, threadId: number, moved: readonly number[] | 'all'): void {
  if (moved.length === 0 || (moved !== 'all' && putAtEnd(db, threadId, moved))) return
  run(
    db,
    sql`UPDATE post SET position = placed.position FROM (
          SELECT id, row_number() OVER (ORDER BY ${floorOrder}) - 1 AS position FROM post WHERE thread_id = ${threadId}
        ) AS placed WHERE post.id = placed.id AND post.position <> placed.position`,
  )
}

function putAtEnd(db: WritableDB, threadId: number, moved: readonly number[]): boolean {
  const last = get<Pick<PlacedPost, 'position' | 'sortFloor' | 'sortPage' | 'sortOrdinal'>>(
    db,
    sql`SELECT position, sort_floor AS sortFloor, sort_page AS sortPage, sort_ordinal AS sortOrdinal FROM post
        WHERE thread_id = ${threadId} AND position < ${unplaced} ORDER BY position DESC LIMIT 1`,
  )
  const follow = all<{ id: number; position: number; follows: number }>(
    db,
    sql`SELECT id, position, (sort_floor, sort_page, sort_ordinal) >
          (${last?.sortFloor ?? -2}, ${last?.sortPage ?? 0}, ${last?.sortOrdinal ?? 0}) AS follows
        FROM post WHERE id IN (SELECT value FROM json_each(${JSON.stringify(moved)})) ORDER BY ${floorOrder}`,
  )
  if (!follow.every(post => post.follows === 1 && post.position === unplaced)) return false
  let position = (last?.position ?? -1) + 1
  for (const { id } of follow) run(db, sql`UPDATE post SET position = ${position++} WHERE id = ${id}`)
  return true
}
