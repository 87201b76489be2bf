import { expect, test } from 'vitest'
import { faultyBlocks, keepPairs } from '../../../src/core/library/keep-pairs.ts'
import { indexPost, removePost, setIndexState } from '../../../src/core/store/post-index.ts'
import { pairBlocks } from '../../../src/core/store/post-pairs.ts'
import { run, sql, type WritableDB } from '../../../src/core/store/sql.ts'
import { tokensVersion } from '../../../src/core/text/tokens.ts'
import { libraryOf, searchOf } from '../../support/search-library.ts'

const never = new AbortController().signal
const size = 50
const blocks = (db: WritableDB) => pairBlocks(db).map(({ first, last }) => [first, last])

async function found(db: WritableDB, query: string): Promise<number[]> {
  const { hits } = await searchOf(db)({ query, order: 'floor', limit: 1_000 })
  return hits.map(hit => hit.postId)
}

function library(posts: number): WritableDB {
  const db = libraryOf(Array.from({ length: posts }, (_, at) => ({ text: at % 7 === 0 ? '水塔旁边' : '旁水边塔' })))
  setIndexState(db, { version: tokensVersion, next: null, reached: 0 })
  return db
}

/** Gives a post another text, as an import does. */
function change(db: WritableDB, id: number, text: string): void {
  run(db, sql`UPDATE post_version SET text = ${text} WHERE id = ${id}`)
  indexPost(db, id, text)
}

test('blocks are made of all posts but the latest few, once', async () => {
  const db = library(120)
  await keepPairs(db, never, size)
  const made = pairBlocks(db)
  await keepPairs(db, never, size)
  expect([blocks(db), pairBlocks(db)]).toEqual([
    [
      [1, 50],
      [51, 100],
    ],
    made,
  ])
})

test('none are made while the index itself is not whole', async () => {
  const db = library(60)
  setIndexState(db, { version: tokensVersion, next: null, reached: 0, isBehind: true })
  await keepPairs(db, never, size)
  expect(blocks(db)).toEqual([])
})

test('a post that changes, comes or goes is found by what it says now, and its block is made anew', async () => {
  const db = library(120)
  await keepPairs(db, never, size)
  change(db, 2, '水塔')
  change(db, 1, '别的')
  removePost(db, 8)
  run(db, sql`UPDATE post SET version_id = NULL WHERE id = 8`)
  const before = [blocks(db), await found(db, '水塔')]
  await keepPairs(db, never, size)
  const expected = [2, ...Array.from({ length: 18 }, (_, at) => at * 7 + 1).slice(2)]
  expect([before, blocks(db), await found(db, '水塔')]).toEqual([
    [[[51, 100]], expected],
    [
      [1, 50],
      [51, 100],
    ],
    expected,
  ])
})

test('a post that changes while its block is being made leaves nothing of it', async () => {
  const db = library(60)
  const making = keepPairs(db, never, size)
  while (db.prepare('SELECT count(*) FROM pair_block').pluck().get() === 0)
    await new Promise(resolve => setImmediate(resolve))
  change(db, 3, '水塔')
  await making
  const kept = db.prepare('SELECT count(*) FROM post_pair').pluck().get()
  await keepPairs(db, never, size)
  expect([kept, blocks(db), (await found(db, '水塔')).includes(3)]).toEqual([0, [[1, 50]], true])
})

test('an interrupted block is begun again', async () => {
  const db = library(60)
  const stop = new AbortController()
  const making = keepPairs(db, stop.signal, size)
  while (db.prepare('SELECT count(*) FROM pair_block').pluck().get() === 0)
    await new Promise(resolve => setImmediate(resolve))
  stop.abort()
  await making
  const interrupted = blocks(db)
  await keepPairs(db, never, size)
  expect([interrupted, blocks(db), db.prepare('SELECT count(*) FROM pair_block').pluck().get()]).toEqual([
    [],
    [[1, 50]],
    1,
  ])
})

test('a block that does not say what its posts say is named', async () => {
  const db = library(120)
  await keepPairs(db, never, size)
  db.exec('DELETE FROM post_pair WHERE block_id = (SELECT max(id) FROM pair_block)')
  const faulty: number[] = []
  for await (const { first } of faultyBlocks(db, never)) faulty.push(first)
  expect(faulty).toEqual([51])
})

test('a block of which a post changes while blocks are proved is not named', async () => {
  const db = library(120)
  await keepPairs(db, never, size)
  const proved = faultyBlocks(db, never)
  const first = proved.next()
  change(db, 60, '别的')
  expect(await first).toEqual({ done: true, value: undefined })
})
