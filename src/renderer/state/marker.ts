/* What is marked in posts: the matches of the search that led here, or of the text that is looked for in the thread. */
import type { Folding } from '../../core/text/fold.ts'
import { fold, foldWithPositions, fullFolding } from '../../core/text/fold.ts'
import type { Mark } from '../../core/text/marks.ts'
import { findMarks } from '../../core/text/marks.ts'

export type Marker = (text: string) => readonly Mark[]

export const searchMarker =
  (terms: readonly string[], folding: Folding): Marker =>
  text =>
    findMarks(text, terms, folding)

/** Marks a text wherever it stands, also within words, as a browser's own find does; null where there is nothing to find. */
export function plainMarker(wanted: string, folding: Folding = fullFolding): Marker | null {
  const needle = fold(wanted, folding)
  if (needle.trim() === '') return null
  return text => {
    const folded = foldWithPositions(text, folding)
    const marks: Mark[] = []
    for (let at = folded.text.indexOf(needle); at !== -1; at = folded.text.indexOf(needle, at + needle.length))
      marks.push({ start: folded.starts[at]!, end: folded.ends[at + needle.length - 1]! })
    return marks
  }
}
