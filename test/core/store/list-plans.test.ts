/* Lists stay quick in a large library because none of them reads a whole table of threads, posts or people. */
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { readerContract, readerHandlers } from '../../../src/core/library/reader-handlers.ts'
import { openForWriting } from '../../../src/core/store/open.ts'
import type { ReadableDB } from '../../../src/core/store/sql.ts'
import { importSave, pageReading, postReading, temporaryFolder } from '../../support/made-pages.ts'

type Question = readonly [name: keyof typeof readerContract, input: object]

const orders = [
  'newest-post',
  'newest-import',
  'oldest',
  'most-replied',
  'longest',
  'most-starred',
  'recently-read',
  'recently-binned',
  'title',
]
const filters = [
  { forumId: 1 },
  { boardId: 1 },
  { starterId: 1 },
  { starred: true },
  { tagId: 1 },
  { unread: true },
  { unread: false },
  { noted: true },
  { feeling: 'funny' },
  { posterId: 1 },
  { withGaps: true },
  { binned: true },
  { startedIn: 2020 },
]
const questions: readonly Question[] = [
  ...orders.map(order => ['threads.list', { order }] as const),
  ...filters.map(filter => ['threads.list', { filter }] as const),
  ...['posts', 'name', 'recent', 'threads'].map(order => ['members.list', { order }] as const),
  ...['replies', 'posts', 'stars', 'views'].map(by => ['rankings.threads', { by }] as const),
  ['rankings.people', {}],
  ['rankings.people', { field: '发帖' }],
  ['members.posts', { posterId: 1 }],
  ['members.talks', { posterId: 1 }],
  ['members.history', { posterId: 1 }],
  ['blogs.list', {}],
  ['blogs.posts', { posterId: 1 }],
  ['notes.list', {}],
  ['tags.list', {}],
  ['reading.continue', {}],
  ['reading.log', { from: '2024-01-01', to: '2024-12-31', today: '2024-12-31' }],
  ['reading.dip', {}],
  ['joins.proposed', {}],
]

test('every list finds its rows by an index', () => {
  const folder = temporaryFolder()
  const db = openForWriting(folder)
  const posts = [postReading({ id: '1', floor: 1, isOpening: true, postedAt: '2020-01-01', precision: 'day' })]
  importSave(db, { savedAt: '2024-01-01T00:00:00.000Z', reading: pageReading({ posts }) })
  const asked: string[] = []
  const listening = new Database(path.join(folder, 'library.sqlite'), {
    readonly: true,
    verbose: statement => asked.push(String(statement)),
  }) as ReadableDB
  const handlers = readerHandlers(listening, folder, { readOnlyReason: null, version: '1' })
  for (const [name, input] of questions) {
    const answer = handlers[name] as (input: unknown) => unknown
    answer(readerContract[name].input.parse(input))
  }
  listening.close()
  const selects = [...new Set(asked.filter(statement => statement.startsWith('SELECT')))]
  const scans = selects.flatMap(statement =>
    db
      .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${statement}`)
      .all()
      .filter(({ detail }) => /^SCAN (?:thread|post|post_version|poster|one|other)$/.test(detail))
      .map(({ detail }) => `${detail}: ${statement.replace(/\s+/g, ' ').slice(-700)}`),
  )
  db.close()
  expect(asked.length).toBeGreaterThan(questions.length)
  expect(scans).toEqual([])
})
