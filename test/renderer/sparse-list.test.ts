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

test('asking anew shows what was there until the answers come, and what was not asked stays', async () => {
  const list = new SparseList<string>(2)
  await list.load((start, limit) => Promise.resolve(run(6, start, limit, 'old')))
  await list.ensure(0, 5)
  const renewed = list.renew((start, limit) => Promise.resolve(run(6, start, limit, 'new')), 0)
  expect(list.items).toEqual(['old 0', 'old 1', 'old 2', 'old 3', 'old 4', 'old 5'])
  await renewed
  expect(list.items).toEqual(['new 0', 'new 1', 'new 2', 'new 3', 'old 4', 'old 5'])
  await list.ensure(4, 5)
  expect(list.items.slice(4)).toEqual(['new 4', 'new 5'])
})

test('a list that has grown forgets what may stand elsewhere now', async () => {
  const list = new SparseList<string>(2)
  await list.load((start, limit) => Promise.resolve(run(6, start, limit, 'old')))
  await list.ensure(0, 5)
  await list.renew((start, limit) => Promise.resolve(run(8, start, limit, 'new')), 0)
  expect(list.items).toEqual(['new 0', 'new 1', 'new 2', 'new 3', undefined, undefined, undefined, undefined])
})

test('one item can be shown changed', async () => {
  const list = new SparseList<string>(2)
  await list.load((start, limit) => Promise.resolve(run(2, start, limit, 'old')))
  list.change(
    item => item === 'old 1',
    item => `${item}!`,
  )
  expect(list.items).toEqual(['old 0', 'old 1!'])
})

const run = (total: number, start: number, limit: number, word: string): { total: number; items: string[] } => ({
  total,
  items: Array.from({ length: Math.max(0, Math.min(limit, total - start)) }, (_, index) => `${word} ${start + index}`),
})
