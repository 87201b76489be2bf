import type { SnippetPart } from '../model/library.ts'
import { fullFolding, type Folding } from './fold.ts'
import { findMarks, type Mark } from './marks.ts'

/** The piece of a text that shows most matches, as parts to be drawn as text; about `length` characters long. */
export function snippetOf(
  text: string,
  terms: readonly string[],
  length = 120,
  folding: Folding = fullFolding,
): SnippetPart[] {
  const marks = findMarks(text, terms, folding)
  const { start, end } = chooseWindow(text, marks, length)
  const parts: SnippetPart[] = []
  const push = (from: number, to: number, mark: boolean) => {
    if (to > from) parts.push({ text: text.slice(from, to).replace(/\s+/gu, ' '), mark })
  }
  let at = start
  for (const mark of marks) {
    if (mark.end <= start) continue
    if (mark.start >= end) break
    const from = Math.max(mark.start, at)
    const to = Math.min(mark.end, end)
    push(at, from, false)
    push(from, to, true)
    at = to
  }
  push(at, end, false)
  return withEllipses(parts, text.slice(0, start).trim() !== '', text.slice(end).trim() !== '')
}

function withEllipses(parts: SnippetPart[], before: boolean, after: boolean): SnippetPart[] {
  const first = parts[0]
  if (before && first) {
    if (first.mark) parts.unshift({ text: '…', mark: false })
    else first.text = `…${first.text}`
  }
  const last = parts.at(-1)
  if (after && last) {
    if (last.mark) parts.push({ text: '…', mark: false })
    else last.text = `${last.text}…`
  }
  return parts
}

function chooseWindow(text: string, marks: readonly Mark[], length: number): Mark {
  const textStart = text.length - text.trimStart().length
  const textEnd = text.trimEnd().length
  if (textEnd - textStart <= length) return { start: textStart, end: Math.max(textStart, textEnd) }
  const cluster = densest(marks, length)
  const room = cluster ? Math.max(0, length - (cluster.end - cluster.start)) : length
  const lead = cluster ? cluster.start - Math.floor(room / 3) : textStart
  const start = Math.max(textStart, Math.min(lead, textEnd - length))
  return { start: characterBoundary(text, start), end: characterBoundary(text, Math.min(textEnd, start + length)) }
}

/** The run of marks within one window that has most of them; the earliest of equals. */
function densest(marks: readonly Mark[], length: number): Mark | undefined {
  let best: Mark | undefined
  let bestCount = 0
  let first = 0
  for (const [index, mark] of marks.entries()) {
    while (first < index && mark.end - marks[first]!.start > length) first++
    if (index - first + 1 > bestCount) {
      bestCount = index - first + 1
      best = { start: marks[first]!.start, end: mark.end }
    }
  }
  return best
}

const clings = /\p{M}|\p{Emoji_Modifier}|\u200d/u

/** The nearest place at or before a position where no character is cut from itself or from its marks. */
function characterBoundary(text: string, position: number): number {
  let at = position
  const furthest = Math.max(0, position - 32)
  while (at > furthest && at < text.length) {
    const isTrail = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
    if (!isTrail && !clings.test(String.fromCodePoint(text.codePointAt(at) ?? 0)) && text[at - 1] !== '\u200d') break
    at--
  }
  const isStillTrail = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && at > 0
  return isStillTrail ? at - 1 : at
}
