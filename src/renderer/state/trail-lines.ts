/* What is said between posts of where one was. */
/** What is said above a post: that one was here, that what follows is new, or both at once. */
export interface TrailLine {
  readonly kind: 'here' | 'new' | 'both'
  readonly readAt: string
  /** New posts from here on. */
  readonly count: number
}

export const noLines: ReadonlyMap<number, TrailLine> = new Map()

/** The lines for a thread one was in: above the post one was at, and above the first that was not read. */
export function linesFor(
  here: number | null,
  firstNew: number | null,
  count: number,
  readAt: string,
): Map<number, TrailLine> {
  const lines = new Map<number, TrailLine>()
  if (here !== null) lines.set(here, { kind: 'here', readAt, count })
  if (firstNew !== null) lines.set(firstNew, { kind: firstNew === here ? 'both' : 'new', readAt, count })
  return lines
}

/** The day it is where the person is. */
export const localDay = (now: Date = new Date()): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, '0')).join('-')
