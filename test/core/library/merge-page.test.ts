import { expect, test } from 'vitest'
import { dumpLibrary } from '../../support/dump-library.ts'
import type { Save } from '../../support/made-pages.ts'
import { emptyLibrary, importSave, pageReading, postReading } from '../../support/made-pages.ts'

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
  expect(merged).toEqual({ threadId: 1, posts: 2, newPosts: 2, changedPosts: 0 })
  expect(importSave(db, first)).toEqual({ threadId: 1, posts: 2, newPosts: 0, changedPosts: 0 })
  expect(dumpLibrary(db)).toEqual(before)
})
