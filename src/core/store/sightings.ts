/* Sightings: what one page says of one post. A post's own row is worked out from all of its sightings. */
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

export interface Sighting {
  readonly pageId: number
  readonly versionId: number
  readonly ordinal: number
  /** The floor, or of the nearest post before it on its page that shows one; for order. */
  readonly nearFloor: number
  readonly externalId: string | null
  readonly floor: number | null
  readonly floorLabel: string | null
  readonly authorName: string | null
  readonly authorUid: string | null
  readonly postedAt: string | null
  readonly postedAtText: string | null
  readonly precision: string | null
  readonly derived: number
  readonly isOpening: number
  readonly parentId: string | null
  readonly cardId: number | null
  /** JSON of what changes without the post being changed: notices, ratings, edits, poll. */
  readonly extra: string | null
}

export interface OrderedSighting extends Sighting {
  readonly order: string
  readonly page: number
  /** The forum whose page it is: people are told apart within a forum. */
  readonly forumId: number
}

// What is no JSON any more is named by the check and read again from its original; until then it says nothing.
const columns = sql`page_id AS pageId, version_id AS versionId, ordinal, near_floor AS nearFloor,
  post_seen.external_id AS externalId, floor, floor_label AS floorLabel, author_name AS authorName,
  author_uid AS authorUid, posted_at AS postedAt, posted_at_text AS postedAtText, precision, derived,
  post_seen.is_opening AS isOpening, parent_id AS parentId, card_id AS cardId,
  iif(json_valid(extra), extra, NULL) AS extra`

/** Notes that a page shows a post. */
export function putSighting(db: WritableDB, postId: number, seen: Sighting): void {
  run(
    db,
    sql`INSERT OR REPLACE INTO post_seen (post_id, page_id, version_id, ordinal, near_floor, external_id, floor,
          floor_label, author_name, author_uid, posted_at, posted_at_text, precision, derived, is_opening, parent_id,
          card_id, extra)
        VALUES (${postId}, ${seen.pageId}, ${seen.versionId}, ${seen.ordinal}, ${seen.nearFloor}, ${seen.externalId},
          ${seen.floor}, ${seen.floorLabel}, ${seen.authorName}, ${seen.authorUid}, ${seen.postedAt},
          ${seen.postedAtText}, ${seen.precision}, ${seen.derived}, ${seen.isOpening}, ${seen.parentId},
          ${seen.cardId}, ${seen.extra})`,
  )
}

/** A post's sightings, latest save first. */
export function sightingsOf(db: ReadableDB, postId: number): OrderedSighting[] {
  return all<OrderedSighting>(
    db,
    sql`SELECT ${columns}, save_order AS "order", coalesce(page.page, 0) AS page, page.forum_id AS forumId
        FROM post_seen JOIN page ON page.id = page_id WHERE post_id = ${postId} ORDER BY save_order DESC`,
  )
}

/** What a page shows, in its order. */
export function sightingsOnPage(db: ReadableDB, pageId: number): (Sighting & { postId: number })[] {
  return all<Sighting & { postId: number }>(
    db,
    sql`SELECT post_id AS postId, ${columns} FROM post_seen WHERE page_id = ${pageId} ORDER BY ordinal`,
  )
}

/** Forgets what a page shows. */
export function removeSightingsOnPage(db: WritableDB, pageId: number): void {
  run(db, sql`DELETE FROM post_seen WHERE page_id = ${pageId}`)
}

/** A body as one or more pages show it. */
export interface Version {
  readonly id: number
  readonly textHash: Uint8Array
  readonly lacking: number
  readonly pictures: number
  readonly picturesMissing: number
}

export interface Body {
  readonly bodyHash: Uint8Array
  readonly textHash: Uint8Array
  readonly text: string
  readonly html: string
  /** How many parts the page says it hides, or cuts off. */
  readonly lacking: number
  readonly pictures: number
  readonly picturesMissing: number
  /** JSON of the subject, source, quotes, attachments, hidden parts and missing pictures. */
  readonly extra: string | null
  readonly assets: readonly string[]
}

/** The version of a post with this body, made when it is new. */
export function ensureVersion(db: WritableDB, postId: number, body: Body): number {
  const known = get<{ id: number }>(
    db,
    sql`SELECT id FROM post_version WHERE post_id = ${postId} AND body_hash = ${body.bodyHash}`,
  )
  return known?.id ?? insertVersion(db, postId, body)
}

/** A version of a post that has none with this body. */
export function insertVersion(db: WritableDB, postId: number, body: Body): number {
  const { id } = run(
    db,
    sql`INSERT INTO post_version (post_id, body_hash, text_hash, text, html, lacking, pictures, pictures_missing, extra)
        VALUES (${postId}, ${body.bodyHash}, ${body.textHash}, ${body.text}, ${body.html}, ${body.lacking},
          ${body.pictures}, ${body.picturesMissing}, ${body.extra})`,
  )
  for (const sha256 of body.assets)
    run(db, sql`INSERT INTO post_asset (version_id, sha256) VALUES (${id}, ${sha256}) ON CONFLICT DO NOTHING`)
  return id
}

/** The versions of a post, without their bodies. */
export function versionsOf(db: ReadableDB, postId: number): Version[] {
  return all<Version>(
    db,
    sql`SELECT id, text_hash AS textHash, lacking, pictures, pictures_missing AS picturesMissing
        FROM post_version WHERE post_id = ${postId}`,
  )
}

/** The whole body of a version. */
export function bodyOf(db: ReadableDB, versionId: number): Body {
  const body = get<Omit<Body, 'assets'>>(
    db,
    sql`SELECT body_hash AS bodyHash, text_hash AS textHash, text, html, lacking, pictures,
          pictures_missing AS picturesMissing, extra
        FROM post_version WHERE id = ${versionId}`,
  )
  if (!body) throw new Error(`no version ${versionId}`)
  const assets = all<{ sha256: string }>(db, sql`SELECT sha256 FROM post_asset WHERE version_id = ${versionId}`)
  return { ...body, assets: assets.map(asset => asset.sha256) }
}

/** Forgets the versions of a post that no page shows any more. */
export function removeUnseenVersions(db: WritableDB, postId: number): void {
  run(
    db,
    sql`DELETE FROM post_version WHERE post_id = ${postId}
          AND NOT EXISTS (SELECT 1 FROM post_seen WHERE version_id = post_version.id)`,
  )
}

/** The snapshot of a poster card, kept once however often it is seen. */
export function ensureCard(db: WritableDB, hash: Uint8Array, data: string): number {
  const known = get<{ id: number }>(db, sql`SELECT id FROM card WHERE hash = ${hash}`)
  return known?.id ?? run(db, sql`INSERT INTO card (hash, data) VALUES (${hash}, ${data})`).id
}

export interface PageCounts {
  readonly postIds: number[]
  /** Posts that no other page shows. */
  readonly newPosts: number
  /** Posts that every other page shows with another text. */
  readonly changedPosts: number
}

/** What a page adds to what all other pages show. */
export function countsOfPage(db: ReadableDB, pageId: number): PageCounts {
  const rows = all<{ postId: number; others: number; same: number }>(
    db,
    sql`SELECT mine.post_id AS postId, count(other.page_id) AS others,
          count(other.page_id) FILTER (WHERE theirs.text_hash = own.text_hash) AS same
        FROM post_seen AS mine JOIN post_version AS own ON own.id = mine.version_id
          LEFT JOIN post_seen AS other ON other.post_id = mine.post_id AND other.page_id <> mine.page_id
          LEFT JOIN post_version AS theirs ON theirs.id = other.version_id
        WHERE mine.page_id = ${pageId} GROUP BY mine.post_id ORDER BY mine.ordinal`,
  )
  return {
    postIds: rows.map(row => row.postId),
    newPosts: rows.filter(row => row.others === 0).length,
    changedPosts: rows.filter(row => row.others > 0 && row.same === 0).length,
  }
}
