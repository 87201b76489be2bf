import { expect, test } from 'vitest'
import { Keepsakes } from '../../src/renderer/state/keepsakes.ts'

test('a step looks as it was left, and a new one like nothing yet', () => {
  const keepsakes = new Keepsakes()
  let top = 7
  keepsakes.keep('list', () => top)
  keepsakes.leave(1)
  top = 30
  const fresh = keepsakes.of('list')
  keepsakes.leave(2)
  keepsakes.enter(1)
  const first = keepsakes.of('list')
  keepsakes.leave(1)
  keepsakes.enter(2)
  expect([fresh, first, keepsakes.of('list')]).toEqual([undefined, 7, 30])
})

test('what is no longer shown is no longer read', () => {
  const keepsakes = new Keepsakes()
  const stop = keepsakes.keep('list', () => 1)
  keepsakes.keep('list', () => 2)
  stop()
  keepsakes.leave(1)
  keepsakes.enter(1)
  expect(keepsakes.of('list')).toBe(2)
})

test('what an address says itself is forgone once', () => {
  const keepsakes = new Keepsakes()
  keepsakes.keep('post', () => 5)
  keepsakes.forgo('post')
  keepsakes.leave(1)
  keepsakes.leave(2)
  keepsakes.enter(1)
  const first = keepsakes.of('post')
  keepsakes.enter(2)
  expect([first, keepsakes.of('post')]).toEqual([undefined, 5])
})
