import { expect, test } from 'vitest'
import type { Reply } from '../../../src/core/contract/procedure.ts'
import { ReaderPool, type Reader } from '../../../src/core/library/reader-pool.ts'

/** A reader that answers when it is told to, and remembers what it was asked. */
function heldReader() {
  const asked: unknown[] = []
  const open: (() => void)[] = []
  const reader: Reader = {
    get pending() {
      return open.length
    },
    call: (name, input) =>
      new Promise<Reply<unknown>>(settle => {
        asked.push((input as { query?: string }).query ?? name)
        open.push(() => settle({ ok: true, value: input }))
      }),
  }
  const answer = async (): Promise<void> => {
    open.shift()!()
    await new Promise(resolve => setImmediate(resolve))
  }
  return { reader, asked, answer }
}

const typed = (query: string, asker = 'field') => ['search.run', { query, asker }] as const
const outcome = async (reply: Promise<Reply<unknown>>): Promise<unknown> => {
  const settled = await reply
  return settled.ok ? (settled.value as { query: string }).query : settled.error.code
}

test('of the searches one types while the readers are busy, only the newest is begun', async () => {
  const { reader, asked, answer } = heldReader()
  const pool = new ReaderPool([reader])
  const replies = ['工', '工会', '工会今', '工会今天'].map(query => outcome(pool.call(...typed(query))))
  await answer()
  await answer()
  expect([await Promise.all(replies), asked]).toEqual([
    ['工', 'cancelled', 'cancelled', '工会今天'],
    ['工', '工会今天'],
  ])
})

test('pages of one query do not make way for each other', async () => {
  const { reader, asked, answer } = heldReader()
  const pool = new ReaderPool([reader])
  const replies = ['工', '工会', '工会'].map(query => outcome(pool.call(...typed(query))))
  for (let turn = 0; turn < 3; turn++) await answer()
  expect([await Promise.all(replies), asked]).toEqual([
    ['工', '工会', '工会'],
    ['工', '工会', '工会'],
  ])
})

test('other questions and other askers are not held up or dropped by it', async () => {
  const { reader, asked, answer } = heldReader()
  const pool = new ReaderPool([reader])
  const replies = [
    pool.call('threads.list', {}),
    pool.call('search.run', { query: 'of nobody' }),
    pool.call(...typed('one', 'one')),
    pool.call(...typed('two', 'two')),
  ]
  for (let turn = 0; turn < 4; turn++) await answer()
  expect([(await Promise.all(replies)).every(({ ok }) => ok), asked]).toEqual([
    true,
    ['threads.list', 'of nobody', 'one', 'two'],
  ])
})
