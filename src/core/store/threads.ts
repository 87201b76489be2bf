import type { ThreadFilter, ThreadOrder } from '../contract/threads.ts'
import { assertNever, ThreadloftError } from '../errors.ts'
import type { ThreadDetail, ThreadSummary } from '../model/library.ts'
import type { GapCounts } from '../model/gaps.ts'
import type { Problem, RemovedPiece } from '../model/reading.ts'
import { gapsOfThread } from './completeness.ts'
import type { ReadableDB, SqlQuery } from './sql.ts'
import { all, get, listOf, sql, sqlJoin, value } from './sql.ts'

interface SummaryRow extends Omit<ThreadSummary, 'pagesPresent' | 'digest' | 'gaps'> {
  readonly pagesPresent: string
  readonly digest: number
  readonly gaps: string | null
}

const summaryColumns = sql`
  thread.id, thread.title, nullif(forum.name, '') AS forum, thread.forum_id AS forumId, board.name AS board,
  thread.board_id AS boardId, engine, confidence, starter.name AS author, thread.post_count AS posts, pages,
  pages_present AS pagesPresent, digest, started_at AS startedAt, thread.last_post_at AS lastPostAt,
  imported_at AS importedAt, excerpt, ${gapsOfThread} AS gaps`

const summaryTables = sql`
  JOIN forum ON forum.id = thread.forum_id
  LEFT JOIN board ON board.id = thread.board_id
  LEFT JOIN poster AS starter ON starter.id = thread.starter_id`

/** A part of the thread list, and how long the whole list is. */
export function listThreads(
  db: ReadableDB,
  list: { filter: ThreadFilter; order: ThreadOrder; offset: number; limit: number },
): { total: number; threads: ThreadSummary[] } {
  const where = conditionOf(list.filter)
  const total = value<number>(db, sql`SELECT count(*) FROM thread WHERE ${where}`)
  const order = orderOf(list.order)
  // The inner query walks an index alone, so that a far offset reads no rows.
  const rows = all<SummaryRow>(
    db,
    sql`SELECT ${summaryColumns}
        FROM (SELECT id AS listed FROM thread WHERE ${where} ORDER BY ${order} LIMIT ${list.limit} OFFSET ${list.offset})
          CROSS JOIN thread ON thread.id = listed ${summaryTables} ORDER BY ${order}`,
  )
  return { total, threads: rows.map(summaryOf) }
}

function conditionOf(filter: ThreadFilter): SqlQuery {
  const conditions = [
    ...(filter.forumId === undefined ? [] : [sql`thread.forum_id = ${filter.forumId}`]),
    ...(filter.boardId === undefined ? [] : [sql`thread.board_id = ${filter.boardId}`]),
    ...(filter.starterId === undefined ? [] : [sql`thread.starter_id = ${filter.starterId}`]),
    ...(filter.digest === undefined ? [] : [sql`thread.digest = ${filter.digest}`]),
  ]
  return conditions.length === 0 ? sql`TRUE` : sqlJoin(conditions, ' AND ')
}

function orderOf(order: ThreadOrder): SqlQuery {
  switch (order) {
    case 'newest-post':
      return sql`thread.last_post_at DESC, thread.id DESC`
    case 'newest-import':
      return sql`thread.imported_at DESC, thread.id DESC`
    case 'oldest':
      return sql`coalesce(thread.started_at, '9999'), thread.id`
    case 'most-replied':
      return sql`thread.post_count DESC, thread.id DESC`
    case 'title':
      return sql`thread.title_key, thread.id`
    default:
      return assertNever(order)
  }
}

const summaryOf = (row: SummaryRow): ThreadSummary => ({
  ...row,
  pagesPresent: listOf<number>(row.pagesPresent),
  digest: row.digest === 1,
  gaps: row.gaps === null ? null : (JSON.parse(row.gaps) as GapCounts),
})

/** A thread with everything but its posts. Throws `thread-unknown`. */
export function openThread(db: ReadableDB, threadId: number): ThreadDetail {
  const row = get<SummaryRow & { externalId: string | null; url: string | null; views: number | null }>(
    db,
    sql`SELECT ${summaryColumns}, thread.external_id AS externalId, url, views
        FROM thread ${summaryTables} WHERE thread.id = ${threadId}`,
  )
  if (!row) throw new ThreadloftError('thread-unknown', { thread: threadId })
  const { externalId, url, views, ...summary } = row
  return {
    ...summaryOf(summary),
    externalId,
    url,
    views,
    participants: participantsOf(db, threadId),
    ...pagesOf(db, threadId),
  }
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
    sql`SELECT source.id, source.name, sha256, page, page.saved_at AS savedAt, saved_at_from AS savedAtFrom, engine,
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
