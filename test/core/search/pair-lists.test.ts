import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listIn, packed, placesOfBits, rowsOf, unpacked } from '../../../src/core/search/pair-lists.ts'

const ascending = (max: number) =>
  fc.uniqueArray(fc.nat({ max }), { maxLength: 300 }).map(numbers => numbers.sort((one, other) => one - other))

test('places are the same after packing, wherever they are counted from', () => {
  fc.assert(
    fc.property(ascending(40_000), fc.nat(), (places, from) => {
      expect(unpacked(packed(places), from)).toEqual(places.map(place => from + place))
    }),
  )
})

test('every pair is found in the last row that does not begin after it, and what is not there is not', () => {
  fc.assert(
    fc.property(ascending(0xffff_ffff), ascending(0xffff_ffff), (pairs, others) => {
      const lists = pairs.map(pair => ({ pair, places: packed([pair % 777, 800 + (pair % 32_000)]) }))
      const rows = [...rowsOf(lists)]
      const found = (pair: number) => {
        const row = rows.findLast(({ firstPair }) => firstPair <= pair)
        return row && listIn(row, pair)
      }
      for (const { pair, places } of lists) expect(found(pair)).toEqual(places)
      for (const pair of others.filter(other => !pairs.includes(other))) expect(found(pair)).toBe(undefined)
    }),
  )
})

test('bits tell places, the lowest first', () => {
  expect(placesOfBits(Uint8Array.of(0b1000_0001, 0, 0b10), 100)).toEqual([100, 107, 117])
})
