/*
 * One writer a library. The lock is a small SQLite file held in an open transaction: the system releases it when the
 * process ends, however it ends, so that no lock outlives its holder and no process id is ever mistaken for another.
 */
import { hostname } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { ThreadloftError } from '../errors.ts'

export interface WriteLock {
  release(): void
}

const lockFile = 'library.lock'

/** Takes a library folder's write lock. Throws `library-locked`, naming the holder, when another connection has it. */
export function takeWriteLock(folder: string): WriteLock {
  const db = new Database(path.join(folder, lockFile), { timeout: 0 })
  try {
    db.exec('BEGIN IMMEDIATE')
    db.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL, host TEXT NOT NULL, since TEXT NOT NULL)')
    db.exec('DELETE FROM holder')
    db.prepare('INSERT INTO holder VALUES (?, ?, ?)').run(process.pid, hostname(), new Date().toISOString())
    // Committed so that others can read who holds it; a rival that slips in between makes the next line fail.
    db.exec('COMMIT; BEGIN IMMEDIATE')
  } catch (thrown) {
    const holder = holderIn(db)
    db.close()
    if (!isBusy(thrown)) throw thrown
    throw new ThreadloftError('library-locked', { path: folder, holder }, { cause: thrown })
  }
  return { release: () => db.close() }
}

function holderIn(db: Database.Database): string {
  try {
    const row = db.prepare<[], { pid: number; host: string }>('SELECT pid, host FROM holder').get()
    return row ? `${row.pid}@${row.host}` : ''
  } catch {
    // The holder is writing its name this very moment; that it holds the lock is what matters.
    return ''
  }
}

const isBusy = (thrown: unknown): boolean =>
  thrown instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(thrown.code)
