/* A process of its own that works on a library, to be killed at any moment: node work-child.ts WORK LIBRARY GIVEN. */
import { makeBackup } from '../../src/core/store/backup.ts'
import { openForReading, openForWriting } from '../../src/core/store/open.ts'
import { openTestLibrary } from './library.ts'

const [work, folder, given] = process.argv.slice(2)
if (work === undefined || folder === undefined || given === undefined) throw new Error('work, library and given')

if (work === 'import' || work === 'continue') await imports(folder, given, work === 'continue')
else if (work === 'migrate') migrates(folder)
else if (work === 'die') await marksAndDies(folder)
else backsUp(folder)

async function imports(library: string, pages: string, isOn: boolean): Promise<void> {
  const open = await openTestLibrary(library)
  say('importing')
  const { runs } = await open.ask('imports.list', { limit: 10 })
  const left = isOn ? runs.find(run => run.state === 'interrupted') : undefined
  const report = left ? await open.continueRun(left.runId) : await open.importAll(pages)
  await open.close()
  say(report.state === 'finished' ? 'done' : report.state)
}

async function marksAndDies(library: string): Promise<void> {
  const open = await openTestLibrary(library)
  await open.ask('threads.mark', { threadIds: [3], star: true })
  process.stdout.write('done\n', () => process.abort())
}

function migrates(library: string): void {
  say('opening')
  openForWriting(library).close()
  say('done')
}

function backsUp(library: string): void {
  const db = openForReading(library)
  say('backing up')
  makeBackup(db, library, 'manual', { now: new Date() })
  db.close()
  say('done')
}

function say(word: string): void {
  process.stdout.write(`${word}\n`)
}
