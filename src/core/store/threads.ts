import type { ThreadFilter, ThreadOrder } from '../contract/threads.ts'
import { ThreadloftError } from '../errors.ts'
import type { ThreadDetail, ThreadSummary } from '../model/library.ts'
import type { Problem, RemovedPiece } from '../model/reading.ts'
import type { ReadableDB } from './sql.ts'
import { all, get, listOf, sql, value } from './sql.ts'
import { threadCondition, threadOrdering } from './thread-filter.ts'
import { presentThread } from './thread-ids.ts'
import type { SummaryRow } from './thread-summaries.ts'
import { summariesOf, summaryColumns, summaryTables } from './thread-summaries.ts'

/** A part of the thread list, and how long the whole list is. */
export function listThreads(
  db: ReadableDB,
  list: { filter: ThreadFilter; order: ThreadOrder; offset: number; limit: number },
): { total: number; threads: ThreadSummary[] } {
  const where = threadCondition(list.filter, list.order)
  const total = value<number>(db, sql`SELECT count(*) FROM thread WHERE ${where}`)
  const order = threadOrdering(list.order)
  // The inner query walks an index alone, so that a far offset reads no rows.
  const rows = all<SummaryRow>(
    db,
    sql`SELECT ${summaryColumns}
        FROM (SELECT id AS listed FROM thread WHERE ${where} ORDER BY ${order} LIMIT ${list.limit} OFFSET ${list.offset})
          CROSS JOIN thread ON thread.id = listed ${summaryTables} ORDER BY ${order}`,
  )
  return { total, threads: summariesOf(db, rows) }
}

/** A thread with everything but its posts, followed to where it went if it was joined. Throws `thread-unknown`. */
export function openThread(db: ReadableDB, threadId: number): ThreadDetail {
  const row = get<SummaryRow & DetailRow>(
    db,
    sql`SELECT ${summaryColumns}, thread.external_id AS externalId, url, views, own.note,
          last_post_id AS lastPostId, highest_post_id AS highestPostId, read_at AS readAt
        FROM thread ${summaryTables} WHERE thread.id = ${presentThread(db, threadId)}`,
  )
  if (!row) throw new ThreadloftError('thread-unknown', { thread: threadId })
  const { externalId, url, views, note, lastPostId, highestPostId, readAt, ...summary } = row
  return {
    ...summariesOf(db, [summary])[0]!,
    externalId,
    url,
    views,
    note,
    reading: readAt === null ? null : { lastPostId, highestPostId, readAt },
    participants: participantsOf(db, row.id),
    ...pagesOf(db, row.id),
  }
}

interface DetailRow {
  readonly externalId: string | null
  readonly url: string | null
  readonly views: number | null
  readonly note: string | null
  readonly lastPostId: number | null
  readonly highestPostId: number | null
  readonly readAt: string | null
}

function participantsOf(db: ReadableDB, threadId: number): ThreadDetail['participants'] {
  return all(
    db,
    sql`SELECT poster.id, poster.name, counted.posts
        FROM (SELECT poster_id, count(*) AS posts FROM post WHERE thread_id = ${threadId} GROUP BY poster_id) AS counted
          JOIN poster ON poster.id = counted.poster_id ORDER BY counted.posts DESC, poster.id`,
  )
}

function pagesOf(db: ReadableDB, threadId: number): Pick<ThreadDetail, 'sources' | 'removed' | 'problems'> {
  type PageRow = ThreadDetail['sources'][number] & { removed: string | null; problems: string | null }
  const pages = all<PageRow>(
    db,
    sql`SELECT source.id, page.id AS pageId, source.name, sha256, page, page.saved_at AS savedAt, saved_at_from AS savedAtFrom, engine,
          confidence, removed, problems
        FROM page JOIN source ON source.id = source_id
        WHERE thread_id = ${threadId} ORDER BY coalesce(page, 0), save_order`,
  )
  return {
    sources: pages.map(({ removed: _removed, problems: _problems, ...source }) => source),
    removed: distinct(pages.flatMap(page => listOf<RemovedPiece>(page.removed))),
    problems: distinct(pages.flatMap(page => listOf<Problem>(page.problems))),
  }
}

/** Several saves of one page tell the same things. */
function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()]
}
