/* Exactness: 2,000 generated queries of every kind are answered as looking through every post would. */
import { expect, test } from 'vitest'
import { madeUpPost, seededRandom } from '../support/made-up-text.ts'
import { wrongAnswers } from '../support/search-truth.ts'

const random = seededRandom(20_240_607)
const texts = Array.from({ length: 1_200 }, () => madeUpPost(random))

// In small blocks pairs tell of all posts but the latest; in large ones many characters are too rare to be told of.
test.each([
  [1, null],
  [2, null],
  [3, 70],
  [4, 400],
  [5, 1_000],
])('400 queries over made-up posts, seed %i, blocks of %s, find what is there and nothing else', async (seed, size) => {
  expect(await wrongAnswers(texts, 400, seed, size)).toEqual([])
})
