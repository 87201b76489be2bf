import { readFileSync } from 'node:fs'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { ThreadloftError } from '../errors.ts'
import { keepFile, keptPath, sha256Of } from './kept-file.ts'

const originalFile = (folder: string, sha256: string): string => keptPath(folder, 'originals', sha256, '.zst')

/** Keeps the bytes of an imported file in originals/, compressed; the same bytes are kept once. */
export function keepOriginal(folder: string, sha256: string, bytes: Uint8Array): void {
  const level = { params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } }
  keepFile(originalFile(folder, sha256), () => zstdCompressSync(bytes, level))
}

/** The bytes of an original as they were imported. Throws `original-damaged` when they are not there or not the same. */
export function readOriginal(folder: string, sha256: string): Uint8Array {
  let bytes: Uint8Array
  try {
    bytes = zstdDecompressSync(readFileSync(originalFile(folder, sha256)))
  } catch (thrown) {
    throw new ThreadloftError('original-damaged', { sha256 }, { cause: thrown })
  }
  if (sha256Of(bytes) !== sha256) throw new ThreadloftError('original-damaged', { sha256 })
  return bytes
}
