/* Which posts a query means: texts are asked of the index, fields of the tables, and the answers combined here. */
import type { FieldQuery } from './fields.ts'
import { difference, union, type IdSet } from './id-set.ts'
import { hasPairs } from './pairs.ts'
import type { NearQuery, QueryNode, TextQuery } from './query.ts'
import { toMatch } from './to-fts.ts'

/** What evaluation asks; every answer ascends without repetition. */
export interface PostSource {
  /**
   * Posts whose text, folded in full, is as a tree of texts wants it; of the given ones, where some are given. All of those
   * are known to say `known`.
   */
  saying(texts: QueryNode, among: IdSet | null, known?: QueryNode | null): IdSet
  /** Posts with a property, only of the given ones where some are given. */
  having(field: FieldQuery, among: IdSet | null): IdSet
  /** Those of the given posts whose text itself holds another. */
  holding(text: TextQuery | NearQuery, among: IdSet): IdSet
  /** About how many posts an index finds a property by; Infinity where each post must be looked at. */
  expected(field: FieldQuery): number
  /** From which id to which the posts of a time are, where that is but a part of all; else null. */
  span(field: FieldQuery): { readonly from: number; readonly to: number } | null
  /** So few posts are read sooner than the index goes through all that hold some frequent character. */
  readonly fewPosts: number
  /** Whether what the index says of a text is the last word; not where a search folds less than the index. */
  readonly trustsIndex: boolean
  all(): IdSet
}

/** The posts a query means, ascending; of the given ones where some are given, all of which are known to say `known`. */
export function evaluate(
  node: QueryNode,
  source: PostSource,
  among: IdSet | null = null,
  known: QueryNode | null = null,
): IdSet {
  if (source.trustsIndex && node.kind !== 'and' && toMatch(node) !== null) return source.saying(node, among, known)
  switch (node.kind) {
    case 'and':
      return evaluateAll(node.of, source, among)
    case 'or':
      return node.of.map(part => evaluate(part, source, among)).reduce(union, [])
    case 'not': {
      const base = among ?? source.all()
      return difference(base, evaluate(node.of, source, base, known))
    }
    case 'text':
    case 'near': {
      if (among && among.length <= source.fewPosts) return source.holding(node, among)
      const found = source.saying(node, among)
      return source.trustsIndex ? found : source.holding(node, found)
    }
    case 'saved':
      throw new Error('saved searches are put in their places before a query is evaluated')
    case 'like':
      throw new Error('words known by resemblance are named before a query is evaluated')
    default:
      return source.having(node, among)
  }
}

/** What narrows most goes first: a property of few posts, then texts; what follows looks only at what is left. */
function evaluateAll(parts: readonly QueryNode[], source: PostSource, among: IdSet | null): IdSet {
  const isFewAlready = among !== null && among.length <= source.fewPosts
  const first = isFewAlready ? undefined : parts.find(part => hasFew(part, source))
  let left = first ? evaluate(first, source, among) : among
  const others = parts.filter(part => part !== first)
  const texts = source.trustsIndex ? others.filter(isText) : []
  // Pairs tell most; texts that have none are asked together, which the index is quickest with.
  let known: QueryNode | null = null
  for (const together of [texts.filter(hasPairs), texts.filter(text => !hasPairs(text))]) {
    if (left?.length === 0) return []
    if (together.length === 0) continue
    left = source.saying(together.length > 1 ? { kind: 'and', of: together } : together[0]!, left, known)
    known = { kind: 'and', of: known ? [known, ...together] : together }
  }
  const rest = others.filter(part => !texts.includes(part))
  for (const part of [...rest.filter(({ kind }) => kind !== 'not'), ...rest.filter(({ kind }) => kind === 'not')]) {
    if (left?.length === 0) return []
    left = evaluate(part, source, left, known)
  }
  return left ?? source.all()
}

/** Whether the index alone answers a part. */
export function isText(part: QueryNode): boolean {
  return part.kind !== 'not' && toMatch(part) !== null
}

/** Whether all that a query means is found as soon as a part of it is: a property that few posts have. */
export function isSelective(parts: readonly QueryNode[], source: PostSource): boolean {
  return parts.some(part => hasFew(part, source))
}

function hasFew(part: QueryNode, source: PostSource): boolean {
  return isField(part) && source.expected(part) <= source.fewPosts
}

/** The ids to which a query is confined by a time: posts of a time lie together, and nothing is to be looked for elsewhere. */
export function spanOfTime(parts: readonly QueryNode[], source: PostSource): ReturnType<PostSource['span']> {
  const spans = parts.flatMap(part => (isField(part) ? (source.span(part) ?? []) : []))
  return spans[0] ?? null
}

function isField(node: QueryNode): node is FieldQuery {
  return !['and', 'or', 'not', 'near', 'text', 'like', 'saved'].includes(node.kind)
}
