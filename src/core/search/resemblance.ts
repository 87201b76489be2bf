/* The words of a library that a `~word`, `*word` or `*word*` means. */
import { termOf } from '../text/marks.ts'
import type { LikeQuery, QueryNode, TextQuery } from './query.ts'

// More words than these would say nothing and cost much.
const mostWords = 100

/** The tree with every word known by resemblance replaced by the words it means; `words` is asked only when needed. */
export function nameWords(node: QueryNode, words: () => readonly string[]): QueryNode {
  switch (node.kind) {
    case 'like':
      return { kind: 'or', of: meant(node, words()).map(asText) }
    case 'and':
    case 'or':
      return { kind: node.kind, of: node.of.map(part => nameWords(part, words)) }
    case 'not':
      return { kind: 'not', of: nameWords(node.of, words) }
    default:
      return node
  }
}

function asText(word: string): TextQuery {
  return { kind: 'text', raw: word, folded: word, openEnd: false, term: termOf(word, false) }
}

function meant({ word, how }: LikeQuery, words: readonly string[]): string[] {
  switch (how) {
    case 'ends':
      return words.filter(known => known.endsWith(word)).slice(0, mostWords)
    case 'holds':
      return words.filter(known => known.includes(word)).slice(0, mostWords)
    case 'resembles': {
      const allowed = word.length < 6 ? 1 : 2
      return words
        .map(known => ({ known, distance: editDistance(word, known, allowed) }))
        .filter(({ distance }) => distance <= allowed)
        .sort((one, other) => one.distance - other.distance)
        .slice(0, mostWords)
        .map(({ known }) => known)
    }
  }
}

/** How many letters must be added, dropped, changed or swapped with their neighbour; any number above `most` when more. */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const next = [row]
    let least = row
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      let cost = Math.min(last[column]! + 1, next[column - 1]! + 1, last[column - 1]! + (isSame ? 0 : 1))
      if (isSwapped) cost = Math.min(cost, before[column - 2]! + 1)
      next.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    before = last
    last = next
  }
  return last[other.length]!
}
