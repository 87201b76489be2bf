import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../../../../src/core/store/migrations/index.ts'
import type { WritableDB } from '../../../../src/core/store/sql.ts'

test('a library from before completeness was counted says that it is still to be counted', () => {
  const db = new Database(':memory:') as WritableDB
  db.pragma('foreign_keys = ON')
  migrate(db, 5)
  db.exec(`INSERT INTO forum (id, key, name, name_order) VALUES (1, 'unknown', '', '');
    INSERT INTO thread (id, forum_id, title, title_key, engine, confidence, imported_at)
      VALUES (1, 1, 'Lamps', 'lamps', 'x', 'sure', '');
    INSERT INTO post (id, thread_id, position, sort_floor, sort_page, sort_ordinal) VALUES (1, 1, 0, 0, 0, 0)`)
  migrate(db, 6)
  expect(db.prepare('SELECT missing_pages, missing_floors FROM thread').raw().all()).toEqual([[null, 0]])
  expect(db.prepare('SELECT hidden_parts, missing_pictures, gone_since FROM post').raw().all()).toEqual([
    [null, 0, null],
  ])
})
