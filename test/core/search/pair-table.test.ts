import { expect, test } from 'vitest'
import { placesOfBits, unpacked } from '../../../src/core/search/pair-lists.ts'
import { makePairTable, type PairTable } from '../../../src/core/search/pair-table.ts'
import { pairOf } from '../../../src/core/text/pairs.ts'
import { fold } from '../../../src/core/text/fold.ts'
import { madeUpPost, seededRandom } from '../../support/made-up-text.ts'

function tableOf(texts: readonly string[]): PairTable {
  const steps = makePairTable(texts.map((folded, place) => ({ place, folded })))
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

const holding = (texts: readonly string[], piece: string): number[] =>
  texts.flatMap((text, place) => (text.includes(piece) ? place : []))

test('of every two characters that are frequent, the texts are listed that hold them side by side, and no others', () => {
  const random = seededRandom(5)
  const texts = Array.from({ length: 700 }, () => fold(madeUpPost(random)))
  const { characters, lists } = tableOf(texts)
  const listed = new Map(lists.map(({ pair, places }) => [pair, places]))
  const wrong = Array.from({ length: 3_000 }, () => {
    const [one, other] = [0, 0].map(() => characters[Math.floor(random() * characters.length)]!)
    const places = listed.get(pairOf(one!.charCodeAt(0), other!.charCodeAt(0)))
    const told = places ? unpacked(places, 0) : []
    return told.join() === holding(texts, one! + other!).join() ? [] : `${one!}${other!}`
  }).flat()
  expect([characters.length > 100, wrong]).toEqual([true, []])
})

test('a character that very many texts hold has a list of its own', () => {
  const texts = Array.from({ length: 400 }, (_, place) => (place % 3 === 0 ? '的水塔' : '渡口'))
  const single = tableOf(texts).lists.find(({ pair }) => pair === '的'.charCodeAt(0))
  expect(placesOfBits(single!.places, 0)).toEqual(holding(texts, '的'))
})

test('a pair with a character that few texts hold is left out', () => {
  const texts = Array.from({ length: 1_000 }, (_, place) => (place === 7 ? '水鼉塔' : '水塔'))
  const { characters, lists } = tableOf(texts)
  expect([characters, lists.map(({ pair }) => pair)]).toEqual([
    '塔水',
    ['塔'.charCodeAt(0), '水'.charCodeAt(0), pairOf('水'.charCodeAt(0), '塔'.charCodeAt(0))],
  ])
})
