/* Files that are named by the SHA-256 of what they hold: written once, whole or not at all, never changed. */
import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { ThreadloftError } from '../errors.ts'
import { diskFull } from './disk-room.ts'

const sha256Form = /^[0-9a-f]{64}$/

/** Where a kept file lies: area/ab/ab….suffix. Throws for what is not a SHA-256, so that no name leads elsewhere. */
export function keptPath(folder: string, area: string, sha256: string, suffix = ''): string {
  if (!sha256Form.test(sha256)) throw new ThreadloftError('bad-input', { reason: 'not a SHA-256' })
  return path.join(folder, area, sha256.slice(0, 2), sha256 + suffix)
}

/** Writes a kept file and makes sure it is on the disk; one that is there already is left alone. */
export function keepFile(file: string, bytes: () => Uint8Array): void {
  if (existsSync(file)) return
  const parent = path.dirname(file)
  const temporary = `${file}.${randomUUID()}.part`
  try {
    makeRoom(parent)
    const descriptor = openSync(temporary, 'wx')
    try {
      writeWhole(descriptor, bytes())
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, file)
    syncFolder(parent)
  } catch (thrown) {
    rmSync(temporary, { force: true })
    throw writingError(thrown, file)
  }
}

/** Makes the folder of a kept file, but never the library around it: one that is gone must not be made anew in its place. */
function makeRoom(folder: string): void {
  try {
    mkdirSync(folder)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown
  }
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at)
}

/** Every file in one of the rooms of kept files, by its path from the library's folder. */
export function keptFiles(folder: string, area: string): string[] {
  const room = path.join(folder, area)
  if (!existsSync(room)) return []
  return readdirSync(room, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .toSorted()
}

/** Makes sure that a file's bytes are on the disk. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** A rename outlives a power cut only when its folder was synced; Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function writingError(thrown: unknown, file: string): unknown {
  const full = diskFull(thrown, path.dirname(file))
  if (full) return full
  const code = (thrown as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EIO')
    return new ThreadloftError('library-unreachable', { path: path.dirname(file) }, { cause: thrown })
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return new ThreadloftError('library-read-only', { path: path.dirname(file) }, { cause: thrown })
  return thrown
}

/** The SHA-256 of bytes, as its name is written. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
