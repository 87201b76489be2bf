/*
 * One page into the library. Nothing is ever taken away: a page adds what it says, and posts and threads are worked out
 * anew from all that their pages say, so that neither the order of imports nor their repetition matters.
 */
import type { PageReading } from '../model/reading.ts'
import { binnedSince, setBinned, takeBackPage } from '../store/bin.ts'
import { ensureBoard, ensureForum } from '../store/forums.ts'
import type { NewPage } from '../store/pages.ts'
import { findPage, pageById, pageOf, pagesOfTitle, putPage } from '../store/pages.ts'
import { postersOf, refreshPostersBySave } from '../store/poster-identity.ts'
import { countsOfPage, sightingsOnPage } from '../store/sightings.ts'
import { sourceShaOf } from '../store/sources.ts'
import type { WritableDB } from '../store/sql.ts'
import { jsonOrNull } from '../store/sql.ts'
import { hasExternalId, insertThread, threadByExternalId, touchThread } from '../store/thread-rows.ts'
import { clusterPages } from './assign-pages.ts'
import type { Cluster } from './assign-pages.ts'
import { forumKey, nameKey, personName, saveOrder, unknownForum } from './identity.ts'
import { PageMoves } from './page-moves.ts'
import { seenPosts } from './place-post.ts'

export interface PageToMerge {
  readonly sourceId: number
  readonly pageName: string
  readonly reading: PageReading
  readonly savedAt: string | null
  /** ISO instant. */
  readonly now: string
  readonly indexPost: (postId: number, text: string) => void
}

export interface MergedPage {
  readonly threadId: number
  readonly pageId: number
  /** Posts the page shows; how many of them no other page did; how many show another text than every other page. */
  readonly posts: number
  readonly newPosts: number
  readonly changedPosts: number
  /** The thread was in the bin, or had been thrown away for good, and is back. */
  readonly isBack: boolean
}

/** Merges a page into its thread. To be called inside a transaction; the same page again changes nothing. */
export function mergePage(db: WritableDB, input: PageToMerge): MergedPage {
  const known = pageOf(db, input.sourceId, input.pageName)
  const postsBefore = known === null ? [] : sightingsOnPage(db, known).map(seen => seen.postId)
  const postersBefore = postersOf(db, postsBefore)
  const orderBefore = known === null ? null : pageById(db, known).order
  const page = pageRowOf(db, input)
  const pageId = putPage(db, page)
  const merge = new Merge(db, page, input)
  merge.find(pageId)
  const isCut = input.reading.problems.some(problem => problem.code === 'page-incomplete')
  const threadId = merge.moves.showAnew(pageId, seenPosts(db, pageId, input.reading.posts, isCut), postsBefore)
  merge.moves.finish()
  // Whoever had their name or card from what the page said before.
  if (orderBefore !== null) refreshPostersBySave(db, postersBefore, orderBefore)
  const counts = countsOfPage(db, pageId)
  const newPosts = known === null ? counts.newPosts : counts.postIds.filter(id => !postsBefore.includes(id)).length
  const changedPosts = known === null ? counts.changedPosts : 0
  if (newPosts + changedPosts > 0) touchThread(db, threadId, input.now)
  const wasDiscarded = takeBackPage(db, input.sourceId, input.pageName)
  return { threadId, pageId, posts: counts.postIds.length, newPosts, changedPosts, isBack: wasDiscarded }
}

/** Takes a thread out of the bin because a page of it was imported; whether it was there. */
export function bringBack(db: WritableDB, threadId: number): boolean {
  const isBinned = (binnedSince(db, threadId) ?? null) !== null
  if (isBinned) setBinned(db, threadId, null)
  return isBinned
}

function pageRowOf(db: WritableDB, input: PageToMerge): NewPage {
  const { reading, savedAt } = input
  const { thread } = reading
  const order = saveOrder(savedAt, sourceShaOf(db, input.sourceId), input.pageName)
  const key = forumKey(reading.forum)
  const { name, host } = reading.forum
  const forumId = ensureForum(db, { key, host: host?.toLowerCase() ?? null, name: name?.trim() || null, order })
  const opening = reading.posts.find(post => post.isOpening)
  return {
    sourceId: input.sourceId,
    name: input.pageName,
    forumId,
    boardId: reading.board && ensureBoard(db, forumId, reading.board),
    order,
    savedAt,
    readAt: input.now,
    engine: reading.engine,
    confidence: reading.confidence,
    // Ids of forums that are not known could be anybody's.
    externalId: key === unknownForum ? null : thread.id,
    title: thread.title,
    titleKey: nameKey(thread.title),
    openingAuthor: personName(opening?.author.name ?? null),
    openingAt: opening?.postedAt ?? null,
    isOpening: Number(opening !== undefined),
    page: thread.page,
    pages: thread.pages,
    url: thread.url,
    digest: Number(thread.digest),
    views: thread.views,
    replies: thread.replies,
    removed: jsonOrNull(reading.removed),
    problems: jsonOrNull(reading.problems),
  }
}

/** Which thread a page is of by what it says; what was decided by hand lies over that (see PageMoves). */
class Merge {
  readonly moves: PageMoves
  private readonly db: WritableDB
  private readonly page: NewPage
  private readonly now: string

  constructor(db: WritableDB, page: NewPage, input: PageToMerge) {
    this.db = db
    this.page = page
    this.now = input.now
    this.moves = new PageMoves(db, input.indexPost)
  }

  /** Finds the page's thread; other pages of its title may change theirs, now that this one is known. */
  find(pageId: number): void {
    const { db, page } = this
    const isGuess = page.confidence === 'guess' || page.titleKey === ''
    const group = isGuess ? [] : pagesOfTitle(db, page.forumId, page.titleKey)
    if (isGuess || group.every(other => other.externalId !== null)) {
      const found =
        page.externalId === null
          ? (pageById(db, pageId).foundThreadId ?? this.newThread(null))
          : this.threadWithId(page.externalId)
      const before = pageById(db, pageId).foundThreadId
      findPage(db, pageId, found)
      this.moves.leave(pageId)
      if (before !== null && before !== found) this.moves.passOn(before, found)
    } else this.assign(clusterPages(group), pageId)
  }

  private assign(clusters: readonly Cluster[], pageId: number): void {
    const taken = new Set<number>()
    const left = new Map<number, number>()
    for (const { externalId, pages } of clusters) {
      const threadId = externalId === null ? this.threadWithout(pages, taken) : this.threadWithId(externalId)
      taken.add(threadId)
      for (const other of pages) {
        if (other.foundThreadId !== null && other.foundThreadId !== threadId) left.set(other.foundThreadId, threadId)
        if (other.foundThreadId !== threadId) findPage(this.db, other.id, threadId)
        if (other.id === pageId) this.moves.leave(pageId)
        else if (other.foundThreadId !== threadId) this.moves.goHome(other.id)
      }
    }
    for (const [from, to] of left) this.moves.passOn(from, to)
  }

  private threadWithId(externalId: string): number {
    return threadByExternalId(this.db, this.page.forumId, externalId) ?? this.newThread(externalId)
  }

  /** The thread that has these pages already, or a new one. */
  private threadWithout(pages: Cluster['pages'], taken: ReadonlySet<number>): number {
    const own = pages
      .flatMap(page => page.foundThreadId ?? [])
      .filter(id => !taken.has(id) && !hasExternalId(this.db, id))
      .toSorted((a, b) => a - b)[0]
    return own ?? this.newThread(null)
  }

  private newThread(externalId: string | null): number {
    const { forumId, title, titleKey } = this.page
    return insertThread(this.db, { forumId, externalId, title, titleKey, now: this.now })
  }
}
