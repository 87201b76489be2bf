/* Which posts a query means: texts are asked of the index, fields of the tables, and the answers combined here. */
import type { FieldQuery } from './fields.ts'
import { difference, union, type IdSet } from './id-set.ts'
import type { NearQuery, QueryNode, TextQuery } from './query.ts'
import { tokensOf } from '../text/tokens.ts'
import { toBeginningMatch, toMatch } from './to-fts.ts'

/** What evaluation asks; every answer ascends without repetition. */
export interface PostSource {
  /** Posts whose text satisfies a MATCH string; of the given ones, where some are given. */
  matching(match: string, among: IdSet | null): IdSet
  /** Posts with a property, only of the given ones where some are given. */
  having(field: FieldQuery, among: IdSet | null): IdSet
  /** Those of the given posts whose text itself holds another. */
  holding(text: TextQuery | NearQuery, among: IdSet): IdSet
  /** About how many posts an index finds a property by; Infinity where each post must be looked at. */
  expected(field: FieldQuery): number
  /** About how many posts there are. */
  readonly posts: number
  /** So few posts are read sooner than the index goes through all that hold some frequent character. */
  readonly fewPosts: number
  /** A MATCH string that hardly more posts satisfy than hold a long passage; null where none is known. */
  fewHolding(tokens: readonly string[]): string | null
  /** Whether what the index says of a text is the last word; not where a search folds less than the index. */
  readonly trustsIndex: boolean
  all(): IdSet
}

/** The posts a query means, ascending; of the given ones where some are given. */
export function evaluate(node: QueryNode, source: PostSource, among: IdSet | null = null): IdSet {
  const isToBeRead = (among && among.length <= source.fewPosts) || isPassage(node)
  const match = source.trustsIndex && !isToBeRead ? toMatch(node) : null
  if (match !== null) return source.matching(match, among)
  switch (node.kind) {
    case 'and':
      return evaluateAll(node.of, source, among)
    case 'or':
      return node.of.map(part => evaluate(part, source, among)).reduce(union, [])
    case 'not': {
      const base = among ?? source.all()
      return difference(base, evaluate(node.of, source, base))
    }
    case 'text':
      if (among && among.length <= source.fewPosts) return source.holding(node, among)
      return evaluateText(node, source, among)
    case 'near': {
      if (among && among.length <= source.fewPosts) return source.holding(node, among)
      const near = toMatch(node)
      const found = near === null ? evaluateAll(node.of, source, among) : source.matching(near, among)
      return near !== null && source.trustsIndex ? found : source.holding(node, found)
    }
    case 'saved':
      throw new Error('saved searches are put in their places before a query is evaluated')
    case 'like':
      throw new Error('words known by resemblance are named before a query is evaluated')
    default:
      return source.having(node, among)
  }
}

function evaluateText(node: TextQuery, source: PostSource, among: IdSet | null): IdSet {
  const few = isPassage(node) ? source.fewHolding(tokensOf(node.folded)) : null
  if (few !== null) return source.holding(node, source.matching(few, among))
  const match = toMatch(node)
  const found = source.matching(match ?? toBeginningMatch(node), among)
  return match !== null && source.trustsIndex ? found : source.holding(node, found)
}

// Each token of a phrase costs the index a walk through all that hold it; a few rare ones tell nearly as much.
const shortestPassage = 6

function isPassage(node: QueryNode): node is TextQuery {
  return node.kind === 'text' && !node.openEnd && tokensOf(node.folded).length >= shortestPassage
}

/** What narrows most goes first: properties of few posts, then texts; what follows looks only at what is left. */
function evaluateAll(parts: readonly QueryNode[], source: PostSource, among: IdSet | null): IdSet {
  const first = among && among.length <= source.fewPosts ? undefined : rarest(parts, source)
  let left = first ? evaluate(first, source, among) : among
  const others = parts.filter(part => part !== first)
  const texts = !source.trustsIndex || (left && left.length <= source.fewPosts) ? [] : others.filter(isText)
  const match = texts.length > 0 ? toMatch({ kind: 'and', of: texts }) : null
  if (match !== null) left = source.matching(match, left)
  const rest = others.filter(part => !texts.includes(part))
  for (const part of [...rest.filter(({ kind }) => kind !== 'not'), ...rest.filter(({ kind }) => kind === 'not')]) {
    if (left?.length === 0) return []
    left = evaluate(part, source, left)
  }
  return left ?? source.all()
}

/** Whether the index alone answers a part. */
export function isText(part: QueryNode): boolean {
  return part.kind !== 'not' && !isPassage(part) && toMatch(part) !== null
}

/** The part that few posts have by their properties, or that confines them to a time, if there is one. */
function rarest(parts: readonly QueryNode[], source: PostSource): QueryNode | undefined {
  return (
    parts.find(part => isField(part) && source.expected(part) <= source.fewPosts) ??
    parts.find(part => isPeriod(part, source))
  )
}

/** The posts of a time lie together, so that the index need not look elsewhere. */
function isPeriod(part: QueryNode, source: PostSource): boolean {
  return part.kind === 'date' && source.expected(part) * 8 < source.posts
}

/** Whether all that a query means is found as soon as a part of it is: properties or passages that few posts have. */
export function isSelective(parts: readonly QueryNode[], source: PostSource): boolean {
  return parts.some(
    part =>
      (isField(part) && source.expected(part) <= source.fewPosts) ||
      isPeriod(part, source) ||
      (source.trustsIndex && isPassage(part) && source.fewHolding(tokensOf(part.folded)) !== null),
  )
}

function isField(node: QueryNode): node is FieldQuery {
  return !['and', 'or', 'not', 'near', 'text', 'like', 'saved'].includes(node.kind)
}
