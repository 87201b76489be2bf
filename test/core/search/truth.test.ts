import { expect, test } from 'vitest'
import { fold } from '../../../src/core/text/fold.ts'
import { libraryOf, searchOf } from '../../support/search-library.ts'
import { holdsPiece, pieceOf } from '../../support/substring-truth.ts'
import { madeUpPost, seededRandom } from '../../support/made-up-text.ts'

const random = seededRandom(20_240_607)
const texts = Array.from({ length: 1_500 }, () => madeUpPost(random))
const folded = texts.map(text => fold(text))
const search = searchOf(libraryOf(texts.map(text => ({ text }))))

async function found(query: string): Promise<number[]> {
  const ids: number[] = []
  for (;;) {
    const { total, hits } = await search({ query, order: 'newest', offset: ids.length, limit: 1_000 })
    ids.push(...hits.map(hit => hit.postId))
    if (ids.length >= total || hits.length === 0) break
  }
  return ids.sort((one, other) => one - other)
}

test.each([1, 2, 3, 4, 5, 6, 12, 40, 100])(
  'every piece of %i characters is found where it is and nowhere else',
  async length => {
    const wrong: unknown[] = []
    for (let round = 0; round < 60; round++) {
      const text = pieceOf(texts, length, random)
      const truth = folded.flatMap((post, index) => (holdsPiece(post, text) ? [index + 1] : []))
      const answer = await found(`"${text}"`)
      if (answer.join() !== truth.join()) wrong.push({ text, truth, answer })
    }
    expect(wrong).toEqual([])
  },
)

test('two pieces with or without an operator between are all, any, or one without the other', async () => {
  const wrong: unknown[] = []
  for (let round = 0; round < 60; round++) {
    const [one, other] = [pieceOf(texts, 1 + (round % 2), random), pieceOf(texts, 1 + (round % 3), random)]
    const where = (test: (post: string) => boolean) => folded.flatMap((post, index) => (test(post) ? [index + 1] : []))
    const cases = {
      [`"${one}" "${other}"`]: where(post => holdsPiece(post, one) && holdsPiece(post, other)),
      [`"${one}" OR "${other}"`]: where(post => holdsPiece(post, one) || holdsPiece(post, other)),
      [`"${one}" -"${other}"`]: where(post => holdsPiece(post, one) && !holdsPiece(post, other)),
      [`-"${one}"`]: where(post => !holdsPiece(post, one)),
    }
    for (const [query, truth] of Object.entries(cases)) {
      const answer = await found(query)
      if (answer.join() !== truth.join()) wrong.push({ query, truth, answer })
    }
  }
  expect(wrong).toEqual([])
})
