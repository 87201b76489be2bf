import { expect, test } from 'vitest'
import type { Input, Output, ProcedureName } from '../../../src/core/contract/index.ts'
import { answer, valueOf } from '../../../src/core/contract/procedure.ts'
import type { Reply } from '../../../src/core/contract/procedure.ts'
import { readerContract, readerHandlers } from '../../../src/core/library/reader-handlers.ts'
import type { WritableDB } from '../../../src/core/store/sql.ts'
import { emptyLibrary, importSave, pageReading, postReading } from '../../support/made-pages.ts'

async function ask<N extends ProcedureName & keyof typeof readerContract>(
  db: WritableDB,
  name: N,
  input: Input<N>,
): Promise<Output<N>> {
  const handlers = readerHandlers(db, 'the folder', { readOnlyReason: null, version: '1.2.3' })
  return valueOf((await answer(readerContract, handlers, name, input)) as Reply<Output<N>>)
}

/** Six floors; 4 answers 2, 5 answers 4 and 6 answers 2, as the forum's tree says. */
function talk(): WritableDB {
  const db = emptyLibrary()
  const parents = [null, null, null, '2', '4', '2']
  const posts = parents.map((parentId, index) =>
    postReading({
      id: String(index + 1),
      floor: index + 1,
      name: ['Ada', 'Bo', 'Cleo'][index % 3]!,
      uid: String(index % 3),
      isOpening: index === 0,
      parentId,
      text: index === 2 ? 'A teapot' : `Tea ${index + 1}`,
      postedAt: `2020-01-0${index + 1}T10:00`,
      precision: 'minute',
    }),
  )
  importSave(db, { savedAt: null, reading: pageReading({ posts }) })
  return db
}

const floors = async (db: WritableDB, view: Input<'posts.range'>['view']): Promise<(number | null)[]> =>
  (await ask(db, 'posts.range', { threadId: 1, view })).posts.map(post => post.floor)

test('in the order of the tree every post follows the one it answers', async () => {
  const db = talk()
  expect(await floors(db, { order: 'tree' })).toEqual([1, 2, 4, 5, 6, 3])
  const sixth = await ask(db, 'posts.locate', { threadId: 1, view: { order: 'tree' }, floor: 6 })
  expect(sixth.position).toBe(4)
  expect((await ask(db, 'posts.answers', { threadId: 1 })).tree).toBe('hidden')
})

test('in the order of the tree a filter leaves out posts and keeps the order', async () => {
  expect(await floors(talk(), { order: 'tree', authorIds: [1, 3] })).toEqual([1, 4, 6, 3])
})

test('only given posts, and those that are marked', async () => {
  const db = talk()
  expect(await floors(db, { postIds: [2, 5, 99] })).toEqual([2, 5])
  db.prepare("INSERT INTO mark (thread_id, post_id, note) VALUES (1, 3, 'strong')").run()
  db.prepare("INSERT INTO mark (thread_id, post_id, starred_at) VALUES (1, 4, '2024-01-01')").run()
  db.prepare("INSERT INTO mark (thread_id, post_id, starred_at) VALUES (1, NULL, '2024-01-01')").run()
  expect(await floors(db, { marked: true })).toEqual([3, 4])
})

test('without the people one does not want to read', async () => {
  const db = talk()
  db.prepare("INSERT INTO ignored_poster (poster_id, ignored_at) VALUES (2, '2024-01-01')").run()
  expect(await floors(db, { withoutIgnored: true })).toEqual([1, 3, 4, 6])
  expect(await floors(db, {})).toEqual([1, 2, 3, 4, 5, 6])
})

test('posts that hold words: whole words as a search finds them, or anywhere', async () => {
  const db = talk()
  expect((await ask(db, 'posts.matching', { threadId: 1, terms: ['tea'] })).postIds).toEqual([1, 2, 4, 5, 6])
  expect((await ask(db, 'posts.matching', { threadId: 1, terms: ['TEAP'], plain: true })).postIds).toEqual([3])
  expect((await ask(db, 'posts.matching', { threadId: 1, terms: [' '], plain: true })).postIds).toEqual([])
})

test('the first post of a day or after it, in the view', async () => {
  const db = talk()
  const on = (day: string, view = {}) => ask(db, 'posts.locateDay', { threadId: 1, day, view })
  expect((await on('2020-01-03')).position).toBe(2)
  expect((await on('2019')).position).toBe(0)
  expect((await on('2020-01-04', { order: 'newest' })).position).toBe(2)
  expect((await on('2021')).position).toBeNull()
})

test('the days along a thread, evenly over it', async () => {
  const { days } = await ask(talk(), 'posts.days', { threadId: 1, most: 3 })
  expect(days.map(day => [day.position, day.postedAt.slice(0, 10)])).toEqual([
    [0, '2020-01-01'],
    [2, '2020-01-03'],
    [4, '2020-01-05'],
  ])
})

test('where posts stand in a view, without those that are not in it', async () => {
  const places = async (view: Input<'posts.places'>['view']) =>
    (await ask(talk(), 'posts.places', { threadId: 1, view, postIds: [6, 4, 99] })).places
  expect(await places({})).toEqual([
    { postId: 4, position: 3 },
    { postId: 6, position: 5 },
  ])
  expect(await places({ order: 'newest' })).toEqual([
    { postId: 6, position: 0 },
    { postId: 4, position: 2 },
  ])
  expect(await places({ order: 'tree', authorIds: [3] })).toEqual([{ postId: 6, position: 0 }])
})
