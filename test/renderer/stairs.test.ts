import { expect, test } from 'vitest'
import { stairsOf } from '../../src/renderer/ui/stairs.ts'

const at = (day: string, value: number) => ({ savedAt: `${day}T00:00:00.000Z`, value })

test('a staircase keeps its step until the next save, times apart as they are, the least at the bottom', () => {
  const { landings, line } = stairsOf([at('2020-01-01', 10), at('2020-01-02', 30), at('2020-01-05', 20)], 100, 50, 10)
  expect(landings.map(({ x, y }) => [x, y])).toEqual([
    [10, 40],
    [30, 10],
    [90, 25],
  ])
  expect(line).toBe('M10 40H30V10H90V25')
})

test('what never changes is level, one save stands in the middle, none is nothing', () => {
  expect(stairsOf([at('2020-01-01', 5), at('2021-01-01', 5)], 100, 50, 10).landings.map(({ y }) => y)).toEqual([25, 25])
  expect(stairsOf([at('2020-01-01', 5)], 100, 50, 10).landings.map(({ x, y }) => [x, y])).toEqual([[50, 25]])
  expect(stairsOf([], 100, 50, 10)).toEqual({ landings: [], line: '', area: '' })
})
