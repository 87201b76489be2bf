import { describe, expect, test } from 'vitest'
import type { RailPost } from '../../src/renderer/state/floor-rail.ts'
import { numberedPositions, positionAt, storeysOf } from '../../src/renderer/state/floor-rail.ts'

const post = (length: number, starter = false): RailPost => ({ length, starter, matches: false })

describe('the floor rail', () => {
  test('builds a small house for a short thread: one storey a floor, lit where its starter speaks', () => {
    const posts = [post(700, true), post(10), post(100, true)]
    expect(storeysOf(3, 800, position => posts[position])).toEqual([
      { from: 0, count: 1, top: 0, height: 24, windows: 4, lit: true, matches: false },
      { from: 1, count: 1, top: 24, height: 24, windows: 1, lit: false, matches: false },
      { from: 2, count: 1, top: 48, height: 24, windows: 2, lit: true, matches: false },
    ])
  })

  test('holds every floor of a long thread once, within its height', () => {
    const storeys = storeysOf(20_000, 800, () => undefined)
    const last = storeys.at(-1)!
    expect({
      floors: storeys.reduce((sum, storey) => sum + storey.count, 0),
      height: Math.round(last.top + last.height),
      gaps: storeys.filter(
        (storey, index) => index > 0 && storey.from !== storeys[index - 1]!.from + storeys[index - 1]!.count,
      ),
      unknown: storeys.every(storey => storey.windows === 0),
    }).toEqual({ floors: 20_000, height: 800, gaps: [], unknown: true })
  })

  test('a storey for several floors shows a match on any of them', () => {
    const storeys = storeysOf(1_000, 500, position => ({ ...post(10), matches: position === 57 }))
    expect(storeys.filter(storey => storey.matches).map(({ from, count }) => [from, count])).toEqual([[50, 10]])
  })

  test('a click finds the floor whose storey it hits, and the ends where there is none', () => {
    const hits = [-20, 0, 30, 71, 500].map(y => positionAt(3, 800, y))
    const tower = [0, 400, 799].map(y => positionAt(20_000, 800, y))
    expect([hits, tower]).toEqual([
      [0, 0, 1, 2, 2],
      [0, 10_000, 19_975],
    ])
  })

  test('numbers stand at round distances that have room', () => {
    expect([
      numberedPositions(5, 800, 30),
      numberedPositions(340, 800, 30).slice(0, 4),
      numberedPositions(0, 800, 30),
    ]).toEqual([[0, 2, 4], [0, 20, 40, 60], []])
  })
})
