/* One file of an import: read by a page reader, then put into the library inside the batch's transaction. */
import { createHash } from 'node:crypto'
import { asThreadloftError, ThreadloftError } from '../errors.ts'
import type { ListedFile, SourceFile } from '../intake/saved-page.ts'
import type { ImportItem } from '../model/imports.ts'
import { sourceBySha } from '../store/sources.ts'
import type { WritableDB } from '../store/sql.ts'
import type { FileReading } from './file-reading.ts'
import { emptyItem, knownReason, reasonOf, shownName } from './import-item.ts'
import { bringBack } from './merge-page.ts'
import type { PageReaders } from './page-readers.ts'
import type { Shelf } from './store-file-reading.ts'
import { keepUnreadFile, storeFileReading } from './store-file-reading.ts'
import { isAbortedBefore } from './turns.ts'

/** Larger files are refused before they are read into memory. */
const largestFile = 512 * 1024 * 1024

/** A file that waits to be committed: read, or refused before its bytes were there. */
export type ReadFile =
  | { readonly path: string; readonly refused: ThreadloftError }
  | {
      readonly path: string
      readonly file: SourceFile
      readonly sha256: string
      readonly reading: FileReading | ThreadloftError
    }

/** Reads a listed file, shown under a name of its own; null when its reading was given up. */
export async function readEntry(
  ports: { readonly db: WritableDB; readonly readers: PageReaders },
  entry: ListedFile,
  shown: string,
  givenUp: AbortSignal,
): Promise<ReadFile | null> {
  if ('error' in entry) return { path: shown, refused: entry.error }
  if (entry.size > largestFile)
    return {
      path: shown,
      refused: new ThreadloftError('page-too-large', { path: shown, megabytes: largestFile >> 20 }),
    }
  let file: SourceFile
  try {
    const bytes = entry.read()
    // A disk that does not answer must not keep a run from stopping.
    if (await isAbortedBefore(bytes, givenUp)) return null
    file = { ...(await bytes), shownAs: shown }
  } catch (thrown) {
    return { path: shown, refused: asThreadloftError(thrown) }
  }
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  if (isKnown(ports.db, sha256)) return { path: shown, file, sha256, reading: { pages: [], assets: [] } }
  const reading = await ports.readers.read(file, givenUp).catch(asThreadloftError)
  if (reading instanceof ThreadloftError && reading.code === 'cancelled') return null
  return { path: shown, file, sha256, reading }
}

function isKnown(db: WritableDB, sha256: string): boolean {
  const known = sourceBySha(db, sha256)
  return known !== null && known.threadIds.length > 0
}

/** A file's line in the report, and what was kept of it. */
export interface StoredFile {
  readonly item: ImportItem
  readonly sourceId: number | null
}

/** Puts a file into the library; one that cannot be stored leaves nothing but its report and its bytes. */
export function storeReadFile(shelf: Shelf, read: ReadFile): StoredFile {
  if ('refused' in read) return { item: emptyItem(read.path, 'failed', reasonOf(read.refused)), sourceId: null }
  const { file, sha256 } = read
  const bytes = file.bytes.length
  try {
    return shelf.db.transaction(() => outcomeOf(shelf, read))()
  } catch (thrown) {
    const error = asThreadloftError(thrown)
    if (error.code === 'disk-full') throw error
    const sourceId = keepUnreadFile(shelf, file, sha256)
    return { item: emptyItem(shownName(file), 'failed', reasonOf(error), bytes), sourceId }
  }
}

function outcomeOf(shelf: Shelf, { file, sha256, reading }: Exclude<ReadFile, { refused: unknown }>): StoredFile {
  const name = shownName(file)
  const bytes = file.bytes.length
  const known = sourceBySha(shelf.db, sha256)
  if (known && known.threadIds.length > 0) {
    const isBack = known.threadIds.map(threadId => bringBack(shelf.db, threadId)).includes(true)
    const reason = isBack ? knownReason('thread-back', {}) : knownReason('same-bytes', { posts: known.posts })
    const item = emptyItem(name, 'known', reason, bytes)
    return { item: { ...item, threadId: known.threadIds[0]!, posts: known.posts }, sourceId: known.id }
  }
  if (!(reading instanceof ThreadloftError)) return storeFileReading(shelf, file, sha256, reading)
  if (reading.code === 'unsupported-file' || reading.code === 'file-empty')
    return { item: emptyItem(name, 'skipped', reasonOf(reading), bytes), sourceId: null }
  const sourceId = keepUnreadFile(shelf, file, sha256)
  return { item: emptyItem(name, 'failed', reasonOf(reading), bytes), sourceId }
}
