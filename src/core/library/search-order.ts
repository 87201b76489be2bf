/* In which order found posts are shown, as posts or as the threads they are in. */
import type { IdSet } from '../search/id-set.ts'
import { byRelevance } from '../search/relevance.ts'
import { byFloor, byTime, textsOf, threadsOf, type TimeSpan } from '../store/post-search.ts'
import type { ReadableDB } from '../store/sql.ts'
import type { Folding } from '../text/fold.ts'

export interface Found {
  readonly ids: IdSet
  readonly order: 'relevance' | 'newest' | 'oldest' | 'floor'
  /** What a post must say to be relevant. */
  readonly terms: readonly string[]
  readonly folding: Folding
  /** The first of them in their order, where not all were found; else they are put in order here. */
  readonly inOrder: readonly number[] | null
  /** The time to which all of them are confined. */
  readonly span: TimeSpan
}

// Every post that is weighed is read. Where more were found, the query says so little that the latest ones will do.
const mostWeighed = 200
const weighedOfMany = 120

/** A run of the found posts in their order. */
export function runOfPosts(db: ReadableDB, found: Found, offset: number, limit: number): readonly number[] {
  const { ids, order, inOrder } = found
  if (inOrder) return inOrder.slice(offset, offset + limit)
  switch (order) {
    case 'relevance':
      return found.terms.length === 0
        ? byTime(db, ids, 'newest', offset, limit, found.span)
        : relevant(db, found, offset + limit).slice(offset, offset + limit)
    case 'floor':
      return byFloor(db, ids, offset, limit)
    default:
      return byTime(db, ids, order, offset, limit, found.span)
  }
}

/** At least the first `wanted` by relevance: those that were weighed, then the rest, the latest first. */
function relevant(db: ReadableDB, { ids, terms, folding }: Found, wanted: number): readonly number[] {
  const weighed = ids.length <= mostWeighed ? ids : ids.slice(-weighedOfMany)
  const best = byRelevance(textsOf(db, weighed), terms, folding)
  const rest = ids.length - weighed.length
  return [...best, ...ids.slice(Math.max(0, rest - Math.max(0, wanted - best.length)), rest).reverse()]
}

export interface ThreadRun {
  /** Number of threads with found posts. */
  readonly threads: number
  /** The first post of each thread in the posts' order, and how many of the thread's posts were found. */
  readonly posts: readonly { readonly id: number; readonly matches: number }[]
}

/** A run of the threads the found posts are in, each at the place of its first post. */
export function runOfThreads(db: ReadableDB, found: Found, offset: number, limit: number): ThreadRun {
  const threads = threadsOf(db, found.ids)
  const matches = new Map<number, number>()
  for (const thread of threads.values()) matches.set(thread, (matches.get(thread) ?? 0) + 1)
  const firsts = firstOfThreads(db, found, threads, offset + limit)
  const posts = firsts.slice(offset, offset + limit).map(id => ({ id, matches: matches.get(threads.get(id)!)! }))
  return { threads: matches.size, posts }
}

/** The first `wanted` of the found posts that are each the first of their thread. */
function firstOfThreads(db: ReadableDB, found: Found, threads: ReadonlyMap<number, number>, wanted: number): number[] {
  // Threads repeat among the posts, so how many posts must be put in order for enough of them is not known before.
  for (let count = wanted * 4; ; count *= 4) {
    const ordered = runOfPosts(db, found, 0, count)
    const seen = new Set<number>()
    const firsts = ordered.filter(id => seen.size !== seen.add(threads.get(id)!).size)
    if (firsts.length >= wanted || ordered.length < count) return firsts
  }
}
