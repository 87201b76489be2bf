/*
 * Marks and reading positions follow what they were put on. Before a page's posts go elsewhere they are lifted; when all
 * is settled, those whose post is gone are put down on the post that says the same now. Where no post does, a note is kept
 * on the thread: nothing that a person wrote is lost.
 */
import type { MarkedPost, PlaceOnPage, SeenAs } from '../store/lifted.ts'
import { handOnThread, markedOnPage, placeOf, placesOnPage, postBefore, seenOnPage } from '../store/lifted.ts'
import type { Marked, Marks } from '../store/marks.ts'
import { marksOf, noMarks, putMarks } from '../store/marks.ts'
import type { Reading } from '../store/reading.ts'
import { laterPost, putReading, readingOf } from '../store/reading.ts'
import type { WritableDB } from '../store/sql.ts'
import { noteHeir, presentThread } from '../store/thread-ids.ts'
import { sameAmong } from './same-post.ts'

/** What was lifted from the posts of pages within one transaction. */
export class LiftedMarks {
  private readonly marked = new Map<number, MarkedPost>()
  private readonly places: PlaceOnPage[] = []
  private readonly db: WritableDB

  constructor(db: WritableDB) {
    this.db = db
  }

  /** Takes up what was marked on a page's posts and where one was among them; to be called before its sightings go. */
  lift(pageId: number): void {
    for (const post of markedOnPage(this.db, pageId)) this.marked.set(post.postId, post)
    this.places.push(...placesOnPage(this.db, pageId))
  }

  /** Gives what was added to a thread as a whole to another; to be called when it has no post left. */
  liftThread(threadId: number, heir: number): void {
    const { db } = this
    const marks = marksOf(db, { threadId, postId: null })
    if (marks) mergeMarks(db, { threadId: heir, postId: null }, marks)
    const reading = readingOf(db, threadId)
    if (reading) {
      putReading(db, heir, mergedReading(reading, readingOf(db, heir)))
      putReading(db, threadId, null)
    }
    handOnThread(db, threadId, heir)
  }

  /** Puts everything down whose post is gone. */
  putDown(): void {
    for (const post of this.marked.values()) if (!placeOf(this.db, post.postId)) this.putMarksDown(post)
    for (const place of this.places) if (!placeOf(this.db, place.postId)) this.putPlaceDown(place)
  }

  private putMarksDown(post: MarkedPost): void {
    const { db } = this
    const heir = this.heirOf(post)
    if (heir) {
      noteHeir(db, 'post', post.postId, heir.postId)
      mergeMarks(db, heir, post)
      return
    }
    const threadId = presentThread(db, post.threadId)
    if (threadId !== null) mergeMarks(db, { threadId, postId: null }, post)
  }

  private putPlaceDown(place: PlaceOnPage): void {
    const { db } = this
    const heir = this.heirOf(place)
    if (heir) noteHeir(db, 'post', place.postId, heir.postId)
    const threadId = presentThread(db, place.threadId)
    if (heir && heir.threadId !== threadId) this.begin(heir, place)
    if (threadId === null) return
    const reading = readingOf(db, threadId)
    if (!reading) return
    const postId = heir?.threadId === threadId ? heir.postId : postBefore(db, threadId, place.position)
    if (place.which === 'highest')
      putReading(db, threadId, { ...reading, highestPostId: laterPost(db, threadId, postId, reading.highestPostId) })
    else if (reading.lastPostId === null || place.readAt >= reading.readAt)
      putReading(db, threadId, { ...reading, lastPostId: postId })
  }

  /** Part of a thread that was read went into another one: that much of the other is read. */
  private begin(heir: { postId: number; threadId: number }, { readAt }: PlaceOnPage): void {
    const { db } = this
    const { postId, threadId } = heir
    const reading = readingOf(db, threadId) ?? { lastPostId: postId, highestPostId: null, times: 1, readAt, unread: 0 }
    putReading(db, threadId, {
      ...reading,
      lastPostId: reading.lastPostId ?? postId,
      highestPostId: laterPost(db, threadId, postId, reading.highestPostId),
    })
  }

  private heirOf(post: SeenAs): { postId: number; threadId: number } | undefined {
    return sameAmong(post, seenOnPage(this.db, post.pageId))
  }
}

/** Marks of two things that became one: the older star, both notes, the feeling that was felt last. */
export function mergeMarks(db: WritableDB, marked: Marked, more: Marks): void {
  const own = marksOf(db, marked) ?? noMarks
  const isFeltLater = more.feltAt !== null && (own.feltAt === null || more.feltAt > own.feltAt)
  putMarks(db, marked, {
    starredAt: earlier(own.starredAt, more.starredAt),
    note: bothNotes(own.note, more.note),
    notedAt: later(own.notedAt, more.notedAt),
    feeling: isFeltLater ? more.feeling : own.feeling,
    feltAt: isFeltLater ? more.feltAt : own.feltAt,
  })
}

function bothNotes(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  if (one.includes(other)) return one
  return other.includes(one) ? other : `${one}\n\n${other}`
}

const earlier = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? (one ?? other) : one < other ? one : other
const later = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? (one ?? other) : one > other ? one : other

function mergedReading(one: Reading, other: Reading | null): Reading {
  if (!other) return one
  const latest = one.readAt > other.readAt ? one : other
  return {
    lastPostId: latest.lastPostId,
    // Put down later, where the posts have their places.
    highestPostId: other.highestPostId,
    times: one.times + other.times,
    readAt: latest.readAt,
    unread: Math.min(one.unread, other.unread),
  }
}
