/* What a Discourse post's HTML ("cooked") holds, made plain: quotes, polls, spoilers, picture frames, files. */
import { Text } from 'domhandler'
import { removeElement, replaceElement } from 'domutils'
import type { PostDraft } from '../../clean/draft.ts'
import { markQuote } from '../../clean/draft.ts'
import type { PollReading } from '../../model/reading.ts'
import type { Element } from '../../text/dom.ts'
import { attribute, closest, isText, select, selectAll, text } from '../../text/dom.ts'
import { quotedName } from '../quoted-name.ts'
import { markSpoiler } from '../spoiler.ts'

export type BodyFacts = Pick<PostDraft, 'body' | 'attachments' | 'poll'>

const furniture =
  '.quote-controls, .lightbox .meta, .cooked-selection-barrier, .quote-toggle, .codeblock-button-wrapper, .copy-cmd, ' +
  '.fullscreen-cmd, a.anchor:not([href^="http"]), .onebox-metadata:empty, .meta .informations, .badge-notification'

/** Makes a body plain in place and takes from it what has a place of its own. */
export function readBody(body: Element | null, topic: string | null): BodyFacts {
  if (!body) return { body: [], attachments: [], poll: null }
  for (const part of selectAll(body, furniture)) removeElement(part)
  for (const emoji of selectAll(body, 'img.emoji')) {
    const name = attribute(emoji, 'alt') ?? attribute(emoji, 'title')
    if (name) replaceElement(emoji, new Text(name))
  }
  for (const quote of selectAll(body, 'aside.quote')) quoteOf(quote, topic)
  for (const spoiler of selectAll(body, 'div.spoiler, div.spoiled, div.spoiler-blurred'))
    markSpoiler(spoiler, 'Spoiler', spoiler.children)
  const poll = pollOf(body)
  return { body: body.children, attachments: filesOf(body), poll }
}

/** A quote of another topic keeps its author; its post number means nothing here. */
function quoteOf(quote: Element, topic: string | null): void {
  const inner = select(quote, 'blockquote')
  const head = select(quote, '.title')
  const number = attribute(quote, 'data-post')
  const other = attribute(quote, 'data-topic')
  const isHere = /^\d{1,9}$/.test(number ?? '') && (topic === null || other === null || other === topic)
  // The app writes a display name before it; the attribute is the account.
  const author = attribute(quote, 'data-username') ?? (head ? quotedName(text(head)) : null)
  markQuote(
    quote,
    { author, postId: isHere ? number : null, floor: isHere ? Number(number) : null },
    inner ? inner.children : quote.children.filter(child => child !== head),
  )
}

function pollOf(body: Element): PollReading | null {
  const poll = select(body, '.poll[data-poll-name], .poll-outer')
  if (!poll || closest(poll, 'blockquote')) return null
  const options = selectAll(poll, 'li[data-poll-option-id], .results li, .ranked-choice-poll-option').map(option => {
    const percent = text(select(option, '.percentage'))
    const label = text(select(option, '.option-text')) || text(option).replace(percent, '').trim()
    const share = /(\d{1,3}(?:[.,]\d+)?)\s*%/.exec(percent)?.[1]
    return { text: label, votes: null, percent: share === undefined ? null : Number(share.replace(',', '.')) }
  })
  const voters = /\d{1,9}/.exec(text(select(poll, '.info-number')))?.[0]
  const question = text(select(poll, '.poll-title')) || null
  if (options.length === 0) return null
  removeElement(poll)
  return { question, voters: voters === undefined ? null : Number(voters), options }
}

function filesOf(body: Element): BodyFacts['attachments'] {
  return selectAll(body, 'a.attachment[href]').map(link => {
    const after = link.next && isText(link.next) ? link.next.data : ''
    const size = /^\s*\(([\d.,]{1,9}\s*[KMGT]?i?B)\)/i.exec(after)?.[1]
    return { name: text(link), url: attribute(link, 'href'), size: size ?? null }
  })
}
