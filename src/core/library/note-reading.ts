import { ThreadloftError } from '../errors.ts'
import { addToDay, laterPost, putReading, readingOf } from '../store/reading.ts'
import type { WritableDB } from '../store/sql.ts'
import { presentPost } from '../store/thread-ids.ts'
import { knownThread } from './mark-threads.ts'

export interface ReadingNote {
  readonly threadId: number
  readonly lastPostId: number
  readonly highestPostId: number
  readonly day: string
  readonly posts: number
}

/** Coming back after this long counts as opening a thread once more. */
const onceMoreAfter = 30 * 60_000

/** Notes where one is in a thread; the furthest post never comes nearer by it. Throws `thread-unknown` or `post-unknown`. */
export function noteReading(db: WritableDB, note: ReadingNote, now: string): void {
  const threadId = knownThread(db, note.threadId)
  const before = readingOf(db, threadId)
  const last = postOf(db, threadId, note.lastPostId)
  const highest = laterPost(db, threadId, last, postOf(db, threadId, note.highestPostId))
  const isAgain = before === null || Date.parse(now) - Date.parse(before.readAt) >= onceMoreAfter
  putReading(db, threadId, {
    lastPostId: last,
    // Marked as unread, one begins anew.
    highestPostId: before?.unread === 0 ? laterPost(db, threadId, highest, before.highestPostId) : highest,
    times: Math.max(1, (before?.times ?? 0) + Number(isAgain)),
    readAt: now,
    unread: 0,
  })
  addToDay(db, note.day, threadId, note.posts)
}

function postOf(db: WritableDB, threadId: number, postId: number): number {
  const post = presentPost(db, postId)
  if (post?.threadId !== threadId) throw new ThreadloftError('post-unknown', { post: postId })
  return post.id
}
