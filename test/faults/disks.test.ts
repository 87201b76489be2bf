/* A disk that fills up during an import (F04) or a backup (F05), and one that cannot be written or goes away (F13). */
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import type { EventData } from '../../src/core/contract/events.ts'
import { connectLibrary } from '../../src/core/library/connect.ts'
import { backupFiles, refuseUnsound } from '../../src/core/store/backup.ts'
import { threadloft } from '../support/command.ts'
import { dumpFolder } from '../support/dump-library.ts'
import type { TestLibrary } from '../support/library.ts'
import { openTestLibrary, scratchFolder, workerEntries } from '../support/library.ts'
import { verifyHere } from '../support/repair-here.ts'
import type { Disk } from '../support/small-disk.ts'
import { readOnlyView, smallDisk } from '../support/small-disk.ts'
import { towerPages } from '../support/tower-pages.ts'

type Progress = EventData<'imports.progress'>

const canMount = ((): boolean => {
  const disk = smallDisk(1)
  disk?.remove()
  return disk !== null
})()
const open: TestLibrary[] = []
afterEach(async () => {
  for (const library of open.splice(0)) await library.close()
})
const opened = async (folder: string): Promise<TestLibrary> => {
  const library = await openTestLibrary(folder)
  open.push(library)
  return library
}
const mounted = (disk: Disk | null): string => {
  onTestFinished(() => disk!.remove())
  return disk!.folder
}
function scratch(): string {
  const { folder, remove } = scratchFolder()
  onTestFinished(remove)
  return folder
}

test.skipIf(!canMount)(
  'an import for which there is no room does not begin: it names what is needed and what is free, and goes on when there is (F04)',
  async () => {
    const disk = mounted(smallDisk(24))
    const given = path.join(scratch(), 'given')
    bulkyPages(given, 6)
    const [folder, ballast] = [path.join(disk, 'library'), path.join(disk, 'ballast')]
    const library = await opened(folder)
    writeFileSync(ballast, Buffer.alloc(freeOn(disk) - 8_000_000))
    const stopped = await library.importAll(given)
    expect(stopped).toMatchObject({ state: 'failed', given: 6, imported: 0, reason: { code: 'disk-full' } })
    const { bytes, free } = stopped.reason!.details
    expect([Number(bytes) > 9_000_000, Number(free) < 8_500_000]).toEqual([true, true])
    rmSync(ballast)
    expect(await library.continueRun(stopped.runId)).toMatchObject({ state: 'finished', imported: 6, reason: null })
  },
)

test.skipIf(!canMount)('the command line says how to go on when there was no room', async () => {
  const disk = mounted(smallDisk(10))
  const given = path.join(scratch(), 'given')
  bulkyPages(given, 6)
  const { status, stdout } = await threadloft('import', given, '--library', path.join(disk, 'library'))
  expect([status, /about \d+ MB are needed, \d MB are free/.test(stdout)]).toEqual([5, true])
  expect(stdout).toContain('threadloft import --continue 1')
})

test.skipIf(!canMount)(
  'what is in the library already needs no room: given again on a full disk it is known',
  async () => {
    const disk = mounted(smallDisk(24))
    const given = path.join(scratch(), 'given')
    bulkyPages(given, 6)
    const library = await opened(path.join(disk, 'library'))
    await library.importAll(given)
    writeFileSync(path.join(disk, 'ballast'), Buffer.alloc(freeOn(disk) - 6_000_000))
    expect(await library.importAll(given)).toMatchObject({ state: 'finished', known: 6 })
  },
)

test.skipIf(!canMount)(
  'a disk that fills up stops the import with the bytes needed and free, and when there is room it goes on to the same library (F04)',
  async () => {
    const disk = mounted(smallDisk(24))
    const elsewhere = scratch()
    const given = path.join(elsewhere, 'given')
    towerPages(given, 120)
    const [folder, undisturbed] = [path.join(disk, 'library'), path.join(elsewhere, 'undisturbed')]
    const library = await opened(folder)
    const ballast = path.join(disk, 'ballast')
    // The end is told by the event: on a full disk it cannot be written down.
    const ended = new Promise<Progress>(resolve => {
      library.connection.on((name, data) => {
        if (name !== 'imports.progress') return
        const told = data as Progress
        if (told.imported > 0 && !existsSync(ballast)) fill(disk, ballast)
        if (told.state === 'failed' || told.state === 'finished') resolve(told)
      })
    })
    const { runId } = await library.ask('imports.start', { paths: [given] })
    const told = await ended
    expect(told.reason).toMatchObject({
      code: 'disk-full',
      details: { path: folder, bytes: expect.any(Number), free: expect.any(Number) },
    })
    // What was told as imported is there, and it can be read on the full disk.
    const { stats } = await library.ask('library.info', {})
    expect(stats.sources).toBeGreaterThanOrEqual(told.imported)
    await library.close()
    open.length = 0
    rmSync(ballast)
    const later = await opened(folder)
    await later.continueRun(runId)
    await later.close()
    open.length = 0
    const other = await opened(undisturbed)
    await other.importAll(given)
    await other.close()
    open.length = 0
    expect((await verifyHere(folder)).findings.filter(({ kind }) => kind !== 'file-unused')).toEqual([])
    expect(JSON.stringify(dumpFolder(folder)).length).toBe(JSON.stringify(dumpFolder(undisturbed)).length)
  },
)

test.skipIf(!canMount)(
  'a backup for which there is no room says where and how much, and the good ones stay (F05)',
  async () => {
    const disk = mounted(smallDisk(12))
    const folder = path.join(disk, 'library')
    const given = path.join(scratch(), 'given')
    towerPages(given, 20)
    const library = await opened(folder)
    await library.importAll(given)
    const good = await library.ask('backups.make', {})
    writeFileSync(path.join(disk, 'ballast'), Buffer.alloc(freeOn(disk) - 200_000))
    const reply = await library.connection.call('backups.make', {})
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'disk-full', details: { bytes: expect.any(Number), free: expect.any(Number) } },
    })
    expect(backupFiles(folder).map(({ name }) => name)).toContain(good.name)
    refuseUnsound(path.join(folder, 'backups', good.name))
    expect(readdirSync(path.join(folder, 'backups')).filter(name => name.endsWith('.part'))).toEqual([])
  },
)

test.skipIf(!canMount)(
  'a library on a medium that cannot be written is read, says so, and takes no change (F13)',
  async () => {
    const folder = path.join(scratch(), 'library')
    const given = path.join(scratch(), 'given')
    towerPages(given, 3)
    const first = await openTestLibrary(folder)
    await first.importAll(given)
    await first.close()
    const view = mounted(readOnlyView(folder))
    const library = await connectLibrary({ folder: view, entries: workerEntries, readers: 1 })
    const list = await library.call('threads.list', { offset: 0, limit: 10 })
    const star = await library.call('threads.mark', { threadIds: [1], star: true })
    const info = await library.call('library.info', {})
    await library.close()
    expect([library.readOnly, list, star, info]).toMatchObject([
      true,
      { ok: true, value: { total: 1 } },
      { ok: false, error: { code: 'library-read-only' } },
      { ok: true, value: { readOnly: true } },
    ])
  },
)

test('a folder that disappears while the library is open is named, and nothing is made in its place; back again it opens (F13)', async () => {
  const place = scratch()
  const folder = path.join(place, 'library')
  const given = path.join(place, 'given')
  towerPages(given, 6)
  const library = await opened(folder)
  await library.importAll(given)
  const more = path.join(place, 'more')
  cpSync(given, more, { recursive: true })
  writeFileSync(
    path.join(more, 'new.html'),
    readFileSync(path.join(given, '0000.html'), 'utf8').replaceAll('水塔', '渡口'),
  )
  renameSync(folder, path.join(place, 'gone'))
  const report = await library.importAll(more)
  await library.close()
  open.length = 0
  expect(report.state === 'failed' || report.failed > 0 || report.known > 0).toBe(true)
  if (!existsSync(folder)) renameSync(path.join(place, 'gone'), folder)
  else {
    rmSync(folder, { recursive: true })
    renameSync(path.join(place, 'gone'), folder)
  }
  expect((await verifyHere(folder)).findings.filter(({ kind }) => kind !== 'file-unused')).toEqual([])
})

/** Pages of two megabytes, of which next to nothing is kept. */
function bulkyPages(folder: string, pages: number): void {
  towerPages(folder, pages)
  for (const name of readdirSync(folder)) appendFileSync(path.join(folder, name), ' '.repeat(2_000_000))
}

function fill(disk: string, ballast: string): void {
  writeFileSync(ballast, '')
  for (let bytes = freeOn(disk); bytes > 0; bytes = freeOn(disk))
    try {
      appendFileSync(ballast, Buffer.alloc(bytes))
    } catch (thrown) {
      // The import took some of it meanwhile.
      if ((thrown as NodeJS.ErrnoException).code !== 'ENOSPC') throw thrown
    }
}

function freeOn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
