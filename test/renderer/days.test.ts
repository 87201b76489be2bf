import { expect, test } from 'vitest'
import { weeksOf } from '../../src/renderer/ui/days.ts'

test('the weeks of a month begin on Monday and hold its days alone', () => {
  // March 2026 begins on a Sunday, so that it has six weeks.
  const weeks = weeksOf(2026, 3)
  expect(weeks.map(week => week.filter(day => day !== null).length)).toEqual([1, 7, 7, 7, 7, 2])
  expect(weeks[0]![6]).toBe('2026-03-01')
  expect(weeks[5]).toEqual(['2026-03-30', '2026-03-31', null, null, null, null, null])
  expect(weeksOf(2024, 2).flat().filter(Boolean)).toHaveLength(29)
})
