/* Who liked a post: 「Ann, Bo and 3 others like this」, the names mostly marked by the page. */
import type { RatingReading } from '../model/reading.ts'
import type { Element } from '../text/dom.ts'
import { selectAll, text } from '../text/dom.ts'
import { textWithout } from './body-parts.ts'

/** The people named in a line of likes and how many they are with those it only counts; null where it says nothing. */
export function likedBy(
  line: Element | null,
  kind: string,
  names = 'bdi, a.username, .username',
): RatingReading | null {
  if (!line) return null
  const marked = [...new Set(selectAll(line, names).map(text))].filter(name => name !== '')
  const rest = textWithout(line, names)
  const by = marked.length > 0 ? marked : plainNames(rest)
  const others = /(?<![\d.,])(\d{1,3}(?:[.,]\d{3})+|\d{1,7})(?![\d.,]*\d)/.exec(
    marked.length > 0 ? rest : othersOf(rest),
  )
  const count = by.length + Number(others?.[1]?.replace(/[.,]/g, '') ?? 0)
  return count === 0 ? null : { kind, count, by, reason: null }
}

const likes = /\s(?:likes?|liked) this\.?$/i

/** Names that are not marked, in the English form that alone can be told apart. */
function plainNames(line: string): string[] {
  if (!likes.test(line) || line.length > 1000) return []
  const parts = line.replace(likes, '').split(/, | and /)
  return parts.map(part => part.trim()).filter(part => part !== '' && !/^\d+ others?$/.test(part))
}

const othersOf = (line: string): string => /\d{1,7}(?= others?\b)/.exec(line)?.[0] ?? (/^\d/.test(line) ? line : '')
