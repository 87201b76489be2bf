/*
 * Which posts say what a tree of texts wants. Pairs of characters tell at once which of them come into question where they
 * are known; what is still to be asked of those is read in their texts or asked of the index, whichever costs less.
 */
import { intersection, within, type IdSet } from '../search/id-set.ts'
import { holdsNear } from '../search/near.ts'
import { hasPairs, isCharacter, toldByPairs, type ToldByPairs } from '../search/pairs.ts'
import { termIn, type QueryNode } from '../search/query.ts'
import { toBeginningMatch, toMatch } from '../search/to-fts.ts'
import { ofReadPost } from '../search/token-rarity.ts'
import type { IdRange } from '../store/post-conditions.ts'
import { matchPosts } from '../store/post-index.ts'
import { textsOf } from '../store/post-search.ts'
import type { ReadableDB } from '../store/sql.ts'
import { fold, fullFolding, type Folding } from '../text/fold.ts'
import { holdsTerm } from '../text/marks.ts'
import { tokensOf } from '../text/tokens.ts'
import type { KnownBlock } from './known-block.ts'
import type { LibraryNames } from './library-names.ts'

interface Indexed {
  readonly db: ReadableDB
  readonly names: LibraryNames
}

export interface Asked {
  readonly texts: QueryNode
  /** What all that can be meant of the given posts says, too; the index may come to them sooner by it. */
  readonly known: QueryNode | null
}

/** The posts of a range that are as a tree of texts wants it, ascending; of the given ones, where some are given. */
export function saying(indexed: Indexed, asked: Asked, range: IdRange, among: IdSet | null): IdSet {
  const { texts } = asked
  // Very many posts hold a character; only of given ones its list tells sooner than the index.
  const isTold = hasPairs(texts) || (among !== null && isCharacter(texts))
  if (!isTold) return asking(indexed, asked, range, among)
  const found: IdSet[] = []
  for (const { told, ...piece } of pieces(range, indexed.names.pairBlocks(), block => toldByPairs(texts, block))) {
    const given = among && within(among, piece)
    if (given?.length === 0) continue
    if (!told) {
      found.push(asking(indexed, asked, piece, given))
      continue
    }
    const here = within(told.ids, piece)
    const ids = given ? intersection(here, given) : here
    found.push(told.rest ? asking(indexed, { texts: told.rest, known: texts }, piece, ids) : ids)
  }
  return found.length === 1 ? found[0]! : found.flat()
}

interface Piece extends IdRange {
  /** What its pairs tell, if they tell anything. */
  readonly told: ToldByPairs | null
}

/** A range in pieces, ascending: blocks whose pairs tell something, and what is between such. */
function* pieces(
  { from, to }: IdRange,
  blocks: readonly KnownBlock[],
  tell: (block: KnownBlock) => ToldByPairs | null,
): Generator<Piece> {
  let next = from
  for (const block of blocks) {
    const told = block.last < from || block.first > to ? null : tell(block)
    if (!told) continue
    if (block.first > next) yield { from: next, to: block.first - 1, told: null }
    yield { from: Math.max(next, block.first), to: Math.min(to, block.last), told }
    next = block.last + 1
  }
  if (next <= to) yield { from: next, to, told: null }
}

// Each token of a phrase costs the index a look-up; a few rare ones tell nearly as much.
const shortestPassage = 6

/** Asks the texts of the given posts, or the index, whichever costs less. */
function asking({ db, names }: Indexed, { texts, known }: Asked, range: IdRange, among: IdSet | null): IdSet {
  if (among?.length === 0) return []
  const confined = { from: Math.max(range.from, among?.[0] ?? 0), to: Math.min(range.to, among?.at(-1) ?? Infinity) }
  const posts = confined.to - confined.from + 1
  const costOf = (tree: QueryNode): number => names.tokens().walkCost(tree, posts)
  const together: QueryNode = { kind: 'and', of: known ? [known, texts] : [texts] }
  const walked = among && costOf(together) < costOf(texts) ? together : texts
  if (among && among.length * ofReadPost <= costOf(walked)) return reading(db, texts, among)
  const asked = (match: string): IdSet => {
    const found = matchPosts(db, match, confined)
    return among ? intersection(found, among) : found
  }
  const few = fewHolding(texts, names, posts)
  if (few !== null) return reading(db, texts, asked(few))
  const match = toMatch(walked)
  if (match !== null) return asked(match)
  return reading(db, texts, among ?? asked(toBeginningMatch(texts)))
}

/** For a passage, a MATCH string that hardly more posts satisfy; null where none is known. */
function fewHolding(texts: QueryNode, names: LibraryNames, posts: number): string | null {
  if (texts.kind === 'and' && texts.of.length === 1) return fewHolding(texts.of[0]!, names, posts)
  if (texts.kind !== 'text' || texts.openEnd) return null
  const tokens = tokensOf(texts.folded)
  return tokens.length < shortestPassage ? null : names.tokens().fewHolding(tokens, posts)
}

/** Those of the given posts whose text itself is as a tree of texts wants it. */
export function reading(db: ReadableDB, texts: QueryNode, among: IdSet, folding = fullFolding): IdSet {
  const holders = new Set<number>()
  for (const post of textsOf(db, among)) if (readsAs(fold(post.text, folding), texts, folding)) holders.add(post.id)
  return among.filter(id => holders.has(id))
}

/** Whether a text that was folded so is as a tree of texts wants it. */
export function readsAs(folded: string, wanted: QueryNode, folding: Folding): boolean {
  switch (wanted.kind) {
    case 'text':
      return holdsTerm(folded, termIn(wanted, folding), folding)
    case 'near':
      return wanted.of.every(piece => readsAs(folded, piece, folding)) && holdsNear(fold(folded), wanted)
    case 'and':
      return wanted.of.every(part => readsAs(folded, part, folding))
    case 'or':
      return wanted.of.some(part => readsAs(folded, part, folding))
    case 'not':
      return !readsAs(folded, wanted.of, folding)
    default:
      throw new Error(`a text does not tell ${wanted.kind}`)
  }
}
