/* Which posts may be what a query means, by the pairs of characters that they are known to have. */
import { isPaired, pairsOf } from '../text/pairs.ts'
import { intersection, union, type IdSet } from './id-set.ts'
import { placesOfBits, unpacked } from './pair-lists.ts'
import type { QueryNode, TextQuery } from './query.ts'

/** What is known of the pairs in a number of posts. */
export interface KnownPairs {
  /** Whether all posts that have a pair are listed. */
  isKnown(pair: number): boolean
  /**
   * The packed places of the posts that have a known pair; undefined where none has. Under the number of one character, the
   * bits of those that hold it; undefined where that is not known.
   */
  listOf(pair: number): Uint8Array | undefined
  /** The id of the post at place 0. */
  readonly first: number
  /** How rare a pair is likely to be, to choose the rarest. */
  share(pair: number): number
}

export interface ToldByPairs {
  /** The posts that come into question. */
  readonly ids: IdSet
  /** What is still to be asked of them; null where each of them is meant. */
  readonly rest: QueryNode | null
}

/** Whether pairs can tell anything of a tree of texts. */
export function hasPairs(node: QueryNode): boolean {
  switch (node.kind) {
    case 'text':
      return pairsOf(node.folded).length > 0
    case 'near':
    case 'and':
      return node.of.some(hasPairs)
    case 'or':
      return node.of.every(hasPairs)
    default:
      return false
  }
}

/** What pairs tell of a tree of texts; null where they tell nothing. */
export function toldByPairs(node: QueryNode, known: KnownPairs): ToldByPairs | null {
  switch (node.kind) {
    case 'text':
      return toldOfText(node, known)
    case 'near': {
      const told = toldOfAll(node.of, known)
      return told && { ids: told.ids, rest: node }
    }
    case 'and':
      return toldOfAll(node.of, known)
    case 'or': {
      const parts = node.of.map(part => toldByPairs(part, known))
      const told = parts.filter(part => part !== null)
      if (told.length < parts.length) return null
      const rest = told.every(part => part.rest === null) ? null : node
      return { ids: told.map(part => part.ids).reduce(union, []), rest }
    }
    default:
      return null
  }
}

// A few rare pairs of a long text tell nearly as much as all of them, and so few posts are read sooner than one more.
const mostPairs = 6
const fewLeft = 3

function toldOfText(node: TextQuery, known: KnownPairs): ToldByPairs | null {
  if (isCharacter(node)) return toldOfCharacter(node, known)
  const pairs = [...new Set(pairsOf(node.folded))].filter(pair => known.isKnown(pair))
  if (pairs.length === 0) return null
  const lists: Uint8Array[] = []
  for (const pair of rarest(pairs, known)) {
    const list = known.listOf(pair)
    if (!list) return { ids: [], rest: null }
    lists.push(list)
  }
  const [shortest, ...others] = lists.sort((one, other) => one.length - other.length)
  let ids: IdSet = unpacked(shortest!, known.first)
  for (const list of others) if (ids.length > fewLeft) ids = intersection(ids, unpacked(list, known.first))
  // A text of two characters is its pair.
  return { ids, rest: node.folded.length === 2 && !node.openEnd ? null : node }
}

/** Whether a text is one character, of which a list of its own tells where very many posts hold it. */
export function isCharacter(node: QueryNode): boolean {
  return node.kind === 'text' && !node.openEnd && node.folded.length === 1 && isPaired(node.folded, 0)
}

function toldOfCharacter({ folded }: TextQuery, known: KnownPairs): ToldByPairs | null {
  const bits = known.listOf(folded.charCodeAt(0))
  return bits ? { ids: placesOfBits(bits, known.first), rest: null } : null
}

function rarest(pairs: readonly number[], known: KnownPairs): readonly number[] {
  if (pairs.length <= mostPairs) return pairs
  return pairs.toSorted((one, other) => known.share(one) - known.share(other)).slice(0, mostPairs)
}

function toldOfAll(parts: readonly QueryNode[], known: KnownPairs): ToldByPairs | null {
  const told = parts.map(part => (isCharacter(part) ? null : toldByPairs(part, known)))
  const ids = told.flatMap(part => (part ? [part.ids] : []))
  if (ids.length === 0) return null
  const rest = parts.flatMap((part, index) => {
    const answer = told[index]
    return answer ? (answer.rest ?? []) : part
  })
  return { ids: ids.reduce(intersection), rest: rest.length > 0 ? { kind: 'and', of: rest } : null }
}
