/*
 * What the saves of a thread show of it. Forums show threads in many ways: one author only, newest first, popular posts
 * on top, the opening post again on every page. Only a page that shows its posts as they follow one another proves that
 * nothing lies between two of them.
 */
import type { SeenPageRow, SeenPostRow } from '../../store/completeness.ts'
import { showsAPart } from '../../text/thread-address.ts'

export type SeenPost = Omit<SeenPostRow, 'pageId'>

export interface PageView extends SeenPageRow {
  /**
   * `whole`: its posts follow one another as in the thread. `unclear`: they may, or it may be a selection. `part`: its
   * address says that it is a selection, so that its number is none of the thread's pages.
   */
  readonly kind: 'whole' | 'unclear' | 'part'
  /** Every post it shows, and those of them that follow one another in the thread's order. */
  readonly posts: readonly SeenPost[]
  readonly run: readonly SeenPost[]
}

/** The saves of a thread, oldest first, with what they show. */
export function viewPages(pages: readonly SeenPageRow[], seen: readonly SeenPostRow[]): PageView[] {
  const byPage = Map.groupBy(seen, post => post.pageId)
  return pages.map(page => {
    const posts = byPage.get(page.id) ?? []
    const run = longestRun(withoutRepeatedOpening(page, posts))
    return { ...page, posts, run, kind: kindOf(page, posts, run) }
  })
}

/** Some forums show the opening post again at the head of every page. */
function withoutRepeatedOpening(page: SeenPageRow, posts: readonly SeenPost[]): readonly SeenPost[] {
  const first = posts[0]
  const repeats = first && page.page !== 1 && posts.length > 1 && (first.isOpening === 1 || first.position === 0)
  return repeats ? posts.slice(1) : posts
}

/** Posts shown out of turn, as popular ones on top or pinned answers, break a page into runs; most of it is one of them. */
function longestRun(posts: readonly SeenPost[]): readonly SeenPost[] {
  let best: readonly SeenPost[] = []
  let from = 0
  for (let at = 1; at <= posts.length; at++) {
    if (at < posts.length && posts[at]!.position > posts[at - 1]!.position) continue
    if (at - from > best.length) best = posts.slice(from, at)
    from = at
  }
  return best
}

function kindOf(page: SeenPageRow, posts: readonly SeenPost[], run: readonly SeenPost[]): PageView['kind'] {
  if (page.url !== null && showsAPart(page.url)) return 'part'
  if (page.confidence === 'guess' || run.length * 2 < posts.length) return 'unclear'
  const skipped = jumpsOf(run).reduce((sum, jump) => sum + jump.to - jump.from - 1, 0)
  if (skipped === 0) return 'whole'
  const floored = run.filter(post => post.ownFloor !== null)
  const authors = new Set(floored.map(post => post.posterId))
  // One person's posts with gaps between them, or more gaps than posts, is what a selection looks like.
  return authors.size === 1 || skipped > floored.length ? 'unclear' : 'whole'
}

/** Two floors that a page shows one right after the other. */
export interface Jump {
  readonly from: number
  readonly to: number
}

/** Where the numbers of a page's floors leave some out. */
export function jumpsOf(run: readonly SeenPost[]): Jump[] {
  const floors = run.flatMap(post => post.ownFloor ?? [])
  return floors.slice(1).flatMap((to, index) => (to - floors[index]! > 1 ? [{ from: floors[index]!, to }] : []))
}

/** The floors that a page shows the first and the last of. */
export function spanOf(page: PageView): Jump | null {
  const floors = page.run.flatMap(post => post.ownFloor ?? [])
  return floors.length === 0 ? null : { from: Math.min(...floors), to: Math.max(...floors) }
}
