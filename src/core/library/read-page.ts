/* One saved page understood: container's page in, plain data out. The same for inspect, import and reading again. */
import { createHash } from 'node:crypto'
import { cleanPage } from '../clean/clean-page.ts'
import { removeSourceNoise } from '../clean/source-noise.ts'
import type { HtmlPage, TextPage } from '../engines/engine.ts'
import { readWithEngines } from '../engines/index.ts'
import { baseAddress, resolve } from '../engines/page-facts.ts'
import { pictureType } from '../intake/picture-type.ts'
import type { SavedPage } from '../intake/saved-page.ts'
import type { PageReading } from '../model/reading.ts'
import { parseHtml } from '../text/dom.ts'
import { repairXmlSerialised } from '../text/xml-serialised.ts'

export interface KeptAsset {
  readonly sha256: string
  /** MIME type by the bytes. */
  readonly type: string
  readonly bytes: Uint8Array
}

export interface ReadPage {
  readonly reading: PageReading
  readonly assets: readonly KeptAsset[]
}

/** Reads one saved page with the engine that knows it best; any page gives a reading. */
export function readSavedPage(page: SavedPage): ReadPage {
  const savedAt = page.savedAt === null ? null : new Date(page.savedAt)
  const origin = { url: page.url, savedAt, name: page.name }
  const assets = new Map<string, KeptAsset>()
  if (page.content.kind === 'text') {
    const text: TextPage = { kind: 'text', text: page.content.text, ...origin }
    const { engine, draft } = readWithEngines(text)
    const reading = cleanPage(draft, engine, { keepPicture: () => null, resolveLink: webLink(null) })
    return { reading: { ...reading, problems: [...page.problems, ...reading.problems] }, assets: [] }
  }
  const { markup, removed } = removeSourceNoise(repairXmlSerialised(page.content.text))
  const html: HtmlPage = { kind: 'html', document: parseHtml(markup), source: markup, ...origin }
  const { engine, draft } = readWithEngines(html)
  const reading = cleanPage(draft, engine, {
    keepPicture: pictureKeeper(page, assets),
    resolveLink: webLink(baseAddress(html)),
  })
  const noise = removed.map(text => ({ kind: 'noise', text }))
  return {
    reading: { ...reading, removed: [...noise, ...reading.removed], problems: [...page.problems, ...reading.problems] },
    assets: [...assets.values()],
  }
}

/** Web and mail links made absolute; all else leads nowhere. */
function webLink(base: string | null): (address: string) => string | null {
  return address => {
    const trimmed = address.trim()
    if (trimmed.startsWith('#') || trimmed === '') return null
    if (/^mailto:[^\s]+$/i.test(trimmed)) return trimmed
    return resolve(trimmed, base)
  }
}

function pictureKeeper(page: SavedPage, assets: Map<string, KeptAsset>): (address: string) => string | null {
  return address => {
    if (/^assets\/[0-9a-f]{64}$/.test(address)) return address
    const bytes = address.startsWith('data:') ? dataBytes(address) : (page.resource(address)?.bytes ?? null)
    const type = bytes && pictureType(bytes)
    if (!bytes || !type) return null
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    assets.set(sha256, { sha256, type, bytes })
    return `assets/${sha256}`
  }
}

const largestDataUrl = 32 * 1024 * 1024

function dataBytes(address: string): Uint8Array | null {
  const match = /^data:image\/[\w.+-]+(?:;[\w=-]+)*?(;base64)?,/i.exec(address.slice(0, 200))
  if (!match || address.length > largestDataUrl) return null
  const data = address.slice(match[0].length)
  return match[1] ? Buffer.from(data, 'base64') : Buffer.from(data, 'latin1')
}
