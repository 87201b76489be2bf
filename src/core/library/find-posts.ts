/*
 * The posts a query means. Where not all are wanted, the latest are found first: ids grow with time, and the index gives
 * matches from the latest on, one by one. Where hits are dense, few of them are enough for a page and for a total that
 * is honestly "more than"; where they are rare, all are found that way.
 */
import { evaluate, isSelective, isText, spanOfTime } from '../search/evaluate.ts'
import { difference, intersection, union, type IdSet } from '../search/id-set.ts'
import { hasPairs } from '../search/pairs.ts'
import type { QueryNode } from '../search/query.ts'
import { toMatch } from '../search/to-fts.ts'
import type { IdRange } from '../store/post-conditions.ts'
import { IndexUnusable, latestMatches } from '../store/post-index.ts'
import { allPosts, lastPost } from '../store/post-search.ts'
import { postsOfBlock } from './keep-pairs.ts'
import { scanPosts } from './scan-posts.ts'
import { postSource, type Around } from './search-source.ts'

export interface FoundPosts {
  /** Ascending. */
  readonly ids: IdSet
  /** Whether these are all there are; else there are more, earlier ones. */
  readonly areAll: boolean
  /** Whether the index could not be used and every text was read instead. */
  readonly scanned: boolean
}

type Found = Omit<FoundPosts, 'scanned'>

/** The posts a query means: all of them, or the latest ones where `enough` are. */
export function findPosts(around: Around, tree: QueryNode | null, enough = Infinity): FoundPosts {
  if (!tree) return { ids: [], areAll: true, scanned: false }
  const last = lastPost(around.db)
  const shown = shownIn(around)
  try {
    const found = throughIndex(around, tree, last, enough, shown)
    return { ...found, ids: withUnindexed(around, tree, found.ids, shown), scanned: false }
  } catch (thrown) {
    if (!(thrown instanceof IndexUnusable)) throw thrown
    around.onUnusable()
    const found = collect(ranges(last, scannedTogether), enough, range =>
      shown(scanPosts(around, tree, allPosts(around.db, range))),
    )
    return { ...found, scanned: true }
  }
}

/** Those of the given posts that a query means. */
export function findAmong(around: Around, tree: QueryNode, among: IdSet): IdSet {
  const shown = shownIn(around)(among)
  const source = postSource(around, { from: 1, to: lastPost(around.db) })
  try {
    const toRead = intersection(shown, around.names.unindexed())
    return union(evaluate(tree, source, difference(shown, toRead)), scanPosts(around, tree, toRead))
  } catch (thrown) {
    if (!(thrown instanceof IndexUnusable)) throw thrown
    around.onUnusable()
    return scanPosts(around, tree, shown)
  }
}

/** Leaves out what is in no answer. */
function shownIn({ names }: Around): (ids: IdSet) => IdSet {
  const hidden = names.hidden()
  return ids => (hidden.length > 0 ? difference(ids, hidden) : ids)
}

function throughIndex(
  around: Around,
  tree: QueryNode,
  last: number,
  enough: number,
  shown: (ids: IdSet) => IdSet,
): Found {
  const parts = tree.kind === 'and' ? tree.of : [tree]
  const all = { from: 1, to: last }
  const span = spanOfTime(parts, postSource(around, all))
  const range = span ?? all
  const source = postSource(around, range)
  if (enough === Infinity || isSelective(parts, source)) return { ids: shown(evaluate(tree, source)), areAll: true }
  const match = span || parts.some(hasPairs) || !source.trustsIndex ? null : matchOf(parts)
  if (match === null) return collectAhead(range, enough, part => shown(evaluate(tree, postSource(around, part))))
  const rest = parts.filter(part => !isText(part) && !isExcludedText(part))
  const others: QueryNode | null = rest.length > 0 ? { kind: 'and', of: rest } : null
  const latest = chunks(enough + 1, (below, limit) => latestMatches(around.db, match, below, limit))
  return collect(latest, enough, part => shown(others ? evaluate(others, source, part) : part))
}

/** What was found through the index, with what the posts say that it lacks. */
function withUnindexed(around: Around, tree: QueryNode, found: IdSet, shown: (ids: IdSet) => IdSet): IdSet {
  const unindexed = around.names.unindexed()
  if (unindexed.length === 0) return found
  return union(difference(found, unindexed), shown(scanPosts(around, tree, unindexed)))
}

/** The MATCH string of all that the index alone answers, if anything is wanted that it knows. */
function matchOf(parts: readonly QueryNode[]): string | null {
  const texts = parts.filter(isText)
  return texts.length > 0 ? toMatch({ kind: 'and', of: [...texts, ...parts.filter(isExcludedText)] }) : null
}

function isExcludedText(part: QueryNode): boolean {
  return part.kind === 'not' && isText(part.of)
}

const firstRange = 4_096
const growth = 4
const scannedTogether = 2_000

/** What is found piece by piece, each of them earlier than the one before, until there is more than enough of it. */
function collect<Piece>(pieces: Iterable<Piece>, enough: number, find: (piece: Piece) => IdSet): Found {
  const parts: IdSet[] = []
  let found = 0
  for (const piece of pieces) {
    const part = find(piece)
    parts.push(part)
    found += part.length
    // The earliest is the one more of which the others are said to be not all.
    if (found > enough) return { ids: parts.reverse().flat().slice(1), areAll: false }
  }
  return { ids: parts.reverse().flat(), areAll: true }
}

/** What is found range by range, from the latest on, each as large as what was found lets expect to be enough. */
function collectAhead({ from, to }: IdRange, enough: number, find: (range: IdRange) => IdSet): Found {
  let found = 0
  const looked = function* (): Generator<IdRange> {
    let size = firstRange
    for (let last = to; last >= from;) {
      // Large ranges begin where blocks do.
      const unit = size < postsOfBlock ? 1 : postsOfBlock
      const first = Math.max(from, Math.floor((last - size) / unit) * unit + 1)
      yield { from: first, to: last }
      const expected = ((enough - found + 1) * (to - first + 1)) / Math.max(1, found)
      size = Math.max(firstRange, Math.min(size * growth, Math.ceil(expected)))
      last = first - 1
    }
  }
  return collect(looked(), enough, range => {
    const part = find(range)
    found += part.length
    return part
  })
}

/** The whole of the ids up to one, in ranges from the latest on. */
function* ranges(last: number, size: number): Generator<IdRange> {
  for (let to = last; to > 0; to -= size) yield { from: Math.max(1, to - size + 1), to }
}

/** Ids that are asked for from the latest on, as ascending lists, each larger than the one before. */
function* chunks(first: number, latestBelow: (id: number, limit: number) => number[]): Generator<IdSet> {
  let below = Number.MAX_SAFE_INTEGER
  for (let size = first; ; size *= growth) {
    const ids = latestBelow(below, size)
    if (ids.length > 0) yield ids.toReversed()
    if (ids.length < size) return
    below = ids.at(-1)!
  }
}
