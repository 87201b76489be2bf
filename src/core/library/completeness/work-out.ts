/* What a thread lacks, worked out from its pages and sightings alone: neither order nor repetition of imports matters. */
import type { GapCounts } from '../../model/gaps.ts'
import type { WritableDB, ReadableDB } from '../../store/sql.ts'
import * as store from '../../store/completeness.ts'
import { gonePosts } from './gone-posts.ts'
import type { FloorGap } from './missing-floors.ts'
import { missingFloors } from './missing-floors.ts'
import type { PagesOfThread } from './missing-pages.ts'
import { pagesOfThread } from './missing-pages.ts'
import type { PageView } from './page-views.ts'
import { viewPages } from './page-views.ts'

export interface Completeness {
  readonly views: readonly PageView[]
  readonly pages: PagesOfThread
  readonly floors: readonly FloorGap[]
}

/** Which pages and floors of a thread are here and which are not; pages that came after page `upTo` left out. */
export function completenessOf(db: ReadableDB, threadId: number, upTo?: number): Completeness {
  const views = viewPages(store.seenPages(db, threadId, upTo), store.seenPostsOf(db, threadId, upTo))
  return { views, pages: pagesOfThread(views), floors: missingFloors(views) }
}

/** How much of each kind a thread lacks. */
export function countGaps(db: ReadableDB, threadId: number, { pages, floors }: Completeness): GapCounts {
  return {
    pages: pages.missing.length,
    floors: floors.reduce((sum, gap) => sum + (gap.kind === 'unsaved' ? gap.to - gap.from + 1 : 0), 0),
    ...store.countParts(db, threadId),
  }
}

/** Counts what a thread lacks and marks the posts that are gone. To be called inside a transaction. */
export function settleCompleteness(db: WritableDB, threadId: number): void {
  store.fillPartsOfPosts(db, threadId)
  const completeness = completenessOf(db, threadId)
  store.writeCounts(db, threadId, countGaps(db, threadId, completeness))
  const before = store.gonePosts(db, threadId)
  const gone = gonePosts(completeness.views)
  for (const [postId, since] of gone) if (before.get(postId) !== since) store.markGone(db, postId, since)
  for (const postId of before.keys()) if (!gone.has(postId)) store.markGone(db, postId, null)
}
