/* A folder that exportLibrary wrote: as the very library it was where there is none yet, else file by file. */
import { closeSync, cpSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import path from 'node:path'
import { ThreadloftError } from '../errors.ts'
import type { ListedFile, SourceFile } from '../intake/saved-page.ts'
import type { ImportItem } from '../model/imports.ts'
import type { Row } from '../store/all-rows.ts'
import { isEmptyLibrary, putAllRows, takenForm } from '../store/all-rows.ts'
import { keepAsset } from '../store/assets.ts'
import { sha256Of } from '../store/kept-file.ts'
import type { KeptSource } from '../store/kept-sources.ts'
import { keepOriginal } from '../store/originals.ts'
import { sourceBySha } from '../store/sources.ts'
import type { WritableDB } from '../store/sql.ts'
import { tokensVersion } from '../text/tokens.ts'
import type { ExportManifest } from './export-folder.ts'
import { exportedAsset, exportedOriginal, exportManifest, manifestName } from './export-folder.ts'
import { emptyItem } from './import-item.ts'
import type { ExportSizes } from './import-room.ts'
import { needRoomForExport } from './import-room.ts'
import { fileOfSource } from './kept-file-source.ts'
import { rulesFolder } from './load-rules.ts'
import { withoutMissing } from './missing-file.ts'

/** What an exported folder says it holds; null for any other path. */
export function manifestOf(folder: string): ExportManifest | null {
  const text = withoutMissing(() => readIfFolder(path.join(folder, manifestName)))
  if (text === null) return null
  try {
    return exportManifest.safeParse(JSON.parse(text)).data ?? null
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null
    throw thrown
  }
}

function readIfFolder(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOTDIR') return null
    throw thrown
  }
}

/**
 * Makes an empty library the one that was exported, and answers a report line for each of its files. Null, with nothing
 * changed, where the library is not empty or the folder is not whole: its files can then be imported one by one. Throws
 * `library-newer` for the export of a newer program, `disk-full` where there is no room for it.
 */
export function takeWhole(
  db: WritableDB,
  library: string,
  folder: string,
  cancelled: AbortSignal,
): ImportItem[] | null {
  const manifest = manifestOf(folder)
  if (!manifest || !isEmptyLibrary(db)) return null
  if (manifest.form > takenForm) throw new ThreadloftError('library-newer', { path: folder })
  needRoomForExport(library, sizesOf(folder))
  if (!keepFiles(library, folder, cancelled)) return null
  const rules = path.join(folder, 'rules')
  if (existsSync(rules)) cpSync(rules, rulesFolder(library), { recursive: true, force: false })
  return db.transaction(() => {
    putAllRows(db, table => linesOf(path.join(folder, 'data', `${table}.jsonl`)), tokensVersion)
    return [...sourcesOf(folder)].map(source => itemOf(db, source))
  })()
}

function sizesOf(folder: string): ExportSizes {
  const data = path.join(folder, 'data')
  const bytesOf = (table: string): number =>
    [...linesOf(path.join(data, `${table}.jsonl`))].reduce((sum, row) => sum + Number(row['bytes']), 0)
  const rows = readdirSync(data).reduce((sum, name) => sum + statSync(path.join(data, name)).size, 0)
  return { originals: bytesOf('source'), pictures: bytesOf('asset'), rows }
}

/** Originals and pictures, each checked by its name; false when one is not there or not what it was. */
function keepFiles(library: string, folder: string, cancelled: AbortSignal): boolean {
  for (const { sha256 } of sourcesOf(folder)) {
    if (cancelled.aborted) throw new ThreadloftError('cancelled')
    const bytes = wholeFile(path.join(folder, exportedOriginal(sha256)), sha256)
    if (!bytes) return false
    keepOriginal(library, sha256, bytes)
  }
  for (const row of linesOf(path.join(folder, 'data', 'asset.jsonl'))) {
    if (cancelled.aborted) throw new ThreadloftError('cancelled')
    const sha256 = String(row['sha256'])
    const bytes = wholeFile(path.join(folder, exportedAsset(sha256)), sha256)
    if (!bytes) return false
    keepAsset(library, sha256, bytes)
  }
  return true
}

function wholeFile(file: string, sha256: string): Uint8Array | null {
  const bytes = /^[0-9a-f]{64}$/.test(sha256) ? withoutMissing(() => readFileSync(file)) : null
  return bytes && sha256Of(bytes) === sha256 ? bytes : null
}

function itemOf(db: WritableDB, source: KeptSource): ImportItem {
  const known = sourceBySha(db, source.sha256)
  const name = source.path ?? source.name
  if (!known || known.threadIds.length === 0)
    return emptyItem(name, 'skipped', {
      code: 'not-a-forum-page',
      message: 'Kept, but no page of it was read before.',
      details: { path: name },
    })
  return {
    ...emptyItem(name, 'imported', null),
    threadId: known.threadIds[0]!,
    posts: known.posts,
    newPosts: known.posts,
  }
}

/** The files of an exported folder, as they were when they were imported first. */
export function listExported(folder: string): ListedFile[] {
  const pictures = Map.groupBy(linesOf(path.join(folder, 'data', 'page_picture.jsonl')), row => Number(row['page_id']))
  const pages = Map.groupBy(linesOf(path.join(folder, 'data', 'page.jsonl')), row => Number(row['source_id']))
  return Array.from(sourcesOf(folder), source => {
    const place = path.join(folder, exportedOriginal(source.sha256))
    const read = async (): Promise<SourceFile> => {
      const bytes = wholeFile(place, source.sha256)
      if (!bytes)
        throw new ThreadloftError('file-unreadable', { path: place, reason: 'not the bytes that were exported' })
      const own = (pages.get(source.id) ?? []).flatMap(page => pictures.get(Number(page['id'])) ?? [])
      const saved = own.flatMap(row => {
        const sha256 = String(row['sha256'])
        const picture = wholeFile(path.join(folder, exportedAsset(sha256)), sha256)
        return picture ? [{ address: String(row['address']), bytes: picture }] : []
      })
      return fileOfSource(source, bytes, saved)
    }
    return { path: source.path ?? source.name, size: 0, read }
  })
}

function* sourcesOf(folder: string): Generator<KeptSource> {
  for (const row of linesOf(path.join(folder, 'data', 'source.jsonl')))
    yield {
      id: Number(row['id']),
      sha256: String(row['sha256']),
      name: String(row['name']),
      path: textOf(row['path']),
      container: textOf(row['container']),
      charset: textOf(row['charset']),
      url: textOf(row['url']),
      savedAt: textOf(row['saved_at']),
      savedAtFrom: textOf(row['saved_at_from']),
    }
}

const textOf = (cell: unknown): string | null => (typeof cell === 'string' ? cell : null)

const chunk = 1 << 20

/** The rows of a file of JSON Lines; none where there is no such file, as for a table of a later form. */
function* linesOf(file: string): Generator<Row> {
  if (!existsSync(file)) return
  const descriptor = openSync(file, 'r')
  const buffer = Buffer.alloc(chunk)
  const decoder = new TextDecoder()
  let waiting = ''
  try {
    for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer)) {
      waiting += decoder.decode(buffer.subarray(0, read), { stream: true })
      const lines = waiting.split('\n')
      waiting = lines.pop() ?? ''
      for (const line of lines) yield JSON.parse(line) as Row
    }
    if (waiting !== '') yield JSON.parse(waiting) as Row
  } finally {
    closeSync(descriptor)
  }
}
