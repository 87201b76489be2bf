import { expect, test } from 'vitest'
import { editDistance } from '../../../src/core/search/resemblance.ts'

test.each([
  ['linux', 'linux', 0],
  ['linux', 'linix', 1],
  ['linux', 'linuxx', 1],
  ['linux', 'liunx', 1],
  ['kitten', 'sitting', 3],
  ['ab', 'abcdef', 3],
  ['abcdef', 'uvwxyz', 3],
])('%s and %s are %i apart, or more than 2', (one, other, distance) => {
  expect(editDistance(one, other, 2)).toBe(distance)
})
