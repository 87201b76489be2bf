import { expect, test } from 'vitest'
import { fold } from '../../../src/core/text/fold.ts'
import { libraryOf, searchOf } from '../../support/search-library.ts'
import { madeUpPost, seededRandom } from '../../support/made-up-text.ts'

/*
 * The truth is what looking through every folded text finds. It is written here anew, by regular expressions, so that
 * it shares nothing with what it judges but the folding.
 */
const wordCharacter = /(?![\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}])[\p{L}\p{N}\p{M}]/u

function holds(folded: string, piece: string): boolean {
  const wanted = fold(piece).trim()
  const characters = Array.from(wanted)
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
    const before = Array.from(folded.slice(Math.max(0, at - 2), at)).at(-1) ?? ' '
    const after = Array.from(folded.slice(at + wanted.length, at + wanted.length + 2))[0] ?? ' '
    const cutsHead = wordCharacter.test(characters[0]!) && wordCharacter.test(before)
    const cutsTail = wordCharacter.test(characters.at(-1)!) && wordCharacter.test(after)
    if (!cutsHead && !cutsTail) return true
  }
  return false
}

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

/** A piece of `length` characters of some post, sometimes with characters in their other written form. */
function piece(length: number): string {
  for (;;) {
    const characters = Array.from(texts[Math.floor(random() * texts.length)]!)
    const start = Math.floor(random() * Math.max(1, characters.length - length))
    const text = characters.slice(start, start + length).join('')
    if (!text.includes('"') && !/[“”＂]/u.test(text) && fold(text).trim() !== '') return text
  }
}

test.each([1, 2, 3, 4, 5, 6, 12, 40, 100])(
  'every piece of %i characters is found where it is and nowhere else',
  async length => {
    const wrong: unknown[] = []
    for (let round = 0; round < 60; round++) {
      const text = piece(length)
      const truth = folded.flatMap((post, index) => (holds(post, text) ? [index + 1] : []))
      const answer = await found(`"${text}"`)
      if (answer.join() !== truth.join()) wrong.push({ text, truth, answer })
    }
    expect(wrong).toEqual([])
  },
)

test('two pieces with or without an operator between are all, any, or one without the other', async () => {
  const wrong: unknown[] = []
  for (let round = 0; round < 60; round++) {
    const [one, other] = [piece(1 + (round % 2)), piece(1 + (round % 3))]
    const where = (test: (post: string) => boolean) => folded.flatMap((post, index) => (test(post) ? [index + 1] : []))
    const cases = {
      [`"${one}" "${other}"`]: where(post => holds(post, one) && holds(post, other)),
      [`"${one}" OR "${other}"`]: where(post => holds(post, one) || holds(post, other)),
      [`"${one}" -"${other}"`]: where(post => holds(post, one) && !holds(post, other)),
      [`-"${one}"`]: where(post => !holds(post, one)),
    }
    for (const [query, truth] of Object.entries(cases)) {
      const answer = await found(query)
      if (answer.join() !== truth.join()) wrong.push({ query, truth, answer })
    }
  }
  expect(wrong).toEqual([])
})
