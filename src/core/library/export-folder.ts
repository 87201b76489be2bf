/*
 * A whole library in an open form: originals and pictures as they are, every row as JSON Lines, and a manifest. What is
 * written here is read back by take-export.ts.
 */
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { ThreadloftError } from '../errors.ts'
import { allRows, takenForm } from '../store/all-rows.ts'
import { assetFile } from '../store/assets.ts'
import { diskFull } from '../store/disk-room.ts'
import { openForReading } from '../store/open.ts'
import { readOriginal } from '../store/originals.ts'
import { notedAssets, notedOriginals } from '../store/soundness.ts'
import type { ReadableDB } from '../store/sql.ts'
import { rulesFolder } from './load-rules.ts'

export const manifestName = 'threadloft-export.json'

export const exportManifest = z.object({
  format: z.literal('threadloft-export'),
  /** Of this folder's own arrangement. */
  version: z.literal(1),
  /** The form of library that the rows are of: docs/library-format.md explains every table. */
  form: z.number().int(),
  program: z.string(),
  tables: z.record(z.string(), z.number().int()),
  originals: z.number().int(),
  assets: z.number().int(),
})
export type ExportManifest = z.infer<typeof exportManifest>

export interface ExportedLibrary extends ExportManifest {
  readonly path: string
  /** Originals and pictures that are noted but not there, or not what they were. */
  readonly missing: readonly string[]
}

const readMe = `This folder is everything a Threadloft library holds.

originals/            every file that was imported, as it was, named by its SHA-256
assets/               pictures saved with pages, named by their SHA-256
data/TABLE.jsonl      every row of every table, one JSON object a line
rules/                the library's own rules for reading forums, if any
${manifestName}       what is here

data/source.jsonl tells the name of each original. data/post_version.jsonl holds the text and HTML of every post.
To have it as a library again: threadloft import THIS-FOLDER --library NEW-FOLDER
`

/** Where an original lies in an exported folder. */
export const exportedOriginal = (sha256: string): string => path.join('originals', sha256.slice(0, 2), sha256)
/** Where a picture lies in an exported folder. */
export const exportedAsset = (sha256: string): string => path.join('assets', sha256.slice(0, 2), sha256)

/**
 * Writes a whole library into a folder that is not there yet, or empty; it appears when it is complete. Throws
 * `output-exists`, `output-unwritable` or `disk-full`.
 */
export function exportLibrary(
  folder: string,
  target: string,
  program: string,
  tell: (done: number, total: number) => void,
): ExportedLibrary {
  if (existsSync(target) && readdirSync(target).length > 0) throw new ThreadloftError('output-exists', { path: target })
  const db = openForReading(folder)
  const temporary = `${target}.${randomUUID().slice(0, 8)}.threadloft-part`
  try {
    mkdirSync(temporary, { recursive: true })
    // One moment of the library, however much is imported meanwhile.
    const exported = db.transaction(() => writeAll(db, folder, temporary, program, tell))()
    if (existsSync(target)) rmdirSync(target)
    renameSync(temporary, target)
    return { ...exported, path: target }
  } catch (thrown) {
    throw outputError(thrown, target)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
    db.close()
  }
}

function writeAll(
  db: ReadableDB,
  folder: string,
  target: string,
  program: string,
  tell: (done: number, total: number) => void,
): Omit<ExportedLibrary, 'path'> {
  const tables: Record<string, number> = {}
  mkdirSync(path.join(target, 'data'))
  for (const { table, rows } of allRows(db))
    tables[table] = writeLines(path.join(target, 'data', `${table}.jsonl`), rows)
  const originals = notedOriginals(db)
  const assets = notedAssets(db)
  const total = originals.length + assets.length
  const missing: string[] = []
  let done = 0
  const copy = (place: string, write: (file: string) => void): void => {
    const file = path.join(target, place)
    mkdirSync(path.dirname(file), { recursive: true })
    try {
      write(file)
    } catch (thrown) {
      if (!(thrown instanceof ThreadloftError)) throw thrown
      missing.push(place.replaceAll(path.sep, '/'))
    }
    if (++done % 50 === 0 || done === total) tell(done, total)
  }
  for (const { sha256 } of originals)
    copy(exportedOriginal(sha256), file => writeFileSync(file, readOriginal(folder, sha256), { flush: true }))
  for (const { sha256 } of assets) copy(exportedAsset(sha256), file => copyFileSync(assetFile(folder, sha256), file))
  if (existsSync(rulesFolder(folder))) cpSync(rulesFolder(folder), path.join(target, 'rules'), { recursive: true })
  writeFileSync(path.join(target, 'README.txt'), readMe)
  const manifest: ExportManifest = {
    format: 'threadloft-export',
    version: 1,
    form: takenForm,
    program,
    tables,
    originals: originals.length,
    assets: assets.length,
  }
  writeFileSync(path.join(target, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true })
  return { ...manifest, missing }
}

const chunk = 1 << 20

/** Writes one JSON object a line and answers how many. */
function writeLines(file: string, rows: Iterable<unknown>): number {
  const descriptor = openSync(file, 'wx')
  let count = 0
  let waiting = ''
  const write = (): void => {
    const bytes = Buffer.from(waiting, 'utf8')
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at)
    waiting = ''
  }
  try {
    for (const row of rows) {
      waiting += `${JSON.stringify(row)}\n`
      count++
      if (waiting.length > chunk) write()
    }
    write()
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  return count
}

function outputError(thrown: unknown, target: string): unknown {
  if (thrown instanceof ThreadloftError) return thrown
  const full = diskFull(thrown, target)
  if (full) return full
  const code = (thrown as NodeJS.ErrnoException).code ?? ''
  if (/^E[A-Z]+$/.test(code))
    return new ThreadloftError('output-unwritable', { path: target, reason: code }, { cause: thrown })
  return thrown
}
