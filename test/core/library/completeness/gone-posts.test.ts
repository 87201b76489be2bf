import { describe, expect, test } from 'vitest'
import { emptyLibrary } from '../../../support/made-pages.ts'
import type { PageSave } from '../../../support/saved-threads.ts'
import { floors, importPages, onFloor, savedOn } from '../../../support/saved-threads.ts'

/** The floors that are marked as gone, with the day since which they are. */
function gone(...saves: readonly PageSave[]): unknown {
  const db = emptyLibrary()
  const threadId = importPages(db, ...saves)
  return db
    .prepare('SELECT floor, gone_since FROM post WHERE thread_id = ? AND gone_since IS NOT NULL ORDER BY position')
    .raw()
    .all(threadId)
}

const whole: PageSave = { page: 1, pages: 1, shows: floors(1, 10) }
const without = (...missing: number[]): number[] => floors(1, 10).filter(floor => !missing.includes(floor))

describe('a post that a later save no longer shows between its neighbours', () => {
  test('is gone since that save, and stays', () => {
    expect(gone(whole, { ...whole, shows: without(4, 5), day: 8 })).toEqual([
      [4, savedOn(8)],
      [5, savedOn(8)],
    ])
  })

  test('is gone since the first of several such saves, whatever the order of imports', () => {
    const saves = [{ ...whole, shows: without(4), day: 12 }, { ...whole, shows: without(4), day: 8 }, whole]
    expect(gone(...saves)).toEqual([[4, savedOn(8)]])
  })

  test('is not gone when a still later save shows it again', () => {
    expect(
      gone(whole, { ...whole, shows: without(4), day: 8 }, { ...whole, shows: floors(3, 5), page: null, day: 9 }),
    ).toEqual([])
  })

  test('is gone also where the forum numbers the posts after it anew', () => {
    const renumbered = without(4).map((floor, index) => onFloor(floor, { floor: index + 1 }))
    expect(gone(whole, { ...whole, shows: renumbered, day: 8 })).toHaveLength(1)
  })

  test('is gone also where another page size puts it on another page', () => {
    const later = { page: 1, pages: 2, shows: [1, 2, 3, 5], day: 8 }
    expect(gone(whole, later)).toEqual([[4, savedOn(8)]])
  })
})

describe('nothing is gone', () => {
  test.each<[string, PageSave]>([
    ['where a page ends early', { ...whole, shows: floors(1, 6), day: 8 }],
    ['on a page of one author', { ...whole, shows: [1, 4, 7, 10], day: 8 }],
    [
      'on a page that an address selects',
      { ...whole, shows: without(4), day: 8, url: 'https://f.example/read.php?tid=7&uid=2' },
    ],
    [
      'below the opening post that is shown again on a later page',
      { page: 2, pages: 2, shows: [1, ...floors(6, 10)], day: 8 },
    ],
    ['between popular posts on top', { ...whole, shows: [1, 9, 10, ...floors(2, 8)], day: 8 }],
    ['where most is left out', { ...whole, shows: [1, 2, 6, 10], day: 8 }],
    ['on a page that was only guessed at', { ...whole, shows: without(4), day: 8, says: { confidence: 'guess' } }],
    ['on an earlier save', { ...whole, shows: without(4), day: 1, says: { thread: { views: 3 } } }],
    ['where answers are ordered by votes', { ...whole, shows: without(4), day: 8, says: { engine: 'stackexchange' } }],
  ])('%s', (_name, later) => {
    expect(gone(whole, later)).toEqual([])
  })

  test('where posts have answers of their own that a page folds away', () => {
    const tree = [onFloor(1), onFloor(2, { parentId: '5001' }), onFloor(3)]
    expect(gone({ ...whole, shows: tree }, { ...whole, shows: [tree[0]!, tree[2]!], day: 8 })).toEqual([])
  })
})

test('fewer posts never overwrite more: what is gone can still be read', () => {
  const db = emptyLibrary()
  const threadId = importPages(db, whole, { ...whole, shows: without(4), day: 8 })
  expect(db.prepare('SELECT post_count FROM thread WHERE id = ?').pluck().get(threadId)).toBe(10)
})
