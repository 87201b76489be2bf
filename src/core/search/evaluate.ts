/* Which posts a query means: texts are asked of the index, fields of the tables, and the answers combined here. */
import type { FieldQuery } from './fields.ts'
import { difference, intersection, union, type IdSet } from './id-set.ts'
import type { QueryNode, TextQuery } from './query.ts'
import { toBeginningMatch, toMatch } from './to-fts.ts'

/** What evaluation asks; every answer ascends without repetition. */
export interface PostSource {
  /** Posts whose text satisfies a MATCH string. */
  matching(match: string): IdSet
  /** Posts with a property, only of the given ones where some are given. */
  having(field: FieldQuery, among: IdSet | null): IdSet
  /** Those of the given posts whose text itself holds another. */
  holding(text: TextQuery, among: IdSet): IdSet
  /** Whether what the index says of a text is the last word; not where a search folds less than the index. */
  readonly trustsIndex: boolean
  all(): IdSet
}

/** The posts a query means, ascending; of the given ones where some are given. */
export function evaluate(node: QueryNode, source: PostSource, among: IdSet | null = null): IdSet {
  const match = source.trustsIndex ? toMatch(node) : null
  if (match !== null) return within(source.matching(match), among)
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
      return source.holding(node, within(source.matching(toMatch(node) ?? toBeginningMatch(node)), among))
    case 'near': {
      const near = toMatch(node)
      return evaluateAll(node.of, source, near === null ? among : within(source.matching(near), among))
    }
    case 'saved':
      throw new Error('saved searches are put in their places before a query is evaluated')
    case 'like':
      throw new Error('words known by resemblance are named before a query is evaluated')
    default:
      return source.having(node, among)
  }
}

/** Texts first, since the index narrows fastest; what follows looks only at what is left. */
function evaluateAll(parts: readonly QueryNode[], source: PostSource, among: IdSet | null): IdSet {
  const texts = source.trustsIndex ? parts.filter(part => part.kind !== 'not' && toMatch(part) !== null) : []
  const match = texts.length > 0 ? toMatch({ kind: 'and', of: texts }) : null
  let left = match === null ? among : within(source.matching(match), among)
  const rest = parts.filter(part => !texts.includes(part))
  for (const part of [...rest.filter(({ kind }) => kind !== 'not'), ...rest.filter(({ kind }) => kind === 'not')]) {
    if (left?.length === 0) return []
    left = evaluate(part, source, left)
  }
  return left ?? source.all()
}

function within(found: IdSet, among: IdSet | null): IdSet {
  return among ? intersection(found, among) : found
}
