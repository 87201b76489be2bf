/* A kept original as the file it was when it was imported: with its name and time, and what was saved for its pictures. */
import { readFileSync } from 'node:fs'
import type { SourceFile } from '../intake/saved-page.ts'
import { assetFile } from '../store/assets.ts'
import type { KeptSource } from '../store/kept-sources.ts'
import { picturesOfSource } from '../store/kept-sources.ts'
import { readOriginal } from '../store/originals.ts'
import type { ReadableDB } from '../store/sql.ts'
import { withoutMissing } from './missing-file.ts'

/** Containers that tell address, time and charset of a page beside its bytes. */
const telling = new Set(['warc', 'wacz', 'maff'])

/** The file behind a source. Throws `original-damaged`. */
export function sourceFileOf(db: ReadableDB, folder: string, source: KeptSource): SourceFile {
  const { sha256, name, path, container, charset, url, savedAt } = source
  const beside = new Map<string, Uint8Array>()
  for (const picture of picturesOfSource(db, source.id)) {
    const bytes = withoutMissing(() => readFileSync(assetFile(folder, picture.sha256)))
    if (bytes) for (const key of namesOf(picture.address, url)) beside.set(key, bytes)
  }
  return {
    path,
    name,
    bytes: readOriginal(folder, sha256),
    modifiedAt: savedAt,
    beside,
    ...(container !== null && { container }),
    ...(container !== null && telling.has(container) && { url, savedAt, charset }),
  }
}

/** An address as a page's reader may ask for it: as written, whole, and as a path. */
function namesOf(address: string, url: string | null): string[] {
  const whole = URL.canParse(address, url ?? undefined) ? [new URL(address, url ?? undefined).href] : []
  const [beforeQuery = ''] = address.split(/[?#]/)
  return [address, ...whole, pathOf(beforeQuery).replace(/^\.\//, '')]
}

function pathOf(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch (thrown) {
    if (thrown instanceof URIError) return address
    throw thrown
  }
}
