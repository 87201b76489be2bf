import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { gathered } from '../../src/renderer/state/gathered.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a storm of changes is answered once, with all it touched', () => {
  const answers: (number[] | null)[] = []
  const hear = gathered(ids => answers.push(ids && [...ids]))
  for (const id of [3, 4, 3]) hear({ threadIds: [id] })
  vi.runAllTimers()
  hear({ threadIds: [5] })
  vi.runAllTimers()
  expect(answers).toEqual([[3, 4], [5]])
})

test('a change that names nobody may have touched anyone, once', () => {
  const answers: (number[] | null)[] = []
  const hear = gathered(ids => answers.push(ids && [...ids]))
  hear({ threadIds: [3] })
  hear({ threadIds: [] })
  vi.runAllTimers()
  hear({ threadIds: [4] })
  vi.runAllTimers()
  expect(answers).toEqual([null, [4]])
})
