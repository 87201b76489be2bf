/* Who liked a post: 「Ann, Bo and 3 others like this」 in any language, the names marked by the page. */
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
  const by = [...new Set(selectAll(line, names).map(text))].filter(name => name !== '')
  const others = /(?<![\d.,])(\d{1,3}(?:[.,]\d{3})+|\d{1,7})(?![\d.,]*\d)/.exec(textWithout(line, names))?.[1]
  const count = by.length + Number(others?.replace(/[.,]/g, '') ?? 0)
  return count === 0 ? null : { kind, count, by, reason: null }
}
