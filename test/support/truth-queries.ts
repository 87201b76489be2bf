/* Queries made of what posts say, each with a plain test of which posts it means; 13 kinds in turn. */
import { fold, fullFolding, type Folding } from '../../src/core/text/fold.ts'
import { holdsPiece, pieceOf, wordsOf } from './substring-truth.ts'

export interface TruthQuery {
  readonly query: string
  readonly fold?: Partial<Folding>
  /** Whether a post is meant, by its text folded as the query asks. */
  readonly isMeant: (folded: string) => boolean
}

export const truthKinds = 13

const otherForms = new Map(
  Array.from(
    '体體点點台臺里裡发發国國龙龍会會这這来來说說时時对對过過无無经經学學进進种種还還东東车車长長门門马馬'.matchAll(
      /(.)(.)/gu,
    ),
  ).flatMap(([, one = '', other = '']) => [
    [one, other],
    [other, one],
  ]),
)
const rare = /[\u{20000}-\u{3ffff}]|\p{Extended_Pictographic}|[〇々龘\u9000-\u9fff]/u

/** The query of a round: its kind is the round's, its words are taken from the texts. */
export function truthQuery(texts: readonly string[], round: number, random: () => number): TruthQuery {
  const piece = (length: number): string => pieceOf(texts, length, random)
  const short = (): string => piece(1 + Math.floor(random() * 4))
  const holds = (wanted: string) => (folded: string) => holdsPiece(folded, wanted)
  const [one, other, third] = [short(), short(), short()]
  switch (round % truthKinds) {
    case 0:
      return { query: `"${one}"`, isMeant: holds(one) }
    case 1: {
      const long = piece([6, 9, 14, 40, 100][Math.floor(random() * 5)]!)
      return { query: `“${long}”`, isMeant: holds(long) }
    }
    case 2:
      return { query: `"${one}" "${other}"`, isMeant: text => holdsPiece(text, one) && holdsPiece(text, other) }
    case 3:
      return { query: `"${one}" OR "${other}"`, isMeant: text => holdsPiece(text, one) || holdsPiece(text, other) }
    case 4:
      return { query: `"${one}" －"${other}"`, isMeant: text => holdsPiece(text, one) && !holdsPiece(text, other) }
    case 5:
      return {
        query: `（"${one}" OR "${other}"） -("${third}" "${one}")`,
        isMeant: text =>
          (holdsPiece(text, one) || holdsPiece(text, other)) && !(holdsPiece(text, third) && holdsPiece(text, one)),
      }
    case 6: {
      const words = texts.flatMap(text => (random() < 0.05 ? wordsOf(fold(text)) : []))
      const beginning = (words[Math.floor(random() * words.length)] ?? 'git').slice(0, 1 + Math.floor(random() * 3))
      return { query: `${beginning}*`, isMeant: text => wordsOf(text).some(word => word.startsWith(beginning)) }
    }
    case 7: {
      const written = swapped(around(texts, random, character => otherForms.has(character)) ?? one)
      return { query: `"${written}"`, isMeant: holds(written) }
    }
    case 8: {
      const strange = around(texts, random, character => rare.test(character)) ?? one
      return { query: `"${strange}"`, isMeant: holds(strange) }
    }
    case 9: {
      const mixed = texts[Math.floor(random() * texts.length)]!.match(
        /[a-z0-9]+[\p{sc=Han}]{1,6}|[\p{sc=Han}]{1,4}[a-z0-9]+/iu,
      )
      const written = mixed?.[0] ?? 'x'
      return { query: written, isMeant: holds(written) }
    }
    default:
      return foldedLess((['case', 'accents', 'width', 'han'] as const)[Math.floor(random() * 4)]!, one)
  }
}

function foldedLess(without: keyof Folding, piece: string): TruthQuery {
  const folding = { ...fullFolding, [without]: false }
  return { query: `"${piece}"`, fold: folding, isMeant: folded => holdsPiece(folded, piece, folding) }
}

function swapped(text: string): string {
  return Array.from(text, character => otherForms.get(character) ?? character).join('')
}

/** A piece of a text around some character of a kind; undefined where no luck leads to one. */
function around(
  texts: readonly string[],
  random: () => number,
  isWanted: (character: string) => boolean,
): string | undefined {
  for (let attempt = 0; attempt < 200; attempt++) {
    const characters = Array.from(texts[Math.floor(random() * texts.length)]!)
    const places = characters.flatMap((character, at) => (isWanted(character) ? [at] : []))
    const at = places[Math.floor(random() * places.length)]
    if (at === undefined) continue
    const start = Math.max(0, at - Math.floor(random() * 2))
    const piece = characters.slice(start, at + 1 + Math.floor(random() * 2)).join('')
    if (!/["“”„＂]/u.test(piece) && fold(piece).trim() !== '') return piece
  }
  return undefined
}
