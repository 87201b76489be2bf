/*
 * Which posts say most of what was asked for. The index cannot tell without counting every post that holds a word, so
 * the posts that come into question are read: a term counts the more often a text says it, less with each time, more in
 * a short text than in a long one, and more the fewer of the posts say it at all (BM25's idea).
 */
import { fold, fullFolding, type Folding } from '../text/fold.ts'
import { countTerm } from '../text/marks.ts'

const saturation = 1.2
const lengthWeight = 0.6

/** The posts' ids, the most relevant first; of equals, the later one. */
export function byRelevance(
  posts: Iterable<{ readonly id: number; readonly text: string }>,
  terms: readonly string[],
  folding: Folding = fullFolding,
): number[] {
  const counted = Array.from(posts, ({ id, text }) => {
    const folded = fold(text, folding)
    return { id, length: folded.length, counts: terms.map(term => countTerm(folded, term, folding)) }
  })
  const average = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length)
  const weights = terms.map((_, index) => {
    const holders = counted.filter(({ counts }) => counts[index]! > 0).length
    return Math.log(1.2 + (counted.length - holders + 0.5) / (holders + 0.5))
  })
  const score = ({ length, counts }: (typeof counted)[number]): number => {
    const norm = saturation * (1 - lengthWeight + (lengthWeight * length) / Math.max(1, average))
    return counts.reduce((sum, count, index) => sum + (weights[index]! * count) / (count + norm), 0)
  }
  return counted
    .map(post => ({ id: post.id, score: score(post) }))
    .sort((one, other) => other.score - one.score || other.id - one.id)
    .map(({ id }) => id)
}
