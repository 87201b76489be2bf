import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate, versionOf } from '../../../../src/core/store/migrations/index.ts'
import type { WritableDB } from '../../../../src/core/store/sql.ts'

const card = { name: 'Ada', postCount: 12, digests: 3, onlineHours: null }
const field = (label: string, number: number | null, unit: string | null) => ({ label, value: 'x', number, unit })

test('a library of the second form keeps its people, whose numbers can then be compared', () => {
  const db = new Database(':memory:') as WritableDB
  db.pragma('foreign_keys = ON')
  migrate(db, 2)
  const put = db.prepare('INSERT INTO card (id, hash, data) VALUES (?, ?, ?)')
  put.run(
    1,
    Buffer.from('1'),
    JSON.stringify({ ...card, fields: [field('财富', 5, '鼎币'), field('级别', null, null)] }),
  )
  migrate(db, 3)
  put.run(2, Buffer.from('2'), JSON.stringify({ ...card, fields: [field('发帖', 12, null)] }))
  const numbers = db.prepare('SELECT card_id, label, value, unit FROM card_number ORDER BY 1, 2').raw().all()
  expect([versionOf(db), numbers]).toEqual([
    3,
    [
      [1, 'digests', 3, null],
      [1, 'postCount', 12, null],
      [1, '财富', 5, '鼎币'],
      // The forum has a word of its own for it, so it is not told twice.
      [2, 'digests', 3, null],
      [2, '发帖', 12, null],
    ],
  ])
})

test('what was marked in a thread goes when the thread does, and not before', () => {
  const db = new Database(':memory:') as WritableDB
  db.pragma('foreign_keys = ON')
  migrate(db, 3)
  db.exec(`INSERT INTO forum (id, key, name, name_order) VALUES (1, 'unknown', '', '');
    INSERT INTO thread (id, forum_id, title, title_key, engine, confidence, imported_at) VALUES (1, 1, '', '', '', '', '');
    INSERT INTO mark (thread_id, starred_at) VALUES (1, 'now');
    INSERT INTO tag (id, name, key) VALUES (1, 'a', 'a');
    INSERT INTO thread_tag VALUES (1, 1, 'now');
    INSERT INTO reading (thread_id, read_at) VALUES (1, 'now');
    INSERT INTO reading_day VALUES ('2024-01-01', 1, 3)`)
  const rows = () =>
    ['mark', 'thread_tag', 'reading', 'reading_day', 'tag'].map(table =>
      db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    )
  const before = rows()
  db.exec('DELETE FROM thread')
  expect([before, rows()]).toEqual([
    [1, 1, 1, 1, 1],
    [0, 0, 0, 0, 1],
  ])
})
