import { expect, test } from 'vitest'
import type { AnswerPost, QuotedPost } from '../../../src/core/text/who-answers.ts'
import { answersIn, treeOf } from '../../../src/core/text/who-answers.ts'

const quote = (says: Partial<QuotedPost>): QuotedPost => ({
  author: null,
  postId: null,
  floor: null,
  text: '',
  ...says,
})

/** Posts on floors 1, 2, 3 … with the ids 1, 2, 3 … by Ada and Bo in turn. */
const thread = (...says: Partial<AnswerPost>[]): AnswerPost[] =>
  says.map((post, index) => ({
    id: index + 1,
    externalId: `p${index + 1}`,
    floor: index + 1,
    authorId: index % 2 === 0 ? 1 : 2,
    authorName: index % 2 === 0 ? 'Ada' : 'Bo',
    isOpening: index === 0,
    parentId: null,
    subject: null,
    text: `Words of floor ${index + 1}`,
    quotes: [],
    ...post,
  }))

const pairs = (posts: AnswerPost[]): string[] => answersIn(posts).map(({ postId, toPostId }) => `${postId}→${toPostId}`)

test('a quote leads to the post the forum names by its own id', () => {
  expect(pairs(thread({}, {}, { quotes: [quote({ postId: 'p2', floor: 1 })] }))).toEqual(['3→2'])
})

test('a quote of a floor is held to the person it names', () => {
  expect(pairs(thread({}, {}, { quotes: [quote({ floor: 2, author: 'Bo' })] }))).toEqual(['3→2'])
  expect(pairs(thread({}, {}, { quotes: [quote({ floor: 2, author: 'Ada' })] }))).toEqual([])
})

test('a quote by name alone leads to the post that holds its words', () => {
  const posts = thread(
    { text: 'Red tea' },
    {},
    { text: 'Green tea' },
    { quotes: [quote({ author: 'Ada', text: 'Green  tea…' })] },
  )
  expect(pairs(posts)).toEqual(['4→3'])
})

test('two short or unknown words are nobody’s', () => {
  expect(pairs(thread({}, { quotes: [quote({ author: 'Cleo', text: 'Words of floor 1' })] }))).toEqual([])
})

test('references of boards without quotes: by number, and by floor in words', () => {
  expect(pairs(thread({ externalId: '501' }, { text: '>>501\nYes' }, { text: '>>5012 no' }))).toEqual(['2→1'])
  expect(pairs(thread({}, {}, { text: '回 2楼(Bo) 的帖子\n好' }, { text: '回复 1#(Bo) 不对' }))).toEqual(['3→2'])
  expect(pairs(thread({}, {}, { subject: '回 2楼(Bo) 的帖子', text: '好' }))).toEqual(['3→2'])
})

test('a reply tree and a quote of the same post are one answer', () => {
  const posts = thread({}, {}, { parentId: 'p2', quotes: [quote({ postId: 'p2' })] })
  expect(answersIn(posts)).toEqual([{ postId: 3, authorId: 1, toPostId: 2, toAuthorId: 2, kind: 'parent' }])
})

test('a tree is shown by the order of floors, or hidden by it, or there is none', () => {
  expect(treeOf(thread({}, { parentId: 'p1' }, { parentId: 'p1' }))).toBe('none')
  expect(treeOf(thread({}, {}, { parentId: 'p2' }, { parentId: 'p3' }, { parentId: 'p2' }, {}))).toBe('shown')
  expect(treeOf(thread({}, {}, { parentId: 'p2' }, {}, { parentId: 'p2' }))).toBe('hidden')
})
