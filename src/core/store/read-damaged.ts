/*
 * Reading what can still be read of a damaged database. A damaged page stops a walk through its table, so a stretch that
 * cannot be read whole is halved until only the rows on that page are missing.
 */
import { copyFileSync, existsSync, mkdtempSync, openSync, closeSync, rmSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { ReadableDB } from './sql.ts'

export type Cells = readonly (string | number | bigint | null | Uint8Array)[]

/** More stretches than these that cannot be read at all are no damaged pages but a lost table. */
const mostFailures = 200_000
const failuresInARow = 60_000
const farthestId = 2 ** 40

/** Whether SQLite could not read something because what lies on the disk is not what it should be. */
export function isUnreadable(thrown: unknown): boolean {
  return (
    thrown instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR|FORMAT|ERROR|CANTOPEN)/.test(thrown.code)
  )
}

export interface TableRows {
  readonly columns: readonly string[]
  /** Hands out every row that can be read, at least once; answers whether all of the table could be read. */
  readInto(take: (cells: Cells) => void): boolean
}

/** A table of a damaged database, with those of the wanted columns that it has; null when not even its form can be read. */
export function damagedTable(db: ReadableDB, table: string, wanted: readonly string[]): TableRows | null {
  let known: { name: string; type: string; pk: number }[]
  try {
    known = db.prepare<[], (typeof known)[number]>(`SELECT name, type, pk FROM pragma_table_info('${table}')`).all()
  } catch (thrown) {
    if (!isUnreadable(thrown)) throw thrown
    return null
  }
  const columns = wanted.filter(column => known.some(({ name }) => name === column))
  const key = known.filter(({ pk }) => pk > 0).toSorted((one, other) => one.pk - other.pk)
  if (columns.length === 0 || key.length === 0) return null
  const reader = new TableReader(db, table, columns, key)
  return { columns, readInto: take => reader.readInto(take) }
}

class TableReader {
  private failures = 0
  private inARow = 0
  private readonly db: ReadableDB
  private readonly select: string
  private readonly order: string
  private readonly first: { readonly name: string; readonly isNumber: boolean }

  constructor(
    db: ReadableDB,
    table: string,
    columns: readonly string[],
    key: readonly { name: string; type: string }[],
  ) {
    this.db = db
    this.select = `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table)} NOT INDEXED`
    this.order = key.map(({ name }) => quoted(name)).join(', ')
    this.first = { name: quoted(key[0]!.name), isNumber: key[0]!.type.toUpperCase() === 'INTEGER' }
  }

  readInto(take: (cells: Cells) => void): boolean {
    if (this.walk(`${this.select} ORDER BY ${this.order}`, [], take)) return true
    if (this.first.isNumber) this.stretch(0, this.highest(), take)
    // Names cannot be halved: what is left is read from the other end.
    else this.walk(`${this.select} ORDER BY ${this.order.replaceAll(/("[^"]+")/g, '$1 DESC')}`, [], take)
    return false
  }

  private stretch(from: number, to: number, take: (cells: Cells) => void): void {
    if (from > to || this.failures > mostFailures || this.inARow > failuresInARow) return
    const query = `${this.select} WHERE ${this.first.name} BETWEEN ? AND ? ORDER BY ${this.order}`
    if (this.walk(query, [from, to], take)) {
      this.inARow = 0
      return
    }
    this.failures++
    this.inARow++
    if (from === to) return
    const middle = Math.floor((from + to) / 2)
    this.stretch(from, middle, take)
    this.stretch(middle + 1, to, take)
  }

  private highest(): number {
    try {
      const found = this.db
        .prepare<[], number | null>(this.select.replace(/^SELECT .*? FROM/, `SELECT max(${this.first.name}) FROM`))
        .pluck()
        .get()
      return found ?? 0
    } catch (thrown) {
      if (!isUnreadable(thrown)) throw thrown
      return farthestId
    }
  }

  private walk(query: string, values: readonly number[], take: (cells: Cells) => void): boolean {
    try {
      const statement = this.db.prepare(query).raw().safeIntegers()
      for (const cells of statement.iterate(...values)) take(cells as Cells)
      return true
    } catch (thrown) {
      if (!isUnreadable(thrown)) throw thrown
      return false
    }
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

export interface DamagedCopy {
  /** Null where not even the list of tables can be read. */
  readonly db: ReadableDB | null
  remove(): void
}

/**
 * A copy of a damaged database to read from, so that the damaged one stays as it is. Where the copy without its log is
 * sound and the one with it is not, the log is another database's and is left out; a lost beginning is made anew.
 */
export function copyOfDamaged(file: string, beginning: Uint8Array, isSound: (db: ReadableDB) => boolean): DamagedCopy {
  const folder = mkdtempSync(`${file}.`)
  const copy = path.join(folder, 'copy.sqlite')
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  const attempts: (() => void)[] = [
    () => {
      for (const suffix of ['', '-wal']) if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix)
    },
    () => copyFileSync(file, copy),
    () => {
      copyFileSync(file, copy)
      writeBeginning(copy, beginning)
    },
  ]
  let readable: (() => void) | null = null
  for (const prepare of attempts) {
    prepareAfresh(copy, prepare)
    const db = openIfReadable(copy)
    if (!db) continue
    if (isSound(db)) return { db, remove: () => (db.close(), remove()) }
    db.close()
    readable ??= prepare
  }
  if (!readable) return { db: null, remove }
  prepareAfresh(copy, readable)
  const db = openIfReadable(copy)
  return { db, remove: () => (db?.close(), remove()) }
}

function prepareAfresh(copy: string, prepare: () => void): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(copy + suffix, { force: true })
  prepare()
}

function openIfReadable(file: string): ReadableDB | null {
  let db: ReadableDB | null = null
  try {
    db = new Database(file) as ReadableDB
    db.pragma('cell_size_check = ON')
    const tables = db.prepare<[], number>(`SELECT count(*) FROM sqlite_schema WHERE type = 'table'`).pluck().get()
    if (tables! > 0) return db
  } catch (thrown) {
    if (!isUnreadable(thrown)) throw thrown
  }
  db?.close()
  return null
}

/** The first hundred bytes of a database say how to read the rest. */
function writeBeginning(file: string, beginning: Uint8Array): void {
  const size = statSync(file).size
  const whole = Buffer.from(beginning.subarray(0, 100))
  whole.writeUInt32BE(Math.floor(size / 4_096), 28)
  // No page of another's list of free pages.
  whole.fill(0, 32, 40)
  const descriptor = openSync(file, 'r+')
  try {
    writeSync(descriptor, whole, 0, Math.min(size, whole.length), 0)
  } finally {
    closeSync(descriptor)
  }
}
