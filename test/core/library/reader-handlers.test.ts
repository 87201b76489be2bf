import { expect, test } from 'vitest'
import { answer, valueOf } from '../../../src/core/contract/procedure.ts'
import type { InputOf, OutputOf, Reply } from '../../../src/core/contract/procedure.ts'
import { emptyItem } from '../../../src/core/library/import-item.ts'
import { readerContract, readerHandlers } from '../../../src/core/library/reader-handlers.ts'
import { setSettings } from '../../../src/core/library/settings.ts'
import { addItem, finishRun, setGiven, setRunState, startRun } from '../../../src/core/store/imports.ts'
import type { WritableDB } from '../../../src/core/store/sql.ts'
import { cardReading, emptyLibrary, importSave, pageReading, postReading } from '../../support/made-pages.ts'

type Name = keyof typeof readerContract

/** Asks as every host does: through the contract, which checks the answer's shape. */
async function ask<N extends Name>(
  db: WritableDB,
  name: N,
  input: InputOf<(typeof readerContract)[N]>,
): Promise<OutputOf<(typeof readerContract)[N]>> {
  const handlers = readerHandlers(db, 'the folder', { readOnlyReason: null, version: '1.2.3' })
  return valueOf((await answer(readerContract, handlers, name, input)) as Reply<OutputOf<(typeof readerContract)[N]>>)
}

const picture = `assets/${'a'.repeat(64)}`

/** Ten floors, 4 missing; Ada starts and writes every odd floor, 5 and 6 have pictures. */
function threadOfTen(): WritableDB {
  const db = emptyLibrary()
  const floors = [1, 2, 3, 5, 6, 7, 8, 9, 10]
  const posts = floors.map(floor =>
    postReading({
      id: String(floor),
      floor,
      floorLabel: `#${floor}`,
      name: floor % 2 ? 'Ada' : 'Bo',
      uid: floor % 2 ? '1' : '2',
      isOpening: floor === 1,
      postedAt: `2020-01-0${Math.min(floor, 9)}`,
      precision: 'day',
      text: `Floor ${floor}`,
      ...(floor === 5 ? { html: `<img src="${picture}">` } : {}),
      ...(floor === 6 ? { missingPictures: ['http://forum.example/a.png'] } : {}),
      ...(floor === 1 ? { card: cardReading({ name: 'Ada', avatar: picture, postCount: 5 }) } : {}),
      ...(floor === 2 ? { notices: [{ action: 'pin', by: null, at: null, text: 'Pinned' }], subject: 'Re' } : {}),
    }),
  )
  importSave(db, { savedAt: '2024-01-01T00:00:00.000Z', reading: pageReading({ posts }) })
  return db
}

const floorsOf = async (db: WritableDB, input: InputOf<(typeof readerContract)['posts.range']>): Promise<unknown> => {
  const { total, start, posts } = await ask(db, 'posts.range', input)
  return { total, start, floors: posts.map(post => post.floor) }
}

test('a run of posts in floor order, from anywhere', async () => {
  const db = threadOfTen()
  expect(await floorsOf(db, { threadId: 1, start: 2, limit: 3 })).toEqual({ total: 9, start: 2, floors: [3, 5, 6] })
  expect(await floorsOf(db, { threadId: 1, start: 8, limit: 5 })).toEqual({ total: 9, start: 8, floors: [10] })
  expect(await floorsOf(db, { threadId: 1, start: 99 })).toEqual({ total: 9, start: 99, floors: [] })
})

test('views: newest first, only the starter, one author, with pictures, and all of these together', async () => {
  const db = threadOfTen()
  const view = (view: object): Promise<unknown> => floorsOf(db, { threadId: 1, view, limit: 3 })
  expect(await view({ order: 'newest' })).toEqual({ total: 9, start: 0, floors: [10, 9, 8] })
  expect(await view({ starterOnly: true })).toEqual({ total: 5, start: 0, floors: [1, 3, 5] })
  expect(await view({ authorIds: [2] })).toEqual({ total: 4, start: 0, floors: [2, 6, 8] })
  expect(await view({ withPictures: true })).toEqual({ total: 2, start: 0, floors: [5, 6] })
  expect(await view({ starterOnly: true, withPictures: true, order: 'newest' })).toEqual({
    total: 1,
    start: 0,
    floors: [5],
  })
  expect(await floorsOf(db, { threadId: 1, view: { order: 'newest' }, start: 7, limit: 5 })).toEqual({
    total: 9,
    start: 7,
    floors: [2, 1],
  })
})

test('a post and a floor are found in every view at the place where the view shows them', async () => {
  const db = threadOfTen()
  const { posts } = await ask(db, 'posts.range', { threadId: 1 })
  const views = [{}, { order: 'newest' }, { starterOnly: true }, { starterOnly: true, order: 'newest' }] as const
  for (const view of views) {
    const shown = await ask(db, 'posts.range', { threadId: 1, view })
    const located = await Promise.all(
      shown.posts.map(post => ask(db, 'posts.locate', { threadId: 1, view, postId: post.id })),
    )
    expect(located).toEqual(shown.posts.map((post, position) => ({ position, postId: post.id })))
  }
  expect(await ask(db, 'posts.locate', { threadId: 1, floor: 4 })).toEqual({ position: 3, postId: posts[3]!.id })
  expect(await ask(db, 'posts.locate', { threadId: 1, floor: 6, view: { starterOnly: true } })).toEqual({
    position: 3,
    postId: posts[5]!.id,
  })
  const nowhere = { position: null, postId: null }
  expect(await ask(db, 'posts.locate', { threadId: 1, floor: 11 })).toEqual(nowhere)
  expect(await ask(db, 'posts.locate', { threadId: 1, view: { starterOnly: true }, postId: posts[1]!.id })).toEqual(
    nowhere,
  )
})

test('a post is given back as the page said it', async () => {
  const { posts } = await ask(threadOfTen(), 'posts.range', { threadId: 1, limit: 2 })
  expect(
    posts.map(post => [post.text, post.subject, post.isOpening, post.isStarter, post.card?.postCount, post.notices]),
  ).toEqual([
    ['Floor 1', null, true, true, 5, []],
    ['Floor 2', 'Re', false, false, undefined, [{ action: 'pin', by: null, at: null, text: 'Pinned' }]],
  ])
})

test('a thread opens with its people, sources and what was removed', async () => {
  const { participants, sources, ...thread } = await ask(threadOfTen(), 'threads.open', { threadId: 1 })
  expect({
    people: participants.map(({ name, posts }) => [name, posts]),
    sources: sources.map(({ name, savedAt, savedAtFrom, page }) => [name, savedAt, savedAtFrom, page]),
    thread: [
      thread.title,
      thread.forum,
      thread.board,
      thread.author,
      thread.posts,
      thread.startedAt,
      thread.lastPostAt,
    ],
  }).toEqual({
    people: [
      ['Ada', 5],
      ['Bo', 4],
    ],
    sources: [['page.html', '2024-01-01T00:00:00.000Z', 'container', 1]],
    thread: ['How to brew', 'Lantern Forum', 'Tea', 'Ada', 9, '2020-01-01', '2020-01-09'],
  })
})

test('threads are listed in every order, narrowed by place and person', async () => {
  const db = emptyLibrary()
  const add = (id: string, title: string, board: string, days: string[], digest = false): void => {
    const posts = days.map((day, index) =>
      postReading({
        id: `${id}-${index}`,
        floor: index + 1,
        name: `P${id}`,
        uid: id,
        isOpening: index === 0,
        postedAt: `2020-01-${day}`,
      }),
    )
    const reading = pageReading({ board: { name: board, path: [board] }, thread: { id, title, digest }, posts })
    importSave(db, { savedAt: null, reading }, `2024-06-0${id}T00:00:00.000Z`)
  }
  add('1', 'Cups', 'Ware', ['05', '06'])
  add('2', 'Apples', 'Food', ['01', '02', '09'], true)
  add('3', 'Bread', 'Food', ['07'])
  const titles = async (input: InputOf<(typeof readerContract)['threads.list']>): Promise<string[]> =>
    (await ask(db, 'threads.list', input)).threads.map(thread => thread.title)
  const { forums } = await ask(db, 'threads.boards', {})
  const boards = forums[0]!.boards
  expect({
    post: await titles({ order: 'newest-post' }),
    import: await titles({ order: 'newest-import' }),
    oldest: await titles({ order: 'oldest' }),
    replied: await titles({ order: 'most-replied' }),
    title: await titles({ order: 'title' }),
    second: await titles({ order: 'title', offset: 1, limit: 1 }),
    food: await titles({ filter: { boardId: boards.find(board => board.name === 'Food')!.id } }),
    digest: await titles({ filter: { digest: true, forumId: forums[0]!.id } }),
    starter: await titles({ filter: { starterId: 3 } }),
    boards: boards.map(({ name, threads }) => [name, threads]),
  }).toEqual({
    post: ['Apples', 'Bread', 'Cups'],
    import: ['Bread', 'Apples', 'Cups'],
    oldest: ['Apples', 'Cups', 'Bread'],
    replied: ['Apples', 'Cups', 'Bread'],
    title: ['Apples', 'Bread', 'Cups'],
    second: ['Bread'],
    food: ['Apples', 'Bread'],
    digest: ['Apples'],
    starter: ['Bread'],
    boards: [
      ['Food', 2],
      ['Ware', 1],
    ],
  })
})

test('people are listed with their latest picture, and opened with their threads', async () => {
  const db = threadOfTen()
  const { total, members } = await ask(db, 'members.list', {})
  expect({
    total,
    members: members.map(({ name, posts, threadsStarted, avatar }) => [name, posts, threadsStarted, avatar]),
  }).toEqual({
    total: 2,
    members: [
      ['Ada', 5, 1, picture],
      ['Bo', 4, 0, null],
    ],
  })
  const ada = await ask(db, 'members.open', { posterId: 1 })
  expect([ada.cards.length, ada.threads.map(thread => thread.title)]).toEqual([1, ['How to brew']])
})

test('what is not there is named by its code', async () => {
  const db = emptyLibrary()
  const refused = (code: string): unknown => expect.objectContaining({ code })
  await expect(ask(db, 'threads.open', { threadId: 9 })).rejects.toEqual(refused('thread-unknown'))
  await expect(ask(db, 'posts.range', { threadId: 9 })).rejects.toEqual(refused('thread-unknown'))
  await expect(ask(db, 'members.open', { posterId: 9 })).rejects.toEqual(refused('poster-unknown'))
  await expect(ask(db, 'imports.report', { runId: 9 })).rejects.toEqual(refused('run-unknown'))
})

test('an import report counts what became of every file', async () => {
  const db = emptyLibrary()
  const runId = startRun(db, {
    kind: 'hand',
    startedAt: '2024-01-01T00:00:00.000Z',
    paths: ['/upload/folder'],
    root: '/upload',
    ofRun: null,
  })
  setGiven(db, runId, 3)
  const tooSlow = { code: 'page-too-slow', message: 'Too slow.', details: { seconds: 10 } }
  addItem(db, runId, { ...emptyItem('a.html', 'imported', null, 40), posts: 2, newPosts: 2 }, null)
  addItem(db, runId, emptyItem('b.html', 'failed', tooSlow), null)
  setRunState(db, runId, 'cancelled', { bytes: 40, activeMs: 12.5 })
  finishRun(db, runId, '2024-01-01T00:01:00.000Z', null)
  const { items, threads: _threads, ...summary } = await ask(db, 'imports.report', { runId })
  expect(summary).toMatchObject({
    given: 3,
    imported: 1,
    known: 0,
    skipped: 0,
    failed: 1,
    newPosts: 2,
    state: 'cancelled',
    kind: 'hand',
    names: ['folder'],
    paths: 1,
    bytes: 40,
    activeMs: 13,
    filesGone: true,
  })
  expect(items.map(({ reason }) => reason)).toEqual([null, tooSlow])
  expect(await ask(db, 'imports.list', {})).toEqual({ runs: [summary] })
})

test('settings have defaults, keep what is set, and survive a value no longer understood', async () => {
  const db = emptyLibrary()
  setSettings(db, { theme: 'dark' })
  db.prepare(`INSERT INTO setting VALUES ('textSize', '"huge"')`).run()
  expect(await ask(db, 'settings.get', {})).toMatchObject({ theme: 'dark', textSize: 17, locale: 'system' })
})

test('the library tells how much it holds', async () => {
  const { stats, ...info } = await ask(threadOfTen(), 'library.info', {})
  expect(info).toEqual({ path: 'the folder', readOnly: false, readOnlyReason: null, doubt: null, version: '1.2.3' })
  expect(stats).toMatchObject({ threads: 1, posts: 9, posters: 2, forums: 1, boards: 1, sources: 1, assets: 0 })
})
