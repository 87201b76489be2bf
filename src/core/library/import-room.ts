/*
 * How much room an import takes on the library's disk. A corpus of real pages took three quarters of its own size: a
 * fifth for its originals, which are compressed, the rest for rows and index. Which of the pictures beside it a page shows
 * is known when it has been read, and counted then.
 */
import { asThreadloftError, ThreadloftError } from '../errors.ts'
import { freeBytes, needRoom } from '../store/disk-room.ts'
import { seemsTakenIn } from '../store/sources.ts'
import type { ReadableDB } from '../store/sql.ts'
import type { WaitingFile } from './import-listing.ts'
import type { ReadFile } from './take-file.ts'

const share = 0.75
const shareOfOriginals = 0.2
/** Left over, so that a run that stops can be noted, and its library be read and opened. */
const reserve = 4 * 1024 * 1024

/** Throws `disk-full` where files that wait have no room on the library's disk. */
export function needRoomForAll(db: ReadableDB, folder: string, waiting: readonly WaitingFile[]): void {
  const most = sum(waiting.map(({ entry }) => ('error' in entry ? 0 : entry.size * share)))
  if (most === 0 || freeBytes(folder) >= most + reserve) return
  const bytes = roomOf(db, waiting)
  if (bytes > 0) needRoom(folder, bytes + reserve)
}

/** What waiting files will take, by their sizes; what was taken in before takes nothing. */
function roomOf(db: ReadableDB, waiting: readonly WaitingFile[]): number {
  const isTakenIn = seemsTakenIn(db)
  return sum(waiting.map(({ entry }) => ('error' in entry || isTakenIn(entry) ? 0 : entry.size * share)))
}

/** Throws `disk-full` where files that were read have no room: they are in the log beside the database, and then in both. */
export function needRoomForBatch(folder: string, batch: readonly ReadFile[]): void {
  needRoom(folder, sum(batch.map(roomOfRead)) + reserve)
}

function roomOfRead(read: ReadFile): number {
  if ('refused' in read || read.reading instanceof ThreadloftError || read.reading.pages.length === 0) return 0
  return read.file.bytes.length * share * 2 + sum(read.reading.assets.map(asset => asset.bytes.length))
}

/** The bytes of an exported folder by what they are. */
export interface ExportSizes {
  readonly originals: number
  readonly pictures: number
  readonly rows: number
}

/** Throws `disk-full` where an exported library has no room: its rows come in at once, through the log. */
export function needRoomForExport(folder: string, { originals, pictures, rows }: ExportSizes): void {
  needRoom(folder, originals * shareOfOriginals + pictures + rows * 2 + reserve)
}

/** What ends a run, with the room that its files without an outcome need where that is a full disk. */
export function withRoomNeeded(
  thrown: unknown,
  { db, folder }: { readonly db: ReadableDB; readonly folder: string },
  left: readonly WaitingFile[],
): ThreadloftError {
  const error = asThreadloftError(thrown)
  if (error.code !== 'disk-full') return error
  const bytes = Math.ceil(Math.max(Number(error.details['bytes'] ?? 0), roomOf(db, left) + reserve))
  return new ThreadloftError('disk-full', { path: folder, bytes, free: freeBytes(folder) }, { cause: error })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
