import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate, versionOf } from '../../../../src/core/store/migrations/index.ts'
import type { WritableDB } from '../../../../src/core/store/sql.ts'

const emptyDatabase = (): WritableDB => new Database(':memory:') as WritableDB

test('an empty database becomes a library whose counts keep themselves', () => {
  const db = emptyDatabase()
  migrate(db, 1)
  db.exec(`INSERT INTO forum (id, key, name, name_order) VALUES (1, 'unknown', '', '');
    INSERT INTO poster (id, forum_id, name, name_order, card_order) VALUES (1, 1, 'Ada', '', ''), (2, 1, 'Bo', '', '');
    INSERT INTO thread (id, forum_id, title, title_key, engine, confidence, imported_at) VALUES (1, 1, '', '', '', 'guess', '');
    INSERT INTO post (id, thread_id, position, sort_floor, sort_page, sort_ordinal, poster_id)
      VALUES (1, 1, 0, 0, 0, 0, 1), (2, 1, 1, 0, 0, 1, 1), (3, 1, 2, 0, 0, 2, 1);
    UPDATE thread SET starter_id = 1;
    UPDATE post SET poster_id = 2 WHERE id = 2;
    DELETE FROM post WHERE id = 3`)
  expect({
    version: versionOf(db),
    posters: db.prepare('SELECT post_count, thread_count FROM poster ORDER BY id').raw().all(),
    thread: db.prepare('SELECT post_count FROM thread').pluck().get(),
  }).toEqual({
    version: 1,
    posters: [
      [1, 1],
      [1, 0],
    ],
    thread: 2,
  })
})

test('a step that fails leaves the database as it was', () => {
  const db = emptyDatabase()
  const steps = [{ version: 1, name: 'broken', sql: 'CREATE TABLE a (b); CREATE TABLE a (b)' }]
  expect(() => migrate(db, 1, steps)).toThrow()
  expect({ version: versionOf(db), tables: db.prepare('SELECT name FROM sqlite_schema').all() }).toEqual({
    version: 0,
    tables: [],
  })
})

test('steps run once each, in order', () => {
  const db = emptyDatabase()
  const steps = [
    { version: 1, name: 'one', sql: 'CREATE TABLE a (b)' },
    { version: 2, name: 'two', sql: 'ALTER TABLE a ADD COLUMN c' },
  ]
  migrate(db, 1, steps)
  migrate(db, 2, steps)
  migrate(db, 2, steps)
  expect(db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all('a')).toEqual(['b', 'c'])
})
