/* A kept original as the file it was when it was imported: with its name and time, and what was saved for its pictures. */
import { readFileSync } from 'node:fs'
import { ThreadloftError } from '../errors.ts'
import type { SourceFile } from '../intake/saved-page.ts'
import { assetFile } from '../store/assets.ts'
import type { KeptSource } from '../store/kept-sources.ts'
import { picturesOfSource } from '../store/kept-sources.ts'
import { readOriginal } from '../store/originals.ts'
import type { ReadableDB } from '../store/sql.ts'

/** Containers that tell address, time and charset of a page beside its bytes. */
const telling = new Set(['warc', 'wacz', 'maff'])

/** The file behind a source. Throws `original-damaged`. */
export function sourceFileOf(db: ReadableDB, folder: string, source: KeptSource): SourceFile {
  const pictures = picturesOfSource(db, source.id).flatMap(({ address, sha256 }) => {
    const bytes = keptBytes(folder, sha256)
    return bytes ? [{ address, bytes }] : []
  })
  return fileOfSource(source, readOriginal(folder, source.sha256), pictures)
}

/** A picture that is gone is missing from the new reading, too. */
function keptBytes(folder: string, sha256: string): Uint8Array | null {
  try {
    return readFileSync(assetFile(folder, sha256))
  } catch (thrown) {
    if (thrown instanceof ThreadloftError && thrown.code === 'asset-unknown') return null
    throw thrown
  }
}

/** A file out of its bytes and what is known of it, with the pictures that were saved beside it. */
export function fileOfSource(
  source: KeptSource,
  bytes: Uint8Array,
  pictures: readonly { readonly address: string; readonly bytes: Uint8Array }[],
): SourceFile {
  const { name, path, container, charset, url, savedAt } = source
  const beside = new Map(
    pictures.flatMap(picture => namesOf(picture.address, url).map(key => [key, picture.bytes] as const)),
  )
  return {
    path,
    name,
    bytes,
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
