import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RereadReport } from '../../../src/core/model/upkeep.ts'
import { countUncounted } from '../../../src/core/store/completeness.ts'
import { openForReading } from '../../../src/core/store/open.ts'
import { sampleFolder } from '../../support/command.ts'
import { dumpLibrary } from '../../support/dump-library.ts'
import type { TestLibrary } from '../../support/library.ts'
import { openTestLibrary, scratchFolder } from '../../support/library.ts'
import { openWriter } from '../../support/writer.ts'

let scratch: ReturnType<typeof scratchFolder>
let library: TestLibrary
let before: unknown
beforeEach(async () => {
  scratch = scratchFolder()
  library = await openTestLibrary(path.join(scratch.folder, 'library'))
  const given = path.join(scratch.folder, 'given')
  cpSync(sampleFolder, given, { recursive: true, preserveTimestamps: true })
  await library.importAll(given)
  before = dump()
  // What was saved is long gone when an engine becomes better.
  rmSync(given, { recursive: true })
}, 30_000)
afterEach(async () => {
  await library.close()
  scratch.remove()
})

const file = (): string => path.join(library.folder, 'library.sqlite')
function dump(): unknown {
  const db = openForReading(library.folder)
  try {
    return dumpLibrary(db)
  } finally {
    db.close()
  }
}
function meddle<Answer>(act: (db: Database.Database) => Answer): Answer {
  const db = new Database(file())
  try {
    return act(db)
  } finally {
    db.close()
  }
}
const posts = (): unknown =>
  meddle(db => db.prepare('SELECT id, floor_label, author_name FROM post ORDER BY thread_id, position').raw().all())
const counts = ({ given, read, same, changed, kept, failed }: RereadReport): unknown => ({
  given,
  read,
  same,
  changed,
  kept,
  failed,
})

test('reading again changes nothing where the engines say what they said, pictures long gone from their folder included', async () => {
  const report = await library.ask('services.reread', {})
  expect([counts(report), dump()]).toEqual([{ given: 6, read: 6, same: 6, changed: 0, kept: 0, failed: 0 }, before])
})

test('a report is given when what the threads lack is counted again', async () => {
  await library.close()
  const writer = openWriter(library.folder)
  try {
    const { read } = await writer['services.reread']({ engine: null })
    expect([read, countUncounted(writer.db)]).toEqual([6, 0])
  } finally {
    await writer.close()
  }
})

test('what a worse engine understood is put right; posts keep their ids and the report names them', async () => {
  const good = posts()
  const [postId] = meddle(db => {
    const seen = db.prepare('SELECT post_id, page_id FROM post_seen WHERE floor = 2 LIMIT 1').raw().get() as number[]
    db.prepare(`UPDATE post_seen SET floor_label = '?' WHERE post_id = ?`).run(seen[0])
    db.prepare(`UPDATE post SET floor_label = '?' WHERE id = ?`).run(seen[0])
    db.prepare(`UPDATE page SET engine = 'older' WHERE id = ?`).run(seen[1])
    return seen
  })
  const report = await library.ask('services.reread', { engine: 'older' })
  expect([counts(report), report.items[0]?.changedPosts, posts()]).toEqual([
    { given: 1, read: 1, same: 0, changed: 1, kept: 0, failed: 0 },
    [postId],
    good,
  ])
})

test('files of other engines are left alone', async () => {
  expect(counts(await library.ask('services.reread', { engine: 'other' }))).toMatchObject({ given: 0, read: 0 })
})

test('a reading that says less than the library has is not taken, and a lost original is named', async () => {
  const posts = meddle(db => {
    db.pragma('foreign_keys = OFF')
    db.exec(`INSERT INTO post (id, thread_id, position, sort_floor, sort_page, sort_ordinal, version_id)
        SELECT 999, thread_id, 99, 99, 1, 99, 999 FROM page WHERE id = 1;
      INSERT INTO post_version (id, post_id, body_hash, text_hash, text, html) VALUES (999, 999, x'00', x'00', 'x', 'x');
      INSERT INTO post_seen (post_id, page_id, version_id, ordinal, near_floor) VALUES (999, 1, 999, 99, 99)`)
    return db.prepare('SELECT count(*) FROM post').pluck().get()
  })
  const fewer = await library.ask('services.reread', {})
  rmSync(path.join(library.folder, 'originals'), { recursive: true })
  const lost = await library.ask('services.reread', {})
  expect([fewer, lost].map(({ items }) => items.map(({ outcome, reason }) => [outcome, reason]))).toEqual([
    [['kept', 'fewer-posts']],
    Array.from({ length: 6 }, () => ['failed', 'original-damaged']),
  ])
  expect(meddle(db => db.prepare('SELECT count(*) FROM post').pluck().get())).toBe(posts)
})
