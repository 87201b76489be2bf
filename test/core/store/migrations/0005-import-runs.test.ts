import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate, versionOf } from '../../../../src/core/store/migrations/index.ts'
import type { WritableDB } from '../../../../src/core/store/sql.ts'

function ofForm(version: number): WritableDB {
  const db = new Database(':memory:') as WritableDB
  db.pragma('foreign_keys = ON')
  migrate(db, version)
  return db
}

test('past imports stay what they were: by hand, and cancelled where the program had ended first', () => {
  const db = ofForm(4)
  db.exec(`INSERT INTO import_run (id, state, started_at, paths, given, reason)
      VALUES (1, 'finished', '2024', '["a"]', 1, NULL), (2, 'cancelled', '2024', '["b"]', 3, 'interrupted');
    INSERT INTO import_item (run_id, path, outcome, posts, new_posts) VALUES (1, 'a', 'imported', 2, 2)`)
  migrate(db, 5)
  expect([
    versionOf(db),
    db.prepare('SELECT id, state, kind, given, reason, bytes, active_ms FROM import_run').raw().all(),
    db.prepare('SELECT path, outcome, posts, new_posts, changed_posts, bytes, source_id FROM import_item').raw().all(),
  ]).toEqual([
    5,
    [
      [1, 'finished', 'hand', 1, null, 0, 0],
      [2, 'cancelled', 'hand', 3, null, 0, 0],
    ],
    [['a', 'imported', 2, 2, 0, 0, null]],
  ])
})

test('what a run had left goes with the run', () => {
  const db = ofForm(5)
  db.exec(`INSERT INTO import_run (id, state, started_at, paths) VALUES (1, 'interrupted', '2024', '[]');
    INSERT INTO import_left (run_id, place, path) VALUES (1, 1, 'a'), (1, 2, 'a');
    DELETE FROM import_run`)
  expect(db.prepare('SELECT count(*) FROM import_left').pluck().get()).toBe(0)
})
