import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { decodeBytes } from '../text/charset.ts'
import { withoutFrameset } from './frame-pages.ts'
import type { Container, Resource, SavedPage, SourceFile } from './saved-page.ts'

/** An HTML page as a browser saves it: alone, or with its pictures in a folder beside it. */
export const htmlFile: Container = {
  id: 'html',
  accepts: file => looksLikeHtml(file.bytes),
  open: htmlPages,
}

const largestResource = 64 * 1024 * 1024

function htmlPages(file: SourceFile): SavedPage[] {
  const { name, bytes, url = null, savedAt = null, charset = null } = file
  const container = file.container ?? (file.beside ? 'zip' : 'html')
  return withoutFrameset(
    { container, name, bytes, charset, url, savedAt, path: file.path, resource: resourcesOf(file) },
    file,
  )
}

/** Whether bytes are markup, in any charset: they start with a tag, or the skeleton of a page is in their first part. */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  // A page that begins with a tag does so in nearly every charset, which then need not be known.
  if (/^[\t\n\f\r ]*<[a-z!?]/i.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'))) return true
  const head = decodeBytes(bytes.subarray(0, 16_384)).text
  return /^\s*(?:<!--[\s\S]*?-->\s*)*<[a-z!?]/i.test(head) || /<(?:html|head|body)\b[^<>]*>/i.test(head)
}

function resourcesOf(file: SourceFile): SavedPage['resource'] {
  const { beside, url } = file
  if (beside)
    return address => {
      const absolute = URL.canParse(address, url ?? undefined) ? new URL(address, url ?? undefined).href : address
      const bytes = beside.get(absolute) ?? beside.get(relativePath(address)?.replace(/^\.\//, '') ?? '')
      return bytes ? { bytes, type: null } : null
    }
  return file.path === null ? () => null : resourcesBeside(file.path)
}

/**
 * Finds files that the page's own relative addresses name, below the folder the page lies in. Addresses with a scheme,
 * a host or a way out of the folder are never tried against the disk, and links that lead out are not followed.
 */
function resourcesBeside(pagePath: string): (address: string) => Resource | null {
  const folder = realpathSync(path.dirname(pagePath))
  const names = new Map<string, Set<string>>()
  return address => {
    const relative = relativePath(address)
    if (relative === null) return null
    const target = path.resolve(folder, relative)
    if (!target.startsWith(folder + path.sep)) return null
    const parent = path.dirname(target)
    let siblings = names.get(parent)
    if (!siblings) {
      siblings = listing(parent)
      names.set(parent, siblings)
    }
    if (!siblings.has(path.basename(target))) return null
    const real = realpathSync(target)
    if (!real.startsWith(folder + path.sep)) return null
    const stat = statSync(real)
    return stat.isFile() && stat.size <= largestResource ? { bytes: readFileSync(real), type: null } : null
  }
}

/** The names in a folder; none for a folder that is not there. */
function listing(folder: string): Set<string> {
  try {
    return new Set(readdirSync(folder))
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return new Set()
    throw error
  }
}

function relativePath(address: string): string | null {
  if (/^[a-z][a-z\d+.-]*:/i.test(address) || /^[\\/]/.test(address) || /\\|%5c|%00/i.test(address)) return null
  const [beforeQuery] = address.split(/[?#]/)
  if (!beforeQuery) return null
  try {
    const relative = decodeURIComponent(beforeQuery)
    return relative.split('/').includes('..') || relative.includes('\0') ? null : relative
  } catch (error) {
    if (error instanceof URIError) return beforeQuery
    throw error
  }
}
