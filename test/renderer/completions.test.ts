import { expect, test } from 'vitest'
import type { Client } from '../../src/renderer/api/client.ts'
import { Completions } from '../../src/renderer/state/completions.svelte.ts'

const offering = (from: number, to: number, field: string | null, ...inserts: string[]): Client => {
  const completions = inserts.map(insert => ({ insert, text: insert, detail: null }))
  const value = { from, to, field, completions }
  return { call: () => Promise.resolve({ ok: true, value }) } as unknown as Client
}

test('the arrows go through what is offered and over its end back to the search itself', async () => {
  const completions = new Completions(offering(0, 2, null, 'author:', 'after:'))
  await completions.ask('au', 2)
  const reached = [1, 1, 1, -1].map(step => {
    completions.move(step as 1 | -1)
    return completions.active
  })
  expect(reached).toEqual([0, 1, -1, 1])
})

test('a field is taken without a blank, a value with one, and what stands behind stays', async () => {
  const fields = new Completions(offering(3, 5, null, 'author:'))
  await fields.ask('水塔 au', 5)
  const values = new Completions(offering(0, 8, 'author', 'author:"zj 66"'))
  await values.ask('author:z 水塔', 8)
  expect([fields.accept('水塔 au', 0), values.accept('author:z 水塔', 0)]).toEqual([
    { text: '水塔 author:', cursor: 10 },
    { text: 'author:"zj 66" 水塔', cursor: 15 },
  ])
})

test('fields are offered for two letters or when asked for, values always', async () => {
  const fields = new Completions(offering(0, 1, null, 'author:'))
  await fields.ask('a', 1)
  const unasked = fields.isOpen
  await fields.ask('a', 1, true)
  const values = new Completions(offering(0, 7, 'author', 'author:a'))
  await values.ask('author:', 7)
  expect([unasked, fields.isOpen, values.isOpen]).toEqual([false, true, true])
})

test('what is written out already is not offered', async () => {
  const completions = new Completions(offering(0, 9, 'is', 'is:unread'))
  await completions.ask('is:unread', 9)
  expect(completions.isOpen).toBe(false)
})
