/* What of imports and watched folders only the disk can tell. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { WatchedFolder } from '../model/imports.ts'
import type { ReadableDB } from '../store/sql.ts'
import { watchedFolders } from '../store/watched.ts'

/** A run as screens show it: whether the files that a browser sent are still there to go on with. */
export function withFiles<Run extends { readonly root: string | null }>(run: Run): Run & { filesGone: boolean } {
  return { ...run, filesGone: run.root !== null && !existsSync(run.root) }
}

/** The watched folders, and which of them can be reached now. */
export function listWatched(db: ReadableDB): WatchedFolder[] {
  return watchedFolders(db, path.sep).map(({ isOn, ...folder }) => ({
    ...folder,
    isOn: isOn === 1,
    isThere: existsSync(folder.path),
  }))
}
