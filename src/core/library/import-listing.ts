/* The files that a run is to take: all below its paths at first, later those it had left when it stopped. */
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { ThreadloftError } from '../errors.ts'
import { listFiles } from '../intake/list-files.ts'
import type { ListedFile } from '../intake/saved-page.ts'
import { noteLeft, leftOfRun } from '../store/import-left.ts'
import type { LeftFile, PlacedFile } from '../store/import-left.ts'
import type { FailedFile, GivenToRun } from '../store/imports.ts'
import { setGiven } from '../store/imports.ts'
import { keptSource } from '../store/kept-sources.ts'
import type { WritableDB } from '../store/sql.ts'
import { sourceFileOf } from './kept-file-source.ts'
import { loadRules, rulesFolder } from './load-rules.ts'
import { listExported, manifestOf } from './take-export.ts'

/** A file that waits for its outcome, at its place in the run. */
export interface WaitingFile {
  readonly place: number
  readonly entry: ListedFile
}

interface Shelf {
  readonly db: WritableDB
  readonly folder: string
}

/** Lists what a run has to take; what it takes is the same when it goes on after a stop. Null when the signal aborts. */
export async function filesOfRun(
  shelf: Shelf,
  runId: number,
  given: GivenToRun,
  stopped: AbortSignal,
): Promise<WaitingFile[] | null> {
  const { db, folder } = shelf
  const left = leftOfRun(db, runId)
  if (left.length === 0 && given.given > 0) return []
  const paths = given.kind === 'retry' || given.kind === 'paste' ? onDisk(left) : given.paths
  // A rule that cannot be used is named first: pages that it was written for are read without it.
  const { refused } = await loadRules(rulesFolder(folder))
  const badRules = refused.map(error => ({ path: String(error.details['path']), error }))
  const listed = [...badRules, ...(await listPaths(paths, stopped))]
  if (stopped.aborted) return null
  if (left.length > 0) return left.map(withEntry(shelf, listed, given.root))
  const placed = db.transaction(() => {
    setGiven(db, runId, listed.length)
    return noteLeft(
      db,
      runId,
      listed.map(entry => ({ path: entry.path, sourceId: null })),
    )
  })()
  return placed.map(({ place }, index) => ({ place, entry: listed[index]! }))
}

/** The failed files of a run, as files for another run to take: by their own paths again, and what was kept of them. */
export function failedAgain(files: readonly FailedFile[], root: string | null): LeftFile[] {
  return files.map(({ path: shown, sourceId }) => ({ path: root === null ? shown : path.join(root, shown), sourceId }))
}

async function listPaths(paths: readonly string[], stopped: AbortSignal): Promise<ListedFile[]> {
  const isExport = (given: string): boolean => manifestOf(given) !== null
  const exported = paths.filter(isExport).flatMap(listExported)
  const others = paths.filter(given => !isExport(given))
  return [...exported, ...(await listFiles(others, stopped))]
}

/** The files on the disk that hold these: a page in an archive is found by its archive. */
function onDisk(files: readonly LeftFile[]): string[] {
  return [...new Set(files.flatMap(file => holderOf(file.path) ?? []))]
}

function holderOf(file: string): string | null {
  for (let place = file; ; place = path.dirname(place)) {
    if (existsSync(place)) return place === file || statSync(place).isFile() ? place : null
    if (path.dirname(place) === place) return null
  }
}

function withEntry(
  shelf: Shelf,
  listed: readonly ListedFile[],
  root: string | null,
): (left: PlacedFile) => WaitingFile {
  // Below a root the names in the report count: a retry knows no others.
  const nameOf = (file: string): string => (root === null ? file : path.relative(root, file))
  const byName = Map.groupBy(listed, entry => nameOf(entry.path))
  return ({ place, path: wanted, sourceId }) => {
    const found = byName.get(nameOf(wanted))?.shift()
    const kept = sourceId === null ? null : keptEntry(shelf, wanted, sourceId)
    if (found && !('error' in found && kept)) return { place, entry: found }
    return { place, entry: kept ?? { path: wanted, error: goneError(wanted, root) } }
  }
}

function keptEntry({ db, folder }: Shelf, wanted: string, sourceId: number): ListedFile {
  return { path: wanted, size: 0, read: async () => sourceFileOf(db, folder, keptSource(db, sourceId)) }
}

/** What a browser sent was kept only as long as the program ran; any other file was moved or deleted. */
function goneError(file: string, root: string | null): ThreadloftError {
  if (root === null || existsSync(root)) return new ThreadloftError('file-missing', { path: file })
  return new ThreadloftError('upload-gone', { path: path.relative(root, file) })
}
