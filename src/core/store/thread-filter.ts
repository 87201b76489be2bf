/* Which threads a list shows and in which order, as parts of a query. */
import type { ThreadFilter, ThreadOrder } from '../contract/threads.ts'
import { assertNever } from '../errors.ts'
import { isShown } from './shown-threads.ts'
import type { SqlQuery } from './sql.ts'
import { sql, sqlJoin } from './sql.ts'

/** What a thread must be to be in the list. */
export function threadCondition(filter: ThreadFilter, order?: ThreadOrder): SqlQuery {
  const binned =
    filter.binned === true || order === 'recently-binned' ? sql`thread.binned_at IS NOT NULL` : isShown(sql`thread.id`)
  return sqlJoin([binned, ...factConditions(filter), ...ownConditions(filter), ...orderConditions(order)], ' AND ')
}

function factConditions(filter: ThreadFilter): SqlQuery[] {
  const { forumId, boardId, starterId, digest, posterId, withGaps, startedIn } = filter
  return [
    ...(forumId === undefined ? [] : [sql`thread.forum_id = ${forumId}`]),
    ...(boardId === undefined ? [] : [sql`thread.board_id = ${boardId}`]),
    ...(starterId === undefined ? [] : [sql`thread.starter_id = ${starterId}`]),
    ...(digest === undefined ? [] : [sql`thread.digest = ${digest}`]),
    ...(posterId === undefined ? [] : [sql`thread.id IN (SELECT thread_id FROM post WHERE poster_id = ${posterId})`]),
    ...(withGaps === undefined ? [] : [gapCondition(withGaps)]),
    ...(startedIn === undefined
      ? []
      : [
          sql`coalesce(thread.started_at, '9999') >= ${String(startedIn)}
          AND coalesce(thread.started_at, '9999') < ${String(startedIn + 1)}`,
        ]),
  ]
}

// Written as the index over the threads with gaps is, so that it serves.
const gaps = sql`coalesce(missing_pages, 0) + missing_floors + hidden_parts + missing_pictures + missing_attachments > 0`

const gapCondition = (wanted: boolean): SqlQuery => sql`thread.id ${isIn(wanted)} (SELECT id FROM thread WHERE ${gaps})`

const isIn = (wanted: boolean): SqlQuery => (wanted ? sql`IN` : sql`NOT IN`)

/** Threads without a post that was not read. */
export const readThreads: SqlQuery = sql`SELECT reading.thread_id FROM reading
  JOIN thread ON thread.id = reading.thread_id JOIN post ON post.id = highest_post_id
  WHERE unread = 0 AND position + 1 >= post_count`

function ownConditions(filter: ThreadFilter): SqlQuery[] {
  const { starred, tagId, unread, noted, feeling } = filter
  return [
    ...(starred === undefined
      ? []
      : [
          sql`thread.id ${isIn(starred)} (SELECT thread_id FROM mark WHERE starred_at IS NOT NULL AND post_id IS NULL)`,
        ]),
    ...(tagId === undefined ? [] : [sql`thread.id IN (SELECT thread_id FROM thread_tag WHERE tag_id = ${tagId})`]),
    ...(unread === undefined ? [] : [sql`thread.id ${isIn(!unread)} (${readThreads})`]),
    ...(noted === undefined ? [] : [sql`thread.id ${isIn(noted)} (SELECT thread_id FROM mark WHERE note IS NOT NULL)`]),
    ...(feeling === undefined
      ? []
      : [sql`thread.id IN (SELECT thread_id FROM mark WHERE feeling = ${feeling} AND post_id IS NULL)`]),
  ]
}

function orderConditions(order: ThreadOrder | undefined): SqlQuery[] {
  if (order === 'recently-read') return [sql`thread.id IN (SELECT thread_id FROM reading WHERE times > 0)`]
  if (order === 'most-starred') return [sql`thread.id IN (SELECT thread_id FROM mark WHERE starred_at IS NOT NULL)`]
  return []
}

/** The stars of a thread and its posts. */
export const starsOfThread: SqlQuery = sql`(SELECT count(*) FROM mark
  WHERE mark.thread_id = thread.id AND starred_at IS NOT NULL)`

/** The order of a list, the same for threads that are equal in it. */
export function threadOrdering(order: ThreadOrder): SqlQuery {
  switch (order) {
    case 'newest-post':
      return sql`thread.last_post_at DESC, thread.id DESC`
    case 'newest-import':
      return sql`thread.imported_at DESC, thread.id DESC`
    case 'oldest':
      return sql`coalesce(thread.started_at, '9999'), thread.id`
    case 'most-replied':
      return sql`coalesce(thread.replies, thread.post_count - 1) DESC, thread.id DESC`
    case 'longest':
      return sql`thread.post_count DESC, thread.id DESC`
    case 'most-starred':
      return sql`${starsOfThread} DESC, thread.id DESC`
    case 'recently-read':
      return sql`(SELECT read_at FROM reading WHERE reading.thread_id = thread.id) DESC, thread.id DESC`
    case 'unread-first':
      return sql`thread.id IN (${readThreads}), thread.last_post_at DESC, thread.id DESC`
    case 'recently-binned':
      return sql`thread.binned_at DESC, thread.id DESC`
    case 'title':
      return sql`thread.title_key, thread.id`
    default:
      return assertNever(order)
  }
}
