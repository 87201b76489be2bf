/* Files behind the relative addresses of our own pages: the interface's build, fonts, and what the library kept. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pictureType } from '../intake/picture-type.ts'
import type { PageResource, PageResources } from './ports.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
}

/** The file at a relative address below a folder; null when there is none, also for an address that leads outside. */
export async function fileBelow(folder: string, address: string): Promise<PageResource | null> {
  const plain = decoded(address)
  if (plain === null || /[\\:\0]/.test(plain)) return null
  const parts = plain.split('/')
  if (parts.some(part => part === '' || part === '.' || part === '..')) return null
  const bytes = await bytesOf(path.join(folder, ...parts))
  return bytes && { bytes, type: types[path.extname(plain).toLowerCase()] ?? 'application/octet-stream' }
}

/**
 * A file that the library kept, by the SHA-256 of its bytes; null for any other name. Only raster pictures have a type
 * of their own: the rest is a download and never shown.
 */
export async function keptAsset(libraryFolder: string, sha256: string): Promise<PageResource | null> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null
  const bytes = await bytesOf(path.join(libraryFolder, 'assets', sha256.slice(0, 2), sha256))
  return bytes && { bytes, type: pictureType(bytes) ?? 'application/octet-stream' }
}

/** What a PrintJob's page may fetch: `fonts/<file>` and `assets/<sha256>`. */
export function printResources(libraryFolder: string, fontsFolder: string): PageResources {
  return async address => {
    const [, room, name] = /^(fonts|assets)\/(.+)$/.exec(address) ?? []
    if (room === undefined || name === undefined) return null
    return room === 'fonts' ? fileBelow(fontsFolder, name) : keptAsset(libraryFolder, name)
  }
}

function decoded(address: string): string | null {
  try {
    return decodeURIComponent(address)
  } catch (thrown) {
    if (thrown instanceof URIError) return null
    throw thrown
  }
}

const absent = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'])

async function bytesOf(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (thrown) {
    if (absent.has((thrown as NodeJS.ErrnoException).code ?? '')) return null
    throw thrown
  }
}
