import { expect, test } from 'vitest'
import { fieldsLike, placeOf } from '../../../src/core/search/complete.ts'

/** Where the bar in a query is, as `piece [field] typed`. */
function placed(withBar: string): string {
  const cursor = withBar.indexOf('|')
  const query = withBar.replace('|', '')
  const place = placeOf(query, cursor)
  return place ? `${query.slice(place.from, place.to)} [${place.field ?? ''}] ${place.typed}` : 'nowhere'
}

test.each([
  ['|', ' [] '],
  ['au|', 'au [] au'],
  ['a b|c d', 'bc [] b'],
  ['a author:|', 'author: [author] '],
  ['a -from:la|ofan b', 'from:laofan [author] la'],
  ['(board：工|', 'board：工 [board] 工'],
  ['author:"Li S|', 'author:"Li S [author] Li S'],
  ['author:“Li S|i” b', 'author:“Li Si” [author] Li S'],
  ['author:"Li Si"|', ' [] '],
  ['"a whole phr|ase"', 'nowhere'],
  ['"a phrase" i|', 'i [] i'],
  ['http://x|', 'http://x [] http://x'],
])('%s stands in %s', (query, expected) => {
  expect(placed(query)).toBe(expected)
})

test('a word offers the fields that begin so, and the traits', () => {
  expect([fieldsLike('a'), fieldsLike('ｕn'), fieldsLike('工')]).toEqual([
    ['author:', 'after:', 'age:', 'has:attachment'],
    ['is:unread'],
    [],
  ])
})
