import { expect, test } from 'vitest'
import { linesFor, localDay } from '../../src/renderer/state/trail-lines.ts'

const readAt = '2024-05-01T10:00:00Z'

test('where one was and what has come since are two lines, or one where they meet', () => {
  expect([...linesFor(7, 9, 3, readAt)].map(([post, line]) => [post, line.kind])).toEqual([
    [7, 'here'],
    [9, 'new'],
  ])
  expect([...linesFor(9, 9, 3, readAt)].map(([post, line]) => [post, line.kind])).toEqual([[9, 'both']])
})

test('nothing new says only where one was', () => {
  expect([...linesFor(7, null, 0, readAt).keys()]).toEqual([7])
})

test('the day is that of the person, not of Greenwich', () => {
  expect(localDay(new Date(2024, 0, 5, 23, 59))).toBe('2024-01-05')
})
