/* Which tokens are rare in a library, by a sample of its texts: enough to tell what a walk through the index costs. */
import { fold } from '../text/fold.ts'
import { tokensOf } from '../text/tokens.ts'
import type { QueryNode } from './query.ts'

// A match by so many posts may be read to the end; one by more is better left to the index.
const mostExpected = 400
const mostTokens = 5

// In microseconds, as measured with a million posts; only their proportions matter.
const ofQuery = 60
const ofToken = 20
const ofPassedPost = 0.1
/** What it costs to read a post's text and look into it. */
export const ofReadPost = 18

export class TokenRarity {
  private readonly texts: number
  private readonly holders = new Map<string, number>()

  constructor(texts: readonly string[]) {
    this.texts = texts.length
    for (const text of texts) {
      for (const token of new Set(tokensOf(fold(text)))) this.holders.set(token, (this.holders.get(token) ?? 0) + 1)
    }
  }

  /** The part of the posts that hold a token. */
  share(token: string): number {
    return ((this.holders.get(token) ?? 0) + 0.5) / (this.texts + 1)
  }

  /** A MATCH string of the rarest tokens, where about `posts` × their shares is few; else null. */
  fewHolding(tokens: readonly string[], posts: number): string | null {
    const rarest = [...new Set(tokens)]
      .map(token => ({ token, share: this.share(token) }))
      .sort((one, other) => one.share - other.share)
      .slice(0, mostTokens)
    let expected = posts
    const chosen: string[] = []
    for (const { token, share } of rarest) {
      chosen.push(`"${token}"`)
      expected *= share
      if (expected <= mostExpected && chosen.length > 1) return `(${chosen.join(' AND ')})`
    }
    return null
  }

  /** About what it costs the index to find all of so many posts that are as a tree of texts wants it. */
  walkCost(node: QueryNode, posts: number): number {
    const { tokens, share } = this.walkOf(node)
    // The index goes from one post with the rarest token to the next, and looks for the others there.
    return ofQuery + tokens * (ofToken + posts * ofPassedPost * share)
  }

  /** How many tokens are looked for, and the part of the posts that are stopped at. */
  private walkOf(node: QueryNode): { tokens: number; share: number } {
    switch (node.kind) {
      case 'text': {
        const tokens = tokensOf(node.folded)
        const shares = tokens.map(token => this.share(token))
        // Of a beginning is not known how many words have it.
        return { tokens: tokens.length, share: node.openEnd && tokens.length === 1 ? 1 : Math.min(...shares) }
      }
      case 'near':
      case 'and':
      case 'or': {
        const parts = node.of.map(part => this.walkOf(part))
        const shares = parts.map(part => part.share)
        const share = node.kind === 'or' ? shares.reduce((sum, one) => sum + one, 0) : Math.min(...shares)
        return { tokens: parts.reduce((sum, part) => sum + part.tokens, 0), share }
      }
      default:
        return { tokens: 1, share: Infinity }
    }
  }
}
