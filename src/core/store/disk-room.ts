/* How much room a disk has left, and the one error that tells of too little. */
import { statfsSync } from 'node:fs'
import { ThreadloftError } from '../errors.ts'

export type FreeBytes = (folder: string) => number

/** How many bytes a folder's disk has left; without end where its file system does not tell. Throws `library-unreachable`. */
export function freeBytes(folder: string): number {
  try {
    const { bavail, bsize, blocks } = statfsSync(folder)
    return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code
    if (code === 'ENOSYS' || code === 'ENOTSUP') return Number.POSITIVE_INFINITY
    throw new ThreadloftError('library-unreachable', { path: folder }, { cause: thrown })
  }
}

/** Throws `disk-full` with the bytes needed and the bytes free where a folder's disk has no room for so many. */
export function needRoom(folder: string, bytes: number, freeOf: FreeBytes = freeBytes): void {
  const free = freeOf(folder)
  if (free < bytes) throw new ThreadloftError('disk-full', { path: folder, bytes: Math.ceil(bytes), free })
}

/** `disk-full` with the place, where a system or SQLite refused a write for want of room; else null. */
export function diskFull(thrown: unknown, path: string): ThreadloftError | null {
  const code = (thrown as { code?: unknown } | null)?.code
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL'
  return isFull ? new ThreadloftError('disk-full', { path }, { cause: thrown }) : null
}
