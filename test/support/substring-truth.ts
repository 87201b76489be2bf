/*
 * What looking through every folded text finds: the truth that search is judged by. It is written with regular
 * expressions of its own, so that it shares nothing with what it judges but the folding.
 */
import { fold, fullFolding, type Folding } from '../../src/core/text/fold.ts'

const wordCharacter = /(?![\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}])[\p{L}\p{N}\p{M}]/u

/** Whether a folded text holds a piece, words whole. */
export function holdsPiece(folded: string, piece: string, folding: Folding = fullFolding): boolean {
  const wanted = fold(piece, folding).trim()
  const characters = Array.from(wanted)
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
    const before = Array.from(folded.slice(Math.max(0, at - 2), at)).at(-1) ?? ' '
    const after = Array.from(folded.slice(at + wanted.length, at + wanted.length + 2))[0] ?? ' '
    const cutsHead = wordCharacter.test(characters[0]!) && wordCharacter.test(before)
    const cutsTail = wordCharacter.test(characters.at(-1)!) && wordCharacter.test(after)
    if (!cutsHead && !cutsTail) return true
  }
  return false
}

/** The words of a folded text that are found as wholes. */
export function wordsOf(folded: string): string[] {
  return folded.match(new RegExp(`(?:${wordCharacter.source})+`, 'gu')) ?? []
}

/** A piece of `length` characters of one of the texts that can be put between quotation marks. */
export function pieceOf(texts: readonly string[], length: number, random: () => number): string {
  for (;;) {
    const characters = Array.from(texts[Math.floor(random() * texts.length)]!)
    const start = Math.floor(random() * Math.max(1, characters.length - length))
    const text = characters.slice(start, start + length).join('')
    if (!/["“”„＂]/u.test(text) && fold(text).trim() !== '') return text
  }
}
