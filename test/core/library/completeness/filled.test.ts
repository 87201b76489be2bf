/* A later import that fills a gap says so; and the same page in many forms stays one page. */
import { expect, test } from 'vitest'
import { KnownGaps } from '../../../../src/core/library/completeness/known-gaps.ts'
import type { WritableDB } from '../../../../src/core/store/sql.ts'
import { emptyLibrary, importSave } from '../../../support/made-pages.ts'
import type { PageSave } from '../../../support/saved-threads.ts'
import { floors, importPages, onFloor, pageSave } from '../../../support/saved-threads.ts'

const page = (number: number, day = 1): PageSave => ({
  page: number,
  pages: 5,
  shows: floors((number - 1) * 10 + 1, number * 10),
  day,
})

/** What each save of one run fills. */
function filledBy(db: WritableDB, ...saves: readonly PageSave[]): unknown[] {
  const gaps = new KnownGaps(db)
  return saves.map(save => {
    const { threadId, pageId } = importSave(db, pageSave(save))
    return gaps.filledBy(threadId, pageId)
  })
}

test('a page that was missing, and floors between those that were here', () => {
  const db = emptyLibrary()
  importPages(db, page(1), page(3), page(5))
  expect(filledBy(db, page(2), page(4), page(4, 9))).toEqual([
    { pages: [2], floors: 10 },
    { pages: [4], floors: 10 },
    null,
  ])
})

test('the pages of one run fill no gaps of each other, whatever their order', () => {
  expect(filledBy(emptyLibrary(), page(1), page(5), page(3), page(2))).toEqual([null, null, null, null])
})

test('a thread that only grows has no gap filled', () => {
  const db = emptyLibrary()
  importPages(db, { ...page(1), pages: 1 })
  expect(filledBy(db, { ...page(2), pages: 2 })).toEqual([null])
})

test('one page saved twice a year apart, as a copy, and with other page sizes: each post once, versions kept', () => {
  const db = emptyLibrary()
  const asCopy = floors(1, 10).map(floor => onFloor(floor, { id: null, html: `<div>${floor}</div>` }))
  const edited = floors(1, 10).map(floor => (floor === 4 ? onFloor(4, { text: 'Changed meanwhile' }) : onFloor(floor)))
  importPages(db, page(1), { ...page(1), shows: edited, day: 20 }, { ...page(1), shows: asCopy, day: 21 })
  const { newPosts, posts } = importSave(db, pageSave({ page: 1, pages: 2, shows: floors(1, 30), day: 25 }))
  expect([posts, newPosts, db.prepare('SELECT count(*) FROM post').pluck().get()]).toEqual([30, 20, 30])
  const texts = db.prepare(
    `SELECT count(DISTINCT text_hash) FROM post_version JOIN post ON post.id = post_id WHERE floor = 4`,
  )
  expect(texts.pluck().get()).toBe(2)
  const again = importSave(db, pageSave({ page: 1, pages: 2, shows: floors(1, 30), day: 26 }))
  expect([again.posts, again.newPosts, again.changedPosts]).toEqual([30, 0, 0])
})
