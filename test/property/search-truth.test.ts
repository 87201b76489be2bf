/* Exactness: 2,000 generated queries of every kind are answered as looking through every post would. */
import { expect, test } from 'vitest'
import { madeUpPost, seededRandom } from '../support/made-up-text.ts'
import { wrongAnswers } from '../support/search-truth.ts'

const random = seededRandom(20_240_607)
const texts = Array.from({ length: 1_200 }, () => madeUpPost(random))

test.each([1, 2, 3, 4, 5])(
  '400 queries over made-up posts, seed %i, find what is there and nothing else',
  async seed => {
    expect(await wrongAnswers(texts, 400, seed)).toEqual([])
  },
)
