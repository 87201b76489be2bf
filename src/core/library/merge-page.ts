/*
 * One page into the library. Nothing is ever taken away: a page adds what it says, and posts and threads are worked out
 * anew from all that their pages say, so that neither the order of imports nor their repetition matters.
 */
import type { PageReading } from '../model/reading.ts'
import { ensureBoard, ensureForum } from '../store/forums.ts'
import type { NewPage } from '../store/pages.ts'
import { hasPages, pageById, pageOf, pagesOfTitle, putPage, putPageIntoThread } from '../store/pages.ts'
import type { Body } from '../store/sightings.ts'
import { bodyOf, countsOfPage, removeSightingsOnPage, sightingsOnPage } from '../store/sightings.ts'
import { sourceShaOf } from '../store/sources.ts'
import type { WritableDB } from '../store/sql.ts'
import { jsonOrNull } from '../store/sql.ts'
import { hasExternalId, insertThread, removeThread, threadByExternalId, touchThread } from '../store/thread-rows.ts'
import { clusterPages } from './assign-pages.ts'
import type { Cluster } from './assign-pages.ts'
import { forumKey, nameKey, personName, saveOrder, unknownForum } from './identity.ts'
import type { Seen } from './place-post.ts'
import { placePost, seenPosts } from './place-post.ts'
import { settlePost } from './settle-post.ts'
import { settleThread } from './settle-thread.ts'

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
}

/** Merges a page into its thread. To be called inside a transaction; the same page again changes nothing. */
export function mergePage(db: WritableDB, input: PageToMerge): MergedPage {
  const known = pageOf(db, input.sourceId, input.pageName)
  const postsBefore = known === null ? [] : sightingsOnPage(db, known).map(seen => seen.postId)
  const page = pageRowOf(db, input)
  const pageId = putPage(db, page)
  const merge = new Merge(db, page, input)
  const threadId = merge.threadOf(pageId)
  const isCut = input.reading.problems.some(problem => problem.code === 'page-incomplete')
  merge.show(pageId, threadId, seenPosts(db, pageId, input.reading.posts, isCut), postsBefore)
  const counts = countsOfPage(db, pageId)
  const newPosts = known === null ? counts.newPosts : counts.postIds.filter(id => !postsBefore.includes(id)).length
  const changedPosts = known === null ? counts.changedPosts : 0
  if (newPosts + changedPosts > 0) touchThread(db, threadId, input.now)
  return { threadId, pageId, posts: counts.postIds.length, newPosts, changedPosts }
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

class Merge {
  private readonly db: WritableDB
  private readonly page: NewPage
  private readonly input: PageToMerge

  constructor(db: WritableDB, page: NewPage, input: PageToMerge) {
    this.db = db
    this.page = page
    this.input = input
  }

  /** The thread a page goes into; other pages of its title may change their thread, now that this one is known. */
  threadOf(pageId: number): number {
    const { db, page } = this
    const isGuess = page.confidence === 'guess' || page.titleKey === ''
    const group = isGuess ? [] : pagesOfTitle(db, page.forumId, page.titleKey)
    if (isGuess || group.every(other => other.externalId !== null)) {
      const threadId =
        page.externalId === null
          ? (pageById(db, pageId).threadId ?? this.newThread(null))
          : this.threadWithId(page.externalId)
      this.leave(pageId, threadId)
      return threadId
    }
    this.assign(clusterPages(group), pageId)
    return pageById(db, pageId).threadId!
  }

  private assign(clusters: readonly Cluster[], pageId: number): void {
    const taken = new Set<number>()
    for (const { externalId, pages } of clusters) {
      const threadId = externalId === null ? this.threadWithout(pages, taken) : this.threadWithId(externalId)
      taken.add(threadId)
      for (const other of pages) {
        if (other.threadId === threadId) continue
        if (other.id === pageId) this.leave(pageId, threadId)
        else this.move(other.id, other.threadId!, threadId)
      }
    }
  }

  private threadWithId(externalId: string): number {
    return threadByExternalId(this.db, this.page.forumId, externalId) ?? this.newThread(externalId)
  }

  /** The thread that has these pages already, or a new one. */
  private threadWithout(pages: Cluster['pages'], taken: ReadonlySet<number>): number {
    const own = pages
      .flatMap(page => page.threadId ?? [])
      .filter(id => !taken.has(id) && !hasExternalId(this.db, id))
      .toSorted((a, b) => a - b)[0]
    return own ?? this.newThread(null)
  }

  private newThread(externalId: string | null): number {
    const { forumId, title, titleKey } = this.page
    return insertThread(this.db, { forumId, externalId, title, titleKey, now: this.input.now })
  }

  /** Puts the page into its thread, and takes it out of the one an earlier reading put it into. */
  private leave(pageId: number, threadId: number): void {
    const before = pageById(this.db, pageId).threadId
    putPageIntoThread(this.db, pageId, threadId)
    if (before === null || before === threadId) return
    const posts = sightingsOnPage(this.db, pageId).map(seen => seen.postId)
    removeSightingsOnPage(this.db, pageId)
    this.settleLeft(before, threadId, posts)
  }

  private move(pageId: number, from: number, to: number): void {
    const { db } = this
    const sightings = sightingsOnPage(db, pageId)
    const shown = sightings.map(({ postId: _post, versionId, ...seen }) => ({ seen, body: bodyOf(db, versionId) }))
    putPageIntoThread(db, pageId, to)
    removeSightingsOnPage(db, pageId)
    this.show(pageId, to, shown, [])
    this.settleLeft(
      from,
      to,
      sightings.map(seen => seen.postId),
    )
  }

  private settleLeft(threadId: number, heir: number, posts: readonly number[]): void {
    const { db, page, input } = this
    for (const postId of posts) settlePost(db, page.forumId, postId, input.indexPost)
    if (hasPages(db, threadId)) settleThread(db, threadId, 'all')
    else removeThread(db, threadId, heir)
  }

  /** Notes what a page shows of a thread's posts; `before` are the posts an earlier reading of it had. */
  show(
    pageId: number,
    threadId: number,
    shown: readonly { seen: Seen; body: Body }[],
    before: readonly number[],
  ): void {
    const { db, page, input } = this
    removeSightingsOnPage(db, pageId)
    const row = pageById(db, pageId)
    const place = { forumId: page.forumId, threadId, page: row.page ?? 0, order: row.order, taken: new Set<number>() }
    const moved: number[] = []
    for (const { seen, body } of shown) {
      const { postId, isNew } = placePost(db, place, seen, body)
      if (!isNew) continue
      moved.push(postId)
      input.indexPost(postId, body.text)
    }
    let isAnyRemoved = false
    for (const postId of new Set([...place.taken, ...before])) {
      if (moved.includes(postId)) continue
      const settled = settlePost(db, page.forumId, postId, input.indexPost)
      if (settled.isMoved) moved.push(postId)
      if (settled.isRemoved) isAnyRemoved = true
    }
    settleThread(db, threadId, isAnyRemoved ? 'all' : moved)
  }
}
