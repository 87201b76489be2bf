/*
 * An import, a migration and a backup killed at random moments, by the system's own SIGKILL (F01, F02). `npm run faults`
 * kills each 200 times, the import one of 500 pages; the ordinary tests do so 20 times in all with fewer pages.
 */
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepCounts } from '../../src/core/library/completeness/keep-counts.ts'
import { backupFiles, refuseUnsound } from '../../src/core/store/backup.ts'
import { openForReading, openForWriting } from '../../src/core/store/open.ts'
import { readOriginal } from '../../src/core/store/originals.ts'
import { indexGaps } from '../../src/core/store/post-index.ts'
import { databaseDamage, orphanRows, tableNames } from '../../src/core/store/soundness.ts'
import { dumpFolder } from '../support/dump-library.ts'
import { isFull, work } from '../support/killed.ts'
import { scratchFolder } from '../support/library.ts'
import { makeOld } from '../support/old-library.ts'
import { postsOnPage, towerPages } from '../support/tower-pages.ts'

const kills = isFull ? { import: 200, migrate: 200, backup: 200 } : { import: 6, migrate: 7, backup: 7 }
const pages = isFull ? 500 : 60
const time = isFull ? 4 * 60 * 60 * 1_000 : 180_000
const oldForm = 2

const scratch = scratchFolder()
const place = (name: string): string => path.join(scratch.folder, name)
afterAll(() => scratch.remove())

/** What a library holds, when what it lacks has been counted, which the program does in between. */
async function heldBy(library: string): Promise<unknown> {
  const db = openForWriting(library)
  await keepCounts(db, new AbortController().signal)
  db.close()
  return dumpFolder(library)
}

/** What is wrong with a library that a killed process left, once it was opened again. */
function faultsOf(library: string): unknown[] {
  openForWriting(library).close()
  const db = openForReading(library)
  try {
    const reported = db
      .prepare<[], { path: string; threadId: number | null; posts: number }>(
        `SELECT path, thread_id AS threadId, posts FROM import_item WHERE outcome = 'imported'`,
      )
      .all()
    const sources = db.prepare<[], { sha256: string; path: string }>('SELECT sha256, path FROM source').all()
    const kept = new Set(sources.map(source => source.path))
    const { missing, strays } = indexGaps(db)
    const half = db
      .prepare(
        `SELECT page.id FROM page WHERE (SELECT count(*) FROM post_seen WHERE page_id = page.id) <> ${postsOnPage}
           OR thread_id IS NULL`,
      )
      .all()
    for (const { sha256 } of sources) readOriginal(library, sha256)
    return [
      ...databaseDamage(db),
      ...tableNames(db).flatMap(table => orphanRows(db, table)),
      ...reported.filter(item => item.threadId === null || !kept.has(item.path)),
      ...missing,
      ...strays,
      ...half,
      // Whatever did not come in says why: an import that ends with less must tell of what.
      ...db.prepare(`SELECT * FROM import_item WHERE outcome IN ('failed', 'skipped')`).all(),
      ...db.prepare(`SELECT id FROM import_run WHERE state NOT IN ('finished', 'interrupted')`).all(),
    ]
  } finally {
    db.close()
  }
}

test(
  'an import killed at any moment leaves a sound library, and the next one ends as if nothing had happened',
  { timeout: time },
  async () => {
    towerPages(place('given'), pages)
    const { isDone, took } = await work('import', place('undisturbed'), place('given'), null)
    const undisturbed = (await heldBy(place('undisturbed'))) as { threads: unknown[] }
    expect([isDone, undisturbed.threads.length]).toEqual([true, Math.ceil(pages / 3)])
    let round = 0
    for (let killed = 0; killed < kills.import; round++) {
      const library = place('killed')
      // Several kills in a row hit one library at ever later moments of its import; then it is left to finish.
      let hasEnded = false
      for (let time = 0; time < 5 && killed < kills.import && !hasEnded; time++, killed++) {
        const kind = time > 0 && round % 2 === 0 ? 'continue' : 'import'
        hasEnded = (await work(kind, library, place('given'), Math.random() * took * 0.8)).isDone
        expect(faultsOf(library)).toEqual([])
      }
      // Gone on with by the same run, or imported anew: the end is the same.
      const last = await work(round % 2 === 0 && !hasEnded ? 'continue' : 'import', library, place('given'), null)
      expect(last.isDone).toBe(true)
      expect([faultsOf(library), await heldBy(library)]).toEqual([[], undisturbed])
      rmSync(library, { recursive: true })
      if (isFull) process.stdout.write(`${killed} imports killed\n`)
    }
  },
)

test(
  'a migration killed at any moment leaves the old form or a newer one, and the next opening ends it',
  { timeout: time },
  async () => {
    const given = place('given')
    const old = place('old')
    towerPages(given, pages)
    expect((await work('import', old, given, null)).isDone).toBe(true)
    const asItWas = await heldBy(old)
    makeOld(old, oldForm)
    cpSync(old, place('migrated'), { recursive: true })
    const { took } = await work('migrate', place('migrated'), '', null)
    for (let killed = 0; killed < kills.migrate; killed++) {
      const library = place('half')
      cpSync(old, library, { recursive: true })
      await work('migrate', library, '', Math.random() * took)
      expect([faultsOf(library), await heldBy(library)]).toEqual([[], asItWas])
      for (const { name } of backupFiles(library)) refuseUnsound(path.join(library, 'backups', name))
      rmSync(library, { recursive: true })
    }
  },
)

test(
  'a backup killed at any moment is whole or not there, and costs none that was there',
  { timeout: time },
  async () => {
    const library = place('backed')
    const given = place('given')
    towerPages(given, pages)
    expect((await work('import', library, given, null)).isDone).toBe(true)
    const { took } = await work('backup', library, '', null)
    const [good] = backupFiles(library).filter(({ reason }) => reason === 'manual')
    let whole = 0
    for (let killed = 0; killed < kills.backup; killed++) {
      const { isDone } = await work('backup', library, '', Math.random() * took * 1.2)
      const made = backupFiles(library).filter(({ reason }) => reason === 'manual')
      for (const { name } of made.filter(({ name }) => name !== good!.name)) {
        refuseUnsound(path.join(library, 'backups', name))
        whole++
        rmSync(path.join(library, 'backups', name))
      }
      if (isDone) expect(made.length).toBe(2)
      expect(made.map(({ name }) => name)).toContain(good!.name)
      expect(faultsOf(library)).toEqual([])
    }
    refuseUnsound(path.join(library, 'backups', good!.name))
    expect(whole).toBeLessThanOrEqual(kills.backup)
  },
)
