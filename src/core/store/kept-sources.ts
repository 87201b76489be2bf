/* Kept files with all that is known of them, for reading them again. */
import { ThreadloftError } from '../errors.ts'
import type { PagePicture } from './pages.ts'
import type { ReadableDB } from './sql.ts'
import { all, get, sql } from './sql.ts'

export interface KeptSource {
  readonly id: number
  readonly sha256: string
  readonly name: string
  readonly path: string | null
  readonly container: string | null
  readonly charset: string | null
  readonly url: string | null
  readonly savedAt: string | null
  readonly savedAtFrom: string | null
}

const keptColumns = sql`id, sha256, name, path, container, charset, url, saved_at AS savedAt,
  saved_at_from AS savedAtFrom`

/** Every kept file, or those of which an engine read a page, in the order they were imported. */
export function keptSources(db: ReadableDB, engine: string | null): KeptSource[] {
  return all<KeptSource>(
    db,
    sql`SELECT ${keptColumns} FROM source
        WHERE ${engine} IS NULL OR EXISTS (SELECT 1 FROM page WHERE source_id = source.id AND engine = ${engine})
        ORDER BY id`,
  )
}

/** One kept file. */
export function keptSource(db: ReadableDB, sourceId: number): KeptSource {
  const [source] = all<KeptSource>(db, sql`SELECT ${keptColumns} FROM source WHERE id = ${sourceId}`)
  if (!source) throw new Error(`no source ${sourceId}`)
  return source
}

/** The kept file that a page is in, and the page's name there. Throws `page-unknown`. */
export function sourceOfPage(db: ReadableDB, pageId: number): KeptSource & { pageName: string } {
  const source = get<KeptSource & { pageName: string }>(
    db,
    sql`SELECT source.id, sha256, source.name, path, container, charset, source.url, source.saved_at AS savedAt,
          saved_at_from AS savedAtFrom, page.name AS pageName
        FROM page JOIN source ON source.id = source_id WHERE page.id = ${pageId}`,
  )
  if (!source) throw new ThreadloftError('page-unknown', { page: pageId })
  return source
}

/** The engines that read something, with how many files each read, most first. */
export function readingEngines(db: ReadableDB): { id: string; files: number }[] {
  return all(
    db,
    sql`SELECT engine AS id, count(DISTINCT source_id) AS files FROM page GROUP BY engine ORDER BY files DESC, engine`,
  )
}

/** What was saved for the addresses of a file's pages. */
export function picturesOfSource(db: ReadableDB, sourceId: number): PagePicture[] {
  return all<PagePicture>(
    db,
    sql`SELECT DISTINCT address, sha256 FROM page_picture JOIN page ON page.id = page_id
        WHERE source_id = ${sourceId} ORDER BY page_id, address`,
  )
}

/** What a page says of one post, in a form that is equal for equal sayings. */
export interface SaidOfPost {
  readonly postId: number
  readonly said: string
  /** Pictures of the body that are kept. */
  readonly pictures: number
}

/** All that a page says of its posts. */
export function saidOnPage(db: ReadableDB, pageId: number): SaidOfPost[] {
  return all<SaidOfPost>(
    db,
    sql`SELECT post_seen.post_id AS postId, pictures, json_array(hex(body_hash), post_seen.external_id, floor, floor_label,
          author_name, author_uid, posted_at, posted_at_text, precision, derived, is_opening, parent_id,
          (SELECT data FROM card WHERE card.id = card_id), post_seen.extra) AS said
        FROM post_seen JOIN post_version AS version ON version.id = version_id
        WHERE page_id = ${pageId} ORDER BY ordinal`,
  )
}

/** What a page says of its thread, in a form that is equal for equal sayings, and how surely it was read. */
export function saidOfThread(db: ReadableDB, pageId: number): { said: string; confidence: string; engine: string } {
  return all<{ said: string; confidence: string; engine: string }>(
    db,
    sql`SELECT json_array(forum_id, (SELECT path FROM board WHERE board.id = board_id), external_id, title, page, pages, url,
          digest, views, replies) AS said, confidence, engine
        FROM page WHERE id = ${pageId}`,
  )[0]!
}
