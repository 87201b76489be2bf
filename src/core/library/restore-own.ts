/*
 * Puts back what a person had added to threads before a join or split, now that their pages are where they were. What was
 * changed since then is left as it is.
 */
import { seenOnPage } from '../store/lifted.ts'
import type { Marked, Marks } from '../store/marks.ts'
import { marksOf, noMarks, putMarks } from '../store/marks.ts'
import type { KnownPost, OwnOfThread } from '../store/own-snapshot.ts'
import { addToDay, putReading, readingOf } from '../store/reading.ts'
import type { WritableDB } from '../store/sql.ts'
import { hasTag, tagsOfThread, tagThread, untagThread } from '../store/tags.ts'
import { noteHeir, presentPost, presentThread } from '../store/thread-ids.ts'
import { sameAmong } from './same-post.ts'

/** What threads had before, and what those of them that were still there had after it. */
export interface OwnChange {
  readonly before: readonly OwnOfThread[]
  readonly after: readonly OwnOfThread[]
  readonly doneAt: string
}

/** Puts back what was before, as far as it was not changed since. */
export function restoreOwn(db: WritableDB, change: OwnChange): void {
  const back = new Set<number>()
  for (const thread of change.before) for (const post of thread.posts) restorePost(db, post, change.doneAt, back)
  for (const thread of change.after)
    for (const post of thread.posts) {
      const present = presentPost(db, post.postId)
      if (present && !back.has(present.id))
        putBack(db, { threadId: present.threadId, postId: present.id }, noMarks, change.doneAt)
    }
  for (const thread of change.before) restoreThread(db, thread, change)
}

function restorePost(db: WritableDB, post: OwnOfThread['posts'][number], doneAt: string, back: Set<number>): void {
  const present = find(db, post)
  if (!present) return
  back.add(present.postId)
  putBack(db, present, post.marks, doneAt)
}

/** The post that was known so; who names the old row finds it from now on. */
function find(db: WritableDB, post: KnownPost): { threadId: number; postId: number } | undefined {
  const present = sameAmong(post, seenOnPage(db, post.pageId))
  if (present && present.postId !== post.postId) noteHeir(db, 'post', post.postId, present.postId)
  return present
}

function putBack(db: WritableDB, marked: Marked, before: Marks, doneAt: string): void {
  const now = marksOf(db, marked) ?? noMarks
  const isOlder = (at: string | null): boolean => at === null || at <= doneAt
  putMarks(db, marked, {
    ...(isOlder(now.starredAt) ? { starredAt: before.starredAt } : {}),
    ...(isOlder(now.notedAt) ? { note: before.note, notedAt: before.notedAt } : {}),
    ...(isOlder(now.feltAt) ? { feeling: before.feeling, feltAt: before.feltAt } : {}),
  })
}

function restoreThread(db: WritableDB, thread: OwnOfThread, { after, doneAt }: OwnChange): void {
  if (presentThread(db, thread.threadId) !== thread.threadId) return
  const { threadId } = thread
  const left = after.find(other => other.threadId === threadId)
  if (thread.marks ?? marksOf(db, { threadId, postId: null }))
    putBack(db, { threadId, postId: null }, thread.marks ?? noMarks, doneAt)
  for (const { tagId, taggedAt } of tagsOfThread(db, threadId))
    if (taggedAt <= doneAt && left?.tags.some(tag => tag.tagId === tagId)) untagThread(db, threadId, tagId)
  for (const { tagId, taggedAt } of thread.tags) if (hasTag(db, tagId)) tagThread(db, threadId, tagId, taggedAt)
  restoreReading(db, thread, left, doneAt)
}

function restoreReading(db: WritableDB, thread: OwnOfThread, left: OwnOfThread | undefined, doneAt: string): void {
  const { threadId, reading } = thread
  const now = readingOf(db, threadId)
  if (!now || now.readAt <= doneAt)
    putReading(
      db,
      threadId,
      reading && {
        ...reading,
        lastPostId: thread.last && (find(db, thread.last)?.postId ?? null),
        highestPostId: thread.highest && (find(db, thread.highest)?.postId ?? null),
      },
    )
  for (const { day, posts } of left?.days ?? []) addToDay(db, day, threadId, -posts)
  for (const { day, posts } of thread.days) addToDay(db, day, threadId, posts)
}
