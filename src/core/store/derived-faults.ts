/* Questions that tell whether rows say what the pages say, and the answers' corrections where SQL alone can give them. */
import type { PostRow } from './post-rows.ts'
import { floorOrder } from './post-rows.ts'
import { isNamedByPages } from './pages.ts'
import type { ReadableDB, SqlQuery, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

export interface ThinPage {
  readonly pageId: number
  readonly sourceId: number
  readonly name: string
}

/** Pages of which the library has fewer posts than they show: their places on the page are not 0, 1, 2 … */
export function thinPages(db: ReadableDB): ThinPage[] {
  return all<ThinPage>(
    db,
    sql`SELECT page.id AS pageId, source_id AS sourceId, name FROM page
          LEFT JOIN (SELECT page_id, count(*) AS n, max(ordinal) + 1 AS shown FROM post_seen GROUP BY page_id) AS own
            ON own.page_id = page.id
        WHERE (n IS NULL AND thread_id IS NOT NULL) OR n <> shown ORDER BY page.id`,
  )
}

/** What a page's row says that follows from its file, its title and what it shows. */
export interface PageFacts {
  readonly order: string
  readonly titleKey: string
  readonly openingAuthor: string | null
  readonly openingAt: string | null
  readonly isOpening: number
}

export interface KeptPage extends PageFacts {
  readonly id: number
  readonly name: string
  readonly savedAt: string | null
  readonly sha256: string
  readonly title: string
  /** JSON of author and time of the opening post as the page shows it; null where it does not. */
  readonly opening: string | null
}

/** Pages after an id, with what their facts are worked out from. */
export function pagesAfter(db: ReadableDB, after: number, count: number): KeptPage[] {
  return all<KeptPage>(
    db,
    sql`SELECT page.id, page.name, save_order AS "order", page.saved_at AS savedAt, sha256, title, title_key AS titleKey,
          opening_author AS openingAuthor, opening_at AS openingAt, page.is_opening AS isOpening,
          (SELECT json_array(author_name, posted_at) FROM post_seen AS seen
           WHERE seen.page_id = page.id AND seen.is_opening = 1 ORDER BY ordinal LIMIT 1) AS opening
        FROM page JOIN source ON source.id = source_id WHERE page.id > ${after} ORDER BY page.id LIMIT ${count}`,
  )
}

/** Writes what follows for a page. */
export function putPageFacts(db: WritableDB, pageId: number, facts: PageFacts): void {
  run(
    db,
    sql`UPDATE page SET save_order = ${facts.order}, title_key = ${facts.titleKey},
          opening_author = ${facts.openingAuthor}, opening_at = ${facts.openingAt}, is_opening = ${facts.isOpening}
        WHERE id = ${pageId}`,
  )
}

/** The ids of a table's rows after one, at most so many, ascending. */
export function idsAfter(db: ReadableDB, table: 'post' | 'thread', after: number, count: number): number[] {
  const rows = table === 'post' ? sql`post` : sql`thread`
  return all<{ id: number }>(db, sql`SELECT id FROM ${rows} WHERE id > ${after} ORDER BY id LIMIT ${count}`).map(
    row => row.id,
  )
}

export interface KeptBody {
  readonly id: number
  readonly postId: number
  readonly text: string
  readonly html: string
  readonly extra: string | null
  readonly lacking: number
  readonly bodyHash: Uint8Array
  readonly textHash: Uint8Array
}

/** Bodies after an id, with the hash that was noted of each. */
export function bodiesAfter(db: ReadableDB, after: number, count: number): KeptBody[] {
  return all<KeptBody>(
    db,
    sql`SELECT id, post_id AS postId, text, html, extra, lacking, body_hash AS bodyHash,
          text_hash AS textHash FROM post_version
        WHERE id > ${after} ORDER BY id LIMIT ${count}`,
  )
}

/**
 * Gives an altered body its noted hash back; where the body that belongs to that hash is there again, what showed the
 * altered one shows that.
 */
export function nameAltered(db: WritableDB, { id, postId, bodyHash }: KeptBody): void {
  const whole = get<{ id: number }>(
    db,
    sql`SELECT id FROM post_version WHERE post_id = ${postId} AND body_hash = ${bodyHash} AND id <> ${id}`,
  )
  if (!whole) return setBodyHash(db, id, bodyHash)
  run(db, sql`UPDATE post_seen SET version_id = ${whole.id} WHERE version_id = ${id}`)
  run(db, sql`UPDATE post SET version_id = ${whole.id} WHERE version_id = ${id}`)
  run(db, sql`DELETE FROM post_version WHERE id = ${id}`)
}

/** Pages that say, of themselves or of a post, what is no JSON any more, each with the file that tells. */
export function garbledPages(db: ReadableDB): { pageId: number; sourceId: number }[] {
  return all<{ pageId: number; sourceId: number }>(
    db,
    sql`SELECT id AS pageId, source_id AS sourceId FROM page
        WHERE removed IS NOT NULL AND NOT json_valid(removed) OR problems IS NOT NULL AND NOT json_valid(problems)
        UNION
        SELECT page.id, source_id FROM post_seen JOIN page ON page.id = page_id
        WHERE extra IS NOT NULL AND NOT json_valid(extra) ORDER BY 1`,
  )
}

/** The files of a thread's pages. */
export function sourcesOfThread(db: ReadableDB, threadId: number): number[] {
  return all<{ id: number }>(db, sql`SELECT DISTINCT source_id AS id FROM page WHERE thread_id = ${threadId}`).map(
    row => row.id,
  )
}

/** Notes another hash of a body. */
export function setBodyHash(db: WritableDB, versionId: number, hash: Uint8Array): void {
  run(db, sql`UPDATE post_version SET body_hash = ${hash} WHERE id = ${versionId}`)
}

/** Notes another hash of a body's words. */
export function setTextHash(db: WritableDB, versionId: number, hash: Uint8Array): void {
  run(db, sql`UPDATE post_version SET text_hash = ${hash} WHERE id = ${versionId}`)
}

/** The files whose pages show a body, a post or a kept picture. */
export function sourcesShowing(
  db: ReadableDB,
  what: { readonly versionId: number } | { readonly postId: number } | { readonly sha256: string },
): number[] {
  const bodies = (sha256: string): SqlQuery =>
    sql`post_seen.version_id IN (SELECT version_id FROM post_asset WHERE sha256 = ${sha256})`
  const which =
    'versionId' in what
      ? sql`post_seen.version_id = ${what.versionId}`
      : 'postId' in what
        ? sql`post_id = ${what.postId}`
        : bodies(what.sha256)
  return all<{ id: number }>(
    db,
    sql`SELECT DISTINCT source_id AS id FROM post_seen JOIN page ON page.id = page_id WHERE ${which}`,
  ).map(row => row.id)
}

/** The files to which a row of a page, a post, a sighting or a body goes back. */
export function sourcesOfRow(db: ReadableDB, table: string, key: Readonly<Record<string, unknown>>): number[] {
  const id = Number(key['id'] ?? 0)
  if (table === 'page') return sourceOfPage(db, id)
  if (table === 'post_seen') return sourceOfPage(db, Number(key['page_id']))
  return sourcesShowing(db, table === 'post' ? { postId: id } : { versionId: id })
}

function sourceOfPage(db: ReadableDB, pageId: number): number[] {
  return all<{ id: number }>(db, sql`SELECT source_id AS id FROM page WHERE id = ${pageId}`).map(row => row.id)
}

/** Whether a thread may be without pages: it, or every page that is of it, was put elsewhere by hand. */
export function mayBeEmpty(db: ReadableDB, threadId: number): boolean {
  const joined = get(
    db,
    sql`SELECT 1 FROM thread WHERE id = ${threadId} AND joined_into IS NOT NULL
    UNION ALL SELECT 1 FROM thread WHERE joined_into = ${threadId} LIMIT 1`,
  )
  return joined !== undefined || isNamedByPages(db, threadId)
}

export type KeptPostRow = PostRow & { readonly threadId: number }

/** What a post's row says; null where the post or its thread is gone. */
export function keptPostRow(db: ReadableDB, postId: number): KeptPostRow | null {
  const row = get<KeptPostRow>(
    db,
    sql`SELECT post.thread_id AS threadId, post.external_id AS externalId, floor,
          floor_label AS floorLabel, sort_floor AS sortFloor, sort_page AS sortPage, sort_ordinal AS sortOrdinal,
          poster_id AS posterId, author_name AS authorName, author_uid AS authorUid, posted_at AS postedAt,
          posted_at_text AS postedAtText, precision, derived, is_opening AS isOpening, parent_id AS parentId,
          post.card_id AS cardId, version_id AS versionId, has_pictures AS hasPictures, extra
        FROM post JOIN thread ON thread.id = thread_id
        WHERE post.id = ${postId}`,
  )
  return row ?? null
}

/** Threads in which a post has not the place that its floor gives it. */
export function misnumberedThreads(db: ReadableDB): number[] {
  return all<{ id: number }>(
    db,
    sql`SELECT DISTINCT thread_id AS id FROM (
          SELECT thread_id, position, row_number() OVER (PARTITION BY thread_id ORDER BY ${floorOrder}) - 1 AS place
          FROM post)
        WHERE position <> place ORDER BY thread_id`,
  ).map(row => row.id)
}

/** Marks and reading positions that name a post of another thread than their own. */
export function misplacedMarks(db: ReadableDB): { table: 'mark' | 'reading'; id: number }[] {
  return all<{ table: 'mark' | 'reading'; id: number }>(
    db,
    sql`SELECT 'mark' AS "table", mark.id FROM mark JOIN post ON post.id = post_id WHERE post.thread_id <> mark.thread_id
        UNION ALL
        SELECT 'reading', reading.thread_id FROM reading JOIN post ON post.id IN (last_post_id, highest_post_id)
        WHERE post.thread_id <> reading.thread_id ORDER BY 1, 2`,
  )
}

/** Puts marks where their posts are, and forgets reading positions in other threads. */
export function placeMarks(db: WritableDB): number {
  const marks = run(
    db,
    sql`UPDATE mark SET thread_id = post.thread_id FROM post
        WHERE post.id = mark.post_id AND post.thread_id <> mark.thread_id`,
  )
  const last = run(
    db,
    sql`UPDATE reading SET last_post_id = NULL WHERE EXISTS (SELECT 1 FROM post
          WHERE post.id = last_post_id AND post.thread_id <> reading.thread_id)`,
  )
  const highest = run(
    db,
    sql`UPDATE reading SET highest_post_id = NULL WHERE EXISTS (SELECT 1 FROM post
          WHERE post.id = highest_post_id AND post.thread_id <> reading.thread_id)`,
  )
  return marks.changes + last.changes + highest.changes
}

/** Joined threads that are not empty, or lead to one that was joined away itself. */
export function brokenJoins(db: ReadableDB): number[] {
  return all<{ id: number }>(
    db,
    sql`SELECT thread.id FROM thread JOIN thread AS goal ON goal.id = thread.joined_into
        WHERE goal.joined_into IS NOT NULL OR thread.post_count > 0 ORDER BY thread.id`,
  ).map(row => row.id)
}

/** Counts every thread's and person's posts, and every person's threads, anew, people's without the bin; answers how many were wrong. */
export function recount(db: WritableDB): number {
  const changes = [
    sql`UPDATE thread SET post_count = n FROM (SELECT thread.id, count(post.id) AS n FROM thread
          LEFT JOIN post ON thread_id = thread.id GROUP BY thread.id) AS own
        WHERE own.id = thread.id AND post_count <> n`,
    sql`UPDATE poster SET post_count = n FROM (SELECT poster.id, count(post.id) AS n FROM poster
          LEFT JOIN post ON poster_id = poster.id AND thread_id NOT IN (SELECT id FROM thread WHERE binned_at IS NOT NULL)
          GROUP BY poster.id) AS own
        WHERE own.id = poster.id AND post_count <> n`,
    sql`UPDATE poster SET thread_count = n FROM (SELECT poster.id, count(thread.id) AS n FROM poster
          LEFT JOIN thread ON starter_id = poster.id AND binned_at IS NULL GROUP BY poster.id) AS own
        WHERE own.id = poster.id AND thread_count <> n`,
  ].map(query => run(db, query).changes)
  return changes.reduce((sum, number) => sum + number, 0)
}
