/* A repair rebuilds what can be rebuilt; what it cannot rebuild is named, and nothing is deleted. */
import { randomUUID } from 'node:crypto'
import { cpSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { repairLibrary } from '../../src/core/library/repair-library.ts'
import type { RepairReport } from '../../src/core/model/upkeep.ts'
import { dumpFolder } from '../support/dump-library.ts'
import type { TestLibrary } from '../support/library.ts'
import { openTestLibrary, scratchFolder } from '../support/library.ts'
import { towerPages } from '../support/tower-pages.ts'

const scratch = scratchFolder()
const pattern = path.join(scratch.folder, 'pattern')
let library: TestLibrary
let whole: unknown
beforeAll(async () => {
  const given = path.join(scratch.folder, 'given')
  towerPages(given, 12)
  library = await openTestLibrary(pattern)
  await library.importAll(given)
  await library.close()
  whole = dumpFolder(pattern)
})
afterAll(() => scratch.remove())
let folder = ''
beforeEach(() => {
  folder = path.join(scratch.folder, randomUUID())
  cpSync(pattern, folder, { recursive: true })
})
afterEach(() => library.close())

/** Changes the closed library behind its back, and repairs it. */
async function repaired(meddle: (db: Database.Database) => void): Promise<RepairReport> {
  const db = new Database(path.join(folder, 'library.sqlite'))
  db.pragma('foreign_keys = OFF')
  meddle(db)
  db.close()
  library = await openTestLibrary(folder)
  return repairLibrary((name, input) => library.connection.call(name, input))
}

async function isAsBefore(): Promise<void> {
  await library.close()
  expect(dumpFolder(folder)).toEqual(whole)
}

test('a sound library is left as it is', async () => {
  const report = await repaired(() => undefined)
  expect({ sound: report.sound, before: report.before, mended: report.mended }).toEqual({
    sound: true,
    before: [],
    mended: {
      indexed: 0,
      derived: 0,
      revived: 0,
      setAside: { rows: 0, file: null },
      originals: { read: 0, foundAgain: 0, restored: 0, newPosts: 0 },
    },
  })
  await isAsBefore()
})

const damages: [string, string][] = [
  [
    'rows of posts that say something else than the pages',
    `UPDATE post SET author_name = 'x', position = 3 WHERE id % 3 = 0`,
  ],
  ['rows of threads that say something else', `UPDATE thread SET title = 'x', last_post_at = NULL, post_count = 99`],
  ['sightings that were changed', `UPDATE post_seen SET floor = 1, author_name = 'x' WHERE ordinal = 2`],
  ['counts that are wrong', `UPDATE thread SET post_count = 3; UPDATE poster SET post_count = 1, thread_count = 7`],
  ['bodies that were altered', `UPDATE post_version SET text = 'x', html = '<p>x</p>' WHERE id % 4 = 1`],
  ['hashes of bodies that were altered', `UPDATE post_version SET body_hash = randomblob(16) WHERE id % 4 = 1`],
  [
    'posts that are gone, with all that is theirs',
    `PRAGMA foreign_keys = ON; UPDATE post SET version_id = NULL;
    DELETE FROM post_seen WHERE post_id % 5 = 0; DELETE FROM post_version WHERE post_id % 5 = 0; DELETE FROM post WHERE id % 5 = 0`,
  ],
  ['posts whose row alone is gone', `DELETE FROM post WHERE id % 5 = 0`],
  ['threads whose row is gone', `DELETE FROM thread WHERE id IN (1, 3)`],
  ['files whose row is gone', `DELETE FROM source WHERE id < 4`],
  ['people and cards that are gone', `DELETE FROM poster; DELETE FROM card`],
  ['a forum that is gone', `DELETE FROM forum; DELETE FROM board`],
  ['bodies that are gone', `DELETE FROM post_version WHERE id % 3 = 0`],
  [
    'an index without entries, with strange ones and with wrong ones',
    `DELETE FROM post_index WHERE rowid < 9;
    INSERT INTO post_index (rowid, body) VALUES (7000, '水'); DELETE FROM post_index WHERE rowid = 20;
    INSERT INTO post_index (rowid, body) VALUES (20, 'x')`,
  ],
  [
    'everything that is worked out, at once',
    `UPDATE post SET posted_at = NULL, floor = NULL; UPDATE thread SET title = '', pages = 77;
    UPDATE poster SET post_count = 0; DELETE FROM post_index`,
  ],
]
test.each(damages)('%s: the library is as it was', async (_name, script) => {
  const report = await repaired(db => db.exec(script))
  expect(report.before).not.toEqual([])
  expect(report.remaining).toEqual([])
  await isAsBefore()
})
