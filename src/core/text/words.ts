/* What the characters of a folded text are to a search: parts of words, or characters that stand for themselves. */

const unknown = 0
export const letter = 1
/** A character that is found on its own: Han, kana, hangul, other scripts without spaces, punctuation, emoji. */
export const single = 2
export const blank = 3

const kinds = new Uint8Array(65_536)

const writtenWithoutSpaces =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}\p{scx=Yi}\p{scx=Tang}]/u
const partOfWord = /[\p{L}\p{N}\p{M}]/u

/** The kind of the character that begins at a code unit of a folded text. */
export function kindAt(folded: string, at: number): number {
  const unit = folded.charCodeAt(at)
  if (unit >= 0xd800 && unit <= 0xdfff) return kindOf(String.fromCodePoint(folded.codePointAt(at) ?? 0))
  const kind = kinds[unit]!
  if (kind !== unknown) return kind
  return (kinds[unit] = kindOf(String.fromCharCode(unit)))
}

/** The kind of the character that ends just before a code unit of a folded text; blank at the very beginning. */
export function kindBefore(folded: string, at: number): number {
  if (at <= 0) return blank
  const unit = folded.charCodeAt(at - 1)
  const isTrail = unit >= 0xdc00 && unit <= 0xdfff && at > 1
  return kindAt(folded, isTrail ? at - 2 : at - 1)
}

/** How many code units the character at a position takes. */
export function lengthAt(text: string, at: number): 1 | 2 {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}

/** Whether a folded text is one word of letters and digits. */
export function isWord(folded: string): boolean {
  for (let at = 0; at < folded.length; at += lengthAt(folded, at)) if (kindAt(folded, at) !== letter) return false
  return folded !== ''
}

function kindOf(character: string): number {
  if (character === ' ') return blank
  if (writtenWithoutSpaces.test(character) || !partOfWord.test(character)) return single
  return letter
}
