/*
 * The second lock on saved pages: DOMPurify with an allowlist gives a tree, never a string, so nothing is parsed twice
 * and no innerHTML is written. What this file adds itself, it adds as text and elements of its own.
 */
import DOMPurify from 'dompurify'
import type { Marker } from './mark-text.ts'
import { markText } from './mark-text.ts'
import { partIntoParagraphs } from './paragraphs.ts'

const tags =
  'a abbr b bdi bdo blockquote br caption cite code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strike strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr'
const attributes =
  'align alt class colspan data-address data-author data-floor data-post datetime dir height href open rowspan src start title type value width'
const classes = new Set(['picture-missing', 'embed-missing'])
const keptPicture = /^assets\/[0-9a-f]{64}$/
const outside = /^(?:https?|mailto):/i

export interface RichWords {
  readonly pictureMissing: string
  readonly embedMissing: string
  /** What a quote that names its author itself leads to. */
  readonly quoteGo: string
  /** The line above a quote: who wrote it and on which floor, as far as the page says. */
  readonly quoteSource: (author: string | null, floor: string | null) => string
}

export interface Quoted {
  readonly author: string | null
  readonly postId: string | null
  readonly floor: number | null
  readonly text: string
}

export interface RichOptions {
  readonly marker: Marker | null
  /** Shows the text in other characters; marks are set before, where the search found them. */
  readonly convert: ((text: string) => string) | null
  readonly hidden: readonly string[]
  readonly words: RichWords
}

const purifier = DOMPurify()
purifier.addHook('uponSanitizeAttribute', (element, attribute) => {
  const { attrName: name, attrValue: value } = attribute
  if (name === 'src') attribute.keepAttr = element.nodeName === 'IMG' && keptPicture.test(value)
  else if (name === 'href') attribute.keepAttr = outside.test(value)
  else if (name === 'class') attribute.keepAttr = classes.has(value)
})

/** The safe tree of a post's HTML, with the matches of a search marked and what is missing said in words. */
export function richFragment(html: string, { marker, convert, hidden, words }: RichOptions): DocumentFragment {
  const fragment = purifier.sanitize(html, {
    ALLOWED_TAGS: tags.split(' '),
    ALLOWED_ATTR: attributes.split(' '),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  })
  partIntoParagraphs(fragment)
  showHidden(fragment, new Set(hidden.map(text => text.trim())))
  if (marker) markText(fragment, marker)
  if (convert) convertText(fragment, convert)
  for (const picture of fragment.querySelectorAll('img')) furnishPicture(picture)
  for (const missing of fragment.querySelectorAll<HTMLElement>('.picture-missing')) sayMissing(missing, words)
  for (const missing of fragment.querySelectorAll<HTMLElement>('.embed-missing'))
    missing.prepend(element('span', 'missing-words', words.embedMissing))
  for (const quote of fragment.querySelectorAll('blockquote')) nameQuote(quote, words)
  return fragment
}

function showHidden(fragment: DocumentFragment, sentences: ReadonlySet<string>): void {
  if (sentences.size === 0) return
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (sentences.has((node as Text).data.trim())) found.push(node as Text)
  for (const node of found) node.replaceWith(element('span', 'hidden-part', node.data.trim()))
}

function convertText(fragment: DocumentFragment, convert: (text: string) => string): void {
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement?.closest('pre, code')) (node as Text).data = convert((node as Text).data)
}

function furnishPicture(picture: HTMLImageElement): void {
  if (!picture.hasAttribute('src')) return picture.replaceWith(picture.alt)
  picture.loading = 'lazy'
  picture.decoding = 'async'
}

function sayMissing(missing: HTMLElement, words: RichWords): void {
  const address = missing.dataset['address'] ?? ''
  // A lost smiley stands in the middle of a sentence; it must not tear it apart.
  if (/smil|emot|face|emoji/i.test(address)) {
    missing.classList.add('small')
    missing.title = `${words.pictureMissing}  ${address}`
    if (missing.textContent.trim() === '') missing.textContent = address.split('/').at(-1) ?? address
    return
  }
  const label = element('span', 'missing-label')
  label.append(...missing.childNodes)
  missing.replaceChildren(element('span', 'missing-words', words.pictureMissing))
  if (label.textContent.trim() !== '') missing.append(label)
  if (address !== '') missing.append(element('span', 'missing-address', address))
}

function nameQuote(quote: HTMLQuoteElement, words: RichWords): void {
  const { author, floor, postId } = quotedBy(quote)
  if (author === null && floor === null && postId === null) return
  // Most forums write "author posted on …" as the quote's first line; saying it twice would be noise.
  const told = author !== null && quote.textContent.slice(0, 80).includes(author)
  if (told && floor === null && postId === null) return
  const label = words.quoteSource(told ? null : author, floor === null ? null : String(floor))
  const source = element('button', 'quote-source', label === '' ? words.quoteGo : label) as HTMLButtonElement
  source.type = 'button'
  quote.prepend(source)
}

/** Whom a quote quotes, as the page marked it, and its words. */
export function quotedBy(quote: HTMLElement): Quoted {
  const { author = null, floor, post = null } = quote.dataset
  const own = quote.querySelector('.quote-source')?.textContent ?? ''
  return {
    author,
    postId: post,
    floor: floor === undefined || !/^\d{1,9}$/.test(floor) ? null : Number(floor),
    text: quote.textContent.slice(own.length),
  }
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text
  return made
}
