/*
 * Posts that were there once and that a later save of the same place no longer shows. Better not marked than wrongly:
 * only a page that was read surely, shows its posts as they follow one another and is later than every save that shows
 * the post says that it is gone.
 */
import type { PageView, SeenPost } from './page-views.ts'
import { jumpsOf } from './page-views.ts'

/** Forums that order posts by votes move them about, and forums with trees fold them away. */
const movesPosts = new Set(['stackexchange', 'hacker-news', 'reddit', 'lemmy'])

/** Which posts of a thread are gone, and the saving time of the first save that no longer shows them. */
export function gonePosts(views: readonly PageView[]): Map<number, string> {
  const gone = new Map<number, string>()
  if (views.some(view => movesPosts.has(view.engine) || view.posts.some(post => post.hasParent === 1))) return gone
  const seen = lastSeen(views)
  const older = pagesByPost(views)
  const floors = postsByFloor(views)
  // Oldest first: the first save that proves a post gone is the one since which it is.
  for (const view of views.filter(canProve)) {
    const isEarlier = (postId: number): boolean => {
      const last = seen.get(postId)!
      return last.savedAt !== null && last.order < view.order && last.savedAt < view.savedAt!
    }
    const lost = [...new Set([...leftOut(view, older), ...skipped(view, floors)])].filter(isEarlier)
    // A page that leaves out so much of what was there is some selection after all.
    if (lost.length > Math.max(3, view.run.length / 2)) continue
    for (const postId of lost) if (!gone.has(postId)) gone.set(postId, view.savedAt!)
  }
  return gone
}

const isSure = (view: PageView): boolean => view.confidence === 'sure'
const canProve = (view: PageView): boolean =>
  view.kind === 'whole' && isSure(view) && view.savedAt !== null && view.run.length > 1

/** The latest save that shows each post, whatever kind of page it is. */
function lastSeen(views: readonly PageView[]): Map<number, PageView> {
  return new Map(views.flatMap(view => view.posts.map(post => [post.postId, view] as const)))
}

/** The sure pages that show each post; only posts of several pages can show that another is gone. */
function pagesByPost(views: readonly PageView[]): Map<number, PageView[]> {
  const pages = new Map<number, PageView[]>()
  for (const view of views.filter(isSure))
    for (const { postId } of view.run) {
      const known = pages.get(postId)
      if (known) known.push(view)
      else pages.set(postId, [view])
    }
  return pages
}

/** Posts that an earlier page shows between two posts which this one shows one right after the other. */
function leftOut(view: PageView, pagesOf: ReadonlyMap<number, readonly PageView[]>): number[] {
  const place = new Map(view.run.map((post, index) => [post.postId, index]))
  const earlier = new Set(
    view.run.flatMap(post => (pagesOf.get(post.postId) ?? []).filter(other => other.order < view.order)),
  )
  return [...earlier].flatMap(page => {
    const lost: number[] = []
    let between: SeenPost[] = []
    let before: number | null = null
    for (const post of page.run) {
      const here = place.get(post.postId)
      if (here === undefined) between.push(post)
      else {
        if (before !== null && here === before + 1) lost.push(...peersOf(between, page))
        before = here
        between = []
      }
    }
    return lost
  })
}

/** Answers below a post, which have no floor of their own, are folded away on many pages. */
function peersOf(posts: readonly SeenPost[], page: PageView): number[] {
  const hasFloors = page.run.some(post => post.ownFloor !== null)
  return posts.filter(post => !hasFloors || post.ownFloor !== null).map(post => post.postId)
}

interface PostOnFloor {
  readonly postId: number
  readonly floor: number
}

/** Every post with the floors that sure pages give it, lowest floor first. */
function postsByFloor(views: readonly PageView[]): PostOnFloor[] {
  return views
    .filter(isSure)
    .flatMap(view =>
      view.run.flatMap(({ postId, ownFloor }) => (ownFloor === null ? [] : [{ postId, floor: ownFloor }])),
    )
    .toSorted((a, b) => a.floor - b.floor)
}

/** Posts on floors that this page leaves out. */
function skipped(view: PageView, posts: readonly PostOnFloor[]): number[] {
  return jumpsOf(view.run).flatMap(jump => {
    const lost: number[] = []
    for (let at = firstAbove(posts, jump.from); at < posts.length && posts[at]!.floor < jump.to; at++)
      lost.push(posts[at]!.postId)
    return lost
  })
}

function firstAbove(posts: readonly PostOnFloor[], floor: number): number {
  let low = 0
  let high = posts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (posts[middle]!.floor > floor) high = middle
    else low = middle + 1
  }
  return low
}
