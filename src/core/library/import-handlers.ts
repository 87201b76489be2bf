/* Answers of the writer to calls about imports and watched folders. */
import { statSync } from 'node:fs'
import path from 'node:path'
import type { importsContract } from '../contract/imports.ts'
import type { ContractAt } from '../contract/index.ts'
import type { Handlers } from '../contract/procedure.ts'
import type { watchContract } from '../contract/watch.ts'
import { ThreadloftError } from '../errors.ts'
import { fileError } from '../intake/list-files.ts'
import { addWatchedFolder, removeWatchedFolder, switchWatchedFolder } from '../store/watched.ts'
import type { FolderWatcher } from './folder-watcher.ts'
import type { ImportPorts } from './import-run.ts'
import type { ImportRuns } from './import-runs.ts'
import { bestPaste } from './pasted-file.ts'
import { previewFile } from './preview-file.ts'

type WriterCalls<Calls> = Handlers<Pick<ContractAt<'writer'>, Calls & keyof ContractAt<'writer'>>>

/** Answers the calls that start, stop and look ahead of imports. */
export function importHandlers(ports: ImportPorts, runs: ImportRuns): WriterCalls<keyof typeof importsContract> {
  return {
    'imports.start': ({ paths, root, kind }) => ({ runId: runs.start({ paths, root: root ?? null, kind }) }),
    'imports.paste': async given => ({ runId: runs.paste(await bestPaste(ports, given)) }),
    'imports.cancel': ({ runId }) => {
      runs.cancel(runId)
      return {}
    },
    'imports.pause': async ({ runId }) => {
      await runs.pause(runId)
      return {}
    },
    'imports.resume': ({ runId }) => {
      runs.resume(runId)
      return {}
    },
    'imports.continue': ({ runId }) => {
      runs.continue(runId)
      return {}
    },
    'imports.retry': ({ runId }) => ({ runId: runs.retry(runId) }),
    'imports.preview': ({ path: file }) => previewFile(ports, file),
  }
}

/** Answers the calls that change which folders are watched. */
export function watchHandlers(
  { db, folder: library, now }: ImportPorts,
  watcher: FolderWatcher,
): WriterCalls<keyof typeof watchContract> {
  return {
    'watch.add': ({ path: given }) => {
      const folder = path.resolve(given)
      refuseUnfit(folder, library)
      addWatchedFolder(db, folder, now().toISOString())
      watcher.lookAgain()
      return {}
    },
    'watch.remove': ({ path: folder }) => {
      removeWatchedFolder(db, folder)
      watcher.lookAgain()
      return {}
    },
    'watch.set': ({ path: folder, isOn }) => {
      switchWatchedFolder(db, folder, isOn)
      watcher.lookAgain()
      return {}
    },
  }
}

function refuseUnfit(folder: string, library: string): void {
  let isFolder: boolean
  try {
    isFolder = statSync(folder).isDirectory()
  } catch (thrown) {
    throw fileError(folder, thrown)
  }
  if (!isFolder) throw new ThreadloftError('file-unreadable', { path: folder, reason: 'ENOTDIR' })
  if (isWithin(library, folder) || isWithin(folder, library))
    throw new ThreadloftError('folder-unfit', { path: folder })
}

const isWithin = (inner: string, outer: string): boolean => {
  const way = path.relative(outer, inner)
  return way === '' || (!way.startsWith('..') && !path.isAbsolute(way))
}
