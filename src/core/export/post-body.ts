/*
 * A post's kept HTML made ready for a document of its own. It was cleaned at import; here it passes an allowlist again,
 * since an exported file leaves the reader's protection, and gets what paper needs: no headings but the posts' own,
 * spoilers open, quotes that say whom they quote.
 */
import type { Element } from '../text/dom.ts'
import { isTag, isText, parseHtml, select, walk } from '../text/dom.ts'
import { escapeHtml } from './escape.ts'
import type { ExportLabels } from './export-options.ts'
import { webLink } from './thread-head.ts'

export interface BodyContext {
  readonly labels: ExportLabels
  /** Address under which the document finds a kept picture (`assets/<sha256>`), or null where it has it not. */
  picture(asset: string): string | null
  /** Anchor of a post of the same document by the forum's post id, or null. */
  anchorOf(externalId: string): string | null
}

const kept = new Set(
  'a abbr b bdi bdo blockquote br caption cite code dd del details div dl dt em figcaption figure hr i ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr'.split(
    ' ',
  ),
)
const dropped = new Set(
  'script style template title textarea select option button input iframe object embed svg math audio video'.split(' '),
)
const voids = new Set(['br', 'hr', 'wbr'])
const numbered = ['colspan', 'rowspan', 'start', 'value']
const directions = new Set(['ltr', 'rtl', 'auto'])

/** The body as safe HTML of an exported document. */
export function postBody(html: string, context: BodyContext): string {
  const body = select(parseHtml(html), 'body')
  if (!body) return ''
  const out: string[] = []
  const closings = new Map<Element, string>()
  walk(
    body,
    node => {
      if (isText(node)) out.push(escapeHtml(node.data))
      if (!isTag(node)) return undefined
      if (dropped.has(node.name)) return false
      const [opening, closing] = tagsOf(node, context)
      out.push(opening)
      if (closing === null) return false
      closings.set(node, closing)
      return undefined
    },
    element => {
      out.push(closings.get(element) ?? '')
    },
  )
  return out.join('')
}

/** What stands before and after an element's content; null after where its content is left out. */
function tagsOf(element: Element, context: BodyContext): [string, string | null] {
  const { name } = element
  if (name === 'img') return [pictureOf(element, context), null]
  if (name === 'span' && element.attribs['class'] === 'picture-missing')
    return [missingPicture(element, context.labels), null]
  if (/^h[1-6]$/.test(name)) return ['<div class="heading">', '</div>']
  if (name === 'blockquote') return [`<blockquote>${attribution(element, context)}`, '</blockquote>']
  if (name === 'details') return ['<details open>', '</details>']
  if (!kept.has(name)) return ['', '']
  const opening = `<${name}${attributesOf(element)}>`
  return voids.has(name) ? [opening, null] : [opening, `</${name}>`]
}

function attributesOf(element: Element): string {
  const link = element.name === 'a' ? webLink(element.attribs['href']) : null
  const attributes = link === null ? [] : [`href="${escapeHtml(link)}" rel="noreferrer noopener"`]
  for (const key of numbered) {
    const value = element.attribs[key]
    if (value !== undefined && /^\d{1,4}$/.test(value)) attributes.push(`${key}="${value}"`)
  }
  const direction = element.attribs['dir']
  if (direction !== undefined && directions.has(direction)) attributes.push(`dir="${direction}"`)
  return attributes.map(each => ` ${each}`).join('')
}

function pictureOf(element: Element, context: BodyContext): string {
  const alternative = element.attribs['alt'] ?? ''
  const source = context.picture(element.attribs['src'] ?? '')
  if (source !== null) return `<img src="${escapeHtml(source)}" alt="${escapeHtml(alternative)}">`
  return `<span class="missing">${escapeHtml(`[${context.labels.pictureMissing}${alternative && `: ${alternative}`}]`)}</span>`
}

function missingPicture(element: Element, labels: ExportLabels): string {
  const label = element.children.map(child => (isText(child) ? child.data : '')).join('')
  const address = element.attribs['data-address'] ?? ''
  const words = [labels.pictureMissing, label, address].filter(word => word.trim() !== '')
  return `<span class="missing">${escapeHtml(`[${words.join(': ')}]`)}</span>`
}

function attribution(quote: Element, context: BodyContext): string {
  const author = quote.attribs['data-author']
  if (!author) return ''
  const anchor = context.anchorOf(quote.attribs['data-post'] ?? '')
  const words = escapeHtml(context.labels.quoteOf(author))
  return `<p class="quoted">${anchor === null ? words : `<a href="#${anchor}">${words}</a>`}</p>`
}
