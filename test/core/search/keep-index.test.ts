import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { keepIndex } from '../../../src/core/library/keep-index.ts'
import { indexPost, indexState, removePost } from '../../../src/core/store/post-index.ts'
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
