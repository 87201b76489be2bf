import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate, versionOf } from '../../../../src/core/store/migrations/index.ts'
import type { WritableDB } from '../../../../src/core/store/sql.ts'

function libraryOfThirdForm(): WritableDB {
  const db = new Database(':memory:') as WritableDB
  db.pragma('foreign_keys = ON')
  migrate(db, 3)
  db.exec(`INSERT INTO forum (id, key, name, name_order) VALUES (1, 'unknown', '', '');
    INSERT INTO poster (id, forum_id, name, name_order, card_order) VALUES (1, 1, 'Ada', '', ''), (2, 1, 'Bo', '', '');
    INSERT INTO thread (id, forum_id, title, title_key, engine, confidence, imported_at)
      VALUES (1, 1, '', '', '', '', ''), (2, 1, '', '', '', '', '');
    INSERT INTO source (id, sha256, name, bytes, added_at) VALUES (1, 'aa', 'a.html', 1, '');
    INSERT INTO page (id, source_id, name, thread_id, forum_id, save_order, read_at, engine, confidence, title, title_key,
      is_opening, digest) VALUES (1, 1, 'a.html', 2, 1, '', '', 'x', 'guess', '', '', 0, 0);
    INSERT INTO post (thread_id, position, sort_floor, sort_page, sort_ordinal, poster_id)
      VALUES (1, 0, 0, 0, 0, 1), (1, 1, 1, 0, 1, 2), (1, 2, 2, 0, 2, 2), (2, 0, 0, 0, 0, 1);
    UPDATE thread SET starter_id = 1`)
  return db
}

const counts = (db: WritableDB): unknown =>
  db.prepare('SELECT post_count, thread_count FROM poster ORDER BY id').raw().all()

test('pages of a library of the third form are of the threads they are in', () => {
  const db = libraryOfThirdForm()
  migrate(db, 4)
  const page = db.prepare('SELECT thread_id, found_thread_id, hand_thread_id FROM page').raw().get()
  expect([versionOf(db), page]).toEqual([4, [2, 2, null]])
})

test('people are counted without what is in the bin, and with it again when it is taken out', () => {
  const db = libraryOfThirdForm()
  migrate(db, 4)
  const told = [counts(db)]
  db.exec(`UPDATE thread SET binned_at = 'then' WHERE id = 1`)
  told.push(counts(db))
  db.exec(`UPDATE thread SET binned_at = 'later' WHERE id = 1; DELETE FROM post WHERE thread_id = 1 AND position = 2;
    UPDATE post SET poster_id = 1 WHERE thread_id = 1 AND position = 1`)
  told.push(counts(db))
  db.exec('UPDATE thread SET binned_at = NULL WHERE id = 1')
  told.push(counts(db))
  expect(told).toEqual([
    [
      [2, 2],
      [2, 0],
    ],
    [
      [1, 1],
      [0, 0],
    ],
    [
      [1, 1],
      [0, 0],
    ],
    [
      [3, 2],
      [0, 0],
    ],
  ])
})

test('a thread that is deleted out of the bin changes nobody’s counts', () => {
  const db = libraryOfThirdForm()
  migrate(db, 4)
  db.exec(`UPDATE thread SET binned_at = 'then' WHERE id = 1; DELETE FROM post WHERE thread_id = 1;
    DELETE FROM thread WHERE id = 1`)
  expect(counts(db)).toEqual([
    [1, 1],
    [0, 0],
  ])
})
