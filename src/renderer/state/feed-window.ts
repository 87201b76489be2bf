/*
 * Browsers cap the height of a box, at worst at some 15 million pixels. A thread of 20,000 long posts is taller, so the
 * feed lays out a stretch of it at a time and moves on before its end comes into view.
 */
export interface FeedWindow {
  readonly from: number
  readonly until: number
}

/** A stretch of this many posts stays below the cap even where every one fills three screens. */
const most = 6_000
const margin = 400

/** The stretch of a thread to lay out around a post; the whole thread where it is not too long. */
export function windowAround(total: number, position: number): FeedWindow {
  if (total <= most + margin) return { from: 0, until: total }
  const from = Math.min(Math.max(0, position - most / 2), total - most)
  return { from, until: from + most }
}

/** Whether the posts from first to last are well inside a stretch, or at an end that is the thread's own. */
export function isInside({ from, until }: FeedWindow, first: number, last: number, total: number): boolean {
  if (first < from || last >= until) return false
  return (from === 0 || first - from >= margin) && (until >= total || until - last > margin)
}
