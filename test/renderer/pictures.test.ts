import { expect, test } from 'vitest'
import type { Post } from '../../src/core/model/library.ts'
import { keptPicturesOf, picturesOn } from '../../src/renderer/state/pictures.ts'

const kept = (digit: string): string => `assets/${digit.repeat(64)}`
const post = (id: number, html: string, missingPictures: string[] = []): Post =>
  ({ id, html, missingPictures }) as unknown as Post

test('the wall shows every picture once, at the first post that shows it', () => {
  const posts = [
    post(1, `<img src="${kept('a')}" alt="">`),
    post(2, `<img alt="" src="${kept('a')}"><img src="${kept('b')}">`),
  ]
  expect(picturesOn(posts).map(picture => [picture.post.id, picture.kept])).toEqual([
    [1, kept('a')],
    [2, kept('b')],
  ])
  expect(keptPicturesOf([undefined, ...posts])).toEqual([kept('a'), kept('b')])
})

test('what was not saved has its address on the wall; a lost smiley is not missed', () => {
  const posts = [post(1, '', ['http://forum.example/a.png', 'http://forum.example/smilies/grin.gif'])]
  expect(picturesOn(posts).map(picture => [picture.kept, picture.address])).toEqual([
    [null, 'http://forum.example/a.png'],
  ])
})
