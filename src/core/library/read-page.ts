/* One saved page understood: container's page in, plain data out. The same for inspect, import and reading again. */
import { createHash } from 'node:crypto'
import { cleanPage } from '../clean/clean-page.ts'
import { removeSourceNoise } from '../clean/source-noise.ts'
import type { Engine, HtmlPage, TextPage } from '../engines/engine.ts'
import { engines, readWithEngines } from '../engines/index.ts'
import { baseAddress, resolve } from '../engines/page-facts.ts'
import { pictureType } from '../intake/picture-type.ts'
import { ThreadloftError } from '../errors.ts'
import type { SavedPage } from '../intake/saved-page.ts'
import type { PageReading, Problem } from '../model/reading.ts'
import { parsePage } from '../text/dom.ts'
import { isBeyondTrees, outlineOf } from '../text/outline.ts'
import { withoutTranslation } from '../text/translated.ts'
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

/**
 * Reads one saved page with the engine that knows it best; any page gives a reading. A person's own rules go first:
 * they were written for these very pages.
 */
export function readSavedPage(page: SavedPage, rules: readonly Engine[] = []): ReadPage {
  const savedAt = page.savedAt === null ? null : new Date(page.savedAt)
  const origin = { url: page.url, savedAt, name: page.name }
  const assets = new Map<string, KeptAsset>()
  if (page.content.kind === 'text') return readText(page, { kind: 'text', text: page.content.text, ...origin })
  if (isBeyondTrees(page.content.text)) return readOutline(page, origin)
  const { markup, removed } = removeSourceNoise(
    withoutTranslation(repairXmlSerialised(withoutTornTag(page.content.text))),
  )
  const { document, endsInside } = parsePage(markup)
  const isWhole = !isCutOff(markup, endsInside)
  const html: HtmlPage = { kind: 'html', document, source: markup, isWhole, ...origin }
  const { engine, draft } = readWithEngines(html, [...rules, ...engines])
  const reading = cleanPage(draft, engine, {
    keepPicture: pictureKeeper(page, assets),
    resolveLink: webLink(baseAddress(html)),
  })
  for (const post of reading.posts) refuseEndless(page, post.text)
  const noise = removed.map(text => ({ kind: 'noise', text }))
  return {
    reading: {
      ...reading,
      removed: [...noise, ...reading.removed],
      problems: eachOnce([...page.problems, ...reading.problems, ...(isWhole ? [] : [cutOff])]),
    },
    assets: [...assets.values()],
  }
}

function readText(page: SavedPage, text: TextPage): ReadPage {
  refuseEndless(page, text.text)
  const { engine, draft } = readWithEngines(text)
  const reading = cleanPage(draft, engine, { keepPicture: () => null, resolveLink: webLink(null) })
  return { reading: { ...reading, problems: [...page.problems, ...reading.problems] }, assets: [] }
}

/** A text longer than this is none that a person reads or searches in; its file is kept and the page refused. */
const longestText = 16_000_000

function refuseEndless(page: SavedPage, text: string): void {
  if (text.length > longestText) throw new ThreadloftError('page-too-large', { path: page.name, megabytes: 16 })
}

/** A page that is nested too deep or has too many elements for a tree: its words, as plain text. */
function readOutline(page: SavedPage, origin: Pick<TextPage, 'url' | 'savedAt' | 'name'>): ReadPage {
  const { title, text } = outlineOf(page.content.text)
  const { reading } = readText(page, { kind: 'text', text, ...origin })
  const problem: Problem = {
    code: 'page-simplified',
    message: 'The page has too many elements, or nests them too deep, to be read as a thread: only its text is kept.',
  }
  const thread = { ...reading.thread, title: title ?? reading.thread.title }
  return { reading: { ...reading, thread, problems: [problem, ...reading.problems] }, assets: [] }
}

/** The first character of a tag that was cut would be read as a word. */
const withoutTornTag = (markup: string): string => markup.replace(/<\/?$/, '')

const cutOff: Problem = {
  code: 'page-incomplete',
  message: 'The file ends before the page does: later posts may be missing.',
}

/**
 * Whether a page was cut off while it was saved. A careless forum leaves elements open but ends its page; a page that
 * was made small leaves out the ends of the page but no other element's; a fragment that was pasted has neither.
 */
function isCutOff(markup: string, endsInside: boolean): boolean {
  return (
    endsInside && !/<\/(?:html|body)\s*>/i.test(markup.slice(-65_536)) && /<(?:!doctype|html|head|body)\b/i.test(markup)
  )
}

const eachOnce = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map(problem => [`${problem.code} ${problem.message}`, problem])).values(),
]

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
