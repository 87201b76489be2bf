/* Rows of pages: one reading of one saved page. */
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

export interface PageRow {
  readonly id: number
  readonly forumId: number
  /** The thread it is in; the one it is of by what it says; the one it was put into by hand. */
  readonly threadId: number | null
  readonly foundThreadId: number | null
  readonly handThreadId: number | null
  readonly boardId: number | null
  readonly order: string
  readonly engine: string
  readonly confidence: 'sure' | 'likely' | 'guess'
  readonly externalId: string | null
  readonly title: string
  readonly openingAuthor: string | null
  readonly openingAt: string | null
  readonly isOpening: number
  readonly page: number | null
  readonly pages: number | null
  readonly url: string | null
  readonly digest: number
  readonly views: number | null
  readonly replies: number | null
}

const columns = sql`id, forum_id AS forumId, thread_id AS threadId, found_thread_id AS foundThreadId,
  hand_thread_id AS handThreadId, board_id AS boardId, save_order AS "order", engine, confidence,
  external_id AS externalId, title, opening_author AS openingAuthor, opening_at AS openingAt,
  is_opening AS isOpening, page, pages, url, digest, views, replies`

export interface NewPage extends Omit<PageRow, 'id' | 'threadId' | 'foundThreadId' | 'handThreadId'> {
  readonly sourceId: number
  readonly name: string
  readonly titleKey: string
  readonly savedAt: string | null
  readonly readAt: string
  readonly removed: string | null
  readonly problems: string | null
}

/** Notes a page, or its new reading where it was read before, and answers its id. */
export function putPage(db: WritableDB, page: NewPage): number {
  const known = pageOf(db, page.sourceId, page.name)
  const row = sql`${page.forumId}, ${page.boardId}, ${page.order}, ${page.savedAt}, ${page.readAt}, ${page.engine},
    ${page.confidence}, ${page.externalId}, ${page.title}, ${page.titleKey}, ${page.openingAuthor}, ${page.openingAt},
    ${page.isOpening}, ${page.page}, ${page.pages}, ${page.url}, ${page.digest}, ${page.views}, ${page.replies},
    ${page.removed}, ${page.problems}`
  const names = sql`forum_id, board_id, save_order, saved_at, read_at, engine, confidence, external_id, title, title_key,
    opening_author, opening_at, is_opening, page, pages, url, digest, views, replies, removed, problems`
  if (known === null)
    return run(db, sql`INSERT INTO page (source_id, name, ${names}) VALUES (${page.sourceId}, ${page.name}, ${row})`).id
  run(db, sql`UPDATE page SET (${names}) = (${row}) WHERE id = ${known}`)
  return known
}

/** The page of this name within a source, or null when it was not read yet. */
export function pageOf(db: WritableDB, sourceId: number, name: string): number | null {
  return get<{ id: number }>(db, sql`SELECT id FROM page WHERE source_id = ${sourceId} AND name = ${name}`)?.id ?? null
}

/** One page. */
export function pageById(db: WritableDB, pageId: number): PageRow {
  const page = get<PageRow>(db, sql`SELECT ${columns} FROM page WHERE id = ${pageId}`)
  if (!page) throw new Error(`no page ${pageId}`)
  return page
}

/** A thread's pages, latest save first. */
export function pagesOfThread(db: ReadableDB, threadId: number): PageRow[] {
  return all<PageRow>(db, sql`SELECT ${columns} FROM page WHERE thread_id = ${threadId} ORDER BY save_order DESC`)
}

/** Whether for every page of a file there is a page of another file that shows the same posts, and no less. */
export function isKnownPage(db: WritableDB, sourceId: number): boolean {
  const unlike = get(
    db,
    sql`SELECT 1 FROM page AS own JOIN post_seen AS first ON first.page_id = own.id
        WHERE own.source_id = ${sourceId}
          AND first.ordinal = (SELECT min(ordinal) FROM post_seen WHERE page_id = own.id)
          AND NOT EXISTS (
            SELECT 1 FROM post_seen AS other JOIN page ON page.id = other.page_id
            WHERE other.post_id = first.post_id AND page.source_id <> ${sourceId}
              AND NOT EXISTS (
                SELECT 1 FROM post_seen AS seen WHERE seen.page_id = own.id
                  AND NOT EXISTS (SELECT 1 FROM post_seen WHERE page_id = other.page_id AND post_id = seen.post_id)))
        LIMIT 1`,
  )
  return unlike === undefined
}

/** Every page of one title in a forum, guesses apart. */
export function pagesOfTitle(db: WritableDB, forumId: number, titleKey: string): PageRow[] {
  return all<PageRow>(
    db,
    sql`SELECT ${columns} FROM page
        WHERE forum_id = ${forumId} AND title_key = ${titleKey} AND confidence <> 'guess' ORDER BY save_order`,
  )
}

/** What was saved for an address of a page. */
export interface PagePicture {
  readonly address: string
  readonly sha256: string
}

/** Notes what was saved for the addresses of a page; what was noted before stays. */
export function putPagePictures(db: WritableDB, pageId: number, pictures: readonly PagePicture[]): void {
  for (const { address, sha256 } of pictures)
    run(
      db,
      sql`INSERT INTO page_picture (page_id, address, sha256) VALUES (${pageId}, ${address}, ${sha256})
          ON CONFLICT DO NOTHING`,
    )
}

/** Says of which thread a page is by what it says. */
export function findPage(db: WritableDB, pageId: number, threadId: number): void {
  run(db, sql`UPDATE page SET found_thread_id = ${threadId} WHERE id = ${pageId}`)
}

/** Puts a page into a thread by hand, or leaves it to what it says with null. */
export function handPage(db: WritableDB, pageId: number, threadId: number | null): void {
  run(db, sql`UPDATE page SET hand_thread_id = ${threadId} WHERE id = ${pageId}`)
}

/** The thread a page was put into by hand; null for none, and for a page that is gone. */
export function handThreadOf(db: WritableDB, pageId: number): number | null {
  const page = get<{ threadId: number | null }>(
    db,
    sql`SELECT hand_thread_id AS threadId FROM page WHERE id = ${pageId}`,
  )
  return page?.threadId ?? null
}

/** The pages that belong to a thread by what they say or by hand, wherever they are now. */
export function pagesClaimedBy(db: WritableDB, threadId: number): PageRow[] {
  return all<PageRow>(
    db,
    sql`SELECT ${columns} FROM page WHERE coalesce(hand_thread_id, found_thread_id) = ${threadId} ORDER BY id`,
  )
}

/** Whether any page is, was found to be or was put by hand into a thread. */
export function isNamedByPages(db: ReadableDB, threadId: number): boolean {
  const named = sql`SELECT 1 FROM page WHERE thread_id = ${threadId}
    UNION ALL SELECT 1 FROM page WHERE found_thread_id = ${threadId}
    UNION ALL SELECT 1 FROM page WHERE hand_thread_id = ${threadId} LIMIT 1`
  return get(db, named) !== undefined
}

/** Says in which thread a page is. */
export function putPageIntoThread(db: WritableDB, pageId: number, threadId: number): void {
  run(db, sql`UPDATE page SET thread_id = ${threadId} WHERE id = ${pageId}`)
}

/** Whether a thread has any page left. */
export function hasPages(db: WritableDB, threadId: number): boolean {
  return get(db, sql`SELECT 1 FROM page WHERE thread_id = ${threadId} LIMIT 1`) !== undefined
}
