/* A Flarum post's body made plain. */
import type { Element } from '../../text/dom.ts'
import { attribute, select, selectAll, text } from '../../text/dom.ts'
import { markQuote } from '../../clean/draft.ts'
import { removeAll, smileysToWords } from '../body-parts.ts'
import { markSpoiler } from '../spoiler.ts'

/** Quotes begin with a mention of the post they quote; without one they name nobody. */
export function markBody(body: Element): void {
  removeAll(body, 'script')
  smileysToWords(body, 'img.emoji')
  for (const quote of selectAll(body, 'blockquote')) {
    const mention = select(quote, 'a.PostMention')
    if (!mention) continue
    const author = text(mention).replace(/^@/, '') || null
    const postId = attribute(mention, 'data-id')
    const floor = Number(/\/(\d{1,9})$/.exec(attribute(mention, 'href') ?? '')?.[1] ?? Number.NaN)
    removeAll(quote, 'a.PostMention')
    markQuote(quote, { author, postId, floor: Number.isInteger(floor) ? floor : null })
  }
  for (const spoiler of selectAll(body, 'div.spoiler, details.spoiler')) {
    if (spoiler.name !== 'details') markSpoiler(spoiler, 'Spoiler', spoiler.children)
  }
}
