/* Taking back what was done. What is gone for good meanwhile is left out; what changed since is not overwritten by guess. */
import { assertNever } from '../errors.ts'
import type { ActionKind } from '../model/own.ts'
import { actionToUndo, markUndone } from '../store/actions.ts'
import { binnedSince, setBinned } from '../store/bin.ts'
import { putMarks } from '../store/marks.ts'
import { setIgnored, isPoster } from '../store/posters.ts'
import { putReading, readingOf } from '../store/reading.ts'
import { setRefused } from '../store/refused-joins.ts'
import type { WritableDB } from '../store/sql.ts'
import type { TagRow } from '../store/tags.ts'
import {
  deleteTag,
  hasTag,
  insertTag,
  nameTag,
  tagByKey,
  tagThread,
  threadsWithTag,
  untagThread,
} from '../store/tags.ts'
import { presentPost, presentThread } from '../store/thread-ids.ts'
import type { Inverse, MarksInverse } from './inverse.ts'
import { inverse as inverseSchema } from './inverse.ts'
import { unjoin, unsplit } from './join-threads.ts'

export interface Undone {
  readonly kind: ActionKind | null
  /** How many things are as they were again. */
  readonly things: number
  readonly threadIds: number[]
}

/** Takes back an action, or the latest that was not; one that was taken back already stays so. Throws `action-unknown`. */
export function undoAction(db: WritableDB, actionId: number | null, now: string): Undone {
  const action = actionToUndo(db, actionId)
  if (!action) return { kind: null, things: 0, threadIds: [] }
  if (action.undoneAt !== null) return { kind: action.kind, things: 0, threadIds: [] }
  const touched = new Undo(db, action.doneAt).all(inverseSchema.parse(JSON.parse(action.inverse)))
  markUndone(db, action.id, now)
  return { kind: action.kind, ...touched }
}

class Undo {
  private readonly threadIds = new Set<number>()
  private readonly db: WritableDB
  private readonly doneAt: string

  constructor(db: WritableDB, doneAt: string) {
    this.db = db
    this.doneAt = doneAt
  }

  all(inverse: Inverse): Omit<Undone, 'kind'> {
    const things = this.apply(inverse)
    return { things, threadIds: [...this.threadIds] }
  }

  private apply(inverse: Inverse): number {
    switch (inverse.kind) {
      case 'marks':
        return this.marks(inverse)
      case 'rename-tag':
        return this.renameTag(inverse.tag)
      case 'merge-tag':
        for (const threadId of inverse.added) this.onThread(threadId, id => untagThread(this.db, id, inverse.into))
        this.putBackTag(inverse.tag, inverse.threads)
        return 1
      case 'remove-tag':
        this.putBackTag(inverse.tag, inverse.threads)
        return 1
      case 'bin':
        return inverse.threads.filter(({ threadId, before }) => this.setBinned(threadId, before)).length
      case 'join':
        return this.touch(unjoin(this.db, inverse, this.doneAt))
      case 'split':
        return this.touch(unsplit(this.db, inverse, this.doneAt))
      case 'refuse-join':
        setRefused(this.db, inverse.one, inverse.other, null)
        return 1
      case 'ignore':
        return inverse.posters.filter(({ posterId, before }) => {
          if (!isPoster(this.db, posterId)) return false
          setIgnored(this.db, posterId, before)
          return true
        }).length
      default:
        return assertNever(inverse)
    }
  }

  private marks(inverse: MarksInverse): number {
    const { db } = this
    const things = new Set<string>()
    for (const { threadId, postId, before } of inverse.marks) {
      const post = postId === null ? null : presentPost(db, postId)
      if (postId !== null && !post) continue
      this.onThread(post?.threadId ?? threadId, id => {
        putMarks(db, { threadId: id, postId: post?.id ?? null }, before)
        things.add(`${id} ${post?.id ?? ''}`)
      })
    }
    for (const { threadId, before, after } of inverse.readings)
      this.onThread(threadId, id => {
        this.putBackReading(id, before, after)
        things.add(`${id} `)
      })
    for (const { threadId, tagId } of inverse.tagged)
      this.onThread(threadId, id => {
        untagThread(db, id, tagId)
        things.add(`${id} `)
      })
    for (const { threadId, tag, taggedAt } of inverse.untagged)
      this.onThread(threadId, id => {
        tagThread(db, id, this.tagLike(tag), taggedAt)
        things.add(`${id} `)
      })
    for (const tagId of inverse.madeTags) if (threadsWithTag(db, tagId).length === 0) deleteTag(db, tagId)
    return things.size
  }

  /** What was read since stays read; only the mark is taken back. */
  private putBackReading(
    threadId: number,
    before: MarksInverse['readings'][number]['before'],
    after: MarksInverse['readings'][number]['after'],
  ): void {
    const now = readingOf(this.db, threadId)
    if (!now) return
    const isAsLeft = now.readAt === after.readAt && now.highestPostId === after.highestPostId
    if (isAsLeft) putReading(this.db, threadId, before && this.withPresentPosts(before))
    else if (now.readAt === after.readAt) putReading(this.db, threadId, { ...now, unread: before?.unread ?? 0 })
  }

  private withPresentPosts<Row extends { lastPostId: number | null; highestPostId: number | null }>(row: Row): Row {
    const present = (postId: number | null): number | null =>
      postId === null ? null : (presentPost(this.db, postId)?.id ?? null)
    return { ...row, lastPostId: present(row.lastPostId), highestPostId: present(row.highestPostId) }
  }

  private renameTag(tag: TagRow): number {
    const namesake = tagByKey(this.db, tag.key)
    if (!hasTag(this.db, tag.id) || (namesake && namesake.id !== tag.id)) return 0
    nameTag(this.db, tag)
    return 1
  }

  private putBackTag(tag: TagRow, threads: readonly { threadId: number; taggedAt: string }[]): void {
    const tagId = this.tagLike(tag)
    for (const { threadId, taggedAt } of threads) this.onThread(threadId, id => tagThread(this.db, id, tagId, taggedAt))
  }

  /** The tag itself, else the one of its name, else itself again. */
  private tagLike(tag: TagRow): number {
    if (hasTag(this.db, tag.id)) return tag.id
    return tagByKey(this.db, tag.key)?.id ?? insertTag(this.db, tag)
  }

  private setBinned(threadId: number, at: string | null): boolean {
    const present = presentThread(this.db, threadId)
    if (present === null) return false
    if ((binnedSince(this.db, present) ?? null) !== at) setBinned(this.db, present, at)
    this.threadIds.add(present)
    return true
  }

  private touch(threadIds: readonly number[]): number {
    for (const threadId of threadIds) this.threadIds.add(threadId)
    return threadIds.length
  }

  private onThread(threadId: number, work: (present: number) => unknown): void {
    const present = presentThread(this.db, threadId)
    if (present === null) return
    work(present)
    this.threadIds.add(present)
  }
}
