import { expect, test } from 'vitest'
import type { Post } from '../../src/core/model/library.ts'
import { placeOfQuoted } from '../../src/renderer/state/quote-source.ts'

const post = (externalId: string, floor: number, name: string, text: string): Post =>
  ({ externalId, floor, author: { id: null, name, uid: null }, text }) as Post

const posts = [
  post('100', 1, '灯下客', '渡口还摆不摆渡？'),
  undefined,
  post('102', 3, '小满', '我外公在那里撑过二十年船。'),
  post('103', 4, '顾木匠', '我外公在那里撑过二十年船。'),
]
const nothing = { author: null, postId: null, floor: null, text: '' }

test('the forum’s own id finds the post, else its floor, else who wrote these words', () => {
  expect([
    placeOfQuoted(posts, { ...nothing, postId: '102' }),
    placeOfQuoted(posts, { ...nothing, floor: 4 }),
    placeOfQuoted(posts, { ...nothing, author: '顾木匠', text: '我外公在那里撑 ...' }),
  ]).toEqual([2, 3, 3])
})

test('nobody else’s post is taken for the one that was quoted', () => {
  expect([
    placeOfQuoted(posts, { ...nothing, author: '小满', floor: 4 }),
    placeOfQuoted(posts, { ...nothing, author: '别人', text: '我外公在那里' }),
    placeOfQuoted(posts, { ...nothing, text: '我外公在那里' }),
  ]).toEqual([-1, -1, -1])
})
