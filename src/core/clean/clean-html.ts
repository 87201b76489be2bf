/*
 * The first lock: a saved body becomes safe HTML by an allowlist on the tree a browser would build. What is not named
 * here is dropped, its text kept. The second lock is DOMPurify where the renderer shows it.
 */
import type { ChildNode, Element } from '../text/dom.ts'
import { isTag, isText, select } from '../text/dom.ts'

export interface CleanContext {
  /** `assets/<sha256>` for a picture address of the page when its bytes were saved, else null. */
  keepPicture(address: string): string | null
  /** The absolute address of a link of the page, or null where it leads nowhere a reader may go. */
  resolveLink(address: string): string | null
}

export interface CleanHtml {
  readonly html: string
  /** Addresses of pictures that were not saved. */
  readonly missingPictures: readonly string[]
}

/** Element names kept, each with the attributes kept on it. */
const allowed = new Map<string, readonly string[]>(
  Object.entries({
    a: ['href', 'title'],
    abbr: ['title'],
    b: [],
    bdi: [],
    bdo: ['dir'],
    blockquote: ['data-author', 'data-post', 'data-floor'],
    br: [],
    caption: [],
    cite: [],
    code: [],
    dd: [],
    del: [],
    details: ['open'],
    div: ['align', 'dir'],
    dl: [],
    dt: [],
    em: [],
    figcaption: [],
    figure: [],
    h1: [],
    h2: [],
    h3: [],
    h4: [],
    h5: [],
    h6: [],
    hr: [],
    i: [],
    img: ['alt', 'title', 'width', 'height'],
    ins: [],
    kbd: [],
    li: ['value'],
    mark: [],
    ol: ['start', 'type'],
    p: ['align', 'dir'],
    pre: [],
    q: [],
    rp: [],
    rt: [],
    ruby: [],
    s: [],
    samp: [],
    small: [],
    span: ['dir', 'class', 'data-address'],
    strike: [],
    strong: [],
    sub: [],
    summary: [],
    sup: [],
    table: [],
    tbody: [],
    td: ['colspan', 'rowspan', 'align'],
    tfoot: [],
    th: ['colspan', 'rowspan', 'align'],
    thead: [],
    time: ['datetime'],
    tr: [],
    u: [],
    ul: [],
    var: [],
    wbr: [],
  }),
)
/** Left out with all that is in them: nothing a person wrote as text is in here. */
export const droppedElements = new Set(
  'script style template head title meta link base noframes textarea select option button input frame frameset map area audio video source track canvas svg math'.split(
    ' ',
  ),
)
/** The marks this file sets itself, kept when it reads its own output again. */
const ownClasses = new Set(['picture-missing', 'embed-missing'])
const voids = new Set(['br', 'hr', 'img', 'wbr'])
/** Deeper nesting is flattened: the text stays. */
const deepest = 60
const pictureSources = [
  'data-original',
  'data-src',
  'data-lazy-src',
  'zoomfile',
  'file',
  'data-actualsrc',
  'data-url',
  'src',
]

const escapeText = (value: string): string =>
  value.replace(/[&<>]/g, mark => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark]!)
const escapeAttribute = (value: string): string => escapeText(value).replaceAll('"', '&quot;')
// Controls that no text needs; they hide in anti-copy noise and break XML exports. Tab and line ends stay.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g

interface Frame {
  readonly nodes: readonly ChildNode[]
  next: number
  readonly closing: string
  readonly depth: number
  /** The links and headings this lies in: neither may hold another of its kind. */
  readonly within: readonly string[]
}

/** Safe HTML of the nodes; a pure function of its arguments, and a fixed point: cleaning the result changes nothing. */
export function cleanHtml(nodes: readonly ChildNode[], context: CleanContext): CleanHtml {
  const out: string[] = []
  const missing = new Set<string>()
  const stack: Frame[] = [{ nodes, next: 0, closing: '', depth: 0, within: [] }]
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const node = frame.nodes[frame.next++]
    if (!node) {
      out.push(frame.closing)
      stack.pop()
      continue
    }
    if (isText(node)) {
      out.push(escapeText(node.data.replace(controls, '')))
      continue
    }
    if (!isTag(node) || droppedElements.has(node.name) || isHidden(node)) continue
    const kept = openingOf(node, frame, context, missing)
    out.push(kept.opening)
    if (kept.leaf) continue
    const { opening, closing } = kept
    const kind = opening === ' ' ? null : aloneOf(node.name)
    stack.push({
      nodes: node.children,
      next: 0,
      closing,
      depth: frame.depth + (closing ? 1 : 0),
      within: kind === null ? frame.within : [...frame.within, kind],
    })
  }
  return { html: out.join('').trim(), missingPictures: [...missing] }
}

interface Kept {
  readonly opening: string
  readonly closing: string
  readonly leaf: boolean
}

function openingOf(element: Element, frame: Frame, context: CleanContext, missing: Set<string>): Kept {
  const name = nameOf(element, frame.depth)
  if (name === 'img') return { opening: picture(element, context, missing), closing: '', leaf: true }
  if (name === 'iframe' || name === 'embed' || name === 'object' || name === 'applet')
    return { opening: embedded(element), closing: '', leaf: true }
  const attributes = allowed.get(name)
  const isTooDeep = frame.depth >= deepest && !voids.has(name)
  if (!attributes || isTooDeep || frame.within.includes(aloneOf(name) ?? ''))
    return { opening: ' ', closing: ' ', leaf: false }
  let opening = `<${name}`
  for (const key of attributes) {
    const written = element.attribs[key]
    const value = key === 'href' && written !== undefined ? context.resolveLink(written) : written
    if (key === 'class' && !ownClasses.has(value ?? '')) continue
    if (value !== undefined && value !== null) opening += ` ${key}="${escapeAttribute(value.replace(controls, ''))}"`
  }
  const leaf = voids.has(name)
  return { opening: opening + '>', closing: leaf ? '' : `</${name}>`, leaf }
}

/** The kind of an element that a parser never leaves inside another of the same kind; null for all others. */
function aloneOf(name: string): string | null {
  if (name === 'a') return 'link'
  return /^h[1-6]$/.test(name) ? 'heading' : null
}

/** Elements before which a parser ends an open paragraph. */
const endParagraph =
  'address, article, aside, blockquote, center, dd, details, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, summary, table, ul'

/** The name an element is written by; a paragraph around blocks (as pages without a doctype have them) is a division. */
function nameOf(element: Element, depth: number): string {
  if (element.name === 'font' || element.name === 'center') return 'span'
  if (element.name !== 'p' || depth >= deepest) return element.name
  return select(element, endParagraph) === null ? 'p' : 'div'
}

function picture(element: Element, context: CleanContext, missing: Set<string>): string {
  const addresses = pictureSources
    .map(key => element.attribs[key]?.trim())
    .filter(value => value !== undefined && value !== '')
  const label = escapeAttribute((element.attribs['alt'] ?? element.attribs['title'] ?? '').trim())
  for (const address of addresses as string[]) {
    const kept = context.keepPicture(address)
    if (kept === null) continue
    const size = ['width', 'height'].map(key =>
      /^\d{1,4}$/.test(element.attribs[key] ?? '') ? ` ${key}="${element.attribs[key]!}"` : '',
    )
    return `<img src="${escapeAttribute(kept)}" alt="${label}"${size.join('')}>`
  }
  const first = (addresses as string[]).find(address => !address.startsWith('data:'))
  if (first === undefined) return label
  const address = context.resolveLink(first) ?? first
  missing.add(address)
  return `<span class="picture-missing" data-address="${escapeAttribute(address)}">${label}</span>`
}

/** Players and applets cannot be kept; their address stays readable. */
function embedded(element: Element): string {
  const address = element.attribs['src'] ?? element.attribs['data'] ?? element.attribs['code'] ?? ''
  return address === '' || /^\s*(?:javascript|data|vbscript):/i.test(address)
    ? ''
    : `<span class="embed-missing">${escapeText(address)}</span>`
}

/** Whether an element says of itself that it is not shown. */
export function isHidden(element: Element): boolean {
  const style = element.attribs['style']
  return element.attribs['hidden'] !== undefined || (style !== undefined && /display\s*:\s*none/i.test(style))
}
