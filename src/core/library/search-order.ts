/* In which order found posts are shown, as posts or as the threads they are in. */
import type { IdSet } from '../search/id-set.ts'
import type { QueryNode } from '../search/query.ts'
import { toMatch, toRankingMatch } from '../search/to-fts.ts'
import { matchPosts, rankPosts } from '../store/post-index.ts'
import { byTime, threadsOf } from '../store/post-search.ts'
import type { ReadableDB } from '../store/sql.ts'

export interface Found {
  readonly tree: QueryNode
  readonly ids: IdSet
  readonly order: 'relevance' | 'newest' | 'oldest'
  /** Whether the ids are all that the tree's texts match in the index. */
  readonly trustsIndex: boolean
  /** How many posts are in no answer, though the index knows them. */
  readonly hidden: number
}

// Scoring reads every hit; past this many the newest are the better answer to a query that says so little.
const mostRanked = 10_000

/** A run of the found posts in their order. */
export function runOfPosts(db: ReadableDB, found: Found, offset: number, limit: number): readonly number[] {
  const { ids, order } = found
  if (order !== 'relevance') return byTime(db, ids, order, offset, limit)
  const ranked = ids.length <= mostRanked ? rankedAmong(db, found, offset + limit) : null
  return ranked ? ranked.slice(offset, offset + limit) : byTime(db, ids, 'newest', offset, limit)
}

export interface ThreadRun {
  /** Exact number of threads with found posts. */
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

/** The best of the ids by relevance, or null when there is nothing to rank by or too much to score. */
function rankedAmong(
  db: ReadableDB,
  { tree, ids, trustsIndex, hidden }: Found,
  count: number,
): readonly number[] | null {
  const own = trustsIndex ? toMatch(tree) : null
  // What is in the bin matches too, but is not among the ids.
  if (own !== null) {
    const shown = new Set(ids)
    return rankPosts(db, own, count + hidden).flatMap(({ id }) => (shown.has(id) ? [id] : []))
  }
  const match = toRankingMatch(tree)
  if (match === null || matchPosts(db, match).length > mostRanked) return null
  const wanted = new Set(ids)
  const ranked = rankPosts(db, match, mostRanked).flatMap(({ id }) => (wanted.delete(id) ? [id] : []))
  return [...ranked, ...[...wanted].reverse()]
}
