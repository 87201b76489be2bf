/* Libraries opened with their real threads, and what these threads cost. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { backupName, backupsFolder } from '../../src/core/store/backup.ts'
import { databaseFile } from '../../src/core/store/open.ts'
import { isBuilt } from '../../tools/build-stamp.mjs'
import { openTestLibrary, workerEntries, type TestLibrary } from '../support/library.ts'

/** The threads as people have them, where the build is of these sources: code that is built needs not be translated first. */
export const entries = isBuilt() ? new URL('../../out/main/', import.meta.url) : workerEntries

/** A copy of a library that may be changed, in which all is counted that a library counts when it is opened. */
export async function copyOf(home: string, folder: string): Promise<{ folder: string; remove: () => void }> {
  const settled = `${folder}-settled`
  if (!existsSync(settled)) {
    copyLibrary(folder, `${settled}.part`)
    const library = await openTestLibrary(`${settled}.part`)
    await library.ask('gaps.count', {})
    await library.close()
    copyLibrary(`${settled}.part`, settled)
    rmSync(`${settled}.part`, { recursive: true })
  }
  const copy = mkdtempSync(path.join(home, 'copy-'))
  copyLibrary(settled, copy)
  return { folder: copy, remove: () => rmSync(copy, { recursive: true }) }
}

function copyLibrary(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  copyFileSync(path.join(from, databaseFile), path.join(to, databaseFile))
  needNoBackup(to)
}

/** Puts an empty backup of today into a library, so that none is made while something is measured. */
export function needNoBackup(folder: string): void {
  mkdirSync(backupsFolder(folder), { recursive: true })
  writeFileSync(path.join(backupsFolder(folder), backupName(new Date(), 'manual')), '')
}

export interface OpenedLibrary extends TestLibrary {
  /** CPU milliseconds that the reader thread has used so far. */
  readerCPU(): Promise<number>
}

/** Opens a library with one reader thread, whose cost can be told apart. */
export async function openLibrary(folder: string): Promise<OpenedLibrary> {
  const workers: Worker[] = []
  const note = (worker: Worker): void => void workers.push(worker)
  process.on('worker', note)
  const library = await openTestLibrary(folder, entries)
  process.off('worker', note)
  // The writer starts first; what follows are keepers.
  const reader = workers[1]!
  return {
    ...library,
    async readerCPU() {
      const { user, system } = await reader.cpuUsage()
      return (user + system) / 1_000
    },
  }
}
