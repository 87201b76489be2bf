/*
 * Two programs on one library (F10), libraries of every earlier form and of a newer one (F29), settings that cannot be
 * understood (F28), every kept backup restored (F32), a library thread that dies (F27), deletion and its undoing (F31).
 */
import { cpSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { restoreLibrary } from '../../src/core/library/back-up.ts'
import { connectLibrary } from '../../src/core/library/connect.ts'
import { keepCounts } from '../../src/core/library/completeness/keep-counts.ts'
import { backupCounts, backupFiles, refuseUnsound } from '../../src/core/store/backup.ts'
import { newestVersion } from '../../src/core/store/migrations/index.ts'
import { databaseFile, openForWriting } from '../../src/core/store/open.ts'
import { dumpFolder } from '../support/dump-library.ts'
import { work } from '../support/killed.ts'
import type { TestLibrary } from '../support/library.ts'
import { openTestLibrary, scratchFolder, workerEntries } from '../support/library.ts'
import { makeOld } from '../support/old-library.ts'
import { verifyHere } from '../support/repair-here.ts'
import { towerPages } from '../support/tower-pages.ts'

const scratch = scratchFolder()
const pattern = path.join(scratch.folder, 'pattern')
let whole: unknown
let folder = ''
const open: TestLibrary[] = []
const opened = async (): Promise<TestLibrary> => {
  const library = await openTestLibrary(folder)
  open.push(library)
  return library
}
beforeAll(async () => {
  const given = path.join(scratch.folder, 'given')
  towerPages(given, 9)
  const library = await openTestLibrary(pattern)
  await library.importAll(given)
  await library.close()
  whole = await counted(pattern)
})
afterAll(() => scratch.remove())
beforeEach(() => {
  folder = path.join(scratch.folder, randomUUID())
  cpSync(pattern, folder, { recursive: true })
})
afterEach(async () => {
  for (const library of open.splice(0)) await library.close()
})

/** What a library holds when what it lacks was counted, which the program does in between. */
async function counted(of: string): Promise<unknown> {
  const db = openForWriting(of)
  await keepCounts(db, new AbortController().signal)
  db.close()
  return dumpFolder(of)
}

test('a second program on the same library reads it, says which program has it, and changes nothing (F10)', async () => {
  const first = await opened()
  const second = await connectLibrary({ folder, entries: workerEntries, readers: 1 })
  const list = await second.call('threads.list', { offset: 0, limit: 10 })
  const star = await second.call('threads.mark', { threadIds: [1], star: true })
  const restore = await second.call('backups.restore', {})
  await second.close()
  expect([second.readOnlyReason?.code, String(second.readOnlyReason?.details['holder'])]).toEqual([
    'library-locked',
    expect.stringContaining(String(process.pid)),
  ])
  expect([list, star, restore]).toMatchObject([
    { ok: true, value: { total: 3 } },
    { ok: false, error: { code: 'library-locked' } },
    { ok: false, error: { code: 'library-locked' } },
  ])
  expect(await first.ask('threads.mark', { threadIds: [1], star: true })).toMatchObject({ changed: 1 })
})

test.each(Array.from({ length: newestVersion - 1 }, (_, at) => at + 1))(
  'a library of form %i is backed up, brought up to date and holds what it held (F29)',
  async form => {
    makeOld(folder, form)
    // Reading it alone changes nothing.
    const before = readFileSync(path.join(folder, databaseFile))
    const reading = await connectLibrary({ folder, entries: workerEntries, readers: 1, readOnly: true })
    const list = await reading.call('threads.list', { offset: 0, limit: 10 })
    await reading.close()
    expect([list, readFileSync(path.join(folder, databaseFile)).equals(before)]).toMatchObject([{ ok: true }, true])
    expect(await counted(folder)).toEqual(whole)
    const [backup] = backupFiles(folder).filter(({ reason }) => reason === 'migration')
    refuseUnsound(path.join(folder, 'backups', backup!.name))
    expect((await verifyHere(folder)).findings).toEqual([])
  },
)

test('a library of a newer program opens for reading, with the reason (F29)', async () => {
  const db = new Database(path.join(folder, databaseFile))
  db.pragma(`user_version = ${newestVersion + 1}`)
  db.close()
  const library = await connectLibrary({ folder, entries: workerEntries, readers: 1 })
  const list = await library.call('threads.list', { offset: 0, limit: 10 })
  await library.close()
  expect([library.readOnlyReason?.code, list.ok]).toEqual(['library-newer', true])
})

test('settings that cannot be understood have their defaults, and stay until they are set anew (F28)', async () => {
  const db = new Database(path.join(folder, databaseFile))
  const put = db.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)')
  put.run('theme', '{broken')
  put.run('textSize', '"huge"')
  put.run('tabs', '[[[')
  put.run('search.index', '[]')
  db.close()
  const library = await opened()
  const { theme, textSize } = await library.ask('settings.get', {})
  expect([theme, textSize, (await library.ask('threads.list', { offset: 0, limit: 10 })).total]).toEqual([
    'system',
    17,
    3,
  ])
  const raw = new Database(path.join(folder, databaseFile), { readonly: true })
  expect(raw.prepare(`SELECT value FROM setting WHERE key = 'theme'`).pluck().get()).toBe('{broken')
  raw.close()
})

test('every kept backup can be restored, opened and counted (F32)', async () => {
  const library = await opened()
  await library.ask('backups.make', {})
  await library.ask('threads.mark', { threadIds: [2], star: true })
  await library.ask('backups.make', {})
  await library.close()
  open.length = 0
  const kept = backupFiles(folder)
  expect(kept.length).toBeGreaterThanOrEqual(3)
  for (const { name } of kept) {
    const counts = backupCounts(folder, name)
    const { aside } = restoreLibrary(folder, name, { now: () => new Date() })
    refuseUnsound(path.join(folder, 'backups', aside!))
    const db = openForWriting(folder)
    const held = db
      .prepare('SELECT (SELECT count(*) FROM thread) AS threads, (SELECT count(*) FROM post) AS posts')
      .get()
    db.close()
    expect(held).toEqual(counts)
    expect((await verifyHere(folder)).sound).toBe(true)
  }
})

test('restored from inside the program, the library is the earlier one without a restart', async () => {
  const library = await opened()
  const { name } = await library.ask('backups.make', {})
  await library.ask('threads.mark', { threadIds: [1, 2], star: true })
  const heard: string[] = []
  library.connection.on(event => heard.push(event))
  // A question that comes while the library is closed waits for it.
  const [{ restored, aside }, after] = await Promise.all([
    library.ask('backups.restore', { name }),
    library.ask('threads.list', { filter: { starred: true }, offset: 0, limit: 10 }),
  ])
  expect([restored.name, aside !== null, after.total, heard.includes('library.replaced')]).toEqual([
    name,
    true,
    0,
    true,
  ])
  const { doubt } = await library.ask('library.info', {})
  expect(doubt?.reason).toBe('restored')
  expect(await library.ask('threads.mark', { threadIds: [1], star: true })).toMatchObject({ changed: 1 })
})

test('everything thrown away by accident comes back, and what left for good keeps its originals (F31)', async () => {
  const library = await opened()
  const { threads } = await library.ask('threads.list', { offset: 0, limit: 100 })
  const threadIds = threads.map(({ id }) => id)
  const { actionId } = await library.ask('bin.put', { threadIds })
  expect((await library.ask('threads.list', { offset: 0, limit: 100 })).total).toBe(0)
  await library.ask('actions.undo', { actionId })
  expect((await library.ask('threads.list', { offset: 0, limit: 100 })).total).toBe(3)
  const again = await library.ask('bin.put', { threadIds })
  await library.ask('bin.empty', { threadIds: 'all' })
  const undone = await library.connection.call('actions.undo', { actionId: again.actionId })
  expect(!undone.ok || (await library.ask('threads.list', { offset: 0, limit: 100 })).total === 0).toBe(true)
  await library.close()
  open.length = 0
  const { findings, checked } = await verifyHere(folder)
  expect([findings, checked.originals]).toEqual([[], 9])
})

test('a program whose library thread dies says so and can be started anew with all that was told (F27)', async () => {
  expect((await work('die', folder, '', null)).isDone).toBe(true)
  const library = await opened()
  expect((await library.ask('threads.list', { filter: { starred: true }, offset: 0, limit: 10 })).total).toBe(1)
})
