/* Reading posts. A view is walked over narrow indexes first; only the posts that are shown are read whole. */
import type { z } from 'zod'
import type { postView } from '../contract/posts.ts'
import { ThreadloftError } from '../errors.ts'
import type { Post } from '../model/library.ts'
import type { PosterCard } from '../model/reading.ts'
import type { ReadableDB, SqlQuery } from './sql.ts'
import { all, get, sql, sqlJoin, value } from './sql.ts'

export type View = z.output<typeof postView>

interface ThreadOfView {
  readonly starterId: number | null
  readonly posts: number
}

/** A run of posts of a view, and how many the whole view has. Throws `thread-unknown`. */
export function postsInRange(
  db: ReadableDB,
  threadId: number,
  view: View,
  range: { start: number; limit: number },
): { total: number; start: number; posts: Post[] } {
  const thread = threadOfView(db, threadId)
  const { start, limit } = range
  const where = conditionOf(threadId, thread, view)
  const total = isWhole(view) ? thread.posts : value<number>(db, sql`SELECT count(*) FROM post WHERE ${where}`)
  const isNewest = view.order === 'newest'
  const ids = isWhole(view)
    ? wholeRange(threadId, isNewest ? total - start - limit : start, isNewest ? total - start : start + limit)
    : sql`SELECT id FROM post WHERE ${where} ORDER BY position ${isNewest ? sql`DESC` : sql``}
          LIMIT ${limit} OFFSET ${start}`
  const rows = all<PostRow>(
    db,
    sql`SELECT ${postColumns} FROM post LEFT JOIN post_version AS version ON version.id = version_id
          LEFT JOIN card ON card.id = card_id
        WHERE post.id IN (${ids}) ORDER BY position ${isNewest ? sql`DESC` : sql``}`,
  )
  return { total, start, posts: rows.map(row => postOf(row, thread)) }
}

/** Where a post or floor stands in a view; for a floor that is not there the nearest after it. */
export function locatePost(
  db: ReadableDB,
  threadId: number,
  view: View,
  wanted: { postId?: number | undefined; floor?: number | undefined },
): { position: number | null; postId: number | null } {
  const where = conditionOf(threadId, threadOfView(db, threadId), view)
  const found =
    wanted.postId !== undefined
      ? get<Found>(db, sql`SELECT id, position FROM post WHERE ${where} AND id = ${wanted.postId}`)
      : wanted.floor !== undefined
        ? get<Found>(
            db,
            sql`SELECT id, position FROM post WHERE ${where} AND floor >= ${wanted.floor}
                ORDER BY floor, position LIMIT 1`,
          )
        : undefined
  if (!found) return { position: null, postId: null }
  const before = view.order === 'newest' ? sql`position > ${found.position}` : sql`position < ${found.position}`
  return {
    position: value<number>(db, sql`SELECT count(*) FROM post WHERE ${where} AND ${before}`),
    postId: found.id,
  }
}

interface Found {
  readonly id: number
  readonly position: number
}

const isWhole = (view: View): boolean => !view.starterOnly && view.authorId === undefined && !view.withPictures

const wholeRange = (threadId: number, from: number, to: number): SqlQuery =>
  sql`SELECT id FROM post WHERE thread_id = ${threadId} AND position >= ${from} AND position < ${to}`

function threadOfView(db: ReadableDB, threadId: number): ThreadOfView {
  const thread = get<ThreadOfView>(
    db,
    sql`SELECT starter_id AS starterId, post_count AS posts FROM thread WHERE id = ${threadId}`,
  )
  if (!thread) throw new ThreadloftError('thread-unknown', { thread: threadId })
  return thread
}

function conditionOf(threadId: number, thread: ThreadOfView, view: View): SqlQuery {
  return sqlJoin(
    [
      sql`thread_id = ${threadId}`,
      ...(view.starterOnly ? [sql`poster_id = ${thread.starterId}`] : []),
      ...(view.authorId === undefined ? [] : [sql`poster_id = ${view.authorId}`]),
      ...(view.withPictures ? [sql`has_pictures = 1`] : []),
    ],
    ' AND ',
  )
}

const postColumns = sql`
  post.id, thread_id AS threadId, external_id AS externalId, position, floor, floor_label AS floorLabel,
  poster_id AS posterId, author_name AS authorName, author_uid AS authorUid, posted_at AS postedAt,
  posted_at_text AS postedAtText, precision, derived, is_opening AS isOpening, parent_id AS parentId,
  coalesce(version.text, '') AS text, coalesce(version.html, '') AS html, version.extra AS body, post.extra AS around,
  card.data AS card`

interface PostRow extends Pick<
  Post,
  | 'id'
  | 'threadId'
  | 'externalId'
  | 'position'
  | 'floor'
  | 'floorLabel'
  | 'postedAt'
  | 'postedAtText'
  | 'precision'
  | 'parentId'
  | 'text'
  | 'html'
> {
  readonly posterId: number | null
  readonly authorName: string | null
  readonly authorUid: string | null
  readonly derived: number
  readonly isOpening: number
  /** JSON of what belongs to the body, and of what is shown around it. */
  readonly body: string | null
  readonly around: string | null
  readonly card: string | null
}

type Kept = Partial<
  Pick<
    Post,
    | 'subject'
    | 'source'
    | 'quotes'
    | 'attachments'
    | 'hidden'
    | 'missingPictures'
    | 'notices'
    | 'ratings'
    | 'edits'
    | 'poll'
  >
>

function postOf(row: PostRow, thread: ThreadOfView): Post {
  const { posterId, authorName, authorUid, derived, isOpening, body, around, card, ...plain } = row
  const kept: Kept = { ...parsed(body), ...parsed(around) }
  return {
    ...plain,
    author: { id: posterId, name: authorName, uid: authorUid },
    postedAtDerived: derived === 1,
    card: card === null ? null : (JSON.parse(card) as PosterCard),
    isOpening: isOpening === 1,
    isStarter: posterId !== null && posterId === thread.starterId,
    subject: kept.subject ?? null,
    source: kept.source ?? null,
    quotes: kept.quotes ?? [],
    attachments: kept.attachments ?? [],
    hidden: kept.hidden ?? [],
    missingPictures: kept.missingPictures ?? [],
    notices: kept.notices ?? [],
    ratings: kept.ratings ?? [],
    edits: kept.edits ?? [],
    poll: kept.poll ?? null,
  }
}

const parsed = (json: string | null): Kept => (json === null ? {} : (JSON.parse(json) as Kept))
