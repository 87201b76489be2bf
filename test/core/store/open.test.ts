import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { doubtOf } from '../../../src/core/store/doubt.ts'
import { reportOf, startRun } from '../../../src/core/store/imports.ts'
import { newestVersion } from '../../../src/core/store/migrations/index.ts'
import { openForReading, openForWriting } from '../../../src/core/store/open.ts'
import { keepOriginal } from '../../../src/core/store/originals.ts'
import { sha256Of } from '../../../src/core/store/kept-file.ts'
import { emptyLibrary, importSave, pageReading, postReading, temporaryFolder } from '../../support/made-pages.ts'

/** The folder of a library with one post, closed. */
function closedLibrary(): string {
  const folder = temporaryFolder()
  const db = openForWriting(folder)
  importSave(db, { savedAt: null, reading: pageReading({ posts: [postReading({ id: '1' })] }) })
  const original = new TextEncoder().encode('a page')
  keepOriginal(folder, sha256Of(original), original)
  db.close()
  return folder
}

const database = (folder: string): string => path.join(folder, 'library.sqlite')
const countPosts = (folder: string): unknown => {
  const db = openForReading(folder)
  try {
    return db.prepare('SELECT count(*) FROM post').pluck().get()
  } finally {
    db.close()
  }
}

test('a new library has its rooms, says what it is, and is safe against power cuts', () => {
  const folder = path.join(temporaryFolder(), 'new', 'library')
  const db = emptyLibrary(folder)
  expect({
    rooms: ['originals', 'assets', 'backups', 'README.txt'].map(name => existsSync(path.join(folder, name))),
    pragmas: ['journal_mode', 'synchronous', 'foreign_keys', 'user_version'].map(name =>
      db.pragma(name, { simple: true }),
    ),
  }).toEqual({ rooms: [true, true, true, true], pragmas: ['wal', 2, 1, newestVersion] })
})

test('one writer at a time; the refusal names the holder, and closing gives way', () => {
  const folder = temporaryFolder()
  const db = openForWriting(folder)
  expect(() => openForWriting(folder)).toThrow(
    expect.objectContaining({
      code: 'library-locked',
      details: expect.objectContaining({ holder: expect.stringContaining(String(process.pid)) }),
    }),
  )
  db.close()
  openForWriting(folder).close()
})

test('the lock of a process that was killed is taken over', () => {
  const folder = temporaryFolder()
  const open = new URL('../../../src/core/store/open.ts', import.meta.url).href
  const script = `const { openForWriting } = await import(${JSON.stringify(open)})
    openForWriting(${JSON.stringify(folder)}); process.kill(process.pid, 'SIGKILL')`
  const killed = spawnSync(process.execPath, ['--input-type=module', '-e', script])
  expect(killed.signal ?? killed.status).not.toBe(0)
  expect(readFileSync(path.join(folder, 'library.lock')).length).toBeGreaterThan(0)
  openForWriting(folder).close()
})

test('readers see what the writer committed while both are open', () => {
  const folder = temporaryFolder()
  const writer = emptyLibrary(folder)
  const reader = openForReading(folder)
  onTestFinished(() => void reader.close())
  importSave(writer, { savedAt: null, reading: pageReading({ posts: [postReading({})] }) })
  expect(reader.prepare('SELECT count(*) FROM post').pluck().get()).toBe(1)
  expect(() => reader.exec('DELETE FROM post')).toThrow()
})

test('a library of a newer program is not changed, but can be read', () => {
  const folder = closedLibrary()
  const db = new Database(database(folder))
  db.pragma(`user_version = ${newestVersion + 1}`)
  db.close()
  const before = readFileSync(database(folder))
  expect(() => openForWriting(folder)).toThrow(expect.objectContaining({ code: 'library-newer' }))
  expect(readFileSync(database(folder)).equals(before)).toBe(true)
  expect(countPosts(folder)).toBe(1)
})

describe('a damaged library is refused and left as it is', () => {
  const damages: [string, (file: string) => void][] = [
    ['cut to nothing', file => truncateSync(file, 0)],
    ['one byte long', file => truncateSync(file, 1)],
    ['one page long', file => truncateSync(file, 4096)],
    ['cut in half', file => truncateSync(file, Math.floor(readFileSync(file).length / 2))],
    ['without its last page', file => truncateSync(file, readFileSync(file).length - 4096)],
    ['gone while its originals are there', file => rmSync(file)],
    ['overwritten with text', file => writeFileSync(file, 'not a database '.repeat(1000))],
    ['a database of another program', file => otherDatabase(file)],
  ]
  test.each(damages)('%s', (_name, damage) => {
    const folder = closedLibrary()
    damage(database(folder))
    const before = existsSync(database(folder)) ? readFileSync(database(folder)) : null
    expect(() => openForWriting(folder)).toThrow(expect.objectContaining({ code: 'library-damaged' }))
    expect(existsSync(database(folder)) ? readFileSync(database(folder)) : null).toEqual(before)
  })

  function otherDatabase(file: string): void {
    rmSync(file)
    const db = new Database(file)
    db.exec('CREATE TABLE mine (a)')
    db.close()
  }
})

test('there is no library where there is no folder to read', () => {
  expect(() => openForReading(path.join(temporaryFolder(), 'nowhere'))).toThrow(
    expect.objectContaining({ code: 'library-unreachable' }),
  )
})

/** Runs a script as a user to whom file permissions apply; root is not stopped by them. */
function asPlainUser(script: string): string {
  const root = process.getuid?.() === 0
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    ...(root ? { uid: 65_534, gid: 65_534 } : {}),
  })
  return run.stdout.trim() || run.stderr
}

test.skipIf(process.platform === 'win32')(
  'a folder that cannot be written is refused for writing and read all the same',
  () => {
    const folder = closedLibrary()
    const crashed = new Database(database(folder))
    crashed.pragma('journal_mode = WAL')
    crashed.close()
    chmodSync(folder, 0o555)
    chmodSync(database(folder), 0o444)
    onTestFinished(() => chmodSync(folder, 0o755))
    const open = new URL('../../../src/core/store/open.ts', import.meta.url).href
    const script = `const { openForReading, openForWriting } = await import(${JSON.stringify(open)})
    const code = (() => { try { openForWriting(${JSON.stringify(folder)}); return 'opened' } catch (e) { return e.code } })()
    const db = openForReading(${JSON.stringify(folder)})
    process.stdout.write(code + ' ' + db.prepare('SELECT count(*) FROM post').pluck().get()); db.close()`
    expect(asPlainUser(script)).toBe('library-read-only 1')
  },
)

test('a run that was going on when the program ended is interrupted at the next opening', () => {
  const folder = temporaryFolder()
  const db = openForWriting(folder)
  const runId = startRun(db, {
    kind: 'hand',
    startedAt: '2024-01-01T00:00:00.000Z',
    paths: ['a'],
    root: null,
    ofRun: null,
  })
  db.close()
  expect(reportOf(emptyLibrary(folder), runId)).toMatchObject({ state: 'interrupted', finishedAt: null })
})

test('a library closed while its last reader closes too was left in order', () => {
  const folder = closedLibrary()
  const writer = openForWriting(folder)
  const reader = openForReading(folder)
  const pragma = writer.pragma.bind(writer)
  writer.pragma = (text: string): unknown => {
    try {
      return pragma(text)
    } finally {
      // The reader goes right after it stood in the way of turning the log off.
      if (text === 'journal_mode = DELETE') reader.close()
    }
  }
  writer.close()
  const reopened = openForWriting(folder)
  onTestFinished(() => void reopened.close())
  expect(doubtOf(reopened)).toBeNull()
})

test('a folder in the way of the library is named as the trouble', () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'file')
  writeFileSync(file, '')
  expect(() => openForWriting(path.join(file, 'library'))).toThrow(
    expect.objectContaining({ code: 'library-unreachable' }),
  )
  mkdirSync(path.join(folder, 'library.sqlite'))
  expect(() => openForWriting(folder)).toThrow(expect.objectContaining({ code: 'library-unreachable' }))
})
