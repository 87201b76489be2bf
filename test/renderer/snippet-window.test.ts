import { expect, test } from 'vitest'
import { fromFirstMatch } from '../../src/renderer/ui/snippet-window.ts'

const parts = (before: string, match: string) => [
  { text: before, mark: false },
  { text: match, mark: true },
  { text: '后面', mark: false },
]

test('a first match far into a snippet is brought to where it is seen', () => {
  const [head, mark] = fromFirstMatch(parts('水'.repeat(60), '照着'))
  expect([head, mark]).toEqual([
    { text: `…${'水'.repeat(20)}`, mark: false },
    { text: '照着', mark: true },
  ])
})

test('a snippet whose first match is near its beginning, or that has none, stays as it is', () => {
  const near = parts('水'.repeat(20), '照着')
  const none = [{ text: '水'.repeat(100), mark: false }]
  expect([fromFirstMatch(near), fromFirstMatch(none)]).toEqual([near, none])
})
