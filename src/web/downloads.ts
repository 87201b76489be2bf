/* Exports on their way to a browser: files behind addresses that nobody can guess, gone when the server ends. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ExportTarget, FileFormat } from '../core/library/host-handlers.ts'

interface Download {
  readonly bytes: Uint8Array
  readonly name: string
  readonly type: string
}

export interface Downloads {
  /** A place for one export. */
  place(suggestedName: string, format: FileFormat): Promise<ExportTarget>
  fetch(token: string): Promise<Download | null>
  close(): Promise<void>
}

const types: Readonly<Record<FileFormat, string>> = {
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  jsonl: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  zip: 'application/zip',
}
const mostKept = 20

export function createDownloads(): Downloads {
  const places = new Map<string, { path: string; name: string; type: string }>()
  let folder: Promise<string> | null = null
  return {
    async place(suggestedName, format) {
      folder ??= mkdtemp(path.join(tmpdir(), 'threadloft-download-'))
      const token = randomBytes(24).toString('base64url')
      const file = path.join(await folder, token)
      places.set(token, { path: file, name: suggestedName, type: types[format] })
      for (const [old, { path: oldFile }] of [...places].slice(0, -mostKept)) {
        places.delete(old)
        await rm(oldFile, { force: true })
      }
      return { path: file, download: `downloads/${token}` }
    },
    async fetch(token) {
      const place = places.get(token)
      return place ? { bytes: await readFile(place.path), name: place.name, type: place.type } : null
    },
    async close() {
      if (folder) await rm(await folder, { recursive: true, force: true })
    },
  }
}

/** The header that makes a browser save a file under its name, also a Chinese one. */
export function attachmentHeader(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, char => `%${char.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}
