/* Whether two pieces stand near each other, as the index means it: counted in tokens. */
import { tokensOf } from '../text/tokens.ts'
import type { NearQuery, TextQuery } from './query.ts'

/** Whether a folded text has both pieces with at most so many tokens between them, in either order. */
export function holdsNear(folded: string, { of: [one, other], distance }: NearQuery): boolean {
  const tokens = tokensOf(folded)
  const [first, second] = [startsOf(tokens, one), startsOf(tokens, other)]
  return first.some(({ start, end }) =>
    second.some(piece => (start <= piece.start ? piece.start - end <= distance : start - piece.end <= distance)),
  )
}

function startsOf(tokens: readonly string[], { folded, openEnd }: TextQuery): { start: number; end: number }[] {
  const wanted = tokensOf(folded)
  const last = wanted.length - 1
  return tokens.flatMap((_, start) => {
    const fits = wanted.every((token, index) => {
      const here = tokens[start + index]
      return here === token || (openEnd && index === last && here?.startsWith(token))
    })
    return fits && wanted.length > 0 ? [{ start, end: start + wanted.length }] : []
  })
}
