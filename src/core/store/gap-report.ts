/* The report over the library: which threads lack what. */
import type { GapFilter, GapOrder } from '../contract/gaps.ts'
import type { GapCounts, ThreadWithGaps } from '../model/gaps.ts'
import { gapsOfThread } from './completeness.ts'
import { isShown } from './shown-threads.ts'
import type { ReadableDB, SqlQuery } from './sql.ts'
import { all, get, listOf, sql, sqlJoin } from './sql.ts'

const columns: Readonly<Record<keyof GapCounts, SqlQuery>> = {
  pages: sql`missing_pages`,
  floors: sql`missing_floors`,
  hidden: sql`hidden_parts`,
  pictures: sql`missing_pictures`,
  attachments: sql`missing_attachments`,
}

// As the index thread_with_gaps says it, so that a library without gaps is not walked through.
const withGaps = sql`coalesce(missing_pages, 0) + missing_floors + hidden_parts + missing_pictures + missing_attachments > 0
  AND missing_pages IS NOT NULL`

function conditionOf({ forumId, kind }: GapFilter): SqlQuery {
  return sqlJoin(
    [
      withGaps,
      isShown(sql`thread.id`),
      ...(forumId === undefined ? [] : [sql`thread.forum_id = ${forumId}`]),
      ...(kind === undefined ? [] : [sql`${columns[kind]} > 0`]),
    ],
    ' AND ',
  )
}

function orderOf(order: GapOrder): SqlQuery {
  if (order === 'title') return sql`title_key, thread.id`
  if (order === 'saved') return sql`savedAt DESC, thread.id`
  // Pages and floors can be saved again; pictures of old threads are often gone for good.
  if (order === 'most')
    return sql`missing_pages DESC, missing_floors DESC, hidden_parts + missing_pictures + missing_attachments DESC, thread.id`
  return sql`${columns[order]} DESC, missing_pages DESC, thread.id`
}

/** A part of the report, how many threads are in it, and what they lack together. */
export function listGaps(
  db: ReadableDB,
  list: { filter: GapFilter; order: GapOrder; offset: number; limit: number },
): { total: number; counts: GapCounts; threads: ThreadWithGaps[] } {
  const where = conditionOf(list.filter)
  const { total, ...counts } = get<GapCounts & { total: number }>(
    db,
    sql`SELECT count(*) AS total, coalesce(sum(missing_pages), 0) AS pages, coalesce(sum(missing_floors), 0) AS floors,
          coalesce(sum(hidden_parts), 0) AS hidden, coalesce(sum(missing_pictures), 0) AS pictures,
          coalesce(sum(missing_attachments), 0) AS attachments
        FROM thread WHERE ${where}`,
  )!
  const rows = all<Omit<ThreadWithGaps, 'counts' | 'pagesPresent'> & { gaps: string; pagesPresent: string }>(
    db,
    sql`SELECT thread.id AS threadId, title, nullif(forum.name, '') AS forum, thread.forum_id AS forumId,
          (SELECT name FROM board WHERE board.id = board_id) AS board, url, post_count AS posts, pages, pages_present AS pagesPresent,
          (SELECT max(saved_at) FROM page WHERE page.thread_id = thread.id) AS savedAt, ${gapsOfThread} AS gaps
        FROM thread JOIN forum ON forum.id = thread.forum_id
        WHERE ${where} ORDER BY ${orderOf(list.order)} LIMIT ${list.limit} OFFSET ${list.offset}`,
  )
  return { total, counts, threads: rows.map(threadOf) }
}

const threadOf = ({
  gaps,
  pagesPresent,
  ...row
}: Omit<ThreadWithGaps, 'counts' | 'pagesPresent'> & { gaps: string; pagesPresent: string }): ThreadWithGaps => ({
  ...row,
  pagesPresent: listOf<number>(pagesPresent),
  counts: JSON.parse(gaps) as GapCounts,
})
