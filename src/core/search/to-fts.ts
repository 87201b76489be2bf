/* From our tree to a MATCH string made of nothing but quoted tokens, brackets and operators of our own writing. */
import { tokensOf } from '../text/tokens.ts'
import type { QueryNode, TextQuery } from './query.ts'

// Each token of a phrase costs the index a look-up, however soon the phrase is decided.
const longestPhrase = 64

/** The MATCH string of a tree of texts; null when fields, only exclusions or a very long phrase stand in the way. */
export function toMatch(node: QueryNode): string | null {
  switch (node.kind) {
    case 'text':
      return phrase(node)
    case 'near': {
      const [left, right] = [phrase(node.of[0]), phrase(node.of[1])]
      return left === null || right === null ? null : `NEAR(${left} ${right}, ${node.distance})`
    }
    case 'or':
      return joined(node.of, ' OR ')
    case 'and': {
      const wanted = joined(
        node.of.filter(part => part.kind !== 'not'),
        ' AND ',
      )
      const excluded = node.of.flatMap(part => (part.kind === 'not' ? [part.of] : []))
      if (excluded.length === 0) return wanted
      const unwanted = joined(excluded, ' OR ')
      return wanted === null || unwanted === null ? null : `(${wanted} NOT ${unwanted})`
    }
    default:
      return null
  }
}

function joined(parts: readonly QueryNode[], operator: ' AND ' | ' OR '): string | null {
  const matches = parts.map(toMatch)
  if (matches.length === 0 || matches.includes(null)) return null
  return matches.length === 1 ? (matches[0] ?? null) : `(${matches.join(operator)})`
}

function phrase(text: TextQuery): string | null {
  const tokens = tokensOf(text.folded)
  return tokens.length > longestPhrase ? null : quoted(tokens, text.openEnd)
}

/** For a phrase too long for the index: its beginning, which is true of every match and of little else. */
export function toBeginningMatch(node: QueryNode): string {
  if (node.kind !== 'text') throw new Error(`no phrase stands for ${node.kind}`)
  return quoted(tokensOf(node.folded).slice(0, longestPhrase), false)
}

function quoted(tokens: readonly string[], openEnd: boolean): string {
  return `"${tokens.join(' ')}"${openEnd ? ' *' : ''}`
}
