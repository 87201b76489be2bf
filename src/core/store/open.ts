/* Opening a library's database: what a damaged, newer, locked, read-only or absent one is, is told here. */
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { ThreadloftError } from '../errors.ts'
import { backupFiles, makeBackup } from './backup.ts'
import { diskFull } from './disk-room.ts'
import { setDoubt } from './doubt.ts'
import { closeAbandonedRuns } from './imports.ts'
import { keptPath } from './kept-file.ts'
import type { Migration } from './migrations/index.ts'
import { migrate, migrations, newestVersion, versionOf } from './migrations/index.ts'
import { copyForReading } from './reading-copy.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { takeWriteLock } from './write-lock.ts'

export const databaseFile = 'library.sqlite'

/** "ThLf", so that no other program's database is taken for a library. */
export const applicationId = 0x5468_4c66

/** Older ones can lose committed rows when two connections checkpoint the WAL at once. */
const oldestSqlite = [3, 51, 3] as const

/** In KiB. A search meets the same pages of the index again and again. */
const readingCache = 32_768

/** One page of the smallest size there is. */
const smallestDatabase = 512

const readMe = `This folder is a Threadloft library: saved forum threads.

library.sqlite   threads, posts, people and settings: an SQLite 3 database that any SQLite program can read
originals/       every file that was imported, as it was, once, by its SHA-256 (Zstandard: zstd -d FILE)
assets/          pictures, by their SHA-256
backups/         earlier states of library.sqlite
names.index      titles and names as one looks for them; it may be deleted at any time
library.lock     tells which program has the library open; it may be deleted when none has

To read a post without Threadloft:
  sqlite3 library.sqlite "SELECT thread.title, post.floor_label, post.author_name, post_version.text FROM post
    JOIN thread ON thread.id = post.thread_id JOIN post_version ON post_version.id = post.version_id
    ORDER BY post.thread_id, post.position"

Please copy or move the folder as a whole, and only while Threadloft is closed.
`

/**
 * Opens a library for writing, making or updating it where needed; closing the handle releases its lock. Throws
 * `library-unreachable`, `-read-only`, `-locked`, `-damaged` or `-newer`. An older form is backed up before it is changed;
 * the steps are an argument so that a test can have one more.
 */
export function openForWriting(folder: string, steps: readonly Migration[] = migrations): WritableDB {
  prepareFolder(folder)
  refuseEmptied(folder)
  const lock = takeWriteLock(folder)
  let db: WritableDB | null = null
  try {
    const log = logOf(path.join(folder, databaseFile))
    if (log === 'left') refuseForeignLog(folder)
    db = new Database(path.join(folder, databaseFile), { timeout: 5_000 }) as WritableDB
    assertSqlite(db)
    refuseForeign(db, folder)
    const found = versionOf(db)
    if (found > steps.length) throw new ThreadloftError('library-newer', { path: folder })
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma(`application_id = ${applicationId}`)
    if (found > 0 && found < steps.length) makeBackup(db, folder, 'migration', { now: new Date() })
    migrate(db, steps.length, steps)
    closeAbandonedRuns(db)
    if (log === 'missing') setDoubt(db, { reason: 'log-missing', since: new Date().toISOString() })
    releaseOnClose(db, () => {
      tellLeftInOrder(folder)
      lock.release()
    })
    return db
  } catch (thrown) {
    db?.close()
    lock.release()
    throw openingError(thrown, folder)
  }
}

/**
 * What the log of changes says of how the library was left: `none` when it was closed in order, `left` when it was not,
 * `missing` when it was not and the log is gone, and with it what it held.
 */
function logOf(file: string): 'none' | 'left' | 'missing' {
  const log = `${file}-wal`
  if (existsSync(log)) return statSync(log).size > 0 ? 'left' : 'none'
  if (!existsSync(file) || !statSync(file).isFile()) return 'none'
  const head = Buffer.alloc(20)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, head)
  } finally {
    closeSync(descriptor)
  }
  // Closing turns the log off, which the database's head then says.
  return head[18] === 2 ? 'missing' : 'none'
}

/**
 * A log that is not this database's puts strange pages into it, which only looking at all of them shows, or makes it the
 * other one altogether, whose originals are not here.
 */
function refuseForeignLog(folder: string): void {
  // Whoever may write folds the log in when it closes, foreign or not.
  const db = new Database(path.join(folder, databaseFile), { readonly: true, timeout: 5_000 }) as ReadableDB
  try {
    const told = db.prepare<[], string>('PRAGMA quick_check(1)').pluck().get()
    if (told !== 'ok') throw new ThreadloftError('library-damaged', { path: folder, reason: told ?? '' })
    if (isOfAnother(db, folder)) throw new ThreadloftError('library-damaged', { path: folder, reason: 'foreign log' })
  } finally {
    db.close()
  }
}

/** Whether a database is another library's than that of a folder: of its last originals none is kept here. */
export function isOfAnother(db: ReadableDB, folder: string): boolean {
  const tables = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'source'`).get()
  const last = 'SELECT sha256 FROM source ORDER BY id DESC LIMIT 20'
  const some = tables === undefined ? [] : db.prepare<[], string>(last).pluck().all()
  if (some.length === 0) return backupFiles(folder).length > 0
  return !some.some(sha256 => existsSync(keptPath(folder, 'originals', sha256, '.zst')))
}

/**
 * Opens a library that is there for reading only; works on media that cannot be written, too. One of an older form is
 * read as a copy that is brought up to date, so that it stays as it is.
 */
export function openForReading(folder: string): ReadableDB {
  const file = path.join(folder, databaseFile)
  if (existsSync(folder)) refuseEmptied(folder)
  if (!existsSync(file)) throw new ThreadloftError('library-unreachable', { path: folder })
  try {
    const db = openReadOnly(file)
    assertSqlite(db)
    refuseForeign(db, folder)
    const form = versionOf(db)
    const current = form > 0 && form < newestVersion ? copyUpToDate(db, file) : db
    current.pragma('query_only = ON')
    current.pragma(`cache_size = -${readingCache}`)
    return current
  } catch (thrown) {
    throw openingError(thrown, folder)
  }
}

function copyUpToDate(old: ReadableDB, file: string): ReadableDB {
  old.close()
  const copy = copyForReading(file)
  const db = new Database(copy.file, { timeout: 5_000 }) as WritableDB
  releaseOnClose(db, () => copy.remove())
  try {
    migrate(db)
    return db
  } catch (thrown) {
    db.close()
    throw thrown
  }
}

function openReadOnly(file: string): ReadableDB {
  let db: ReadableDB | null = null
  try {
    db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 }) as ReadableDB
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    return db
  } catch (thrown) {
    db?.close()
    // A WAL database cannot be opened where its -shm file cannot be made; a copy of it can.
    if (!isSqlite(thrown, /^SQLITE_(CANTOPEN|READONLY)/)) throw thrown
    const copy = copyForReading(file)
    const copied = new Database(copy.file, { timeout: 5_000 }) as ReadableDB
    releaseOnClose(copied, () => copy.remove())
    return copied
  }
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.R_OK | constants.W_OK)
    const file = path.join(folder, databaseFile)
    if (existsSync(file)) accessSync(file, constants.W_OK)
    for (const name of ['originals', 'assets', 'backups']) mkdirSync(path.join(folder, name), { recursive: true })
    const note = path.join(folder, 'README.txt')
    if (!existsSync(note)) writeFileSync(note, readMe)
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code
    const isThere = existsSync(path.join(folder, databaseFile)) || code === 'EROFS'
    throw new ThreadloftError(
      isThere ? 'library-read-only' : 'library-unreachable',
      { path: folder },
      { cause: thrown },
    )
  }
}

/** An empty database beside kept originals was not always empty: making a new one over it would hide the loss. */
function refuseEmptied(folder: string): void {
  const file = path.join(folder, databaseFile)
  const size = existsSync(file) ? statSync(file).size : 0
  if (size >= smallestDatabase) return
  // SQLite itself takes a file this short for an empty database.
  if (size > 0) throw new ThreadloftError('library-damaged', { path: folder })
  const originals = path.join(folder, 'originals')
  if (existsSync(originals) && readdirSync(originals).length > 0)
    throw new ThreadloftError('library-damaged', { path: folder })
}

function refuseForeign(db: ReadableDB, folder: string): void {
  const tables = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_schema').get()!.n
  if (tables > 0 && db.pragma('application_id', { simple: true }) !== applicationId)
    throw new ThreadloftError('library-damaged', { path: folder })
}

function assertSqlite(db: ReadableDB): void {
  const { version } = db.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()!
  const parts = version.split('.').map(Number)
  const index = oldestSqlite.findIndex((least, place) => parts[place] !== least)
  if (index >= 0 && (parts[index] ?? 0) < oldestSqlite[index]!)
    throw new Error(`SQLite ${version} is too old: ${oldestSqlite.join('.')} is needed`)
}

/** Makes `close` also fold the WAL away, so that a closed library is one plain file that any medium can hold. */
function releaseOnClose(db: ReadableDB, release: () => void): void {
  const close = db.close.bind(db)
  db.close = () => {
    if (db.open) {
      foldWal(db)
      close()
      release()
    }
    return db
  }
}

function foldWal(db: ReadableDB): void {
  if (db.inTransaction) return
  try {
    db.pragma('busy_timeout = 0')
    db.pragma('journal_mode = DELETE')
  } catch (thrown) {
    // A reader is still there: the WAL stays, and the next opening takes it up.
    if (!isSqlite(thrown, /^SQLITE_(BUSY|LOCKED|READONLY)/)) throw thrown
  }
}

/**
 * A reader that went while the library was closed leaves a database without a log that still says it has one. Who opens it
 * next would take it for a loss.
 */
function tellLeftInOrder(folder: string): void {
  const file = path.join(folder, databaseFile)
  if (logOf(file) !== 'missing') return
  const db = new Database(file) as WritableDB
  foldWal(db)
  db.close()
}

function openingError(thrown: unknown, folder: string): unknown {
  const full = diskFull(thrown, folder)
  if (full) return full
  if (isSqlite(thrown, /^SQLITE_(NOTADB|CORRUPT)/))
    return new ThreadloftError('library-damaged', { path: folder }, { cause: thrown })
  if (isSqlite(thrown, /^SQLITE_(READONLY|PERM)/))
    return new ThreadloftError('library-read-only', { path: folder }, { cause: thrown })
  if (isSqlite(thrown, /^SQLITE_(CANTOPEN|IOERR)/))
    return new ThreadloftError('library-unreachable', { path: folder }, { cause: thrown })
  if (isSqlite(thrown, /^SQLITE_(BUSY|LOCKED)/))
    return new ThreadloftError('library-locked', { path: folder }, { cause: thrown })
  return thrown
}

const isSqlite = (thrown: unknown, code: RegExp): boolean =>
  thrown instanceof Database.SqliteError && code.test(thrown.code)
