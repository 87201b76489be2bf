/* Questions about all posts of one thread at once: which hold some words, and who answers whom. */
import type { Output } from '../contract/index.ts'
import { postsForAnswers, textsOfThread } from '../store/post-answers.ts'
import type { ReadableDB } from '../store/sql.ts'
import type { Folding } from '../text/fold.ts'
import { fold } from '../text/fold.ts'
import { holdsTerm } from '../text/marks.ts'
import { answersIn, treeOf } from '../text/who-answers.ts'

/** The posts of a thread whose text holds one of the terms: as whole words as a search does, or anywhere. */
export function postsMatching(
  db: ReadableDB,
  threadId: number,
  { terms, plain, fold: folding }: { terms: readonly string[]; plain: boolean; fold: Folding },
): number[] {
  const wanted = plain ? terms.map(term => fold(term, folding)).filter(term => term.trim() !== '') : terms
  const holds = plain
    ? (text: string) => wanted.some(term => text.includes(term))
    : (text: string) => wanted.some(term => holdsTerm(text, term, folding))
  return textsOfThread(db, threadId)
    .filter(post => holds(fold(post.text, folding)))
    .map(post => post.id)
}

/** Who answers whom in a thread, and whether it has a reply tree. */
export function answersOf(db: ReadableDB, threadId: number): Output<'posts.answers'> {
  const posts = postsForAnswers(db, threadId)
  return { answers: answersIn(posts), tree: treeOf(posts) }
}
