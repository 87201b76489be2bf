/*
 * A folded text as tokens for FTS5's `ascii` tokenizer, which takes everything beyond ASCII as a letter and splits at
 * ASCII punctuation. A word of letters and digits is one token; every other character is a token of its own, so that
 * any piece of a text is a phrase, and so are the punctuation and the spaces that would else let 工，会 pass for 工会.
 *
 * Full-width forms never occur in a folded text, which makes them safe names for what ASCII means itself:
 * `，` is the token of a comma, U+3000 of white space, and `＿` marks where a very long word was cut.
 */
import { blank, kindAt, lengthAt, letter } from './words.ts'

/** Counts up when folding or tokens change, so that indexes made by older programs are made anew. */
export const tokensVersion = 1

const fullWidth = 0xfee0
const blankToken = '\u3000'
const cut = '＿'
/** Words longer than this are several tokens; FTS5 itself would cut them at 32 kB and then lie. */
const longestWord = 64

/** The tokens of a folded text, in its order; adjacent tokens stand for adjacent text. */
export function tokensOf(folded: string): string[] {
  const tokens: string[] = []
  let at = 0
  let gapAfterWord = false
  while (at < folded.length) {
    const kind = kindAt(folded, at)
    let end = at + lengthAt(folded, at)
    if (kind === blank) {
      // Between two words a space goes without saying; anywhere else it must be told.
      gapAfterWord = endsInWord(folded, at)
      if (!gapAfterWord && tokens.length > 0) tokens.push(blankToken)
    } else if (kind === letter) {
      while (end < folded.length && kindAt(folded, end) === letter) end += lengthAt(folded, end)
      pushWord(tokens, folded.slice(at, end))
      gapAfterWord = false
    } else {
      if (gapAfterWord) tokens.push(blankToken)
      gapAfterWord = false
      tokens.push(singleToken(folded, at, end))
    }
    at = end
  }
  if (tokens.at(-1) === blankToken) tokens.pop()
  return tokens
}

function endsInWord(folded: string, at: number): boolean {
  if (at === 0) return false
  const unit = folded.charCodeAt(at - 1)
  const start = unit >= 0xdc00 && unit <= 0xdfff ? at - 2 : at - 1
  return kindAt(folded, Math.max(0, start)) === letter
}

function singleToken(folded: string, at: number, end: number): string {
  const unit = folded.charCodeAt(at)
  return unit < 0x7f ? String.fromCharCode(unit + fullWidth) : folded.slice(at, end)
}

function pushWord(tokens: string[], word: string): void {
  if (word.length <= longestWord) {
    tokens.push(word)
    return
  }
  const characters = Array.from(word)
  for (let at = 0; at < characters.length; at += longestWord) {
    const isLast = at + longestWord >= characters.length
    tokens.push((at > 0 ? cut : '') + characters.slice(at, at + longestWord).join('') + (isLast ? '' : cut))
  }
}

/** The tokens of a folded text as the body of an index row. */
export function indexBody(folded: string): string {
  return tokensOf(folded).join(' ')
}
