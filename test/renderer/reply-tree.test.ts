import { expect, test } from 'vitest'
import type { AnswerEdge } from '../../src/core/contract/posts.ts'
import { answersByPost, conversationOf, depthsOf } from '../../src/renderer/state/reply-tree.ts'

/** Post `from` of one person answers post `to` of another. */
const answer = (
  [postId, authorId]: [number, number],
  [toPostId, toAuthorId]: [number, number],
  kind: AnswerEdge['kind'] = 'quote',
): AnswerEdge => ({ postId, authorId, toPostId, toAuthorId, kind })

test('the answers to a post in the order given', () => {
  const answers = [answer([3, 1], [2, 2]), answer([4, 3], [3, 1]), answer([6, 3], [2, 2])]
  expect(
    answersByPost(answers)
      .get(2)
      ?.map(one => one.postId),
  ).toEqual([3, 6])
  expect(answersByPost(answers).has(6)).toBe(false)
})

test('depth counts answers of the tree, not quotes, and a parent may come after its answers', () => {
  const answers = [answer([9, 1], [8, 2], 'parent'), answer([8, 2], [2, 1], 'parent'), answer([5, 1], [2, 1], 'quote')]
  expect([...depthsOf(answers)]).toEqual([
    [8, 1],
    [9, 2],
  ])
})

test('posts that answer each other in a circle have an end', () => {
  expect(depthsOf([answer([1, 1], [2, 2], 'parent'), answer([2, 2], [1, 1], 'parent')]).size).toBe(2)
})

test('a conversation is what two people answered each other, whoever else came between', () => {
  const answers = [answer([3, 1], [2, 2]), answer([4, 7], [3, 1]), answer([6, 2], [3, 1]), answer([8, 1], [5, 7])]
  expect(conversationOf(answers, 1, 2)).toEqual([2, 3, 6])
  expect(conversationOf(answers, 2, 1)).toEqual([2, 3, 6])
  expect(conversationOf(answers, 7, 2)).toEqual([])
})
