import { expect, test } from 'vitest'
import { isInside, windowAround } from '../../src/renderer/state/feed-window.ts'

test('a thread that fits is laid out whole', () => {
  expect(windowAround(5_000, 4_900)).toEqual({ from: 0, until: 5_000 })
  expect(isInside({ from: 0, until: 5_000 }, 0, 4_999, 5_000)).toBe(true)
})

test('of a very long thread a stretch around the post is laid out, and none goes over its ends', () => {
  expect(windowAround(20_000, 10_000)).toEqual({ from: 7_000, until: 13_000 })
  expect(windowAround(20_000, 3)).toEqual({ from: 0, until: 6_000 })
  expect(windowAround(20_000, 19_999)).toEqual({ from: 14_000, until: 20_000 })
})

test('near the end of a stretch it is time to move on, but not at the end of the thread', () => {
  const stretch = { from: 7_000, until: 13_000 }
  expect(isInside(stretch, 10_000, 10_005, 20_000)).toBe(true)
  expect(isInside(stretch, 12_700, 12_705, 20_000)).toBe(false)
  expect(isInside(stretch, 7_100, 7_105, 20_000)).toBe(false)
  expect(isInside({ from: 14_000, until: 20_000 }, 19_990, 19_999, 20_000)).toBe(true)
})

test('walking to the end moves the stretch a few times only, and passes every floor', () => {
  const total = 20_000
  let stretch = windowAround(total, 0)
  let moves = 0
  for (let floor = 0; floor < total; floor += 1) {
    if (!isInside(stretch, floor, floor, total)) {
      stretch = windowAround(total, floor)
      moves += 1
    }
    expect(floor >= stretch.from && floor < stretch.until).toBe(true)
  }
  expect(moves).toBeLessThan(10)
})
