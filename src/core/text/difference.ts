/*
 * What changed between two texts, side by side: line beside line, and within a line the characters of Chinese and the
 * words of other scripts.
 */
import { diffArrays } from 'diff'

/** A run of text; `changed` where the other side says something else, or nothing. */
export interface DifferencePart {
  readonly text: string
  readonly changed: boolean
}

/** A line of each text; null where one has no such line. */
export interface DifferenceRow {
  readonly before: readonly DifferencePart[] | null
  readonly after: readonly DifferencePart[] | null
}

/** Past so many edits two texts have nothing in common that a person could follow. */
const mostEdits = 4_000

// One token for each Chinese, Japanese or Korean character; words and numbers whole; signs and spaces one by one.
const token =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}\p{M}_]+?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[^\p{L}\p{N}\p{M}_]|$)|\s+|[^]/gu

/** The rows of two texts side by side; equal texts give rows without a changed part. */
export function differenceOf(before: string, after: string): DifferenceRow[] {
  const [old, young] = [linesOf(before), linesOf(after)]
  const changes = diffArrays(old, young, { maxEditLength: mostEdits })
  if (!changes) return paired(old, young)
  const rows: DifferenceRow[] = []
  let removed: string[] = []
  for (const { value, added, removed: isRemoved } of changes) {
    if (isRemoved) {
      removed = value
      continue
    }
    if (added) rows.push(...paired(removed, value))
    else {
      rows.push(...paired(removed, []))
      rows.push(...value.map(line => ({ before: plain(line), after: plain(line) })))
    }
    removed = []
  }
  return [...rows, ...paired(removed, [])]
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'))
const plain = (text: string): DifferencePart[] => [{ text, changed: false }]

/** Lines that took the place of others, each beside the one it came for. */
function paired(before: readonly string[], after: readonly string[]): DifferenceRow[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) =>
    withinLine(before[index], after[index]),
  )
}

function withinLine(before: string | undefined, after: string | undefined): DifferenceRow {
  if (before === undefined || after === undefined) return { before: changed(before), after: changed(after) }
  const changes = diffArrays(tokensOf(before), tokensOf(after), { maxEditLength: mostEdits })
  if (!changes) return { before: changed(before), after: changed(after) }
  return {
    before: joined(changes.filter(change => !change.added).map(({ value, removed }) => ({ value, changed: removed }))),
    after: joined(changes.filter(change => !change.removed).map(({ value, added }) => ({ value, changed: added }))),
  }
}

const changed = (text: string | undefined): DifferencePart[] | null =>
  text === undefined ? null : [{ text, changed: true }]

const tokensOf = (line: string): string[] => line.match(token) ?? []

function joined(runs: readonly { readonly value: readonly string[]; readonly changed: boolean }[]): DifferencePart[] {
  const parts: { text: string; changed: boolean }[] = []
  for (const { value, changed: isChanged } of runs) {
    const last = parts.at(-1)
    if (last?.changed === isChanged) last.text += value.join('')
    else parts.push({ text: value.join(''), changed: isChanged })
  }
  return parts
}
