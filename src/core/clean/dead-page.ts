/*
 * A whole saved page made dead: what it looked like, and nothing that runs, loads, sends or leads anywhere. A content
 * policy says the same again where the page is shown; here it is made true of the markup itself.
 */
import type { StyleData } from './style-sheet.ts'
import { addressIn, harmlessStyle } from './style-sheet.ts'
import type { ChildNode, Document, Element } from '../text/dom.ts'
import { isDirective, isTag, isText, select, selectAll, text, walk } from '../text/dom.ts'

export interface DeadPageContext {
  /** A data: address of a picture that was saved with the page, by the address the page has for it, or null. */
  picture(address: string): string | null
  /** The text of a style sheet that was saved with the page, or null. */
  styleSheet(address: string): string | null
  /** The post to show: its id as the forum has it, and its text. */
  readonly post: { readonly externalId: string | null; readonly text: string } | null
}

/** The id of the element that shows the post which was asked for. */
export const shownPostId = 'here'

/** Left out with all that is in them. */
const dropped = new Set(
  'script template meta base link iframe frame frameset noframes noembed object embed applet param audio video source track canvas svg math portal fencedframe input select option optgroup datalist textarea map area head title style bgsound dialog'.split(
    ' ',
  ),
)
/** Elements whose content is text to a parser, or that do something: shown as plain ones. */
const renamed: Readonly<Record<string, string>> = {
  form: 'div',
  button: 'span',
  xmp: 'pre',
  listing: 'pre',
  plaintext: 'pre',
  noscript: 'div',
  marquee: 'div',
}
const voids = new Set('br hr img wbr col'.split(' '))
const keptAttributes = new Set(
  'abbr align alt bgcolor border cellpadding cellspacing class clear color colspan datetime dir face headers height hidden hspace id lang noshade nowrap open reversed rowspan rules scope size span start summary title type valign value vspace width'.split(
    ' ',
  ),
)
const pictureSources = ['data-original', 'data-src', 'data-lazy-src', 'zoomfile', 'file', 'data-actualsrc', 'src']

const escapeText = (value: string): string =>
  value.replace(/[&<>]/g, mark => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark]!)
const escapeAttribute = (value: string): string => escapeText(value).replaceAll('"', '&quot;')

const ownStyle = `
:target { outline: 3px solid #c8862a; outline-offset: 4px; scroll-margin-top: 40px }
.threadloft-link { color: #1a4f8b; text-decoration: underline; cursor: help }
.threadloft-missing { display: inline-block; padding: 2px 8px; border: 1px dashed currentColor; opacity: .6; font-size: 12px }
`

/** The page as HTML that needs nothing but itself. Deeply nested pages must not come here: see isBeyondTrees. */
export function deadPage(document: Document, context: DeadPageContext): string {
  const post = context.post && shownElement(document, context.post)
  const title = text(select(document, 'title'))
  const styles = selectAll(document, 'style, link[rel~=stylesheet i]').map(element => styleOf(element, context))
  const root = select(document, 'html')
  const body = select(document, 'body')
  // Without a document type a page is laid out by other rules; it keeps the ones it was made for.
  const type = document.children.some(isDirective) ? '<!doctype html>' : ''
  return [
    type,
    `<html${attributesOf(root, context, post)}><head><meta charset="utf-8"><title>${escapeText(title)}</title>`,
    `<style>${ownStyle}</style>${styles.join('')}</head>`,
    `<body${attributesOf(body, context, post)}>`,
    body ? markupOf(body.children, context, post) : '',
    '</body></html>',
  ].join('')
}

/** A page that is text, or of which no tree can be built; `shown` is the text of the post to show. */
export function deadText(title: string, words: string, shown = ''): string {
  const beginning = Array.from(squeeze(shown).slice(0, 40), literal)
  const at = beginning.length === 0 ? null : new RegExp(beginning.join(String.raw`\s*`), 'u').exec(words)
  const marked = at
    ? `${escapeText(words.slice(0, at.index))}<mark id="${shownPostId}">${escapeText(at[0])}</mark>${escapeText(words.slice(at.index + at[0].length))}`
    : escapeText(words)
  const look =
    'white-space:pre-wrap;overflow-wrap:anywhere;font:15px/1.7 sans-serif;max-width:46em;margin:2em auto;padding:0 1em'
  return `<!doctype html><html><head><meta charset="utf-8"><title>${escapeText(title)}</title></head><body><pre style="${look}">${marked}</pre></body></html>`
}

interface Frame {
  readonly nodes: readonly ChildNode[]
  next: number
  readonly closing: string
}

function markupOf(nodes: readonly ChildNode[], context: DeadPageContext, post: Element | null): string {
  const out: string[] = []
  const stack: Frame[] = [{ nodes, next: 0, closing: '' }]
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const node = frame.nodes[frame.next++]
    if (!node) {
      out.push(frame.closing)
      stack.pop()
    } else if (isText(node)) out.push(escapeText(node.data))
    else if (isTag(node) && !dropped.has(node.name)) {
      if (node.name === 'img') {
        out.push(pictureOf(node, context, post))
        continue
      }
      const name = renamed[node.name] ?? node.name
      if (!/^[a-z][a-z\d-]{0,40}$/.test(name)) stack.push({ nodes: node.children, next: 0, closing: '' })
      else {
        out.push(`<${name}${attributesOf(node, context, post)}>`)
        if (!voids.has(name)) stack.push({ nodes: node.children, next: 0, closing: `</${name}>` })
      }
    }
  }
  return out.join('')
}

function attributesOf(element: Element | null, context: DeadPageContext, post: Element | null): string {
  if (!element) return ''
  const out: string[] = []
  const { attribs } = element
  for (const [name, value] of Object.entries(attribs))
    if (keptAttributes.has(name) && !(name === 'id' && element === post))
      out.push(`${name}="${escapeAttribute(value)}"`)
  if (element === post) out.push(`id="${shownPostId}"`)
  const style = [
    attribs['style'] && harmlessStyle(attribs['style'], dataFor(context, '')),
    attribs['background'] && `background-image: ${pictureValue(attribs['background'], context)}`,
  ].filter(Boolean)
  if (style.length > 0) out.push(`style="${escapeAttribute(style.join('; '))}"`)
  if (element.name === 'a') out.push(...linkOf(attribs))
  return out.length === 0 ? '' : ` ${out.join(' ')}`
}

/** Where a link led is told, but it leads nowhere, except to another place of the page. */
function linkOf(attribs: Readonly<Record<string, string>>): string[] {
  const address = attribs['href']?.trim() ?? ''
  if (/^#[^\s]{1,200}$/.test(address)) return [`href="${escapeAttribute(address)}"`]
  if (address === '') return []
  const told = attribs['title'] === undefined ? [`title="${escapeAttribute(address.slice(0, 2_000))}"`] : []
  return attribs['class'] === undefined ? [...told, 'class="threadloft-link"'] : told
}

function pictureOf(element: Element, context: DeadPageContext, post: Element | null): string {
  const addresses = pictureSources.flatMap(name => element.attribs[name]?.trim() || [])
  const label = element.attribs['alt'] ?? ''
  for (const address of addresses) {
    const kept = keptPicture(address, context)
    if (kept !== null) return `<img${attributesOf(element, context, post)} src="${escapeAttribute(kept)}">`
  }
  const address = addresses.find(each => !each.startsWith('data:')) ?? ''
  if (address === '') return escapeText(label)
  return `<span class="threadloft-missing" title="${escapeAttribute(address.slice(0, 2_000))}">${escapeText(label || fileName(address))}</span>`
}

const fileName = (address: string): string => /([^/]{1,80})\/*$/.exec(address.replace(/[?#].*$/, ''))?.[1] ?? address

const largestData = 32 * 1024 * 1024
const pictureData = /^data:image\/(?:png|gif|jpe?g|webp|avif|bmp|x-icon|svg\+xml)[;,]/i

function keptPicture(address: string, context: DeadPageContext): string | null {
  if (/^data:/i.test(address)) return pictureData.test(address) && address.length <= largestData ? address : null
  return context.picture(address)
}

function pictureValue(address: string, context: DeadPageContext): string {
  const kept = keptPicture(address, context)
  return kept === null ? 'none' : `url("${kept.replace(/["\\\n\r]/g, mark => encodeURIComponent(mark))}")`
}

function styleOf(element: Element, context: DeadPageContext): string {
  const media = element.attribs['media']
  const sheet = element.name === 'style' ? '' : (element.attribs['href']?.trim() ?? '')
  const written =
    element.name === 'style'
      ? element.children.map(child => (isText(child) ? child.data : '')).join('')
      : context.styleSheet(sheet)
  if (written === null || written.trim() === '') return ''
  // Nothing in it may end the element.
  const css = harmlessStyle(written, dataFor(context, sheet)).replaceAll('</', String.raw`<\/`)
  return `<style${media === undefined ? '' : ` media="${escapeAttribute(media)}"`}>${css}</style>`
}

const fontData = /^data:(?:font\/|application\/(?:x-)?font|application\/octet-stream)/i

/** What is inside of the page for the addresses of a style sheet, which lies at `sheet`. */
const dataFor =
  (context: DeadPageContext, sheet: string): StyleData =>
  address =>
    fontData.test(address) ? address : keptPicture(addressIn(sheet, address), context)

/** The element that shows a post: the one with its id, else the one that its text begins in. */
function shownElement(document: Document, post: NonNullable<DeadPageContext['post']>): Element | null {
  const beginning = squeeze(post.text)
  const id = post.externalId
  if (id !== null && /^[\w-]{1,60}$/.test(id)) {
    const named = new RegExp(String.raw`(?:^|[^\da-z])${id}$`, 'i')
    const ends = (value: string | undefined): boolean =>
      value !== undefined && (named.test(value) || value.endsWith(`pid${id}`))
    const isShown = (element: Element): boolean =>
      (ends(element.attribs['id']) || ends(element.attribs['name'])) &&
      squeeze(text(element)).includes(beginning.slice(0, 12))
    const found = selectAll(document, '[id], [name]').find(isShown)
    if (found) return found
  }
  return beginning === '' ? null : elementOfText(document, beginning)
}

/** A sign as it stands in a pattern. */
const literal = (sign: string): string => `\\u{${sign.codePointAt(0)!.toString(16)}}`

const squeeze = (value: string): string => value.replace(/[\s\u00a0\u200b\ufeff]+/g, '')

function elementOfText(document: Document, wanted: string): Element | null {
  const starts: { readonly at: number; readonly parent: Element }[] = []
  let words = ''
  walk(document, node => {
    if (isTag(node)) return !dropped.has(node.name)
    if (!isText(node) || !node.parent || !isTag(node.parent)) return undefined
    const own = squeeze(node.data)
    if (own === '') return undefined
    starts.push({ at: words.length, parent: node.parent })
    words += own
    return undefined
  })
  for (const length of [60, 24, 10]) {
    const at = words.indexOf(wanted.slice(0, length))
    if (at >= 0) return starts.findLast(start => start.at <= at)?.parent ?? null
  }
  return null
}
