/*
 * An import killed at random moments, by the system's own SIGKILL. `npm run faults` kills 200 times an import of 500
 * pages; the ordinary tests do so a few times with fewer pages.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { orphanRows, databaseDamage, tableNames } from '../../src/core/store/soundness.ts'
import { indexGaps } from '../../src/core/store/post-index.ts'
import { openForReading, openForWriting } from '../../src/core/store/open.ts'
import { readOriginal } from '../../src/core/store/originals.ts'
import { dumpLibrary } from '../support/dump-library.ts'
import { scratchFolder } from '../support/library.ts'

const isFull = process.env['npm_lifecycle_event'] === 'faults'
const kills = isFull ? 200 : 6
const pages = isFull ? 500 : 60
const child = path.resolve(import.meta.dirname, '../support/import-child.ts')

/** Pages of threads with three pages each, saved one after the other. */
function makePages(folder: string): void {
  mkdirSync(folder)
  for (let number = 0; number < pages; number++) {
    const [thread, page] = [Math.floor(number / 3), (number % 3) + 1]
    const posts = Array.from({ length: 5 }, (_, at) => {
      const floor = (page - 1) * 5 + at + 1
      return `<table id="pid${thread * 100 + floor}"><tr><td class="pls"><div class="authi"><a href="space-uid-${at + 1}.html" class="xw1">人${at + 1}</a></div></td>
        <td class="plc"><div class="pi"><strong><a id="postnum${thread * 100 + floor}"><em>${floor}</em><sup>#</sup></a></strong>
        <div class="authi"><em id="authorposton${thread * 100 + floor}">发表于 2012-5-${floor} 10:0${at}</em></div></div>
        <div class="pct"><table><tr><td class="t_f" id="postmessage_${thread * 100 + floor}">第${thread}座水塔的第${floor}句话</td></tr></table></div></td></tr></table>`
    })
    writeFileSync(
      path.join(folder, `${String(number).padStart(4, '0')}.html`),
      `<!doctype html><!-- saved from url=(0060)http://tower.example/thread-${thread + 1}-${page}-1.html -->
      <html><head><meta charset="utf-8"><meta name="generator" content="Discuz! X3.4"><title>水塔 ${thread} - 茶馆 - Powered by Discuz!</title></head>
      <body id="nv_forum"><div id="postlist"><h1 class="ts"><a id="thread_subject" href="thread-${thread + 1}-1-1.html">水塔 ${thread}</a></h1>${posts.join('')}</div></body></html>`,
    )
  }
}

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

function dump(library: string): unknown {
  const db = openForReading(library)
  try {
    return dumpLibrary(db)
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
      makePages(place('given'))
      const began = performance.now()
      expect(await runImport(place('undisturbed'), place('given'), null)).toBe(true)
      const whole = performance.now() - began
      expect((dump(place('undisturbed')) as { threads: unknown[] }).threads.length).toBe(Math.ceil(pages / 3))
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
        expect([faultsOf(library), dump(library)]).toEqual([[], dump(place('undisturbed'))])
      }
    } finally {
      scratch.remove()
    }
  },
  isFull ? 3 * 60 * 60 * 1_000 : 180_000,
)
