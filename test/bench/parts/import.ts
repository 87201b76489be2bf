/*
 * What an import costs: against reading the same pages and keeping nothing, against Recoll's index of the same pages, and
 * in a large library against a small one. Every import has its originals and its index.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { EventData } from '../../../src/core/contract/events.ts'
import { entryOf } from '../../../src/core/library/library-threads.ts'
import { startPageReaders } from '../../../src/core/library/page-readers.ts'
import { isOver } from '../../../src/core/model/imports.ts'
import { openTestLibrary } from '../../support/library.ts'
import { makeLibrary } from '../made-library.ts'
import { copyOf, entries, needNoBackup } from '../opened.ts'
import type { BenchOptions } from '../options.ts'
import { isInstalled } from '../peers.ts'
import { savePages, type SavedPages } from '../saved-pages.ts'
import { goal, number, say } from '../tell.ts'

const pagesOfImport = 1_000
const pagesOfGrowth = 300

/** What a piece of work with so many pages took. */
interface Spent {
  readonly cpu: number
  readonly seconds: number
}

export async function benchImport({ home, sizes }: BenchOptions): Promise<void> {
  const pages = savePages(home, pagesOfImport)
  const bytes = bytesIn(pages.folder)
  say(`\n── ${pages.pages} pages of 20 posts, ${number(bytes / pages.pages / 1_000, 0)} kB each ──`)
  await importOnce(home, savePages(home, 100, 3), null) // threads, files and code are warm after that
  const read = await readOnly(pages)
  const whole = await importOnce(home, pages, bytes)
  tellSpent('read by the page readers, nothing kept', read, pages)
  tellSpent('imported with originals and index', whole, pages)
  goal('import against reading alone, by CPU,', read.cpu / whole.cpu, '× its rate', 0.55, 'least')
  goal('import against reading alone, by the clock,', read.seconds / whole.seconds, '× its rate', 0.55, 'least')
  compareRecoll(pages, whole)
  await tellGrowth(home, sizes.length > 0 ? sizes : [10_000, 1_000_000])
}

function tellSpent(what: string, { cpu, seconds }: Spent, { pages }: SavedPages): void {
  say(
    `  ${what.padEnd(40)}${number((cpu * 1_000) / pages)} ms CPU a page, ${number(pages / seconds)} pages a second of the clock`,
  )
}

async function readOnly({ folder }: SavedPages): Promise<Spent> {
  const readers = startPageReaders(entryOf(entries, 'page-reader'), 2)
  const waiting = readdirSync(folder).map(name => path.join(folder, name))
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift())
      await readers.read({ path: file, name: path.basename(file), bytes: readFileSync(file), modifiedAt: null })
  }
  const spent = await spentBy(() => Promise.all([work(), work()]))
  await readers.close()
  return spent
}

/** Imports into an empty library; where the bytes of the pages are given, says how large it has become. */
async function importOnce(home: string, { folder }: SavedPages, bytes: number | null): Promise<Spent> {
  const library = mkdtempSync(path.join(home, 'import-'))
  try {
    const spent = await importInto(library, folder)
    if (bytes !== null) goal('library', bytesIn(library) / bytes, '× its pages', 0.75, 'most')
    return spent
  } finally {
    rmSync(library, { recursive: true })
  }
}

async function importInto(library: string, pages: string): Promise<Spent> {
  needNoBackup(library)
  const opened = await openTestLibrary(library, entries)
  const spent = await spentBy(async () => {
    const done = Promise.withResolvers<null>()
    const off = opened.connection.on((name, data) => {
      if (name === 'imports.progress' && isOver((data as EventData<'imports.progress'>).state)) done.resolve(null)
    })
    const { runId } = await opened.ask('imports.start', { paths: [pages] })
    // Asking how far it is would cost, too.
    await done.promise
    off()
    const report = await opened.ask('imports.report', { runId })
    if (report.imported !== report.given) throw new Error(`only ${report.imported} of ${report.given} pages came in`)
  })
  await opened.close()
  return spent
}

async function spentBy(work: () => Promise<unknown>): Promise<Spent> {
  const before = process.cpuUsage()
  const startedAt = performance.now()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / 1e6, seconds: (performance.now() - startedAt) / 1_000 }
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0)
}

function compareRecoll({ folder, pages }: SavedPages, own: Spent): void {
  if (!isInstalled('recollindex')) return say('  !!! Recoll is not installed (apt-get install recollcmd): no peer')
  const settings = `${folder}-recoll`
  const kept = path.join(settings, 'cpu-seconds')
  if (!existsSync(kept)) {
    rmSync(settings, { recursive: true, force: true })
    mkdirSync(settings)
    writeFileSync(path.join(settings, 'recoll.conf'), `topdirs = ${folder}\nloglevel = 1\nidxabsmlen = 250\n`)
    const before = cpuOfChildren()
    spawnSync('recollindex', ['-c', settings, '-z'], { stdio: 'ignore' })
    writeFileSync(kept, String(cpuOfChildren() - before))
  }
  const cpu = Number(readFileSync(kept, 'utf8'))
  say(`  recollindex took ${number((cpu * 1_000) / pages)} ms CPU a page`)
  goal('recollindex on the same pages', cpu / own.cpu, '× the CPU of an import', 15, 'least')
}

/** CPU seconds of all children that have ended; Linux alone tells them. */
function cpuOfChildren(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}

async function tellGrowth(home: string, sizes: readonly number[]): Promise<void> {
  const pages = savePages(home, pagesOfGrowth, 4)
  const costs: number[] = []
  for (const size of sizes) {
    const copy = await copyOf(home, (await makeLibrary(home, size)).folder)
    try {
      const spent = await importInto(copy.folder, pages.folder)
      tellSpent(`into a library of ${size} posts`, spent, pages)
      costs.push(spent.cpu)
    } finally {
      copy.remove()
    }
  }
  if (costs.length > 1)
    goal(`import at ${sizes.at(-1)} posts costs`, costs.at(-1)! / costs[0]!, `× that at ${sizes[0]}`, 1.5, 'most')
}
