/* An earlier state of the database put in the place of the present one, which is set aside and never deleted. */
import { randomUUID } from 'node:crypto'
import { constants, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { ThreadloftError } from '../errors.ts'
import type { BackupFile } from './backup.ts'
import { backupFiles, backupName, backupsFolder, refuseUnsound } from './backup.ts'
import { diskFull } from './disk-room.ts'
import { setDoubt } from './doubt.ts'
import { syncFile, syncFolder } from './kept-file.ts'
import { databaseFile } from './open.ts'
import type { WritableDB } from './sql.ts'
import { takeWriteLock } from './write-lock.ts'

export interface Restored {
  readonly backup: BackupFile
  /** The name under which the present database lies among the backups; null when there was none. */
  readonly aside: string | null
}

/**
 * Puts a backup in the place of the database. Throws `backup-unknown`, `library-damaged` when the backup does not pass
 * its check, `library-locked` while another program has the library; the present database is then where it was.
 */
export function restoreBackup(folder: string, name: string, now: Date): Restored {
  const backup = backupFiles(folder).find(known => known.name === name)
  if (!backup) throw new ThreadloftError('backup-unknown', { name })
  const source = path.join(backupsFolder(folder), name)
  refuseUnsound(source)
  mkdirSync(folder, { recursive: true })
  const lock = takeWriteLock(folder)
  const temporary = path.join(folder, `${databaseFile}.${randomUUID()}.part`)
  try {
    copyFileSync(source, temporary, constants.COPYFILE_FICLONE)
    noteDoubt(temporary, backup)
    syncFile(temporary)
    const aside = setAside(folder, now)
    renameSync(temporary, path.join(folder, databaseFile))
    syncFolder(folder)
    return { backup, aside }
  } catch (thrown) {
    throw restoreError(thrown, folder)
  } finally {
    rmSync(temporary, { force: true })
    lock.release()
  }
}

/** What was imported after the backup is not in it; a repair finds the kept originals. */
function noteDoubt(file: string, { madeAt }: BackupFile): void {
  const db = new Database(file) as WritableDB
  try {
    setDoubt(db, { reason: 'restored', since: madeAt })
  } finally {
    db.close()
  }
}

/**
 * The present database gets a second name before it loses its own, its WAL with it: a WAL left behind would be taken for
 * the restored database's, and at no moment is there no whole copy.
 */
export function setAside(folder: string, now: Date): string | null {
  const file = path.join(folder, databaseFile)
  if (!existsSync(file)) return null
  foldWal(file)
  mkdirSync(backupsFolder(folder), { recursive: true })
  const aside = backupName(now, 'aside')
  const present = ['', '-wal'].filter(suffix => existsSync(file + suffix))
  for (const suffix of present) nameAlso(file + suffix, path.join(backupsFolder(folder), aside + suffix))
  syncFolder(backupsFolder(folder))
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
  return aside
}

function foldWal(file: string): void {
  let db: Database.Database | null = null
  try {
    db = new Database(file, { timeout: 1_000 })
    db.pragma('journal_mode = DELETE')
  } catch (thrown) {
    // A damaged database, or one that is still read, cannot be folded; it is set aside with its WAL.
    if (!(thrown instanceof Database.SqliteError)) throw thrown
  } finally {
    db?.close()
  }
}

function nameAlso(file: string, other: string): void {
  try {
    linkSync(file, other)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') throw thrown
    copyFileSync(file, other, constants.COPYFILE_EXCL)
    syncFile(other)
  }
}

function restoreError(thrown: unknown, folder: string): unknown {
  const full = diskFull(thrown, folder)
  if (full) return full
  const code = (thrown as NodeJS.ErrnoException).code
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return new ThreadloftError('library-read-only', { path: folder }, { cause: thrown })
  if (code === 'EBUSY') return new ThreadloftError('library-locked', { path: folder, holder: '' }, { cause: thrown })
  return thrown
}
