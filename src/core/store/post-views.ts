/* What a view of a thread holds: which posts, in which order, and where in it a post, a floor or a day stands. */
import type { z } from 'zod'
import type { postView } from '../contract/posts.ts'
import { ThreadloftError } from '../errors.ts'
import type { ReadableDB, SqlQuery } from './sql.ts'
import { all, get, sql, sqlJoin, value } from './sql.ts'
import { presentThread } from './thread-ids.ts'

export type View = z.output<typeof postView>

export interface ThreadOfView {
  readonly id: number
  readonly starterId: number | null
  readonly posts: number
  /** The place of the furthest post that was read; -1 where nothing was. */
  readonly readTo: number
}

/** What a view needs to know of its thread, followed to where it went if it was joined. Throws `thread-unknown`. */
export function threadOfView(db: ReadableDB, threadId: number): ThreadOfView {
  const thread = get<ThreadOfView>(
    db,
    sql`SELECT thread.id, starter_id AS starterId, post_count AS posts,
          CASE WHEN unread = 0 THEN coalesce(furthest.position, -1) ELSE -1 END AS readTo
        FROM thread LEFT JOIN reading ON reading.thread_id = thread.id
          LEFT JOIN post AS furthest ON furthest.id = highest_post_id
        WHERE thread.id = ${presentThread(db, threadId)}`,
  )
  if (!thread) throw new ThreadloftError('thread-unknown', { thread: threadId })
  return thread
}

/** The ids of a run of a view's posts, in the order of the view, and how many the whole view has. */
export function idsInRange(
  db: ReadableDB,
  threadId: number,
  view: View,
  { start, limit }: { start: number; limit: number },
): { total: number; ids: number[] } {
  const thread = threadOfView(db, threadId)
  if (view.order === 'tree') {
    const ids = treeOrder(db, thread.id, conditionOf(thread, view))
    return { total: ids.length, ids: ids.slice(start, start + limit) }
  }
  const where = conditionOf(thread, view)
  const isNewest = view.order === 'newest'
  const total = isWhole(view) ? thread.posts : value<number>(db, sql`SELECT count(*) FROM post WHERE ${where}`)
  const direction = isNewest ? sql`DESC` : sql``
  const query = isWhole(view)
    ? wholeRange(
        thread.id,
        isNewest ? total - start - limit : start,
        isNewest ? total - start : start + limit,
        direction,
      )
    : sql`SELECT id FROM post WHERE ${where} ORDER BY position ${direction} LIMIT ${limit} OFFSET ${start}`
  return { total, ids: all<{ id: number }>(db, query).map(row => row.id) }
}

export interface WantedPlace {
  readonly postId?: number | undefined
  readonly floor?: number | undefined
  /** A year, month or day; the first post then or after it. */
  readonly day?: string | undefined
}

/** Where a post, a floor or a day stands in a view; for one that is not there the nearest after it. */
export function locatePost(
  db: ReadableDB,
  threadId: number,
  view: View,
  wanted: WantedPlace,
): { position: number | null; postId: number | null } {
  const thread = threadOfView(db, threadId)
  const where = conditionOf(thread, view)
  const found = foundPlace(db, where, wanted)
  if (!found) return { position: null, postId: null }
  if (view.order === 'tree') return { position: treeOrder(db, thread.id, where).indexOf(found.id), postId: found.id }
  const before = view.order === 'newest' ? sql`position > ${found.position}` : sql`position < ${found.position}`
  return {
    position: value<number>(db, sql`SELECT count(*) FROM post WHERE ${where} AND ${before}`),
    postId: found.id,
  }
}

/** The times of some posts of a view, spread evenly over it, with their positions in it. */
export function daysInView(
  db: ReadableDB,
  threadId: number,
  view: View,
  most: number,
): { position: number; postedAt: string }[] {
  const { total, ids } = idsInRange(db, threadId, view, { start: 0, limit: Number.MAX_SAFE_INTEGER })
  const every = Math.max(1, Math.ceil(total / most))
  const picked = ids.flatMap((id, position) => (position % every === 0 ? [{ id, position }] : []))
  const rows = all<{ id: number; postedAt: string }>(
    db,
    sql`SELECT id, posted_at AS postedAt FROM post WHERE posted_at IS NOT NULL
          AND id IN (SELECT value FROM json_each(${JSON.stringify(picked.map(post => post.id))}))`,
  )
  const times = new Map(rows.map(row => [row.id, row.postedAt]))
  return picked.flatMap(({ id, position }) => {
    const postedAt = times.get(id)
    return postedAt === undefined ? [] : [{ position, postedAt }]
  })
}

/** Where posts stand in a view; those that are not in it are left out. */
export function placesInView(
  db: ReadableDB,
  threadId: number,
  view: View,
  postIds: readonly number[],
): { postId: number; position: number }[] {
  const wanted = new Set(postIds)
  const { ids } = idsInRange(db, threadId, view, { start: 0, limit: Number.MAX_SAFE_INTEGER })
  return ids.flatMap((postId, position) => (wanted.has(postId) ? [{ postId, position }] : []))
}

interface Found {
  readonly id: number
  readonly position: number
}

function foundPlace(db: ReadableDB, where: SqlQuery, wanted: WantedPlace): Found | undefined {
  const found = sql`SELECT id, position FROM post WHERE ${where}`
  if (wanted.postId !== undefined) return get<Found>(db, sql`${found} AND id = ${wanted.postId}`)
  if (wanted.floor !== undefined)
    return get<Found>(db, sql`${found} AND floor >= ${wanted.floor} ORDER BY floor, position LIMIT 1`)
  if (wanted.day === undefined) return undefined
  return get<Found>(db, sql`${found} AND posted_at >= ${wanted.day} ORDER BY posted_at, position LIMIT 1`)
}

const isWhole = (view: View): boolean =>
  !view.starterOnly &&
  view.authorIds.length === 0 &&
  !view.withPictures &&
  !view.marked &&
  !view.withoutIgnored &&
  view.postIds === undefined

const wholeRange = (threadId: number, from: number, to: number, direction: SqlQuery): SqlQuery =>
  sql`SELECT id FROM post WHERE thread_id = ${threadId} AND position >= ${from} AND position < ${to}
      ORDER BY position ${direction}`

const listed = (ids: readonly number[]): SqlQuery => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`

function conditionOf(thread: ThreadOfView, view: View): SqlQuery {
  return sqlJoin(
    [
      sql`thread_id = ${thread.id}`,
      ...(view.starterOnly ? [sql`poster_id = ${thread.starterId}`] : []),
      ...(view.authorIds.length === 0 ? [] : [sql`poster_id IN ${listed(view.authorIds)}`]),
      ...(view.withPictures ? [sql`has_pictures = 1`] : []),
      ...(view.marked
        ? [
            sql`id IN (SELECT post_id FROM mark WHERE thread_id = ${thread.id} AND post_id IS NOT NULL
                  AND (starred_at IS NOT NULL OR note IS NOT NULL OR feeling IS NOT NULL))`,
          ]
        : []),
      ...(view.withoutIgnored
        ? [sql`(poster_id IS NULL OR poster_id NOT IN (SELECT poster_id FROM ignored_poster))`]
        : []),
      ...(view.postIds === undefined ? [] : [sql`id IN ${listed(view.postIds)}`]),
    ],
    ' AND ',
  )
}

interface Node {
  readonly id: number
  readonly fits: number
  readonly externalId: string | null
  readonly parentId: string | null
}

/** The ids of the posts that fit, every one after the post it answers and that one's earlier answers. */
function treeOrder(db: ReadableDB, threadId: number, where: SqlQuery): number[] {
  const nodes = all<Node>(
    db,
    sql`SELECT id, external_id AS externalId, parent_id AS parentId, (${where}) AS fits FROM post
        WHERE thread_id = ${threadId} ORDER BY position`,
  )
  const there = new Set(nodes.map(node => node.externalId))
  const children = new Map<string, Node[]>()
  const roots: Node[] = []
  for (const node of nodes) {
    const { parentId } = node
    if (parentId === null || parentId === node.externalId || !there.has(parentId)) roots.push(node)
    else if (children.has(parentId)) children.get(parentId)!.push(node)
    else children.set(parentId, [node])
  }
  const order = new Set<Node>()
  // Posts that answer each other in a circle hang on no root; they follow in the order of their floors.
  for (const root of [...roots, ...nodes]) walk(root, children, order)
  return [...order].filter(node => node.fits === 1).map(node => node.id)
}

function walk(root: Node, children: ReadonlyMap<string, readonly Node[]>, order: Set<Node>): void {
  const waiting = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (order.has(node)) continue
    order.add(node)
    const below = node.externalId === null ? [] : (children.get(node.externalId) ?? [])
    waiting.push(...below.toReversed())
  }
}
