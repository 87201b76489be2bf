/*
 * A database that was cut short (F06), in which bytes were changed (F07), or whose log is not its own (F08): it is noticed,
 * a backup is not taken of it (F34), and a repair gives the library back. `npm run faults` changes bytes 1,000 times.
 */
import { randomUUID } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asThreadloftError, ThreadloftError } from '../../src/core/errors.ts'
import type { PageReaders } from '../../src/core/library/page-readers.ts'
import { backupFiles, makeBackup } from '../../src/core/store/backup.ts'
import { doubtOf } from '../../src/core/store/doubt.ts'
import { databaseFile, openForReading, openForWriting } from '../../src/core/store/open.ts'
import { keepPairs } from '../../src/core/library/keep-pairs.ts'
import { restoreLibrary } from '../../src/core/library/back-up.ts'
import { systemClock } from '../../src/core/library/ports.ts'
import { dumpFolder } from '../support/dump-library.ts'
import { isFull } from '../support/killed.ts'
import { openTestLibrary, scratchFolder } from '../support/library.ts'
import { pageReaders, repairHere, verifyHere } from '../support/repair-here.ts'
import { towerPages } from '../support/tower-pages.ts'

const scratch = scratchFolder()
const pattern = path.join(scratch.folder, 'pattern')
const given = path.join(scratch.folder, 'given')
let whole: unknown
let readers: PageReaders
let folder = ''
const database = (): string => path.join(folder, databaseFile)

beforeAll(async () => {
  towerPages(given, 30)
  const library = await openTestLibrary(pattern)
  await library.importAll(given)
  await library.ask('threads.mark', { threadIds: [1], star: true, addTags: ['水'] })
  await library.ask('notes.set', { threadId: 2, postId: null, text: '要记住的' })
  await library.close()
  whole = dumpFolder(pattern)
  readers = pageReaders()
})
afterAll(async () => {
  await readers.close()
  scratch.remove()
})
beforeEach(() => {
  folder = path.join(scratch.folder, randomUUID())
  cpSync(pattern, folder, { recursive: true })
})

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (thrown) {
    if (thrown instanceof ThreadloftError) return thrown.code
    throw thrown
  }
}
/** Overwrites the first page of a table and answers all bytes of the database. */
function smashed(table: string): Buffer {
  const db = new Database(database())
  const root = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table) as number
  db.close()
  const bytes = readFileSync(database())
  bytes.fill(0xff, (root - 1) * 4_096 + 8, root * 4_096)
  writeFileSync(database(), bytes)
  return bytes
}
const notes = (): unknown[] => {
  const db = openForReading(folder)
  try {
    return db.prepare('SELECT thread_id, note, starred_at IS NOT NULL AS star FROM mark ORDER BY thread_id').all()
  } finally {
    db.close()
  }
}
const isAsBefore = (): boolean => JSON.stringify(dumpFolder(folder)) === JSON.stringify(whole)
const originals = (): string[] => readdirSync(path.join(folder, 'originals'), { recursive: true }).map(String).sort()

describe('cut short (F06)', () => {
  const cuts: [string, (file: string) => void][] = [
    ['to nothing', file => truncateSync(file, 0)],
    ['to one byte', file => truncateSync(file, 1)],
    ['to one page', file => truncateSync(file, 4_096)],
    ['to a half', file => truncateSync(file, Math.floor(statSync(file).size / 8_192) * 4_096)],
    ['by its last page', file => truncateSync(file, statSync(file).size - 4_096)],
    ['and gone', file => rmSync(file)],
    [
      'by its beginning',
      file => writeFileSync(file, Buffer.concat([Buffer.alloc(100), readFileSync(file).subarray(100)])),
    ],
  ]
  test.each(cuts)('%s: refused as it is, and a repair gives all of it back', async (_name, cut) => {
    cut(database())
    const before = [existsSync(database()) && readFileSync(database()), originals()]
    expect(codeOf(() => openForWriting(folder))).toBe('library-damaged')
    expect([existsSync(database()) && readFileSync(database()), originals()]).toEqual(before)
    const report = await repairHere(folder, readers)
    expect([report.sound, report.remaining, dumpFolder(folder), originals()]).toEqual([true, [], whole, before[1]])
    // What people added is in the backup, if not in what could be read.
    expect(notes()).toEqual([
      { thread_id: 1, note: null, star: 1 },
      { thread_id: 2, note: '要记住的', star: 0 },
    ])
  })

  test('without a backup the originals give the threads back', async () => {
    rmSync(path.join(folder, 'backups'), { recursive: true })
    truncateSync(database(), 0)
    const report = await repairHere(folder, readers)
    const titles = (dump: unknown): unknown[] =>
      (dump as { threads: { title: string; post_count: number }[] }).threads.map(thread => [
        thread.title,
        thread.post_count,
      ])
    expect([report.sound, titles(dumpFolder(folder))]).toEqual([true, titles(whole)])
  })

  test('the newest backup that passes its check is restored, and one that does not is passed over by name', async () => {
    const good = backupFiles(folder)[0]!
    const bad = 'library-2030-01-01T00-00-00-000Z-manual.sqlite'
    const bytes = readFileSync(database())
    writeFileSync(path.join(folder, 'backups', bad), bytes.subarray(0, bytes.length / 2))
    truncateSync(database(), 1)
    const { restored, passedOver } = restoreLibrary(folder, null, systemClock)
    expect([restored.name, passedOver]).toEqual([good.name, [bad]])
    expect(dumpFolder(folder)).toEqual(whole)
    expect((await verifyHere(folder)).sound).toBe(true)
  })
})

describe('changed bytes (F07)', () => {
  const seeds = isFull ? 1_000 : 16
  /** A row of numbers that is the same for the same seed. */
  function* numbers(seed: number): Generator<number, never> {
    for (let state = seed * 2_654_435_761 + 1; ;) {
      state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0
      yield (state >>> 0) / 2 ** 32
    }
  }

  test(
    `${seeds} times: nothing is passed over in silence, and a repair ends with a library that proves whole`,
    { timeout: isFull ? 7_200_000 : 180_000 },
    async () => {
      const told = { refused: 0, named: 0, harmless: 0, silent: [] as number[], notAsBefore: [] as number[] }
      for (let seed = 1; seed <= seeds; seed++) {
        copyFileSync(path.join(pattern, databaseFile), database())
        const random = numbers(seed)
        const bytes = readFileSync(database())
        const at = Math.floor(random.next().value * bytes.length)
        // A single byte, or all of a page.
        if (seed % 2 === 0) bytes[at] = bytes[at]! ^ (1 + Math.floor(random.next().value * 255))
        else bytes.fill(Math.floor(random.next().value * 256), at - (at % 4_096), at - (at % 4_096) + 4_096)
        writeFileSync(database(), bytes)
        let isSound = false
        try {
          isSound = (await verifyHere(folder)).sound
          told[isSound ? 'harmless' : 'named']++
        } catch (thrown) {
          expect([seed, asThreadloftError(thrown).code]).toEqual([seed, 'library-damaged'])
          told.refused++
        }
        if (isSound) {
          if (!isAsBefore()) told.silent.push(seed)
          continue
        }
        const report = await repairHere(folder, readers)
        expect([seed, report.sound, report.remaining]).toEqual([seed, true, []])
        if (!isAsBefore()) told.notAsBefore.push(seed)
        rmSync(folder, { recursive: true })
        cpSync(pattern, folder, { recursive: true })
      }
      process.stdout.write(`changed bytes: ${JSON.stringify(told)}\n`)
      expect(told.refused + told.named).toBeGreaterThan(0)
      expect(told.silent.length + told.notAsBefore.length).toBeLessThanOrEqual(Math.ceil(seeds / 50))
    },
  )

  test('an index damaged alone is named as such and made anew in place', async () => {
    smashed('post_index_docsize')
    expect((await verifyHere(folder)).findings.map(({ kind }) => kind)).toContain('index-damaged')
    const report = await repairHere(folder, readers)
    expect([report.sound, dumpFolder(folder)]).toEqual([true, whole])
  })

  test.each(['post_pair', 'pair_block'])('a damaged %s, which is made of the posts, loses nothing', async table => {
    const db = openForWriting(folder)
    await keepPairs(db, new AbortController().signal, 20)
    db.close()
    smashed(table)
    expect((await verifyHere(folder)).sound).toBe(false)
    const report = await repairHere(folder, readers)
    expect([report.sound, dumpFolder(folder)]).toEqual([true, whole])
  })
})

describe('a log that is not there, or another one (F08)', () => {
  /** A copy of the library as a crash leaves it: with changes in its log alone. */
  function crashed(): void {
    const db = openForWriting(folder)
    db.pragma('wal_autocheckpoint = 0')
    db.prepare(`UPDATE mark SET note = 'in the log' WHERE thread_id = 2`).run()
    for (const suffix of ['', '-wal']) copyFileSync(database() + suffix, `${database()}.kept${suffix}`)
    db.close()
    for (const suffix of ['', '-wal']) copyFileSync(`${database()}.kept${suffix}`, database() + suffix)
  }

  test('with its log a library is as it was, without it that is told and noted until a repair has looked', async () => {
    crashed()
    openForWriting(folder).close()
    expect(notes()[1]).toMatchObject({ note: 'in the log' })
    copyFileSync(path.join(pattern, databaseFile), database())
    crashed()
    rmSync(`${database()}-wal`)
    openForWriting(folder).close()
    const doubt = (): unknown => {
      const db = openForReading(folder)
      try {
        return doubtOf(db)?.reason ?? null
      } finally {
        db.close()
      }
    }
    expect([doubt(), notes()[1]]).toEqual(['log-missing', expect.objectContaining({ note: '要记住的' })])
    await repairHere(folder, readers)
    expect(doubt()).toBeNull()
  })

  test('a log of another library is noticed, and the repair does without it', async () => {
    const other = openForWriting(path.join(scratch.folder, randomUUID()))
    other.pragma('wal_autocheckpoint = 0')
    other.exec(`CREATE TABLE strange (a TEXT); INSERT INTO strange SELECT hex(randomblob(2000)) FROM setting`)
    for (let time = 0; time < 60; time++) other.prepare('INSERT INTO strange VALUES (?)').run('x'.repeat(3_000))
    crashed()
    copyFileSync(`${other.name}-wal`, `${database()}-wal`)
    other.close()
    expect(codeOf(() => openForWriting(folder))).toBe('library-damaged')
    const report = await repairHere(folder, readers)
    expect([report.sound, dumpFolder(folder)]).toEqual([true, whole])
  })
})

test('a damaged library is not compacted into a backup, and no older backup goes for it (F34)', () => {
  const bytes = smashed('post_seen')
  const before = backupFiles(folder)
  const db = openForReading(folder)
  expect(codeOf(() => makeBackup(db, folder, 'daily', { now: new Date() }))).toBe('library-damaged')
  db.close()
  expect([backupFiles(folder), readFileSync(database()).equals(bytes)]).toEqual([before, true])
})
