/* People who started threads, as blogs. */
import type { Output } from '../contract/index.ts'
import type { PosterRow } from './posters.ts'
import { posterById, posterColumns, posterCondition, posterOf } from './posters.ts'
import { isShown } from './shown-threads.ts'
import type { ReadableDB } from './sql.ts'
import { all, sql, value } from './sql.ts'
import { summariesById } from './thread-summaries.ts'

type Blog = Output<'blogs.list'>['blogs'][number]
type BlogRow = PosterRow & Omit<Blog, 'person'>

const started = sql`thread WHERE starter_id = poster.id AND ${isShown(sql`thread.id`)}`

/** People who started threads that are shown, those with most first. */
export function listBlogs(
  db: ReadableDB,
  part: { forumId?: number | undefined; offset: number; limit: number },
): Output<'blogs.list'> {
  const where = sql`${posterCondition(part)} AND thread_count > 0`
  const rows = all<BlogRow>(
    db,
    sql`SELECT ${posterColumns}, thread_count AS threads,
          (SELECT max(started_at) FROM ${started}) AS newestAt, (SELECT min(started_at) FROM ${started}) AS oldestAt,
          (SELECT title FROM ${started} ORDER BY started_at DESC, thread.id DESC LIMIT 1) AS newestTitle
        FROM poster JOIN forum ON forum.id = poster.forum_id WHERE ${where}
        ORDER BY thread_count DESC, poster.id DESC LIMIT ${part.limit} OFFSET ${part.offset}`,
  )
  return {
    total: value<number>(db, sql`SELECT count(*) FROM poster WHERE ${where}`),
    blogs: rows.map(({ threads, newestAt, oldestAt, newestTitle, ...row }) => ({
      person: posterOf(row),
      threads,
      newestAt,
      oldestAt,
      newestTitle,
    })),
  }
}

interface OpeningRow {
  readonly threadId: number
  readonly postId: number
  readonly html: string
  readonly text: string
  readonly postedAt: string | null
  readonly postedAtText: string | null
  readonly replies: number
}

/** A part of the opening posts of a person, newest first. Throws `poster-unknown`. */
export function blogPosts(
  db: ReadableDB,
  { posterId, offset, limit }: { posterId: number; offset: number; limit: number },
): Output<'blogs.posts'> {
  const { threadsStarted: total } = posterById(db, posterId)
  const rows = all<OpeningRow>(
    db,
    sql`SELECT thread.id AS threadId, post.id AS postId, version.html, version.text, posted_at AS postedAt,
          posted_at_text AS postedAtText, coalesce(replies, thread.post_count - 1) AS replies
        FROM (SELECT id AS listed FROM thread WHERE starter_id = ${posterId} AND ${isShown(sql`thread.id`)}
              ORDER BY started_at DESC, id DESC LIMIT ${limit} OFFSET ${offset})
          CROSS JOIN thread ON thread.id = listed JOIN post ON post.thread_id = thread.id AND position = 0
          JOIN post_version AS version ON version.id = version_id
        ORDER BY started_at DESC, thread.id DESC`,
  )
  const summaries = new Map(
    summariesById(
      db,
      rows.map(row => row.threadId),
    ).map(thread => [thread.id, thread]),
  )
  return { total, posts: rows.map(({ threadId, ...row }) => ({ ...row, thread: summaries.get(threadId)! })) }
}
