import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate, versionOf } from '../../../../src/core/store/migrations/index.ts'
import type { WritableDB } from '../../../../src/core/store/sql.ts'

test('a library of the first form keeps its pages, which can then say what was saved for their pictures', () => {
  const db = new Database(':memory:') as WritableDB
  db.pragma('foreign_keys = ON')
  migrate(db, 1)
  db.exec(`INSERT INTO forum (id, key, name, name_order) VALUES (1, 'unknown', '', '');
    INSERT INTO source (id, sha256, name, bytes, added_at) VALUES (1, 'aa', 'a.html', 1, '');
    INSERT INTO page (id, source_id, name, forum_id, save_order, read_at, engine, confidence, title, title_key, is_opening,
      digest) VALUES (1, 1, 'a.html', 1, '', '', 'x', 'guess', '', '', 0, 0)`)
  migrate(db, 2)
  db.exec(`INSERT INTO page_picture VALUES (1, 'a_files/p.png', 'bb')`)
  const picture = db.prepare('SELECT * FROM page_picture').raw().all()
  db.exec('DELETE FROM page')
  expect([versionOf(db), picture, db.prepare('SELECT count(*) FROM page_picture').pluck().get()]).toEqual([
    2,
    [[1, 'a_files/p.png', 'bb']],
    0,
  ])
})
