/*
 * MHTML: a page and what it shows as one MIME message, as Chrome, Edge, Internet Explorer and Firefox add-ons write it.
 * Parts are matched to the page's addresses by Content-Location and by Content-ID (cid:).
 */
import { finished } from 'node:stream/promises'
import mailsplit from '@zone-eu/mailsplit'
import { ThreadloftError } from '../errors.ts'
import type { Problem } from '../model/reading.ts'
import { withoutFrameset } from './frame-pages.ts'
import type { Container, Resource, SavedPage, SourceFile } from './saved-page.ts'

export const mhtml: Container = {
  id: 'mhtml',
  accepts: file => looksLikeMhtml(file.bytes),
  open: mhtmlPages,
}

/** Whether bytes begin with the headers of a MIME message that holds a saved page. */
export function looksLikeMhtml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 8_192)).toString('latin1').replace(/^\s+/, '')
  if (!/^[A-Za-z][\w-]{1,60}:/.test(head)) return false
  const headers = head.split(/\r?\n\r?\n/)[0] ?? ''
  return (
    /^MIME-Version:/im.test(headers) &&
    /^Content-Type:\s*(?:multipart\/(?:related|alternative|mixed)|text\/html)/im.test(headers)
  )
}

interface Part {
  readonly type: string
  readonly charset: string | null
  readonly location: string | null
  readonly id: string | null
  readonly isRoot: boolean
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

async function mhtmlPages(file: SourceFile): Promise<SavedPage[]> {
  const parts = await partsOf(file)
  const root = parts.find(part => part.isRoot)?.headers
  const start = root?.get('snapshot-content-location') ?? root?.get('content-location') ?? null
  const pages = parts.filter(part => /^(?:text\/html|application\/xhtml)/.test(part.type) && part.body.length > 0)
  const page = pages.find(part => start !== null && part.location === start) ?? pages[0]
  if (!page) throw new ThreadloftError('not-a-forum-page', { path: file.name })
  const resources = byAddress(parts)
  const base = webAddress(start) ?? webAddress(page.location)
  return withoutFrameset(
    {
      container: 'mhtml',
      name: file.name,
      bytes: page.body,
      charset: page.charset,
      url: base,
      savedAt: instantOf(root?.get('date')),
      problems: page === parts.at(-1) && !isEnded(file.bytes) ? [incomplete] : [],
      resource: address => resources.get(address) ?? resources.get(absolute(address, base)) ?? null,
    },
    file,
  )
}

const incomplete: Problem = {
  code: 'page-incomplete',
  message: 'The file ends before the page does: later posts may be missing.',
}

/** Whether the message closes its last boundary; one that was cut off does not. A page that is no multipart has none. */
function isEnded(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 8_192)).toString('latin1')
  const boundary = /\bboundary\s{0,4}=\s{0,4}(?:"([^"]{1,200})"|([^\s";]{1,200}))/i.exec(head)
  if (!boundary) return true
  return Buffer.from(bytes.subarray(-4_096)).includes(`--${(boundary[1] ?? boundary[2])!}--`)
}

const mostParts = 20_000

/** The leaves of the message, decoded. Throws archive-damaged when it is no readable MIME message. */
async function partsOf(file: SourceFile): Promise<Part[]> {
  const splitter = new mailsplit.Splitter({ ignoreEmbedded: true, maxChildNodes: mostParts })
  const parts: { node: mailsplit.MimeNode; chunks: Buffer[] }[] = []
  splitter.on('data', (piece: mailsplit.MimeNode | { type: 'body' | 'data'; value: Buffer }) => {
    if (piece.type === 'node') parts.push({ node: piece, chunks: [] })
    else if (piece.type === 'body') parts.at(-1)?.chunks.push(piece.value)
  })
  try {
    splitter.end(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength))
    await finished(splitter)
    return await Promise.all(parts.map(async ({ node, chunks }) => partOf(node, await decoded(node, chunks))))
  } catch (thrown) {
    throw new ThreadloftError('archive-damaged', { path: file.name, reason: String(thrown) }, { cause: thrown })
  }
}

async function decoded(node: mailsplit.MimeNode, chunks: Buffer[]): Promise<Buffer> {
  if (node.multipart) return Buffer.alloc(0)
  const decoder = node.getDecoder()
  const out: Buffer[] = []
  decoder.on('data', (chunk: Buffer) => out.push(chunk))
  decoder.end(Buffer.concat(chunks))
  await finished(decoder)
  return Buffer.concat(out)
}

function partOf(node: mailsplit.MimeNode, body: Buffer): Part {
  const headers = new Map<string, string>()
  if (node.headers) {
    for (const { key, line } of node.headers.getList())
      headers.set(
        key,
        line
          .slice(line.indexOf(':') + 1)
          .replace(/\s+/g, ' ')
          .trim(),
      )
  }
  return {
    type: node.contentType || '',
    charset: node.charset || null,
    // Long addresses are folded over lines; an address holds no white space.
    location: headers.get('content-location')?.replaceAll(' ', '') ?? null,
    id: headers.get('content-id')?.replace(/^<|>$/g, '') ?? null,
    isRoot: node.root,
    headers,
    body,
  }
}

function byAddress(parts: readonly Part[]): Map<string, Resource> {
  const resources = new Map<string, Resource>()
  for (const { type: kind, charset, location, id, body } of parts) {
    if (body.length === 0) continue
    const type = charset === null ? kind : `${kind}; charset=${charset}`
    if (location !== null) resources.set(location, { bytes: body, type })
    if (id !== null) resources.set(`cid:${id}`, { bytes: body, type })
  }
  return resources
}

const absolute = (address: string, base: string | null): string =>
  URL.canParse(address, base ?? undefined) ? new URL(address, base ?? undefined).href : address
const webAddress = (address: string | null): string | null =>
  address !== null && /^https?:\/\/[^/]/i.test(address) && URL.canParse(address) ? address : null

function instantOf(date: string | undefined): string | null {
  const time = Date.parse(date ?? '')
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
