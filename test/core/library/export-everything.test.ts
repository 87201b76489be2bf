import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { exportLibrary, manifestName } from '../../../src/core/library/export-folder.ts'
import { tableNames } from '../../../src/core/store/soundness.ts'
import { openForReading } from '../../../src/core/store/open.ts'
import { dumpFolder } from '../../support/dump-library.ts'
import { openTestLibrary, scratchFolder } from '../../support/library.ts'
import { towerPages } from '../../support/tower-pages.ts'

/** Every row of every table that is the library's own: not of the imports it had itself, nor of its index and health. */
function everyRow(folder: string): Record<string, unknown[]> {
  const db = openForReading(folder)
  try {
    const rows = (table: string): unknown[] => db.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).all()
    const own = tableNames(db).filter(table => !['import_run', 'import_item', 'post_index', 'setting'].includes(table))
    return {
      ...Object.fromEntries(own.map(table => [table, rows(table)])),
      setting: db
        .prepare(`SELECT * FROM setting WHERE key NOT IN ('search.index', 'library.doubt') ORDER BY key`)
        .all(),
      import_run: db
        .prepare(
          `SELECT kind, state, started_at, given, bytes FROM import_run WHERE kind <> 'export'
        AND paths NOT LIKE '%everything%' ORDER BY started_at`,
        )
        .all(),
    }
  } finally {
    db.close()
  }
}

test('all that people added and decided comes through the open form: marks, notes, tags, reading, bin, joins, searches, runs', async () => {
  const { folder, remove } = scratchFolder()
  onTestFinished(remove)
  const place = (name: string): string => path.join(folder, name)
  towerPages(place('given'), 15)
  const first = await openTestLibrary(place('first'))
  await first.importAll(place('given'))
  const { threads } = await first.ask('threads.list', { offset: 0, limit: 10 })
  const [one, two, three, four] = threads.map(({ id }) => id)
  await first.ask('threads.mark', { threadIds: [one!, two!], star: true, addTags: ['水', '塔'], feeling: null })
  await first.ask('notes.set', { threadId: one!, postId: null, text: '一个 “note”\n two lines' })
  const { posts } = await first.ask('posts.range', { threadId: two!, start: 0, limit: 3 })
  await first.ask('posts.mark', { postId: posts[1]!.id, star: true })
  await first.ask('reading.note', {
    threadId: two!,
    lastPostId: posts[0]!.id,
    highestPostId: posts[2]!.id,
    day: '2024-02-29',
    posts: 3,
  })
  await first.ask('searches.save', { name: '水塔们', query: 'tag:水' })
  await first.ask('threads.join', { into: one!, threadIds: [three!] })
  await first.ask('bin.put', { threadIds: [four!] })
  await first.ask('settings.set', { theme: 'dark' })
  await first.close()
  exportLibrary(place('first'), place('everything'), 'test', () => undefined)
  const second = await openTestLibrary(place('second'))
  const report = await second.importAll(place('everything'))
  await second.close()
  expect(report.failed).toBe(0)
  expect(everyRow(place('second'))).toEqual(everyRow(place('first')))
  expect(dumpFolder(place('second'))).toEqual(dumpFolder(place('first')))
})

test('the export of a newer program is refused with the reason, and nothing is taken', async () => {
  const { folder, remove } = scratchFolder()
  onTestFinished(remove)
  const place = (name: string): string => path.join(folder, name)
  towerPages(place('given'), 3)
  const first = await openTestLibrary(place('first'))
  await first.importAll(place('given'))
  await first.close()
  const {
    path: _path,
    missing: _missing,
    ...manifest
  } = exportLibrary(place('first'), place('everything'), 'test', () => undefined)
  const file = path.join(place('everything'), manifestName)
  writeFileSync(file, JSON.stringify({ ...manifest, form: 999 }))
  const second = await openTestLibrary(place('second'))
  const report = await second.importAll(place('everything'))
  const { stats } = await second.ask('library.info', {})
  await second.close()
  expect([report.state, report.reason?.code, stats.threads, existsSync(file)]).toEqual([
    'failed',
    'library-newer',
    0,
    true,
  ])
})
