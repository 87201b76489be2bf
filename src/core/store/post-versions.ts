/* How the body of a post changed from save to save, and which saves there are of a page. */
import { ThreadloftError } from '../errors.ts'
import type { PostVersion, SavedPageInfo } from '../model/gaps.ts'
import type { EditReading } from '../model/reading.ts'
import type { ReadableDB } from './sql.ts'
import { all, get, sql } from './sql.ts'

interface VersionRow extends Omit<PostVersion, 'isCurrent' | 'isPartial' | 'subject' | 'edits' | 'saves'> {
  readonly isCurrent: number
  readonly lacking: number
  readonly extra: string | null
}

/** Every body of a post, first seen first. Throws `post-unknown`. */
export function versionsOfPost(db: ReadableDB, postId: number): { goneSince: string | null; versions: PostVersion[] } {
  const post = get<{ goneSince: string | null }>(db, sql`SELECT gone_since AS goneSince FROM post WHERE id = ${postId}`)
  if (!post) throw new ThreadloftError('post-unknown', { post: postId })
  const rows = all<VersionRow>(
    db,
    sql`SELECT version.id, version.id = post.version_id AS isCurrent, lacking, version.extra, text, html
        FROM post_version AS version JOIN post ON post.id = post_id WHERE post_id = ${postId}`,
  )
  const whole = Math.min(...rows.map(row => row.lacking))
  const versions = rows.map(({ isCurrent, lacking, extra, ...row }): PostVersion => {
    const seen = savesOf(db, postId, row.id)
    return {
      ...row,
      isCurrent: isCurrent === 1,
      isPartial: lacking > whole,
      subject: (JSON.parse(extra ?? '{}') as { subject?: string }).subject ?? null,
      firstSavedAt: seen[0]!.savedAt,
      lastSavedAt: seen.at(-1)!.savedAt,
      firstPageId: seen[0]!.pageId,
      lastPageId: seen.at(-1)!.pageId,
      saves: seen.length,
      edits: editsOf(seen),
    }
  })
  const order = new Map(versions.map(version => [version.id, savesOf(db, postId, version.id)[0]!.order]))
  return {
    goneSince: post.goneSince,
    versions: versions.toSorted((a, b) => (order.get(a.id)! < order.get(b.id)! ? -1 : 1)),
  }
}

interface SaveRow {
  readonly pageId: number
  readonly savedAt: string | null
  readonly order: string
  readonly extra: string | null
}

/** The saves that show a version, oldest first. */
function savesOf(db: ReadableDB, postId: number, versionId: number): SaveRow[] {
  return all<SaveRow>(
    db,
    sql`SELECT page_id AS pageId, saved_at AS savedAt, save_order AS "order", extra
        FROM post_seen JOIN page ON page.id = page_id
        WHERE version_id = ${versionId} AND post_id = ${postId} ORDER BY save_order`,
  )
}

/** What the forum says of edits where this version is shown, each once. */
function editsOf(saves: readonly SaveRow[]): EditReading[] {
  const told = saves.flatMap(({ extra }) => (JSON.parse(extra ?? '{}') as { edits?: EditReading[] }).edits ?? [])
  return [...new Map(told.map(edit => [JSON.stringify(edit), edit])).values()]
}

/** The latest save that shows a post. Throws `post-unknown`. */
export function latestPageOf(db: ReadableDB, postId: number): number {
  const row = get<{ id: number }>(
    db,
    sql`SELECT page.id FROM post_seen JOIN page ON page.id = page_id WHERE post_id = ${postId}
        ORDER BY save_order DESC LIMIT 1`,
  )
  if (!row) throw new ThreadloftError('post-unknown', { post: postId })
  return row.id
}

/** What a page shows of a post: the forum's id of it, and its text there; null when the page does not show it. */
export function postOnPage(
  db: ReadableDB,
  pageId: number,
  postId: number,
): { externalId: string | null; text: string } | null {
  const row = get<{ externalId: string | null; text: string }>(
    db,
    sql`SELECT external_id AS externalId, text FROM post_seen JOIN post_version ON post_version.id = version_id
        WHERE page_id = ${pageId} AND post_seen.post_id = ${postId}`,
  )
  return row ?? null
}

interface PageInfoRow extends Omit<SavedPageInfo, 'source' | 'saves' | 'previousPageId' | 'nextPageId'> {
  readonly sourceId: number
  readonly sourceName: string
  readonly sha256: string
  readonly bytes: number
  readonly container: string | null
}

/** A page as saved, and its other saves. Throws `page-unknown`. */
export function savedPageInfo(db: ReadableDB, pageId: number): SavedPageInfo {
  const row = get<PageInfoRow>(
    db,
    sql`SELECT page.id AS pageId, thread_id AS threadId, title, page, page.url, page.saved_at AS savedAt,
          saved_at_from AS savedAtFrom, source.id AS sourceId, source.name AS sourceName, sha256, bytes, container,
          (SELECT post_id FROM post_seen WHERE page_id = page.id ORDER BY ordinal LIMIT 1) AS postId
        FROM page JOIN source ON source.id = source_id WHERE page.id = ${pageId} AND thread_id IS NOT NULL`,
  )
  if (!row) throw new ThreadloftError('page-unknown', { page: pageId })
  const { sourceId, sourceName, sha256, bytes, container, ...page } = row
  const saves = all<SavedPageInfo['saves'][number]>(
    db,
    sql`SELECT page.id AS pageId, page.saved_at AS savedAt, source.name,
          (SELECT count(*) FROM post_seen WHERE page_id = page.id) AS posts
        FROM page JOIN source ON source.id = source_id
        WHERE thread_id = ${page.threadId} AND page IS ${page.page} ORDER BY save_order DESC`,
  )
  return {
    ...page,
    source: { id: sourceId, name: sourceName, sha256, bytes, container },
    saves,
    previousPageId: page.page === null ? null : neighbour(db, page.threadId, page.page, 'before'),
    nextPageId: page.page === null ? null : neighbour(db, page.threadId, page.page, 'after'),
  }
}

function neighbour(db: ReadableDB, threadId: number, page: number, side: 'before' | 'after'): number | null {
  const where = side === 'before' ? sql`page < ${page}` : sql`page > ${page}`
  const order = side === 'before' ? sql`page DESC` : sql`page`
  const found = get<{ id: number }>(
    db,
    sql`SELECT id FROM page WHERE thread_id = ${threadId} AND ${where} ORDER BY ${order}, save_order DESC LIMIT 1`,
  )
  return found?.id ?? null
}
