import type { SnippetPart } from '../../core/model/library.ts'

/** As many Latin letters, or half as many Chinese characters, as may stand before the first match. */
const lead = 40
const widthOf = (character: string): number => (character.codePointAt(0)! < 0x2e80 ? 1 : 2)

/** A snippet of which little more than the first match is sure to be seen, since few lines of it are drawn. */
export function fromFirstMatch(parts: readonly SnippetPart[]): readonly SnippetPart[] {
  const first = parts.findIndex(part => part.mark)
  if (first <= 0) return parts
  const text = parts.slice(0, first).map(part => part.text)
  const before = Array.from(text.join(''))
  let width = 0
  let at = before.length
  while (at > 0 && width + widthOf(before[at - 1]!) <= lead) {
    at -= 1
    width += widthOf(before[at]!)
  }
  if (at === 0) return parts
  return [{ text: `…${before.slice(at).join('')}`, mark: false }, ...parts.slice(first)]
}
