/*
 * Where the terms of a query stand in a text. A term is a piece of folded text that must be found as it is; where it
 * begins or ends in a letter, a word must begin or end there too, unless a final `*` leaves the word's end open.
 * (A star that is meant as a star is written `＊`, which folding makes a star again.)
 */
import { fold, foldWithPositions, fullFolding, type FoldedText, type Folding } from './fold.ts'
import { kindAt, kindBefore, lengthAt, letter } from './words.ts'

export interface Mark {
  readonly start: number
  readonly end: number
}

/** Every place of the original text that matches a term, in order and without overlaps. */
export function findMarks(text: string, terms: readonly string[], folding: Folding = fullFolding): Mark[] {
  if (terms.length === 0) return []
  const folded: FoldedText = foldWithPositions(text, folding)
  const marks = terms.flatMap(term =>
    occurrences(folded.text, term, folding).map(({ start, end }) => ({
      start: folded.starts[start]!,
      end: folded.ends[end - 1]!,
    })),
  )
  return withoutOverlaps(marks)
}

/** Whether a text that was folded so holds a term. */
export function holdsTerm(folded: string, term: string, folding: Folding = fullFolding): boolean {
  return occurrences(folded, term, folding, 1).length > 0
}

/** How often a text that was folded so holds a term. */
export function countTerm(folded: string, term: string, folding: Folding = fullFolding): number {
  return occurrences(folded, term, folding).length
}

/** A folded text as a term; its own final star, if any, is kept from being read as an open end. */
export function termOf(folded: string, openEnd: boolean): string {
  return (folded.endsWith('*') ? `${folded.slice(0, -1)}＊` : folded) + (openEnd ? '*' : '')
}

function occurrences(folded: string, term: string, folding: Folding, limit = Infinity): Mark[] {
  const { openEnd, wanted } = readTerm(term, folding)
  const found: Mark[] = []
  if (wanted === '') return found
  const beginsInWord = kindAt(wanted, 0) === letter
  const endsInWord = kindBefore(wanted, wanted.length) === letter
  let start = folded.indexOf(wanted)
  while (start !== -1 && found.length < limit) {
    let end = start + wanted.length
    const headIsWhole = !beginsInWord || kindBefore(folded, start) !== letter
    const tailIsWhole = !endsInWord || end >= folded.length || kindAt(folded, end) !== letter
    const fits = headIsWhole && (tailIsWhole || openEnd)
    if (fits) {
      while (endsInWord && end < folded.length && kindAt(folded, end) === letter) end += lengthAt(folded, end)
      found.push({ start, end })
    }
    start = folded.indexOf(wanted, fits ? end : start + 1)
  }
  return found
}

interface ReadTerm {
  readonly openEnd: boolean
  readonly wanted: string
}

// A few terms are looked for in very many texts.
const readTerms = new Map<string, ReadTerm>()
const mostTerms = 500

function readTerm(term: string, folding: Folding): ReadTerm {
  const key = `${Number(folding.case)}${Number(folding.accents)}${Number(folding.width)}${Number(folding.han)}${term}`
  let read = readTerms.get(key)
  if (!read) {
    const openEnd = term.endsWith('*')
    const bare = openEnd ? term.slice(0, -1) : term
    read = { openEnd, wanted: fold(bare.replace(/＊$/u, '*'), folding).trim() }
    if (readTerms.size >= mostTerms) readTerms.clear()
    readTerms.set(key, read)
  }
  return read
}

function withoutOverlaps(marks: Mark[]): Mark[] {
  const sorted = marks.sort((a, b) => a.start - b.start || b.end - a.end)
  const result: { start: number; end: number }[] = []
  for (const mark of sorted) {
    const last = result.at(-1)
    if (last && mark.start < last.end) last.end = Math.max(last.end, mark.end)
    else result.push({ ...mark })
  }
  return result
}
