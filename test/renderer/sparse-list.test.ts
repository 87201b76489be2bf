import { expect, test } from 'vitest'
import { SparseList } from '../../src/renderer/state/sparse-list.svelte.ts'

const numbers =
  (total: number, asked: number[] = []) =>
  async (start: number, limit: number) => {
    asked.push(start)
    return {
      total,
      items: Array.from({ length: Math.max(0, Math.min(limit, total - start)) }, (_, index) => start + index),
    }
  }

test('fetches the looked-at stretch first, and each chunk once', async () => {
  const asked: number[] = []
  const list = new SparseList<number>(10)
  await list.load(numbers(95, asked), 42)
  await Promise.all([list.ensure(38, 61), list.ensure(50, 55)])
  expect([asked, list.total, list.items[42], list.items[61], list.items[94]]).toEqual([
    [40, 30, 50, 60],
    95,
    42,
    61,
    undefined,
  ])
})

test('what comes late from a former source is dropped', async () => {
  const list = new SparseList<number>(10)
  let answer: (run: { total: number; items: number[] }) => void = () => undefined
  const slow = list.load(() => new Promise(resolve => (answer = resolve)))
  await list.load(numbers(3))
  answer({ total: 99, items: [7] })
  await slow
  expect(list.items).toEqual([0, 1, 2])
})

test('a chunk that failed is asked for again', async () => {
  const list = new SparseList<number>(10)
  let fails = true
  await list.load(async (start, limit) => (start === 10 && fails ? null : numbers(20)(start, limit)))
  await list.ensure(10, 12)
  fails = false
  expect([list.items[12], await list.at(12)]).toEqual([undefined, 12])
})

test('keeps to a list that shrank or grew between chunks', async () => {
  const list = new SparseList<number>(10)
  let total = 30
  await list.load(async (start, limit) => numbers(total)(start, limit))
  total = 12
  await list.ensure(10, 11)
  expect([list.total, list.items[11]]).toEqual([12, 11])
})
