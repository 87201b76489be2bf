/* The files of a watched folder that may be saved pages, as the file system tells of them now. */
import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import { besideFolders, pageStem, systemNames } from '../intake/beside-page.ts'
import type { FileState } from '../store/watched.ts'

export interface FoundFile extends FileState {
  /** Changes as long as the file, or the folder of pictures beside it, is being written. */
  readonly signs: string
}

/** How browsers and download programs name a file that is not whole yet. */
const unfinished = /\.(?:crdownload|part|partial|download|opdownload|tmp|temp)$|^[.~]/i

/** Every file below a folder; null when the folder cannot be reached. What vanishes meanwhile is left out. */
export async function filesBelow(folder: string, stopped: AbortSignal): Promise<FoundFile[] | null> {
  const found: FoundFile[] = []
  const open = [folder]
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const names = await unlessGone(readdir(here))
    if (names === null && here === folder) return null
    const beside = besideFolders(names ?? [])
    const isBeside = new Set(beside.values())
    for (const name of names ?? []) {
      if (stopped.aborted) return found
      if (systemNames.has(name.toLowerCase()) || unfinished.test(name) || isBeside.has(name)) continue
      const place = path.join(here, name)
      const entry = await unlessGone(lstat(place))
      if (entry?.isDirectory()) open.push(place)
      else if (entry?.isFile()) found.push(await fileOf(place, entry, beside.get(pageStem(name))))
    }
  }
  return found
}

async function fileOf(
  place: string,
  entry: { readonly size: number; readonly mtime: Date },
  beside: string | undefined,
): Promise<FoundFile> {
  const modifiedAt = entry.mtime.toISOString()
  const folder = beside === undefined ? null : await unlessGone(lstat(path.join(path.dirname(place), beside)))
  const signs = `${entry.size} ${modifiedAt} ${folder?.mtimeMs ?? ''}`
  return { path: place, bytes: entry.size, modifiedAt, signs }
}

/** Folders come and go, and some may not be looked into: then there is nothing to be seen there now. */
async function unlessGone<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown) return null
    throw thrown
  }
}
