import type { PageReading, PosterCard, PostReading, QuoteReading } from '../model/reading.ts'
import type { ChildNode, Element } from '../text/dom.ts'
import { attribute, isTag, walk } from '../text/dom.ts'
import { Document } from 'domhandler'
import { bodyText, tidyLines } from './body-text.ts'
import type { CleanContext } from './clean-html.ts'
import { cleanHtml } from './clean-html.ts'
import type { CardDraft, PageDraft, PostDraft } from './draft.ts'
import { textToHtml } from './text-to-html.ts'

/** A page draft with safe HTML, plain text, quotes and kept pictures in place of its nodes. */
export function cleanPage(draft: PageDraft, engine: string, context: CleanContext): PageReading {
  const { forum, board, thread, confidence, posts, removed, problems } = draft
  return {
    engine,
    confidence,
    forum,
    board,
    thread,
    posts: posts.map(post => cleanPost(post, context)),
    removed: [...removed],
    problems: [...problems],
  }
}

function cleanPost(draft: PostDraft, context: CleanContext): PostReading {
  const { body, time, card } = draft
  const { html, text, quotes, missingPictures } = typeof body === 'string' ? copiedBody(body) : savedBody(body, context)
  return {
    id: draft.id,
    floor: draft.floor,
    floorLabel: draft.floorLabel,
    author: draft.author,
    postedAt: time?.at ?? null,
    postedAtText: time?.text ?? null,
    precision: time?.precision ?? null,
    postedAtDerived: time?.derived ?? false,
    subject: draft.subject,
    text,
    html,
    card: card && cleanCard(card, context),
    notices: draft.notices,
    isOpening: draft.isOpening,
    source: citedSource(text),
    edits: draft.edits,
    quotes,
    attachments: draft.attachments.map(attachment => ({
      ...attachment,
      url: attachment.url && (context.resolveLink(attachment.url) ?? attachment.url),
      asset: attachment.url && context.keepPicture(attachment.url),
    })),
    poll: draft.poll,
    ratings: draft.ratings,
    hidden: draft.hidden,
    parentId: draft.parentId,
    missingPictures,
  }
}

type CleanBody = Pick<PostReading, 'html' | 'text' | 'quotes' | 'missingPictures'>

function savedBody(body: readonly ChildNode[], context: CleanContext): CleanBody {
  const { html, missingPictures } = cleanHtml(body, context)
  return { html, text: bodyText(body), quotes: quotesOf(body), missingPictures: [...missingPictures] }
}

/** A copied body's lines; the spaces that a page's indents leave at their beginnings say nothing. */
function copiedBody(body: string): CleanBody {
  const text = tidyLines(body).replace(/^[ \t\u00a0]+/gm, '')
  return { html: textToHtml(body), text, quotes: [], missingPictures: [] }
}

function cleanCard(card: CardDraft, context: CleanContext): PosterCard {
  return {
    ...card,
    avatar: card.avatar && context.keepPicture(card.avatar),
    signature: card.signature && (cleanHtml(card.signature, context).html || null),
  }
}

/** Quotes within quotes beyond this depth are part of the text around them only. */
const deepestQuote = 8

/** The quotes that the engine marked in a body, see draft.ts. */
function quotesOf(body: readonly ChildNode[]): QuoteReading[] {
  const quotes: QuoteReading[] = []
  let depth = 0
  walk(
    new Document([...body]),
    node => {
      if (!isTag(node) || node.name !== 'blockquote') return undefined
      if (depth >= deepestQuote) return false
      depth++
      quotes.push(quoteOf(node))
      return undefined
    },
    element => {
      if (element.name === 'blockquote') depth--
    },
  )
  return quotes
}

function quoteOf(quote: Element): QuoteReading {
  const floor = Number(attribute(quote, 'data-floor') ?? Number.NaN)
  return {
    author: attribute(quote, 'data-author'),
    postId: attribute(quote, 'data-post'),
    floor: Number.isInteger(floor) ? floor : null,
    text: bodyText(quote.children),
  }
}

/** The source a post cites in its first lines (来源:中工网), as forum users write it. */
function citedSource(text: string): string | null {
  const match = /^\s*(?:文章)?(?:来源|來源|转自|轉自|转载自|出处|Source)\s*[:：]\s*(\S[^\n]{0,80})$/im.exec(
    text.slice(0, 1000),
  )
  return match?.[1]?.trim() ?? null
}
