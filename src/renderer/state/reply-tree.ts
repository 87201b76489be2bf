/* What follows from who answers whom: how deep a post stands in the tree, its answers, and what two people said. */
import type { AnswerEdge } from '../../core/contract/posts.ts'

/** The answers to each post, in floor order. */
export function answersByPost(answers: readonly AnswerEdge[]): Map<number, AnswerEdge[]> {
  const byPost = new Map<number, AnswerEdge[]>()
  for (const answer of answers) {
    const known = byPost.get(answer.toPostId)
    if (known) known.push(answer)
    else byPost.set(answer.toPostId, [answer])
  }
  return byPost
}

/** How deep each post stands in the forum's reply tree; posts that answer nothing are not in it. */
export function depthsOf(answers: readonly AnswerEdge[]): Map<number, number> {
  const parents = new Map(
    answers.filter(answer => answer.kind === 'parent').map(answer => [answer.postId, answer.toPostId] as const),
  )
  const depths = new Map<number, number>()
  for (const post of parents.keys()) {
    // Upwards to a post whose depth is known, or to a root; then down again. A circle ends where it began.
    const path: number[] = []
    const passed = new Set<number>()
    let at: number | undefined = post
    while (at !== undefined && parents.has(at) && !depths.has(at) && !passed.has(at)) {
      path.push(at)
      passed.add(at)
      at = parents.get(at)
    }
    let depth = at === undefined ? 0 : (depths.get(at) ?? 0)
    for (const step of path.toReversed()) depths.set(step, (depth += 1))
  }
  return depths
}

/** The posts in which two people answer each other, with what they answer, in floor order. */
export function conversationOf(answers: readonly AnswerEdge[], one: number, other: number): number[] {
  const between = answers.filter(
    ({ authorId, toAuthorId }) =>
      (authorId === one && toAuthorId === other) || (authorId === other && toAuthorId === one),
  )
  return [...new Set(between.flatMap(answer => [answer.toPostId, answer.postId]))]
}
