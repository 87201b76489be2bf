import { expect, test } from 'vitest'
import { sameTime } from '../../../src/core/library/same-time.ts'

const shown = (at: string | null, derived = false): { at: string | null; derived: boolean } => ({ at, derived })

test.each([
  ['2020-03-01', '2020-03-01T08:10', true],
  ['2020-03-01', '2020-03-02T08:10', false],
  ['2020-03-01T08:10', '2020-03-01T08:10:59', true],
  ['2020-03-01T08:10', '2020-03-01T08:11', false],
  // A time without an offset may be of any zone; with one on both sides it is an instant.
  ['2020-03-01T16:10', '2020-03-01T08:10:00Z', true],
  ['2020-03-03T16:10', '2020-03-01T08:10:00Z', false],
  ['2020-03-01T16:10:00+08:00', '2020-03-01T08:10:00Z', true],
  ['2020-03-01T16:10:00+08:00', '2020-03-01T09:10:00Z', false],
])('%s and %s: %s', (one, other, same) => {
  expect([sameTime(shown(one), shown(other)), sameTime(shown(other), shown(one))]).toEqual([same, same])
})

test('a reckoned time is right within a day; a missing one agrees with nothing', () => {
  expect(sameTime(shown('2020-03-01T20:00', true), shown('2020-03-02T08:00'))).toBe(true)
  expect(sameTime(shown('2020-03-01T20:00', true), shown('2020-03-05T08:00'))).toBe(false)
  expect(sameTime(shown(null), shown('2020-03-05T08:00'))).toBe(false)
})
