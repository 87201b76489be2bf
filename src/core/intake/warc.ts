/*
 * Web archives (WARC, and WACZ: a zip with WARC files in it). Every page of HTML that was fetched is a page to be read,
 * at the address and time of its record, with the pictures that the same archive holds.
 */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { gunzipSync, constants } from 'node:zlib'
import type { WARCRecord } from 'warcio'
import { ThreadloftError } from '../errors.ts'
import type { ListedFile, SourceFile } from './saved-page.ts'

const mostRecords = 500_000
const largestPage = 512 * 1024 * 1024
const largestPicture = 32 * 1024 * 1024
const mostPicturesBytes = 64 * 1024 * 1024

/** The bytes of a web archive. */
export interface WarcBytes {
  /** As shown to people: the archive's path. */
  readonly path: string
  readonly container: 'warc' | 'wacz'
  all(): AsyncIterable<Uint8Array>
  part(offset: number, length: number): Promise<Uint8Array>
}

function looksLikeWarc(head: Uint8Array): boolean {
  const begins = (bytes: Uint8Array): boolean => /^WARC\/\d/.test(Buffer.from(bytes.subarray(0, 8)).toString('latin1'))
  if (begins(head)) return true
  if (head[0] !== 0x1f || head[1] !== 0x8b) return false
  try {
    return begins(gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1024 * 1024 }))
  } catch (error) {
    // No gzip file after all, or one that packs its beginning a thousand times: either is no web archive.
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

/** Whether a file is a web archive, by its first bytes. */
export async function isWarcFile(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4_096), 0, 4_096, 0)
    return looksLikeWarc(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** A WARC file, or the part of a file (a WACZ) that is one. */
export function warcInFile(
  path: string,
  file: string,
  container: 'warc' | 'wacz',
  start = 0,
  size = Infinity,
): WarcBytes {
  return {
    path,
    container,
    all: () => createReadStream(file, { start, end: start + size - 1 }),
    async part(offset, length) {
      const handle = await open(file)
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start + offset)
        return buffer.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
  }
}

interface Kept {
  readonly url: string
  readonly date: string | null
  readonly type: string
  readonly offset: number
  readonly length: number
}

/** Every page in a web archive as a file to be read; what follows a damaged record is named as lost. */
export async function listWarc(archive: WarcBytes, cancelled: AbortSignal): Promise<ListedFile[]> {
  const { records, damaged } = await recordsOf(archive, cancelled)
  const pictures = new Map(records.filter(({ type }) => type.startsWith('image/')).map(each => [each.url, each]))
  const listed: ListedFile[] = records
    .filter(({ type }) => isHtml(type))
    .map(record => ({
      path: `${archive.path}/${record.url}`,
      size: record.length,
      read: () => readRecord(archive, record, pictures),
    }))
  return damaged ? [...listed, { path: archive.path, error: damaged }] : listed
}

const isHtml = (type: string): boolean => /^(?:text\/html|application\/xhtml\+xml)/.test(type)

/** Reads all records' heads. warcio is loaded here: few people have web archives. */
async function recordsOf(
  archive: WarcBytes,
  cancelled: AbortSignal,
): Promise<{ records: Kept[]; damaged: ThreadloftError | null }> {
  const { WARCParser } = await import('warcio')
  const records: Kept[] = []
  let starts = 0
  const read = { bytes: 0, isPacked: false }
  const parser = new WARCParser(counted(archive.all(), read))
  let end = 0
  let isCut = false
  try {
    for (let record = await parser.parse(); record && !cancelled.aborted; record = await parser.parse()) {
      const { offset } = parser
      const type = record.httpHeaders?.headers.get('content-type')?.toLowerCase() ?? ''
      const url = record.warcTargetURI?.replace(/^<|>$/g, '') ?? ''
      const isWanted = record.warcType === 'response' && record.httpHeaders?.statusCode === 200 && /^https?:/i.test(url)
      starts++
      await record.skipFully()
      end = offset + parser.recordLength
      isCut ||= !read.isPacked && record.warcContentLength > parser.recordLength
      if (isWanted && (isHtml(type) || type.startsWith('image/')))
        records.push({ url, date: record.warcDate ?? null, type, offset, length: parser.recordLength })
      if (starts > mostRecords)
        throw new ThreadloftError('archive-unsafe', { path: archive.path, reason: `more than ${mostRecords} records` })
    }
    // Two line ends may follow the last record.
    isCut ||= !cancelled.aborted && read.bytes > end + 4
    const reason = `the archive is cut off after ${starts} records`
    return { records, damaged: isCut ? new ThreadloftError('archive-damaged', { path: archive.path, reason }) : null }
  } catch (thrown) {
    if (thrown instanceof ThreadloftError) throw thrown
    const damaged = new ThreadloftError(
      'archive-damaged',
      { path: archive.path, reason: `after ${starts} records: ${String(thrown)}` },
      { cause: thrown },
    )
    return { records, damaged }
  }
}

/** Passes bytes on, counting them. */
async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  read: { bytes: number; isPacked: boolean },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    if (read.bytes === 0) read.isPacked = chunk[0] === 0x1f
    read.bytes += chunk.length
    yield chunk
  }
}

async function readRecord(archive: WarcBytes, record: Kept, pictures: ReadonlyMap<string, Kept>): Promise<SourceFile> {
  const bytes = await contentOf(archive, record, largestPage)
  const beside = new Map<string, Uint8Array>()
  let left = mostPicturesBytes
  for (const address of picturesIn(bytes, record.url)) {
    const picture = pictures.get(address)
    if (!picture || beside.has(address)) continue
    const content = await contentOf(archive, picture, largestPicture)
    left -= content.length
    if (left < 0) break
    beside.set(address, content)
  }
  const time = Date.parse(record.date ?? '')
  return {
    path: null,
    name: `${archive.path}/${record.url}`,
    bytes,
    modifiedAt: null,
    beside,
    url: record.url,
    savedAt: Number.isNaN(time) ? null : new Date(time).toISOString(),
    container: archive.container,
    charset: /charset\s*=\s*["']?([\w-]{2,40})/.exec(record.type)?.[1] ?? null,
  }
}

/** What was sent, chunks joined and packing undone. Throws for a record that is damaged or holds more than the limit. */
async function contentOf(archive: WarcBytes, { offset, length, url }: Kept, limit: number): Promise<Uint8Array> {
  const { WARCParser } = await import('warcio')
  const path = `${archive.path}/${url}`
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    const part = await archive.part(offset, length)
    const record: WARCRecord | null = await new WARCParser(
      (async function* () {
        yield part
      })(),
    ).parse()
    for await (const chunk of record ?? []) {
      size += chunk.length
      if (size > limit) throw new ThreadloftError('page-too-large', { path, megabytes: limit >> 20 })
      chunks.push(chunk)
    }
  } catch (thrown) {
    if (thrown instanceof ThreadloftError) throw thrown
    throw new ThreadloftError('archive-damaged', { path, reason: String(thrown) }, { cause: thrown })
  }
  return Buffer.concat(chunks)
}

/** The absolute addresses of what a page's attributes name as pictures. */
function picturesIn(page: Uint8Array, base: string): Set<string> {
  const markup = Buffer.from(page).toString('latin1')
  const found = new Set<string>()
  const attribute = /\s(?:src|file|zoomfile|data-src|data-original)\s{0,4}=\s{0,4}["']?([^"'\s<>]{1,2000})/gi
  for (const match of markup.matchAll(attribute)) {
    const address = match[1]!.replaceAll('&amp;', '&')
    if (URL.canParse(address, base)) found.add(new URL(address, base).href)
  }
  return found
}
