/*
 * Zip archives of saved pages, MAFF and SingleFile's self-extracting pages (an HTML file with a zip in it). Nothing is
 * ever unpacked to disk: an entry's path is a name and a key, and each entry is read into memory within limits.
 */
import { openAsBlob } from 'node:fs'
import { open as openHandle } from 'node:fs/promises'
import { BlobReader, configure, ZipReader } from '@zip.js/zip.js'
import type { FileEntry } from '@zip.js/zip.js'
import { ThreadloftError } from '../errors.ts'
import { decodeBytes } from '../text/charset.ts'
import { salvageZip } from './zip-salvage.ts'

configure({ useWebWorkers: false })

const mostEntries = 200_000
const largestEntry = 512 * 1024 * 1024
/** Text packs 3 to 30 times; what packs a thousand times is a bomb. */
const highestRatio = 1_000
const ratioMattersFrom = 16 * 1024 * 1024

export interface ZipEntry {
  /** Cleaned path inside the archive, `/` between its parts. */
  readonly name: string
  readonly size: number
  readonly modifiedAt: string
  /** Where the entry's own header starts in the archive, for an entry that is not packed; else null. */
  readonly storedAt: number | null
  /** The entry's bytes. Throws ThreadloftError for an encrypted, damaged or oversized entry. */
  read(): Promise<Uint8Array>
}

export interface ZipListing {
  readonly entries: readonly ZipEntry[]
  /** Entries with a path that leads out of the archive, which are not read. */
  readonly unsafe: readonly string[]
  /** What of a cut off archive is lost, each with its reason; empty for a whole one. */
  readonly lost: readonly ThreadloftError[]
}

/** Whether a file is a zip, or a page that carries one (SingleFile's self-extracting form). Reads its two ends only. */
export async function isZip(path: string): Promise<boolean> {
  const file = await openHandle(path)
  try {
    const { size } = await file.stat()
    const head = await readAt(file, 0, 4_096)
    if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return true
    if (!/^(?:\xef\xbb\xbf)?\s*(?:<!--|<!doctype|<html)/i.test(head) || !/SingleFile|data-sfz/i.test(head)) return false
    return (await readAt(file, Math.max(0, size - 66_000), 66_000)).includes('PK\x05\x06')
  } finally {
    await file.close()
  }
}

/** Whether an archive is SingleFile's page that unpacks itself: markup before the first entry. */
export async function isSelfExtracting(path: string): Promise<boolean> {
  const file = await openHandle(path)
  try {
    return !(await readAt(file, 0, 4)).startsWith('PK')
  } finally {
    await file.close()
  }
}

/** Where the bytes of an entry that is not packed start in the archive; null for a packed one. */
export async function storedBytesAt(path: string, { storedAt }: ZipEntry): Promise<number | null> {
  if (storedAt === null) return null
  const file = await openHandle(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(30), 0, 30, storedAt)
    return storedAt + 30 + buffer.readUInt16LE(26) + buffer.readUInt16LE(28)
  } finally {
    await file.close()
  }
}

async function readAt(file: Awaited<ReturnType<typeof openHandle>>, position: number, length: number): Promise<string> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.toString('latin1', 0, bytesRead)
}

/** The entries of an archive. Throws archive-damaged or archive-unsafe for one that cannot be read as a whole. */
export async function listZip(path: string): Promise<ZipListing> {
  const { entries: found, lost } = await entriesOf(path)
  const nameOf = nameReader(found)
  const entries: ZipEntry[] = []
  const unsafe: string[] = []
  for (const entry of found) {
    const written = nameOf(entry)
    const name = safePath(written)
    if (name === null) unsafe.push(written)
    else
      entries.push({
        name,
        size: entry.uncompressedSize,
        modifiedAt: entry.lastModDate.toISOString(),
        storedAt: entry.compressionMethod === 0 && !entry.encrypted ? entry.offset : null,
        read: () => readEntry(entry, `${path}/${name}`),
      })
  }
  return { entries, unsafe, lost }
}

/** What of zip.js' entries is used; an entry saved from a cut off archive has the same. */
export type RawEntry = Pick<
  FileEntry,
  | 'filename'
  | 'rawFilename'
  | 'filenameUTF8'
  | 'encrypted'
  | 'uncompressedSize'
  | 'compressedSize'
  | 'lastModDate'
  | 'compressionMethod'
  | 'offset'
> & { getData(sink: WritableStream<Uint8Array>): Promise<unknown> }

async function entriesOf(path: string): Promise<{ entries: RawEntry[]; lost: readonly ThreadloftError[] }> {
  try {
    return { entries: await directoryEntries(path), lost: [] }
  } catch (thrown) {
    if (!(thrown instanceof ThreadloftError) || thrown.code !== 'archive-damaged') throw thrown
    const salvaged = await salvageZip(path, largestEntry, mostEntries)
    if (salvaged.entries.length === 0) throw thrown
    return salvaged
  }
}

async function directoryEntries(path: string): Promise<RawEntry[]> {
  const entries: RawEntry[] = []
  try {
    const reader = new ZipReader(new BlobReader(await openAsBlob(path)), {
      checkSignature: true,
      // Names are judged one by one, so that a bad one does not cost the archive.
      filenameValidation: 'tolerant',
    })
    for await (const entry of reader.getEntriesGenerator()) {
      if (!entry.directory) entries.push(entry)
      if (entries.length > mostEntries)
        throw new ThreadloftError('archive-unsafe', { path, reason: `more than ${mostEntries} entries` })
    }
  } catch (thrown) {
    if (thrown instanceof ThreadloftError) throw thrown
    throw new ThreadloftError('archive-damaged', { path, reason: String(thrown) }, { cause: thrown })
  }
  return entries
}

/**
 * How the archive's names read: UTF-8 where an entry says so, else the one charset that fits all other names. Chinese
 * Windows writes GBK without saying so, and names are too short for statistics, so GBK goes first where it gives
 * Chinese and nothing odd.
 */
function nameReader(entries: readonly RawEntry[]): (entry: RawEntry) => string {
  const raw = Buffer.concat(
    entries.filter(entry => !entry.filenameUTF8).map(entry => Buffer.concat([entry.rawFilename, Buffer.from('\n')])),
  )
  const asGbk = new TextDecoder('gb18030').decode(raw)
  const isPlainChinese = /^[\x20-\x7e\s\u4e00-\u9fff\u3000-\u303f\uff00-\uff5e\u2014\u2018-\u201d\u2026\u00b7]*$/.test(
    asGbk,
  )
  const guessed = decodeBytes(raw).charset
  const decoder = new TextDecoder(guessed !== 'utf-8' && isPlainChinese ? 'gb18030' : guessed)
  return entry => (entry.filenameUTF8 ? entry.filename : decoder.decode(entry.rawFilename))
}

/** The path with its parts cleaned; null for one that leads out of the archive or names a drive. */
function safePath(written: string): string | null {
  const parts = written.replaceAll('\\', '/').split('/')
  if (parts[0] === '' || /^[a-z]:$/i.test(parts[0] ?? '') || parts.includes('..') || written.includes('\0')) return null
  return parts.filter(part => part !== '' && part !== '.').join('/')
}

async function readEntry(entry: RawEntry, path: string): Promise<Uint8Array> {
  if (entry.encrypted) throw new ThreadloftError('archive-damaged', { path, reason: 'the entry is encrypted' })
  const cap = Math.min(largestEntry, entry.uncompressedSize)
  if (entry.uncompressedSize > largestEntry)
    throw new ThreadloftError('page-too-large', { path, megabytes: largestEntry >> 20 })
  if (entry.uncompressedSize > ratioMattersFrom && entry.uncompressedSize > entry.compressedSize * highestRatio)
    throw new ThreadloftError('archive-unsafe', { path, reason: `packed more than ${highestRatio} times` })
  const chunks: Uint8Array[] = []
  let length = 0
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      length += chunk.length
      // The directory's size is a claim; an entry that holds more than it claims is stopped.
      if (length > cap)
        throw new ThreadloftError('archive-unsafe', { path, reason: 'the entry is larger than the archive says' })
      chunks.push(chunk)
    },
  })
  try {
    await entry.getData(sink)
  } catch (thrown) {
    if (thrown instanceof ThreadloftError) throw thrown
    throw new ThreadloftError('archive-damaged', { path, reason: String(thrown) }, { cause: thrown })
  }
  return Buffer.concat(chunks)
}
