/*
 * An import killed at random moments, by the system's own SIGKILL. `npm run faults` kills 200 times an import of 500
 * pages; the ordinary tests do so a few times with fewer pages.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { orphanRows, databaseDamage, tableNames } from '../../src/core/store/soundness.ts'
import { indexGaps } from '../../src/core/store/post-index.ts'
import { openForReading, openForWriting } from '../../src/core/store/open.ts'
import { readOriginal } from '../../src/core/store/originals.ts'
import { dumpFolder } from '../support/dump-library.ts'
import { scratchFolder } from '../support/library.ts'
import { towerPages } from '../support/tower-pages.ts'

const isFull = process.env['npm_lifecycle_event'] === 'faults'
const kills = isFull ? 200 : 6
const pages = isFull ? 500 : 60
const child = path.resolve(import.meta.dirname, '../support/import-child.ts')

/** Runs an import in a process of its own, killed after some time if one is given; whether it came to its end. */
async function runImport(library: string, given: string, killAfter: number | null): Promise<boolean> {
  const running = spawn(process.execPath, [child, library, given], { stdio: ['ignore', 'pipe', 'inherit'] })
  const begun = Promise.withResolvers<null>()
  let said = ''
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    begun.resolve(null)
  })
  const ended = new Promise(resolve => running.once('close', resolve))
  if (killAfter !== null) {
    await Promise.race([begun.promise, ended])
    await Promise.race([setTimeout(killAfter), ended])
    running.kill('SIGKILL')
  }
  await ended
  return said.endsWith('finished\n')
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
        `SELECT page.id FROM page WHERE (SELECT count(*) FROM post_seen WHERE page_id = page.id) <> 5 OR thread_id IS NULL`,
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
      ...db.prepare(`SELECT id FROM import_run WHERE state NOT IN ('finished', 'interrupted')`).all(),
    ]
  } finally {
    db.close()
  }
}

test(
  'an import killed at any moment leaves a sound library, and the next one ends as if nothing had happened',
  async () => {
    const scratch = scratchFolder()
    try {
      const place = (name: string): string => path.join(scratch.folder, name)
      towerPages(place('given'), pages)
      const began = performance.now()
      expect(await runImport(place('undisturbed'), place('given'), null)).toBe(true)
      const whole = performance.now() - began
      expect((dumpFolder(place('undisturbed')) as { threads: unknown[] }).threads.length).toBe(Math.ceil(pages / 3))
      let round = 0
      for (let killed = 0; killed < kills; round++) {
        const library = place(`killed-${round}`)
        // Several kills in a row hit one library at ever later moments of its import; then it is left to finish.
        let isDone = false
        for (let time = 0; time < 5 && killed < kills && !isDone; time++, killed++) {
          isDone = await runImport(library, place('given'), Math.random() * whole * 0.6)
          expect(faultsOf(library)).toEqual([])
        }
        expect(await runImport(library, place('given'), null)).toBe(true)
        expect([faultsOf(library), dumpFolder(library)]).toEqual([[], dumpFolder(place('undisturbed'))])
      }
    } finally {
      scratch.remove()
    }
  },
  isFull ? 3 * 60 * 60 * 1_000 : 180_000,
)
