import { describe, expect, test } from 'vitest'
import { threadGaps } from '../../../../src/core/library/completeness/thread-gaps.ts'
import type { ThreadGaps } from '../../../../src/core/model/gaps.ts'
import { emptyLibrary } from '../../../support/made-pages.ts'
import type { PageSave } from '../../../support/saved-threads.ts'
import { floors, importPages, onFloor } from '../../../support/saved-threads.ts'

function gapsOf(...saves: readonly PageSave[]): ThreadGaps {
  const db = emptyLibrary()
  return threadGaps(db, importPages(db, ...saves))
}

const page = (number: number, pages: number, size = 10): PageSave => ({
  page: number,
  pages,
  shows: floors((number - 1) * size + 1, number * size),
  url: `https://forum.example/thread-7-${number}-1.html`,
})

const shortly = (gaps: ThreadGaps): unknown =>
  gaps.gaps.map(({ kind, floors: range, pages }) => [
    kind,
    range && `${range.from}–${range.to}`,
    pages.map(each => each.page),
  ])

describe('pages', () => {
  test('1–3 and 5 of 6 are here: 4 and 6 are missing, each with its address', () => {
    const gaps = gapsOf(page(1, 6), page(2, 6), page(3, 6), page(5, 6))
    expect(gaps.pages).toEqual({
      total: 6,
      present: [1, 2, 3, 5],
      missing: [
        { page: 4, url: 'https://forum.example/thread-7-4-1.html' },
        { page: 6, url: 'https://forum.example/thread-7-6-1.html' },
      ],
    })
    expect(shortly(gaps)).toEqual([
      ['unsaved', '31–40', [4]],
      ['unsaved', null, [6]],
    ])
    expect(gaps.counts).toMatchObject({ pages: 2, floors: 10 })
  })

  test('a page without a certain address is named with the thread’s', () => {
    const addressed = { ...page(1, 3), url: 'https://forum.example/lamps' }
    const gaps = gapsOf(addressed, { ...page(3, 3), url: null })
    expect(gaps.pages.missing).toEqual([{ page: 2, url: null }])
    expect(gaps.gaps.map(gap => gap.url)).toEqual(['https://forum.example/lamps'])
  })

  test('the same thread saved with 10 and with 30 posts a page: what one shows the other does not lack', () => {
    const gaps = gapsOf(
      page(1, 6),
      page(2, 6),
      page(3, 6),
      { ...page(1, 2, 30), day: 5 },
      { ...page(2, 2, 30), day: 5 },
    )
    expect([gaps.pages.total, gaps.pages.missing, gaps.gaps]).toEqual([2, [], []])
  })

  test('pages of 10 cover what pages of 30 would show, as far as they go', () => {
    const gaps = gapsOf({ ...page(1, 3, 30), day: 5 }, page(4, 9), page(5, 9), page(6, 9))
    expect([gaps.pages.total, gaps.pages.missing.map(each => each.page)]).toEqual([3, [3]])
  })

  test('a page that shows one author only is no page of the thread', () => {
    const authorOnly = { page: 1, pages: 1, shows: [1, 4, 22], url: 'https://forum.example/read.php?tid=7&uid=9' }
    const gaps = gapsOf(page(1, 3), { ...authorOnly, day: 9 })
    expect([gaps.pages.total, gaps.pages.missing.map(each => each.page)]).toEqual([3, [2, 3]])
  })

  test('what a guess takes for page numbers is not believed', () => {
    const gaps = gapsOf({ ...page(1, 530), says: { confidence: 'guess' } })
    expect(gaps.counts).toMatchObject({ pages: 0, floors: 0 })
  })
})

describe('floors', () => {
  test('a floor that one page skips was deleted at the forum; one between two saves of different days was not saved', () => {
    const first = { ...page(1, 2), shows: [...floors(1, 4), ...floors(6, 9)] }
    const second = { ...page(2, 2), shows: floors(12, 20), day: 9 }
    expect(shortly(gapsOf(first, second))).toEqual([
      ['deleted', '5–5', []],
      ['unsaved', '10–11', []],
    ])
  })

  test('two pages saved at one sitting leave nothing between them', () => {
    const first = { ...page(1, 2), shows: floors(1, 9) }
    expect(shortly(gapsOf(first, { ...page(2, 2), shows: floors(12, 20) }))).toEqual([['deleted', '10–11', []]])
  })

  test('a last page that was saved before it was full lacks what came after', () => {
    const gaps = gapsOf(page(1, 2), { ...page(2, 2), shows: floors(11, 14) }, { ...page(3, 3), day: 20 })
    expect(shortly(gaps)).toEqual([['unsaved', '15–20', []]])
    expect(gaps.gaps[0]).toMatchObject({ url: 'https://forum.example/thread-7-2-1.html' })
  })

  test('forums that count from 0, and saves of one thread that count from 1, have no gap there', () => {
    expect(gapsOf({ page: 1, pages: 1, shows: floors(0, 9) }).gaps).toEqual([])
    expect(gapsOf({ page: 1, pages: 1, shows: floors(1, 9) }).gaps).toEqual([])
  })

  test('views of one author, of popular posts, or with the opening post again on every page make no gaps', () => {
    const authorOnly = [1, 4, 7, 10].map(floor => onFloor(floor, { name: 'Ada' }))
    expect(gapsOf({ page: 1, pages: 1, shows: authorOnly }).gaps).toEqual([])
    const popularFirst = [1, 8, 9, ...floors(2, 7)]
    expect(gapsOf({ page: 1, pages: 1, shows: popularFirst }).gaps).toEqual([])
    const repeated = { ...page(3, 3), shows: [1, ...floors(21, 30)] }
    expect(shortly(gapsOf(repeated))).toEqual([['unsaved', '2–20', [1, 2]]])
  })

  test('selections fill gaps with the posts they show', () => {
    const selected = { page: 1, pages: 1, shows: [12, 15], url: 'https://forum.example/read.php?tid=7&uid=9' }
    expect(shortly(gapsOf(page(1, 3), page(3, 3), selected))).toEqual([
      ['unsaved', '11–11', [2]],
      ['unsaved', '13–14', []],
      ['unsaved', '16–20', []],
    ])
  })

  test('a gap lies between the post before it and the post after it', () => {
    const db = emptyLibrary()
    const gaps = threadGaps(db, importPages(db, page(1, 3), page(3, 3)))
    const floorOf = (id: number | null): unknown => db.prepare('SELECT floor FROM post WHERE id = ?').pluck().get(id)
    expect(gaps.gaps.map(gap => [floorOf(gap.afterPostId), floorOf(gap.beforePostId)])).toEqual([[10, 21]])
  })
})

test('hidden parts, pictures and attachments are named with their floor and their address', () => {
  const shows = [
    onFloor(1, { missingPictures: ['https://pics.example/a/lamp.jpg'] }),
    onFloor(2, { hidden: [{ reason: 'reply', text: 'Answer to see this' }] }),
    onFloor(3, {
      attachments: [
        { name: 'plan.pdf', url: 'attachment.php?aid=3', size: null, asset: null },
        { name: 'kept.png', url: null, size: null, asset: `assets/${'a'.repeat(64)}` },
      ],
    }),
  ]
  const gaps = gapsOf({ page: 1, pages: 1, shows, url: 'https://forum.example/thread-7-1-1.html' })
  expect(gaps.parts.map(({ kind, floor, name, url }) => [kind, floor, name, url])).toEqual([
    ['picture', 1, 'lamp.jpg', 'https://pics.example/a/lamp.jpg'],
    ['hidden', 2, 'Answer to see this', 'https://forum.example/thread-7-1-1.html'],
    ['attachment', 3, 'plan.pdf', 'https://forum.example/attachment.php?aid=3'],
  ])
  expect(gaps.counts).toEqual({ pages: 0, floors: 0, hidden: 1, pictures: 1, attachments: 1 })
})
