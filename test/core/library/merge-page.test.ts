import { expect, test } from 'vitest'
import { mergePage } from '../../../src/core/library/merge-page.ts'
import type { PageReading, PostReading } from '../../../src/core/model/reading.ts'
import { openPoster } from '../../../src/core/store/posters.ts'
import type { WritableDB } from '../../../src/core/store/sql.ts'
import { dumpLibrary } from '../../support/dump-library.ts'
import type { Save } from '../../support/made-pages.ts'
import { cardReading, emptyLibrary, importSave, pageReading, postReading } from '../../support/made-pages.ts'

const first: Save = {
  savedAt: '2023-01-05T10:00:00.000Z',
  reading: pageReading({
    thread: { page: 1, pages: 2, replies: 3 },
    posts: [
      postReading({
        id: '100',
        floor: 1,
        name: 'Ada',
        uid: '1',
        isOpening: true,
        postedAt: '2020-03-01T08:00',
        precision: 'minute',
        text: 'Water first',
      }),
      postReading({
        id: '101',
        floor: 2,
        name: 'Bo',
        uid: '2',
        postedAt: '2020-03-01T09:00',
        precision: 'minute',
        text: 'Leaves first',
      }),
    ],
  }),
}
const second: Save = {
  savedAt: '2023-01-05T10:01:00.000Z',
  reading: pageReading({
    thread: { page: 2, pages: 2, replies: 3 },
    posts: [
      postReading({
        id: '102',
        floor: 3,
        name: 'Cy',
        uid: '3',
        postedAt: '2020-03-02T08:00',
        precision: 'minute',
        text: 'Both at once',
      }),
      postReading({
        id: '103',
        floor: 4,
        name: 'Ada',
        uid: '1',
        postedAt: '2020-03-03T08:00',
        precision: 'minute',
        text: 'Thanks',
      }),
    ],
  }),
}

test('two pages of a thread become one thread in floor order, whichever comes first', () => {
  const forwards = emptyLibrary()
  const backwards = emptyLibrary()
  for (const save of [first, second]) importSave(forwards, save)
  for (const save of [second, first]) importSave(backwards, save)
  expect(
    forwards
      .prepare(
        'SELECT position, floor, text FROM post JOIN post_version ON post_version.id = version_id ORDER BY position',
      )
      .all(),
  ).toEqual([
    { position: 0, floor: 1, text: 'Water first' },
    { position: 1, floor: 2, text: 'Leaves first' },
    { position: 2, floor: 3, text: 'Both at once' },
    { position: 3, floor: 4, text: 'Thanks' },
  ])
  expect(dumpLibrary(backwards)).toEqual(dumpLibrary(forwards))
})

test('the same page again adds nothing', () => {
  const db = emptyLibrary()
  const merged = importSave(db, first)
  const before = dumpLibrary(db)
  expect(merged).toMatchObject({ threadId: 1, posts: 2, newPosts: 2, changedPosts: 0, isBack: false })
  expect(importSave(db, first)).toMatchObject({ threadId: 1, posts: 2, newPosts: 0, changedPosts: 0 })
  expect(dumpLibrary(db)).toEqual(before)
})

const edited: Save = {
  savedAt: '2024-02-01T10:00:00.000Z',
  reading: {
    ...first.reading,
    posts: [first.reading.posts[0]!, { ...first.reading.posts[1]!, text: 'Water first, I see', html: '<p>x</p>' }],
  },
}
const shownOf = (db: WritableDB): unknown[] =>
  db.prepare('SELECT text FROM post JOIN post_version ON post_version.id = version_id ORDER BY position').pluck().all()

test('a changed body becomes a version; the later save is shown even when the earlier is imported after it', () => {
  const forwards = emptyLibrary()
  const backwards = emptyLibrary()
  importSave(forwards, first)
  expect(importSave(forwards, edited)).toMatchObject({ newPosts: 0, changedPosts: 1 })
  for (const save of [edited, first]) importSave(backwards, save)
  expect(shownOf(backwards)).toEqual(['Water first', 'Water first, I see'])
  expect(backwards.prepare('SELECT count(*) FROM post_version').pluck().get()).toBe(3)
  expect(dumpLibrary(backwards)).toEqual(dumpLibrary(forwards))
})

test('a later save that hides a body never covers the whole one', () => {
  const db = emptyLibrary()
  const hidden = [{ reason: 'reply to see', text: 'Hidden' }]
  const posts = [first.reading.posts[0]!, { ...first.reading.posts[1]!, text: 'Hidden', html: '<p>-</p>', hidden }]
  importSave(db, first)
  importSave(db, { savedAt: '2024-02-01T10:00:00.000Z', reading: { ...first.reading, posts } })
  expect(shownOf(db)).toEqual(['Water first', 'Leaves first'])
})

test('a save with fewer posts takes none away', () => {
  const db = emptyLibrary()
  importSave(db, first)
  const fewer = { ...first.reading, posts: first.reading.posts.slice(0, 1) }
  importSave(db, { savedAt: '2024-02-01T10:00:00.000Z', reading: fewer })
  expect(shownOf(db)).toEqual(['Water first', 'Leaves first'])
})

const copied: Save = {
  savedAt: '2023-06-01T00:00:00.000Z',
  reading: pageReading({
    thread: { id: null, page: null, pages: null },
    posts: [
      postReading({
        floor: 1,
        name: 'Ada',
        isOpening: true,
        postedAt: '2020-03-01',
        precision: 'day',
        text: 'Water first',
      }),
      postReading({ floor: 2, name: 'Bo', postedAt: '2020-03-01', precision: 'day', text: 'Leaves first' }),
    ],
  }),
}

test('a copied page without ids joins the saved one by opening author and time, post by post', () => {
  const forwards = emptyLibrary()
  const backwards = emptyLibrary()
  for (const save of [first, copied]) importSave(forwards, save)
  for (const save of [copied, first]) importSave(backwards, save)
  expect(forwards.prepare('SELECT external_id, author_uid, posted_at FROM post ORDER BY position').all()).toEqual([
    { external_id: '100', author_uid: '1', posted_at: '2020-03-01T08:00' },
    { external_id: '101', author_uid: '2', posted_at: '2020-03-01T09:00' },
  ])
  expect(dumpLibrary(backwards)).toEqual(dumpLibrary(forwards))
})

const follower: Save = {
  savedAt: '2023-06-02T00:00:00.000Z',
  reading: pageReading({
    thread: { id: null, page: 2, pages: 2 },
    posts: [postReading({ floor: 3, name: 'Cy', postedAt: '2020-03-02', precision: 'day', text: 'Both at once' })],
  }),
}
const namesake: Save = {
  savedAt: '2023-06-03T00:00:00.000Z',
  reading: pageReading({
    thread: { id: null },
    posts: [postReading({ floor: 1, name: 'Dee', isOpening: true, postedAt: '2021-01-01', text: 'Another question' })],
  }),
}
const postsOfThreads = (db: WritableDB): unknown[] =>
  db.prepare('SELECT post_count FROM thread ORDER BY post_count').pluck().all()

test('a later page without id joins the only thread of its title, and leaves it when there are two', () => {
  const db = emptyLibrary()
  importSave(db, follower)
  importSave(db, copied)
  expect(postsOfThreads(db)).toEqual([3])
  importSave(db, namesake)
  expect(postsOfThreads(db)).toEqual([1, 1, 2])
})

test('threads of one title with ids of their own stay apart', () => {
  const db = emptyLibrary()
  importSave(db, first)
  const other = pageReading({ thread: { id: '8' }, posts: [postReading({ id: '900', floor: 1, isOpening: true })] })
  importSave(db, { savedAt: null, reading: other })
  expect(postsOfThreads(db)).toEqual([1, 2])
})

test('a guess is a thread of its own, however alike another is', () => {
  const db = emptyLibrary()
  const guess = pageReading({ confidence: 'guess', thread: { id: null }, posts: [postReading({ isOpening: true })] })
  importSave(db, { savedAt: '2023-01-01T00:00:00.000Z', reading: guess })
  importSave(db, { savedAt: '2023-01-02T00:00:00.000Z', reading: guess })
  expect(postsOfThreads(db)).toEqual([1, 1])
})

test('thread ids of unknown forums join nothing', () => {
  const db = emptyLibrary()
  const page = (name: string): PageReading =>
    pageReading({
      host: null,
      forumName: null,
      thread: { id: '7', title: name },
      posts: [postReading({ isOpening: true, name })],
    })
  for (const name of ['One', 'Two']) importSave(db, { savedAt: null, reading: page(name) })
  expect(postsOfThreads(db)).toEqual([1, 1])
})

test('short answers of one person that recur on other floors are posts of their own', () => {
  const db = emptyLibrary()
  const bump = (floor: number): Partial<PostReading> => ({
    floor,
    postedAt: '2020-03-01',
    precision: 'day',
    text: 'Up',
  })
  const page = (number: number): PageReading =>
    pageReading({ thread: { page: number }, posts: [postReading({ ...bump(number), name: 'Bo' })] })
  for (const number of [1, 2]) importSave(db, { savedAt: null, reading: page(number) })
  expect(postsOfThreads(db)).toEqual([2])
})

const postersOf = (db: WritableDB): unknown[] =>
  db.prepare('SELECT uid, name, post_count FROM poster ORDER BY uid, name').all()
const pageBy = (posts: { name: string; uid: string | null }[], id: string): Save => ({
  savedAt: `2023-0${id}-01T00:00:00.000Z`,
  reading: pageReading({
    thread: { id },
    posts: posts.map((says, index) => postReading({ ...says, id: `${id}${index}`, floor: index + 1 })),
  }),
})

test('a name with one uid is that person also where no uid is told; with two it stands for itself', () => {
  const db = emptyLibrary()
  importSave(db, pageBy([{ name: 'Eve', uid: null }], '1'))
  importSave(db, pageBy([{ name: 'Eve', uid: '5' }], '2'))
  expect(postersOf(db)).toEqual([{ uid: '5', name: 'Eve', post_count: 2 }])
  importSave(db, pageBy([{ name: 'Eve', uid: '6' }], '3'))
  expect(postersOf(db)).toEqual([
    { uid: null, name: 'Eve', post_count: 1 },
    { uid: '5', name: 'Eve', post_count: 1 },
    { uid: '6', name: 'Eve', post_count: 1 },
  ])
})

test('one uid under two names is one person, called as last saved', () => {
  const db = emptyLibrary()
  importSave(db, pageBy([{ name: 'Renamed', uid: '5' }], '2'))
  importSave(db, pageBy([{ name: 'Eve', uid: '5' }], '1'))
  expect(postersOf(db)).toEqual([{ uid: '5', name: 'Renamed', post_count: 2 }])
})

test('a post shows the card of its latest save; the person keeps every snapshot', () => {
  const db = emptyLibrary()
  const save = (year: string, postCount: number): Save => ({
    savedAt: `${year}-01-01T00:00:00.000Z`,
    reading: pageReading({ posts: [postReading({ id: '1', uid: '5', card: cardReading({ postCount }) })] }),
  })
  importSave(db, save('2024', 90))
  importSave(db, save('2021', 10))
  expect(openPoster(db, 1).cards.map(({ savedAt, card }) => [savedAt, card.postCount])).toEqual([
    ['2021-01-01T00:00:00.000Z', 10],
    ['2024-01-01T00:00:00.000Z', 90],
  ])
  expect(db.prepare(`SELECT data ->> '$.postCount' FROM post JOIN card ON card.id = card_id`).pluck().get()).toBe(90)
})

test('two posts of a page under one id are both kept, however often the page is saved', () => {
  const db = emptyLibrary()
  const posts = [postReading({ id: '1', floor: 1, text: 'One' }), postReading({ id: '1', floor: 2, text: 'Two' })]
  for (const savedAt of ['2023-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z'])
    importSave(db, { savedAt, reading: pageReading({ posts }) })
  expect(shownOf(db)).toEqual(['One', 'Two'])
})

test('a page read again by a better engine replaces what it said before, keeping its posts', () => {
  const db = emptyLibrary()
  const { threadId } = importSave(db, first)
  const [sourceId, ids] = [1, db.prepare('SELECT id FROM post ORDER BY position').pluck().all()]
  const posts = [{ ...first.reading.posts[0]!, text: 'Water first!' }, first.reading.posts[1]!]
  const again = mergePage(db, {
    sourceId,
    pageName: 'page.html',
    reading: { ...first.reading, posts },
    savedAt: first.savedAt,
    now: '2024-07-01T00:00:00.000Z',
    indexPost: () => undefined,
  })
  expect({ again: again.threadId, ids: db.prepare('SELECT id FROM post ORDER BY position').pluck().all() }).toEqual({
    again: threadId,
    ids,
  })
  expect([shownOf(db), db.prepare('SELECT count(*) FROM post_version').pluck().get()]).toEqual([
    ['Water first!', 'Leaves first'],
    2,
  ])
})
