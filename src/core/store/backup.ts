/*
 * Backups of the database: whole or not there at all, checked before they count, the old ones dropped only after a newer
 * one has passed its check. Originals and pictures never change and are no part of them.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { ThreadloftError } from '../errors.ts'
import type { BackupReason } from '../model/upkeep.ts'
import type { FreeBytes } from './disk-room.ts'
import { diskFull, needRoom } from './disk-room.ts'
import { syncFile, syncFolder } from './kept-file.ts'
import { databaseDamage } from './soundness.ts'
import type { ReadableDB } from './sql.ts'
import { get, isDamage, sql } from './sql.ts'

export interface BackupFile {
  readonly name: string
  /** ISO instant. */
  readonly madeAt: string
  readonly reason: BackupReason
  readonly bytes: number
}

export interface BackupTime {
  readonly now: Date
  /** How many bytes a folder's disk has left; an argument for tests. */
  readonly freeBytes?: FreeBytes
}

const day = 24 * 60 * 60 * 1_000
const dailyKept = 7
const weeklyKept = 4
const form = /^library-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d)-(\d{3}Z)-(daily|migration|manual|aside)\.sqlite$/

/** The name that a backup of this moment has. */
export function backupName(now: Date, reason: BackupReason): string {
  return `library-${now.toISOString().replaceAll(/[:.]/g, '-')}-${reason}.sqlite`
}

/** Where backups lie. */
export const backupsFolder = (folder: string): string => path.join(folder, 'backups')

/** The backups of a library, newest first. */
export function backupFiles(folder: string): BackupFile[] {
  const room = backupsFolder(folder)
  if (!existsSync(room)) return []
  return readdirSync(room)
    .flatMap(name => {
      const parts = form.exec(name)
      if (!parts) return []
      const [, date, hour, minute, second, rest, reason] = parts
      const madeAt = `${date}${hour}:${minute}:${second}.${rest}`
      return [{ name, madeAt, reason: reason as BackupReason, bytes: statSync(path.join(room, name)).size }]
    })
    .toSorted((one, other) => (one.madeAt < other.madeAt ? 1 : -1))
}

/** Whether the day's backup is still to be made; a library without a file in it needs none. */
export function isBackupDue(db: ReadableDB, folder: string, now: Date): boolean {
  if (get(db, sql`SELECT 1 FROM source LIMIT 1`) === undefined) return false
  const newest = backupFiles(folder).find(backup => backup.reason !== 'aside')
  // A clock that was set back must not stop backups for years.
  return !newest || Math.abs(now.getTime() - Date.parse(newest.madeAt)) > day
}

/**
 * Makes a backup of what is committed at this moment and drops the automatic ones it makes superfluous. Throws
 * `disk-full`, `library-damaged` or `library-read-only`; what was there before is then untouched.
 */
export function makeBackup(db: ReadableDB, folder: string, reason: BackupReason, time: BackupTime): BackupFile {
  const room = backupsFolder(folder)
  const temporary = path.join(room, `${randomUUID()}.part`)
  const name = backupName(time.now, reason)
  try {
    mkdirSync(room, { recursive: true })
    needRoom(room, bytesOf(db), time.freeBytes)
    copyInto(db, temporary)
    refuseUnsound(temporary)
    syncFile(temporary)
    renameSync(temporary, path.join(room, name))
    syncFolder(room)
  } catch (thrown) {
    throw backupError(thrown, room)
  } finally {
    for (const suffix of ['', '-journal']) rmSync(temporary + suffix, { force: true })
  }
  for (const old of superfluousBackups(backupFiles(folder), name)) rmSync(path.join(room, old))
  removeLeftovers(room, time.now)
  return { name, madeAt: time.now.toISOString(), reason, bytes: statSync(path.join(room, name)).size }
}

/**
 * The automatic backups that need not be kept beside the one just made: all but the newest of each of the last seven
 * days and of each of the last four weeks that have one, and the last one made before a change of the library's form.
 */
export function superfluousBackups(backups: readonly BackupFile[], justMade: string): string[] {
  const automatic = backups.filter(({ reason }) => reason === 'daily' || reason === 'migration')
  const newestOf = (period: (at: number) => number, count: number): string[] => {
    const newest = new Map<number, string>()
    for (const { name, madeAt } of automatic) {
      const key = period(Date.parse(madeAt))
      if (!newest.has(key)) newest.set(key, name)
    }
    return [...newest.values()].slice(0, count)
  }
  const kept = new Set([
    justMade,
    ...newestOf(at => Math.floor(at / day), dailyKept),
    // The first day of 1970 was a Thursday; weeks begin on Monday.
    ...newestOf(at => Math.floor((at / day + 3) / 7), weeklyKept),
    ...automatic
      .filter(({ reason }) => reason === 'migration')
      .slice(0, 1)
      .map(({ name }) => name),
  ])
  return automatic.map(({ name }) => name).filter(name => !kept.has(name))
}

/** Throws `library-damaged` for a database file that SQLite's check does not pass. */
export function refuseUnsound(file: string): void {
  let db: ReadableDB | null = null
  try {
    db = new Database(file, { readonly: true, fileMustExist: true }) as ReadableDB
    const [damage] = databaseDamage(db)
    if (damage !== undefined) throw new ThreadloftError('library-damaged', { path: file, reason: damage })
  } catch (thrown) {
    throw isDamage(thrown) ? new ThreadloftError('library-damaged', { path: file }, { cause: thrown }) : thrown
  } finally {
    db?.close()
  }
}

/** How much a backup holds; null for one that cannot be read. */
export function backupCounts(folder: string, name: string): { threads: number; posts: number } | null {
  let db: ReadableDB | null = null
  try {
    db = new Database(path.join(backupsFolder(folder), name), { readonly: true, fileMustExist: true }) as ReadableDB
    return get(db, sql`SELECT (SELECT count(*) FROM thread) AS threads, (SELECT count(*) FROM post) AS posts`) ?? null
  } catch (thrown) {
    // A list of backups names a damaged one, too; restoring it is refused with the reason.
    if (thrown instanceof Database.SqliteError) return null
    throw thrown
  } finally {
    db?.close()
  }
}

/** VACUUM INTO copies the rows of one moment, also while others write, and heals what indexes alone have lost. */
function copyInto(db: ReadableDB, file: string): void {
  const queryOnly = db.pragma('query_only', { simple: true })
  db.pragma('query_only = OFF')
  try {
    db.prepare('VACUUM INTO ?').run(file)
  } finally {
    db.pragma(`query_only = ${queryOnly === 1 ? 'ON' : 'OFF'}`)
  }
}

function bytesOf(db: ReadableDB): number {
  return (db.pragma('page_count', { simple: true }) as number) * (db.pragma('page_size', { simple: true }) as number)
}

/** Takes away what a backup left half done that was killed, when no one can be at work on it any more. */
function removeLeftovers(room: string, now: Date): void {
  for (const name of readdirSync(room).filter(entry => /^[0-9a-f-]{36}\.part(?:-journal)?$/.test(entry)))
    if (now.getTime() - statSync(path.join(room, name)).mtimeMs > day) rmSync(path.join(room, name), { force: true })
}

function backupError(thrown: unknown, room: string): unknown {
  const full = diskFull(thrown, room)
  if (full) return full
  const code = (thrown as { code?: unknown }).code
  if (isDamage(thrown)) return new ThreadloftError('library-damaged', { path: path.dirname(room) }, { cause: thrown })
  if (
    code === 'SQLITE_CANTOPEN' ||
    code === 'SQLITE_READONLY' ||
    code === 'EACCES' ||
    code === 'EROFS' ||
    code === 'EPERM'
  )
    return new ThreadloftError('library-read-only', { path: room }, { cause: thrown })
  return thrown
}
