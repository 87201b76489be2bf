/* Which tokens are rare in a library, by a sample of its texts: enough to choose by which of them a passage is sought. */
import { fold } from '../text/fold.ts'
import { tokensOf } from '../text/tokens.ts'

// A match by so many posts may be read to the end; one by more is better left to the index.
const mostExpected = 400
const mostTokens = 5

export class TokenRarity {
  private readonly texts: number
  private readonly holders = new Map<string, number>()

  constructor(texts: readonly string[]) {
    this.texts = texts.length
    for (const text of texts) {
      for (const token of new Set(tokensOf(fold(text)))) this.holders.set(token, (this.holders.get(token) ?? 0) + 1)
    }
  }

  /** A MATCH string of the rarest tokens, where about `posts` × their shares is few; else null. */
  fewHolding(tokens: readonly string[], posts: number): string | null {
    const rarest = [...new Set(tokens)]
      .map(token => ({ token, share: ((this.holders.get(token) ?? 0) + 0.5) / (this.texts + 1) }))
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
}
