/* All that a person added to threads, to be put back when a join or split is taken back. */
import type { SeenAs } from './lifted.ts'
import { anchorOf } from './lifted.ts'
import type { Marks } from './marks.ts'
import { marksInThread, marksOf } from './marks.ts'
import type { Reading } from './reading.ts'
import { readingOf } from './reading.ts'
import type { ReadableDB } from './sql.ts'
import { all, sql } from './sql.ts'
import { tagsOfThread } from './tags.ts'

/** A post by its row number and by what it is known again. */
export interface KnownPost extends SeenAs {
  readonly postId: number
}

export interface OwnOfThread {
  readonly threadId: number
  readonly marks: Marks | null
  readonly tags: readonly { readonly tagId: number; readonly taggedAt: string }[]
  readonly reading: Reading | null
  readonly last: KnownPost | null
  readonly highest: KnownPost | null
  readonly days: readonly { readonly day: string; readonly posts: number }[]
  readonly posts: readonly (KnownPost & { readonly marks: Marks })[]
}

/** All that was added to a thread and its posts. */
export function ownOfThread(db: ReadableDB, threadId: number): OwnOfThread {
  const reading = readingOf(db, threadId)
  return {
    threadId,
    marks: marksOf(db, { threadId, postId: null }),
    tags: tagsOfThread(db, threadId),
    reading,
    last: knownPost(db, reading?.lastPostId ?? null),
    highest: knownPost(db, reading?.highestPostId ?? null),
    days: daysOf(db, threadId),
    posts: marksInThread(db, threadId).flatMap(({ threadId: _thread, postId, ...marks }) => {
      const post = knownPost(db, postId)
      return post ? [{ ...post, marks }] : []
    }),
  }
}

/** What was read of a thread on which day. */
export function daysOf(db: ReadableDB, threadId: number): { day: string; posts: number }[] {
  return all(db, sql`SELECT day, posts FROM reading_day WHERE thread_id = ${threadId} ORDER BY day`)
}

function knownPost(db: ReadableDB, postId: number | null): KnownPost | null {
  const anchor = postId === null ? undefined : anchorOf(db, postId)
  return anchor ? { ...anchor, postId: postId! } : null
}
