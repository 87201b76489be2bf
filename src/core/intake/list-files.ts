import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { ThreadloftError } from '../errors.ts'
import { listArchive } from './archive.ts'
import { isBesidePage, systemNames } from './beside-page.ts'
import type { ListedFile, SourceFile } from './saved-page.ts'
import { isWarcFile, listWarc, warcInFile } from './warc.ts'
import { isZip } from './zip.ts'

/**
 * Every file below the paths given, in the order of their names. Left out: what systems put into folders, folders that
 * hold a saved page's pictures, and links inside folders (a path given by hand may be a link). A path that cannot be
 * looked at comes back with its reason.
 */
export async function listFiles(paths: readonly string[], cancelled: AbortSignal): Promise<ListedFile[]> {
  const listed: ListedFile[] = []
  const seen = new Set<string>()
  const waiting = paths.map(given => ({ path: path.resolve(given), byHand: true })).toReversed()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (cancelled.aborted) break
    if (seen.has(next.path)) continue
    seen.add(next.path)
    try {
      const entry = await (next.byHand ? stat(next.path) : lstat(next.path))
      if (entry.isDirectory()) {
        const names = (await readdir(next.path)).sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
        const inside = names.filter(name => !systemNames.has(name.toLowerCase()) && !isBesidePage(name, names))
        waiting.push(...inside.map(name => ({ path: path.join(next.path, name), byHand: false })).toReversed())
      } else if (entry.isFile()) {
        if (await isZip(next.path)) listed.push(...(await listArchive(next.path, cancelled)))
        else if (await isWarcFile(next.path))
          listed.push(...(await listWarc(warcInFile(next.path, next.path, 'warc'), cancelled)))
        else listed.push(fileOnDisk(next.path, entry.size, entry.mtime.toISOString()))
      }
    } catch (thrown) {
      listed.push({ path: next.path, error: thrown instanceof ThreadloftError ? thrown : fileError(next.path, thrown) })
    }
  }
  return listed
}

function fileOnDisk(file: string, size: number, modifiedAt: string): ListedFile {
  const read = async (): Promise<SourceFile> => {
    try {
      return { path: file, name: path.basename(file), bytes: await readFile(file), modifiedAt }
    } catch (thrown) {
      throw fileError(file, thrown)
    }
  }
  return { path: file, size, read }
}

/** A file system's refusal as a reason a person can act on. */
export function fileError(file: string, thrown: unknown): ThreadloftError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const known = ({ ENOENT: 'file-missing', ENOTDIR: 'file-missing', ENOSPC: 'disk-full' } as const)[code]
  return new ThreadloftError(
    known ?? 'file-unreadable',
    { path: file, reason: code || String(thrown) },
    { cause: thrown },
  )
}
