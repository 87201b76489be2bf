/* A floor's body made plain: quotes, code and withheld parts marked, notes of the program taken out, noise dropped. */
import { Element, Text } from 'domhandler'
import { removeElement, replaceElement } from 'domutils'
import { bodyText } from '../../clean/body-text.ts'
import { markQuote } from '../../clean/draft.ts'
import type { EditReading, HiddenReading, RemovedPiece } from '../../model/reading.ts'
import type { ChildNode } from '../../text/dom.ts'
import {
  attribute,
  closest,
  foldSpace,
  isTag,
  isText,
  select,
  selectAll,
  text,
  textLines,
  walk,
} from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { floorNumber } from './floors.ts'
import { editOf, withheldWords } from './notices.ts'

export interface Body {
  readonly nodes: readonly ChildNode[]
  readonly edits: readonly EditReading[]
  readonly hidden: readonly HiddenReading[]
  readonly removed: readonly RemovedPiece[]
}

/** Makes a body plain in place and says what was found in it. */
export function readBody(body: Element, time: TimeContext): Body {
  const removed = dropNoise(body)
  const edits = takeEdits(body, time)
  for (const heading of selectAll(body, '[id^=subject_], [id^=mag_]')) removeElement(heading)
  markCode(body)
  const hidden = markWithheld(body)
  markQuotes(body)
  return { nodes: body.children, edits, hidden, removed }
}

const unshown = /display\s*:\s*none|font-size\s*:\s*0/i

/** What the noise taken out of the markup left over: other spellings, and pieces without their line break. */
function dropNoise(body: Element): RemovedPiece[] {
  const removed: RemovedPiece[] = []
  for (const element of selectAll(body, 'span[style], font[style]')) {
    const piece = text(element)
    if (!unshown.test(attribute(element, 'style') ?? '') || piece.length > 40 || /[^\x20-\x7e]/.test(piece)) continue
    removeElement(element)
    if (piece !== '') removed.push({ kind: 'noise', text: piece })
  }
  return removed
}

function takeEdits(body: Element, time: TimeContext): EditReading[] {
  return selectAll(body, '[id^=alert_], .edit_log').flatMap(note => {
    const shown = text(note)
    removeElement(note)
    return shown === '' ? [] : [editOf(shown, time) ?? { by: null, at: null, text: shown }]
  })
}

/** `div.blockquote2 > ol > li` with a link 复制代码 before it, in a table of its own. */
function markCode(body: Element): void {
  for (const box of selectAll(body, 'div.blockquote2')) {
    const items = selectAll(box, 'li')
    const lines = (items.length > 0 ? items : [box]).map(codeLine)
    const code = new Element('pre', {}, [new Element('code', {}, [new Text(lines.join('\n'))])])
    const frame = closest(box, 'table')
    const framed = frame && frame !== body && isInside(frame, body) && selectAll(frame, 'div.blockquote2').length === 1
    replaceElement(framed && text(frame).length - text(box).length < 20 ? frame : box, code)
  }
  for (const link of selectAll(body, 'a[onclick^=CopyCode], a[onclick^=copyCode]')) removeElement(link)
}

/** One line of code, its indentation kept. */
function codeLine(item: Element): string {
  const parts: string[] = []
  walk(item, node => {
    if (isText(node)) parts.push(node.data)
    else if (isTag(node) && node.name === 'br') parts.push('\n')
    return undefined
  })
  return parts.join('').replaceAll('\u00a0', ' ').trimEnd()
}

const isInside = (element: Element, ancestor: Element): boolean => {
  for (let node = element.parent; node; node = node.parent) if (node === ancestor) return true
  return false
}

const withheldBox = '[id^=hidden_], .quoteTips, blockquote.blockquote, .content_hidden'

/** Hidden, encrypted and sold parts. Their boxes become plain blocks, so that they are not taken for quotes. */
function markWithheld(body: Element): HiddenReading[] {
  const hidden = selectAll(body, withheldBox).flatMap(box => {
    const reason = withheldWords(text(box)) ?? wordsBefore(box)
    return reason === null ? [] : [{ reason, text: bodyText(box.children) }]
  })
  for (const box of selectAll(body, 'blockquote.blockquote, h6.quote, h6.jumbotron')) {
    if (box.name === 'blockquote' || withheldWords(text(box)) !== null) box.name = 'div'
  }
  if (hidden.length > 0) return hidden
  const reason = textLines(body).length <= 2 ? withheldWords(text(body)) : null
  return reason === null ? [] : [{ reason, text: text(body) }]
}

/** An opened or sold part has its sentence in the elements before its box. */
function wordsBefore(box: Element): string | null {
  let left = 3
  for (let node = box.prev; node && left > 0; node = node.prev) {
    if (isText(node) && node.data.trim() !== '') return null
    if (!isTag(node)) continue
    const words = withheldWords(text(node))
    if (words !== null) return words
    left--
  }
  return null
}

function nextElement(element: Element): Element | null {
  for (let node = element.next; node; node = node.next) {
    if (isTag(node)) return node
    if (isText(node) && node.data.trim() !== '') return null
  }
  return null
}

const quoteHead =
  /^\s*引用\s*(?:第\s*(\d{1,7})\s*[楼樓]|([楼樓]主|沙发|沙發|板凳|地板|\d{1,7}[楼樓]))?\s*(\S.{0,39}?)?\s*于\s*(\d[\d\-/: APMapm]{5,25}?)\s*(?:发表|發表|发布|發佈)?的\s*(?:“[^”]{0,80}”)?\s*[:：]?\s*/u

/** `.blockquote3` with `.quote` and `.text` (7.x), with `.text` alone (8.x), or h6.quote2 before a block (6.x). */
function markQuotes(body: Element): void {
  for (const heading of selectAll(body, 'h6.quote2, h6.quote, .blockquote3 > .quote')) {
    if (!/^\s*引用\s*[:：]?\s*$/.test(text(heading))) continue
    const block = nextElement(heading)
    if (block && !closest(heading, '.blockquote3')) block.attribs['class'] = 'blockquote3'
    removeElement(heading)
  }
  for (const quote of selectAll(body, '.blockquote3')) markQuote(quote, takeHead(quote), contentOf(quote))
}

function contentOf(quote: Element): readonly ChildNode[] {
  const inner = select(quote, '.text')
  const alone = inner && quote.children.every(child => child === inner || (isText(child) && child.data.trim() === ''))
  return trimBreaks(alone ? inner.children : quote.children)
}

function trimBreaks(nodes: readonly ChildNode[]): readonly ChildNode[] {
  const empty = (node: ChildNode): boolean =>
    (isText(node) && node.data.trim() === '') || (isTag(node) && node.name === 'br')
  const first = nodes.findIndex(node => !empty(node))
  return first < 0 ? [] : nodes.slice(first, nodes.findLastIndex(node => !empty(node)) + 1)
}

/** Takes the line that says whom a quote is of out of it; it may be spread over several text nodes. */
function takeHead(quote: Element): { author?: string | null; floor?: number | null } {
  const texts: Text[] = []
  let reached = false
  walk(quote, node => {
    if (isTag(node) && node.name === 'br' && texts.some(part => part.data.trim() !== '')) reached = true
    if (!reached && isText(node) && texts.length < 12) texts.push(node)
    return reached ? false : undefined
  })
  const line = texts.map(part => part.data).join('')
  const match = quoteHead.exec(line.slice(0, 200).replaceAll('\u00a0', ' '))
  if (!match) return {}
  let left = match[0].length
  for (const part of texts) {
    const cut = Math.min(left, part.data.length)
    part.data = part.data.slice(cut)
    left -= cut
  }
  const [, number, name, author] = match
  const floor = number !== undefined ? Number(number) : name !== undefined ? floorNumber(name) : null
  return { author: author === undefined ? null : foldSpace(author), floor }
}
