/*
 * What is left of a zip archive that was cut off: its directory stands at the end and is gone, but before each entry's
 * bytes stands a header of its own.
 */
import { readFile } from 'node:fs/promises'
import { crc32, inflateRawSync } from 'node:zlib'
import { ThreadloftError } from '../errors.ts'
import type { RawEntry } from './zip.ts'

interface Salvaged {
  readonly entries: RawEntry[]
  /** The entry that was cut, or the archive where the cut lies between entries. */
  readonly lost: readonly ThreadloftError[]
}

const headerSize = 30
const stored = 0
const deflated = 8

/** The whole entries before the cut, and what is lost. An entry of another kind of packing ends the search. */
export async function salvageZip(path: string, largestEntry: number, mostEntries: number): Promise<Salvaged> {
  const bytes = await readFile(path)
  const entries: RawEntry[] = []
  let at = bytes.indexOf('PK\x03\x04', 0, 'latin1')
  while (at >= 0 && at + headerSize <= bytes.length && bytes.readUInt32LE(at) === 0x04034b50) {
    if (entries.length >= mostEntries) break
    const name = nameAt(bytes, at)
    const found = entryAt(bytes, at, largestEntry)
    if (!found) return { entries, lost: [cutOff(`${path}/${name.toString('utf8')}`, 'the archive ends inside it')] }
    entries.push(found.entry)
    at = found.end
  }
  const last = entries.at(-1)?.filename ?? ''
  return { entries, lost: [cutOff(path, `the archive is cut off after ${last}: more may have been in it`)] }
}

const cutOff = (path: string, reason: string): ThreadloftError =>
  new ThreadloftError('archive-damaged', { path, reason })

const nameAt = (bytes: Buffer, at: number): Buffer =>
  bytes.subarray(at + headerSize, at + headerSize + bytes.readUInt16LE(at + 26))

function entryAt(bytes: Buffer, at: number, largestEntry: number): { entry: RawEntry; end: number } | null {
  const flags = bytes.readUInt16LE(at + 6)
  const method = bytes.readUInt16LE(at + 8)
  const start = at + headerSize + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const isDescribedAfter = (flags & 8) !== 0
  const packed = isDescribedAfter
    ? packedLength(bytes, start, method, largestEntry)
    : { length: bytes.readUInt32LE(at + 18), after: 0 }
  if (!packed || start + packed.length > bytes.length) return null
  const data = bytes.subarray(start, start + packed.length)
  const content = method === stored ? data : method === deflated ? inflated(data, largestEntry) : null
  if (!content) return null
  const described = isDescribedAfter ? start + packed.length + (packed.after - 12) : at + 14
  const isWhole = described + 4 <= bytes.length && crc32(content) === bytes.readUInt32LE(described)
  const rawFilename = nameAt(bytes, at)
  return {
    end: start + packed.length + packed.after,
    entry: {
      filename: rawFilename.toString('utf8'),
      rawFilename,
      filenameUTF8: (flags & 0x800) !== 0,
      encrypted: (flags & 1) !== 0,
      uncompressedSize: content.length,
      compressedSize: packed.length,
      compressionMethod: method,
      offset: at,
      lastModDate: dosTime(bytes.readUInt16LE(at + 12), bytes.readUInt16LE(at + 10)),
      async getData(sink) {
        if (!isWhole) throw new Error('wrong checksum')
        const writer = sink.getWriter()
        await writer.write(method === stored ? data : inflated(data, largestEntry)!)
        await writer.close()
      },
    },
  }
}

/** How long an entry is whose header does not say so, and the record of its sizes after it. */
function packedLength(
  bytes: Buffer,
  start: number,
  method: number,
  largestEntry: number,
): { length: number; after: number } | null {
  if (method !== deflated) return null
  let length: number
  try {
    const { engine } = inflateRawSync(bytes.subarray(start), {
      info: true,
      maxOutputLength: largestEntry,
    }) as unknown as {
      engine: { bytesWritten: number }
    }
    length = engine.bytesWritten
  } catch (error) {
    if (isZlibError(error)) return null
    throw error
  }
  const after = start + length
  const isSigned = after + 4 <= bytes.length && bytes.readUInt32LE(after) === 0x08074b50
  return { length, after: isSigned ? 16 : 12 }
}

function inflated(data: Uint8Array, largestEntry: number): Buffer | null {
  try {
    return inflateRawSync(data, { maxOutputLength: largestEntry })
  } catch (error) {
    if (isZlibError(error)) return null
    throw error
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?:Z_|ERR_BUFFER_TOO_LARGE)/.test(String(error.code))

const dosTime = (date: number, time: number): Date =>
  new Date((date >> 9) + 1980, ((date >> 5) & 15) - 1, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2)
