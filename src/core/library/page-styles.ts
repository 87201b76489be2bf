/* The style sheets that were saved beside a page and the pictures in them: with these it can be shown as it was. */
import { createHash } from 'node:crypto'
import { addressesIn } from '../clean/style-sheet.ts'
import { pictureType } from '../intake/picture-type.ts'
import type { SavedPage } from '../intake/saved-page.ts'
import { decodeBytes } from '../text/charset.ts'
import type { KeptAsset } from './read-page.ts'

/** The MIME type of a kept style sheet. */
export const styleType = 'text/css'

/** In these the original itself holds the styles. */
const whole = new Set(['mhtml', 'webarchive', 'singlefile', 'text'])
const mostSheets = 60
const mostPictures = 300
/** More than this is no page's style. */
const mostBytes = 24 * 1024 * 1024

/** What a page's styles need, each with the address that the page has for it. */
export function stylesOf(page: SavedPage): { readonly address: string; readonly asset: KeptAsset }[] {
  if (page.content.kind !== 'html' || whole.has(page.container)) return []
  const found = new Map<string, KeptAsset>()
  let left = mostBytes
  const keep = (address: string, typeOf: (bytes: Uint8Array) => string | null): Uint8Array | null => {
    const bytes = found.has(address) ? null : (page.resource(address)?.bytes ?? null)
    const type = bytes && bytes.length <= left ? typeOf(bytes) : null
    if (!bytes || !type) return null
    left -= bytes.length
    found.set(address, { sha256: createHash('sha256').update(bytes).digest('hex'), type, bytes })
    return bytes
  }
  const pictures: string[] = []
  for (const sheet of sheetsOf(page.content.text).slice(0, mostSheets)) {
    const bytes = keep(sheet, looksLikeStyle)
    if (bytes) pictures.push(...addressesIn(decodeBytes(bytes).text, sheet))
  }
  for (const address of [...new Set(pictures)].slice(0, mostPictures)) keep(address, pictureType)
  return Array.from(found, ([address, asset]) => ({ address, asset }))
}

/** The addresses of the style sheets that a page names, in its order. */
function sheetsOf(markup: string): string[] {
  const links = markup.match(/<link\b[^<>]{0,4000}>/gi) ?? []
  const addresses = links
    .filter(link => /\brel\s*=\s*["']?[^"'>]*\bstylesheet\b/i.test(link))
    .flatMap(link => {
      const [, double, single, bare] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(link) ?? []
      const address = (double ?? single ?? bare)?.trim().replaceAll('&amp;', '&')
      return address === undefined || address === '' || /^data:/i.test(address) ? [] : [address]
    })
  return [...new Set(addresses)]
}

/** Markup in the place of a sheet is what a forum answers where it has none. */
function looksLikeStyle(bytes: Uint8Array): string | null {
  const head = decodeBytes(bytes.subarray(0, 1_024)).text
  return /^\s*<|\0/.test(head) || bytes.length === 0 ? null : styleType
}
