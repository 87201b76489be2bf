/* Backups as people see them: with what each holds. */
import { ThreadloftError } from '../errors.ts'
import type { Backup, BackupReason } from '../model/upkeep.ts'
import type { BackupFile } from '../store/backup.ts'
import { backupCounts, backupFiles, backupsFolder, isBackupDue, makeBackup } from '../store/backup.ts'
import { restoreBackup } from '../store/restore.ts'
import type { ReadableDB } from '../store/sql.ts'
import type { Clock } from './ports.ts'

/** The backups of a library, newest first. */
export function listBackups(folder: string, counts: boolean): Backup[] {
  return backupFiles(folder).map(file => told(folder, file, counts))
}

/** Makes a checked backup. */
export function backUp(db: ReadableDB, folder: string, reason: BackupReason, clock: Clock): Backup {
  return told(folder, makeBackup(db, folder, reason, { now: clock.now() }), true)
}

/** Makes the day's backup if it is due; to be called when a library is closed, which never fails for it. */
export function backUpOnClosing(db: ReadableDB, folder: string, clock: Clock): void {
  try {
    if (isBackupDue(db, folder, clock.now())) makeBackup(db, folder, 'daily', { now: clock.now() })
  } catch {
    // A full disk or a damaged database is told when the library is next opened and the backup is still due.
  }
}

/** What was restored, what the present state is called among the backups now, and newer backups that are damaged. */
export interface RestoredLibrary {
  readonly restored: Backup
  readonly aside: string | null
  readonly passedOver: string[]
}

/**
 * Puts a backup in the place of the present database, which is set aside: the one named, else the newest that passes its
 * check. No program may have the library open. Throws `backup-unknown`, `no-sound-backup` or what restoreBackup throws.
 */
export function restoreLibrary(folder: string, name: string | null, clock: Clock): RestoredLibrary {
  if (name !== null) return putBack(folder, name, clock, [])
  const passedOver: string[] = []
  for (const backup of backupFiles(folder).filter(({ reason }) => reason !== 'aside'))
    try {
      return putBack(folder, backup.name, clock, passedOver)
    } catch (thrown) {
      if (!(thrown instanceof ThreadloftError) || thrown.code !== 'library-damaged') throw thrown
      passedOver.push(backup.name)
    }
  throw new ThreadloftError('no-sound-backup', { path: backupsFolder(folder) })
}

function putBack(folder: string, name: string, clock: Clock, passedOver: string[]): RestoredLibrary {
  const { backup, aside } = restoreBackup(folder, name, clock.now())
  return { restored: told(folder, backup, true), aside, passedOver }
}

function told(folder: string, file: BackupFile, counts: boolean): Backup {
  const counted = counts ? backupCounts(folder, file.name) : null
  return { ...file, threads: counted?.threads ?? null, posts: counted?.posts ?? null }
}
