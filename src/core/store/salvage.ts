/*
 * A new database out of what can be read of a damaged one, and out of the newest sound backup where something could not
 * be read. The damaged one is set aside among the backups. Rows that name what is lost are left for mending.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { ThreadloftError } from '../errors.ts'
import type { SalvageReport } from '../model/upkeep.ts'
import { backupFiles, backupsFolder, refuseUnsound } from './backup.ts'
import { needRoom } from './disk-room.ts'
import { setDoubt } from './doubt.ts'
import { syncFile, syncFolder } from './kept-file.ts'
import { migrate, newestVersion, versionOf } from './migrations/index.ts'
import { applicationId, databaseFile, isOfAnother } from './open.ts'
import { setIndexState } from './post-index.ts'
import type { Cells } from './read-damaged.ts'
import { copyOfDamaged, damagedTable, isUnreadable } from './read-damaged.ts'
import { setAside } from './restore.ts'
import { databaseDamage, tableNames } from './soundness.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { takeWriteLock } from './write-lock.ts'

type Tables = SalvageReport['tables']

/**
 * Salvages a library's database. Throws `library-newer`, `library-locked`, `disk-full`, or `library-unreachable` where
 * there is no database at all, not even in a backup.
 */
export function salvageDatabase(folder: string, now: Date, tell: (done: number, total: number) => void): SalvageReport {
  const lock = takeWriteLock(folder)
  const file = path.join(folder, databaseFile)
  const temporary = `${file}.${randomUUID()}.part`
  try {
    // A copy to read from, and the new one.
    needRoom(folder, (existsSync(file) ? statSync(file).size : 0) * 2)
    const fresh = emptyDatabase(temporary)
    const { tables, backup } = fill(fresh, folder, file, tell)
    setIndexState(fresh, { version: 0, next: null, reached: 0 })
    setDoubt(fresh, { reason: 'salvaged', since: now.toISOString() })
    fresh.close()
    refuseUnsound(temporary)
    syncFile(temporary)
    const aside = setAside(folder, now) ?? ''
    renameSync(temporary, file)
    syncFolder(folder)
    return { aside, backup, tables }
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(temporary + suffix, { force: true })
    lock.release()
  }
}

function emptyDatabase(file: string): WritableDB {
  const db = new Database(file) as WritableDB
  db.pragma(`application_id = ${applicationId}`)
  db.pragma('foreign_keys = OFF')
  db.pragma('synchronous = OFF')
  migrate(db)
  return db
}

function fill(
  fresh: WritableDB,
  folder: string,
  file: string,
  tell: (done: number, total: number) => void,
): { tables: Tables; backup: string | null } {
  const names = tableNames(fresh)
  const source = new SalvageSource(folder)
  const damaged = existsSync(file) ? copyOfDamaged(file, readFileSync(fresh.name), db => isSound(db, folder)) : null
  try {
    if (damaged?.db && versionOf(damaged.db) > newestVersion)
      throw new ThreadloftError('library-newer', { path: folder })
    const tables: Tables = []
    // Posts first: while there is no thread or person to count them, the counts that come with those stay.
    const ordered = ['post', ...names.filter(name => name !== 'post')]
    for (const [number, table] of ordered.entries()) {
      tables.push(fillTable(fresh, damaged?.db ?? null, source, table))
      tell(number + 1, ordered.length)
    }
    return { tables, backup: source.name }
  } finally {
    damaged?.remove()
    source.close()
  }
}

function fillTable(
  fresh: WritableDB,
  damaged: ReadableDB | null,
  source: SalvageSource,
  table: string,
): Tables[number] {
  const { isWhole, added: read } = copyTable(fresh, damaged, table)
  const fromBackup = isWhole ? 0 : copyTable(fresh, source.open(), table).added
  return { table, read, fromBackup, isDamaged: !isWhole }
}

function copyTable(fresh: WritableDB, from: ReadableDB | null, table: string): { isWhole: boolean; added: number } {
  const wanted = fresh.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const rows = from && damagedTable(from, table, wanted)
  if (!rows) return { isWhole: from !== null && !isNamed(from, table), added: 0 }
  const names = rows.columns.map(column => `"${column}"`).join(', ')
  // What a damaged page gives may break the rules of a sound one: such a row is as good as not read.
  const insert = fresh.prepare(
    `INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${rows.columns.map(() => '?').join(', ')})`,
  )
  let added = 0
  const take = (cells: Cells): void => {
    try {
      added += insert.run(...cells).changes
    } catch (thrown) {
      if (!(thrown instanceof Database.SqliteError) || !/^SQLITE_CONSTRAINT/.test(thrown.code)) throw thrown
    }
  }
  const isWhole = fresh.transaction(() => rows.readInto(take))()
  return { isWhole, added }
}

/** Whether a database has a table of this name; a library of an older form lacks some, and has lost nothing by it. */
function isNamed(db: ReadableDB, table: string): boolean {
  try {
    return db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined
  } catch (thrown) {
    if (isUnreadable(thrown)) return true
    throw thrown
  }
}

function isSound(db: ReadableDB, folder: string): boolean {
  try {
    return databaseDamage(db).length === 0 && !isOfAnother(db, folder)
  } catch (thrown) {
    if (isUnreadable(thrown)) return false
    throw thrown
  }
}

/** The newest backup that passes its check, opened when it is needed first. */
class SalvageSource {
  name: string | null = null
  private db: ReadableDB | null = null
  private isSought = false
  private readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  open(): ReadableDB | null {
    if (this.isSought) return this.db
    this.isSought = true
    for (const { name, reason } of backupFiles(this.folder)) {
      const file = path.join(backupsFolder(this.folder), name)
      if (reason === 'aside' || !passes(file)) continue
      this.name = name
      this.db = new Database(file, { readonly: true, fileMustExist: true }) as ReadableDB
      break
    }
    return this.db
  }

  close(): void {
    this.db?.close()
  }
}

function passes(file: string): boolean {
  try {
    refuseUnsound(file)
    return true
  } catch (thrown) {
    if (thrown instanceof ThreadloftError && thrown.code === 'library-damaged') return false
    throw thrown
  }
}
