/* An SMF post's body made plain, 1.1 to 2.1, and the line above it that dates and numbers it. */
import { removeElement } from 'domutils'
import { markQuote } from '../clean/draft.ts'
import type { Element } from '../text/dom.ts'
import { attribute, foldSpace, isTag, matches, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { readTime } from '../text/time.ts'
import { markCode } from './code-box.ts'
import { markSpoiler } from './spoiler.ts'
import { smfMessageOf } from './smf-topic.ts'

/** 「« Reply #24 on: D »」: the time, the label and the place it means; the opening post has no number. */
export function smfHead(
  line: Element | null,
  time: TimeContext,
): { time: TimeReading | null; reply: number | null; label: string | null } {
  if (!line) return { time: null, reply: null, label: null }
  const bold = line.children
    .filter(isTag)
    .find(child => /^(?:b|strong)$/.test(child.name) && /[:：]\s*$/.test(text(child)))
  const words = bold ? text(bold) : ''
  const shown = line.children.filter(child => child !== bold).map(child => text(child))
  const date = foldSpace(shown.join(' ').replace(/[«»]/g, ' '))
  const number = /#(\d{1,7})/.exec(words || /^[^:]{0,40}#\d{1,7}/.exec(date)?.[0] || '')?.[1]
  const label = number === undefined ? null : (/^\D{0,30}#\d{1,7}/.exec(words || date)?.[0].trim() ?? null)
  return { time: readTime(date, time), reply: number === undefined ? null : Number(number), label }
}

/** Makes a body plain in place. */
export function smfBody(body: Element): void {
  for (const header of selectAll(body, '.codeheader')) {
    const code = elementAfter(header)
    if (!code || !matches(code, '.code, .bbc_code, code, pre')) continue
    removeElement(header)
    markCode(code, code)
  }
  for (const header of selectAll(body, '.quoteheader')) {
    const content = elementAfter(header)
    if (!content || !matches(content, '.quote, blockquote')) continue
    const link = select(header, 'a[href]')
    removeElement(header)
    markQuote(content, { author: quoted(text(header)), postId: smfMessageOf(attribute(link, 'href')) })
  }
  for (const footer of selectAll(body, '.quotefooter')) removeElement(footer)
  for (const quote of selectAll(body, 'blockquote.bbc_standard_quote, blockquote.bbc_alternate_quote')) markCited(quote)
  for (const spoiler of selectAll(body, '.sp-wrap')) {
    const content = select(spoiler, '.sp-body')
    if (content) markSpoiler(spoiler, text(select(spoiler, '.sp-head')), content.children)
  }
}

/** 2.1 has the head in a <cite> of the quote itself. */
function markCited(quote: Element): void {
  const cite = quote.children.filter(isTag).find(child => child.name === 'cite')
  const link = cite ? select(cite, 'a[href]') : null
  const content = quote.children.filter(child => child !== cite)
  const author = cite ? quoted(text(cite)) : null
  markQuote(quote, { author, postId: smfMessageOf(attribute(link, 'href')) }, content)
}

function elementAfter(element: Element): Element | null {
  for (let next = element.next; next; next = next.next) if (isTag(next)) return next
  return null
}

const anyDay = { savedAt: new Date(Date.UTC(2020, 0, 15)) }

/** 「Quote from: X on D」 with the words in any language: a name between a colon and a date. */
function quoted(head: string): string | null {
  const colon = /^[^:：]{2,40}[:：]\s*(\S.{0,160})$/u.exec(head)?.[1]
  if (colon === undefined) return null
  for (const part of colon.matchAll(/\s+(?:on|am|em|le|el|il|op|den|dnia|в|i|-|,)\s+/gu)) {
    if (readTime(colon.slice(part.index + part[0].length), anyDay)) return colon.slice(0, part.index).trim() || null
  }
  return readTime(colon, anyDay) === null ? colon.trim() : null
}
