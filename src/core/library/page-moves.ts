/*
 * Pages going from one thread into another, with all that a person added to their posts: because more is known of them
 * now, or by hand. A page is where it was put by hand, else where it belongs by what it says, and from there on where that
 * thread was joined into.
 */
import { hasPages, isNamedByPages, pageById, pagesClaimedBy, pagesOfThread, putPageIntoThread } from '../store/pages.ts'
import { hasPostsWithoutId } from '../store/post-rows.ts'
import { postersOf, refreshPostersBySave } from '../store/poster-identity.ts'
import type { Body } from '../store/sightings.ts'
import { bodyOf, removeSightingsOnPage, sightingsOnPage } from '../store/sightings.ts'
import type { WritableDB } from '../store/sql.ts'
import { presentThread } from '../store/thread-ids.ts'
import { emptyThread, joinedInto, removeThread, setJoinedInto, threadsJoinedInto } from '../store/thread-rows.ts'
import { LiftedMarks } from './lifted-marks.ts'
import type { Seen } from './place-post.ts'
import { placePost } from './place-post.ts'
import { settlePost } from './settle-post.ts'
import { settleThread } from './settle-thread.ts'

/** Moves of pages within one transaction; `finish` puts down what was marked. */
export class PageMoves {
  private readonly lifted: LiftedMarks
  /** People of whom a page, known by its place among all saves, was taken off a post. */
  private readonly missed: { readonly posterIds: readonly number[]; readonly order: string }[] = []
  private readonly db: WritableDB
  private readonly indexPost: (postId: number, text: string) => void

  constructor(db: WritableDB, indexPost: (postId: number, text: string) => void) {
    this.db = db
    this.indexPost = indexPost
    this.lifted = new LiftedMarks(db)
  }

  /** Where a page belongs now. */
  homeOf(pageId: number): number {
    const page = pageById(this.db, pageId)
    const claimed = page.handThreadId ?? page.foundThreadId
    const home = claimed === null ? null : presentThread(this.db, claimed)
    if (home === null) throw new Error(`page ${pageId} is of no thread`)
    return home
  }

  /** Puts a page that will be shown anew into its thread, and takes it out of the one it was in. */
  leave(pageId: number): void {
    const { db } = this
    const before = pageById(db, pageId).threadId
    const home = this.homeOf(pageId)
    putPageIntoThread(db, pageId, home)
    if (before === null || before === home) return
    const posts = this.takeOff(pageId)
    this.settleLeft(before, home, posts)
  }

  /** Moves a page, as it was read, to where it belongs now. */
  goHome(pageId: number): void {
    const { db } = this
    const from = pageById(db, pageId).threadId!
    const home = this.homeOf(pageId)
    if (from === home) return
    const shown = sightingsOnPage(db, pageId).map(({ postId: _post, versionId, ...seen }) => ({
      seen,
      body: bodyOf(db, versionId),
    }))
    putPageIntoThread(db, pageId, home)
    const posts = this.takeOff(pageId)
    this.show(pageId, shown, [])
    this.settleLeft(from, home, posts)
  }

  /** Moves all pages that are in a thread to where they belong now. */
  allGoHome(threadId: number): void {
    for (const page of pagesOfThread(this.db, threadId)) this.goHome(page.id)
  }

  /** Shows a page by a new reading in the thread it is in, which it answers; `before` are the posts the old one had. */
  showAnew(pageId: number, shown: readonly { seen: Seen; body: Body }[], before: readonly number[]): number {
    this.takeOff(pageId)
    this.show(pageId, shown, before)
    return pageById(this.db, pageId).threadId!
  }

  /** To be called when all pages are where they belong. */
  finish(): void {
    this.lifted.putDown()
    for (const { posterIds, order } of this.missed) refreshPostersBySave(this.db, posterIds, order)
  }

  /** Forgets what a page shows, but not what was marked in it, and answers the posts it showed. */
  private takeOff(pageId: number): number[] {
    this.lifted.lift(pageId)
    const posts = sightingsOnPage(this.db, pageId).map(seen => seen.postId)
    this.missed.push({ posterIds: postersOf(this.db, posts), order: pageById(this.db, pageId).order })
    removeSightingsOnPage(this.db, pageId)
    return posts
  }

  private settleLeft(threadId: number, heir: number, posts: readonly number[]): void {
    const { db } = this
    for (const postId of posts) settlePost(db, postId, this.indexPost)
    if (hasPages(db, threadId)) {
      settleThread(db, threadId, 'all')
      return
    }
    this.lifted.liftThread(threadId, heir)
    if (isNamedByPages(db, threadId) || joinedInto(db, threadId) !== null) {
      emptyThread(db, threadId)
      return
    }
    // What was joined into it by hand follows where it went.
    for (const other of threadsJoinedInto(db, threadId)) setJoinedInto(db, other, heir)
    removeThread(db, threadId, heir)
  }

  /**
   * To be called when a page was found to be of another thread than before. A thread that turns out to be another one
   * altogether stays joined as it was by hand: what holds for the first holds for the second.
   */
  passOn(from: number, to: number): void {
    const { db } = this
    if (pagesClaimedBy(db, from).length > 0) return
    const [root, target] = [presentThread(db, from), presentThread(db, to)]
    if (root === null || target === null || root === target) return
    if (root !== from) setJoinedInto(db, target, root)
    else if (threadsJoinedInto(db, from).length > 0) setJoinedInto(db, from, target)
    else return
    this.allGoHome(root === from ? from : target)
  }

  /** Notes what a page shows of its thread's posts. */
  private show(pageId: number, shown: readonly { seen: Seen; body: Body }[], before: readonly number[]): void {
    const { db, indexPost } = this
    const page = pageById(db, pageId)
    const threadId = page.threadId!
    const place = {
      forumId: page.forumId,
      threadId,
      page: page.page ?? 0,
      order: page.order,
      taken: new Set<number>(),
      hasPostsWithoutId: hasPostsWithoutId(db, threadId),
    }
    const moved: number[] = []
    for (const { seen, body } of shown) {
      const { postId, isNew } = placePost(db, place, seen, body)
      if (!isNew) continue
      moved.push(postId)
      indexPost(postId, body.text)
    }
    let isAnyRemoved = false
    for (const postId of new Set([...place.taken, ...before])) {
      if (moved.includes(postId)) continue
      const settled = settlePost(db, postId, indexPost)
      if (settled.isMoved) moved.push(postId)
      if (settled.isRemoved) isAnyRemoved = true
    }
    settleThread(db, threadId, isAnyRemoved ? 'all' : moved)
  }
}
