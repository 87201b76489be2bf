import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { IndexKeeper, keepIndex } from '../../../src/core/library/keep-index.ts'
import { indexPost, indexState, remakeFullText, removePost } from '../../../src/core/store/post-index.ts'
import type { WritableDB } from '../../../src/core/store/sql.ts'
import { libraryOf, searchOf } from '../../support/search-library.ts'

const never = new AbortController().signal

async function found(db: WritableDB, query: string): Promise<number> {
  return (await searchOf(db)({ query, order: 'newest', limit: 1 })).total
}

test('a post the index lacks is put in, an entry without its post taken out', async () => {
  const db = libraryOf([{ text: '工会' }, { text: '工会' }])
  removePost(db, 1)
  indexPost(db, 99, '工会')
  await keepIndex(db, never)
  expect(await found(db, '工会')).toBe(2)
})

test('an index of another program version is made anew, entry by entry, and goes on where it was stopped', async () => {
  const db = libraryOf(Array.from({ length: 450 }, () => ({ text: '新' })))
  for (let id = 1; id <= 450; id++) indexPost(db, id, '旧')
  const stop = new AbortController()
  const stopped = keepIndex(db, stop.signal, 2)
  while (indexState(db).next === null) await setImmediate()
  stop.abort()
  await stopped
  const halfway = [await found(db, '旧'), await found(db, '新')]
  await keepIndex(db, never, 2)
  expect({
    halfwayAll: halfway[0]! + halfway[1]!,
    halfwayBoth: halfway.every(count => count > 0),
    then: [indexState(db), await found(db, '旧'), await found(db, '新')],
  }).toEqual({ halfwayAll: 450, halfwayBoth: true, then: [{ version: 2, next: null, reached: 0 }, 0, 450] })
})

function damagedLibrary(): WritableDB {
  const db = libraryOf([{ text: '工会 之前' }, { text: 'Linux 之后 工会' }, { text: '之前 隔着 许多 别的 工会' }])
  db.unsafeMode(true)
  db.prepare("UPDATE post_index_data SET block = x'00ff00ff' WHERE id > 10").run()
  db.unsafeMode(false)
  return db
}

test.each([
  ['工会', 3, true],
  ['"工会 之"', 1, true],
  ['工会 NEAR/1 之前', 1, true],
  ['~linix OR 隔着', 2, true],
  // So few posts are read anyway.
  ['-工会', 0, false],
  ['工会 author:laofan -linux', 2, false],
])('with a damaged index, %s is found by reading the texts', async (query, total, scanned) => {
  expect(await searchOf(damagedLibrary())({ query })).toMatchObject({ total, scanned, isExact: true })
})

test('a damaged index is made anew', async () => {
  const db = damagedLibrary()
  const keeper = new IndexKeeper(db, never)
  keeper.prove()
  await keeper.settled
  expect(await searchOf(db)({ query: '工会' })).toMatchObject({ total: 3, scanned: false, notIndexed: 0 })
})

test('what is imported onto an index that is gone is found, and the index fills up behind it', async () => {
  const db = libraryOf([{ text: '工会' }, { text: '工会' }, { text: '工会' }])
  db.exec('DROP TABLE post_index')
  indexPost(db, 3, '工会')
  expect(await searchOf(db)({ query: '工会' })).toMatchObject({ total: 3, notIndexed: 2 })
  const keeper = new IndexKeeper(db, never)
  keeper.keepUp()
  await keeper.settled
  expect(await searchOf(db)({ query: '工会' })).toMatchObject({ total: 3, notIndexed: 0 })
})

test('posts that are not in the index yet are counted and found by reading them', async () => {
  const db = libraryOf([{ text: '工会' }, { text: '别的' }])
  remakeFullText(db)
  const [found, excluded] = [await searchOf(db)({ query: '工会' }), await searchOf(db)({ query: '-工会' })]
  expect([found.total, found.notIndexed, excluded.hits.map(hit => hit.postId)]).toEqual([1, 2, [2]])
})

test('an index that is not there is read around, too', async () => {
  const db = libraryOf([{ text: '工会' }])
  db.exec('DROP TABLE post_index')
  expect(await searchOf(db)({ query: '工会' })).toMatchObject({ total: 1, scanned: true })
})
