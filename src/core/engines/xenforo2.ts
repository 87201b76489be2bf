/*
 * XenForo 2. The root element names the thread (data-content-key), each post is #js-post-ID with its author and exact
 * time in attributes, and what a visitor cannot see of it (deleted, ignored) keeps its place.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { CardDraft } from '../clean/draft.ts'
import type { EditReading, Notice, PollReading, RatingReading } from '../model/reading.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, ownText, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { fromIso, fromUnixSeconds, readTime } from '../text/time.ts'
import { asBlocks, isBelow, removeAll, smileysToWords, textWithout } from './body-parts.ts'
import { cardField, typedMembers } from './card-fields.ts'
import { markCode } from './code-box.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { withoutSession } from './forum-address.ts'
import { likedBy } from './liked-by.ts'
import { forumHost, pageAddress } from './page-facts.ts'
import { quotedName } from './quoted-name.ts'
import { selectFirst } from './select-first.ts'
import { siteInTitle } from './site-name.ts'
import { markSpoiler } from './spoiler.ts'
import { boardTrail, memberOf, pageOf, postOf, threadOf } from './xenforo-address.ts'

export const xenforo2: Engine = { id: 'xenforo2', name: 'XenForo 2', detect, read }

const posts = '[id^=js-post-], .message[data-content^=post-]'

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (!select(document, posts)) return 'no'
  const root = select(document, 'html#XF, html[data-app=public]')
  return (root ?? select(document, '.message .bbWrapper, .message-body')) ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const clock: TimeContext = { savedAt: page.savedAt }
  const url = withoutSession(pageAddress(page))
  const title = titleOf(page)
  const boards = boardTrail(select(document, '.p-breadcrumbs'))
  const read = new Map<string, PostDraft>()
  for (const element of selectAll(document, posts)) {
    const id = /post-(\d{1,12})$/.exec(attribute(element, 'data-content') ?? attribute(element, 'id') ?? '')?.[1]
    if (id !== undefined && !read.has(id) && !isBelow(element, '.bbWrapper')) read.set(id, readPost(element, id, clock))
  }
  const list = [...read.values()]
  const poll = list[0]?.isOpening === true ? pollOf(document) : null
  return draftPage({
    forum: { name: forumName(page, title, boards), host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: {
      title,
      id: threadId(document, url),
      url,
      ...pagesOf(document, url, page.isWhole, list[0]?.isOpening === true),
      ...countsOf(document),
    },
    posts: poll ? list.map((post, index) => (index === 0 ? { ...post, poll } : post)) : list,
  })
}

function titleOf(page: HtmlPage): string {
  const heading = select(page.document, 'h1.p-title-value, .p-title h1, h1')
  const shared = attribute(select(page.document, 'meta[property="og:title"]'), 'content')
  return textWithout(heading, '.label, .label-append, .labelLink') || shared?.trim() || page.name
}

function forumName(page: HtmlPage, title: string, boards: readonly string[]): string | null {
  const named = attribute(select(page.document, 'meta[property="og:site_name"]'), 'content')
  return named?.trim() ? named.trim() : siteInTitle(page, title, boards)
}

function threadId(document: Document, url: string | null): string | null {
  const key = /^thread-(\d{1,12})$/.exec(attribute(select(document, 'html'), 'data-content-key') ?? '')?.[1]
  const box = /^thread-(\d{1,12})$/.exec(attribute(select(document, '[data-lb-id^=thread-]'), 'data-lb-id') ?? '')?.[1]
  const canonical = attribute(select(document, 'link[rel=canonical]'), 'href')
  return key ?? threadOf(url) ?? threadOf(canonical) ?? box ?? null
}

function pagesOf(
  document: Document,
  url: string | null,
  isWhole: boolean,
  startsIt: boolean,
): { page: number | null; pages: number | null } {
  const numberOf = (element: Element | null): number => Number(text(element).replace(/[.,\s]/g, '') || Number.NaN)
  const current = numberOf(select(document, '.pageNav-page--current'))
  const row = select(document, '.pageNav')
  const all = row ? selectAll(row, '.pageNav-page').map(numberOf).filter(Number.isInteger) : []
  if (Number.isInteger(current) && all.length > 0) return { page: current, pages: Math.max(...all) }
  const simple = /(\d{1,6})\D{1,12}(\d{1,6})/.exec(text(select(document, '.pageNavSimple-el--current')))
  if (simple) return { page: Number(simple[1]), pages: Number(simple[2]) }
  // A thread of one page has no row of numbers; a page that was cut off may have lost it.
  const isOnly = row === null && isWhole
  return { page: pageOf(url) ?? (startsIt || isOnly ? 1 : null), pages: isOnly && pageOf(url) === null ? 1 : null }
}

/** Views and replies, which some styles show above the posts. */
function countsOf(document: Document): { views: number | null; replies: number | null } {
  const count = (selector: string): number | null => {
    const shown = /\d[\d.,]{0,12}/.exec(text(select(document, selector)))?.[0]
    return shown === undefined ? null : Number(shown.replace(/[.,]/g, ''))
  }
  return {
    views: count('.p-description .thread-views, .p-description [title=Views] ~ span'),
    replies: count('.p-description .thread-replies, .p-description [title=Replies] ~ span'),
  }
}

function readPost(element: Element, id: string, clock: TimeContext): PostDraft {
  const label = labelOf(element)
  const floor = label === null ? null : Number(label.replace(/\D/g, ''))
  const author = authorOf(element)
  const wrapper = selectAll(element, '.message-body .bbWrapper, .bbWrapper').find(
    found => !closest(found, '.message-signature, .message-user'),
  )
  const { attachments, pictures } = filesOf(element)
  if (wrapper) markBody(wrapper)
  return draftPost({
    id,
    floor,
    floorLabel: label,
    author,
    time: timeOf(element, clock),
    isOpening: floor === 1,
    card: cardOf(element, author, clock),
    body: [...(wrapper?.children ?? select(element, '.message-body')?.children ?? []), ...asBlocks(pictures)],
    attachments,
    edits: editsOf(element, clock),
    ratings: ratingsOf(element),
    notices: noticesOf(element, clock),
  })
}

/** The number stands last among share and bookmark signs, plain or as a link; old styles also put it beside the name. */
function labelOf(element: Element): string | null {
  const places = selectAll(element, '.message-attribution-opposite *, .message-permalink *, .message-permalink')
  return places.map(text).find(shown => /^#\s?\d{1,3}(?:[.,]?\d{3}){0,3}$/.test(shown)) ?? null
}

function authorOf(element: Element): PostDraft['author'] {
  const link = select(element, '.message-name .username, .message-user .username, .message-attribution .username')
  const stated = attribute(element, 'data-author')?.trim()
  const name = stated ? stated : text(link) || null
  return { name, uid: memberOf(link) ?? memberOf(select(element, '.message-avatar [data-user-id]')) }
}

function timeOf(element: Element, clock: TimeContext): TimeReading | null {
  const outside = selectAll(element, 'time').filter(
    when => !closest(when, '.message-body, .message-lastEdit, .message-signature, .message-userExtras, .messageNotice'),
  )
  const when = outside.find(found => closest(found, '.message-attribution')) ?? outside[0]
  return when ? exactTime(when, clock) : null
}

function exactTime(when: Element, clock: TimeContext): TimeReading | null {
  const shown = text(when) || (attribute(when, 'title') ?? '')
  const stamp = Number(attribute(when, 'data-time') ?? attribute(when, 'data-timestamp') ?? Number.NaN)
  return (
    fromIso(attribute(when, 'datetime') ?? '', shown) ??
    (Number.isFinite(stamp) ? fromUnixSeconds(stamp, shown) : null) ??
    readTime(attribute(when, 'title') ?? shown, clock)
  )
}

function cardOf(element: Element, author: PostDraft['author'], clock: TimeContext): CardDraft | null {
  const user = select(element, '.message-user, .message-cell--user')
  if (!user) return null
  const fields = selectAll(user, '.message-userExtras dl, dl.pairs').flatMap(row => {
    const label = select(row, 'dt')
    const named =
      text(label) || (attribute(label, 'title') ?? attribute(label && select(label, '[title]'), 'title') ?? '')
    const field = cardField(named, text(select(row, 'dd')))
    return field.label === '' || field.value === '' ? [] : [field]
  })
  const signature = selectFirst(element, '.message-signature .bbWrapper', '.message-signature')
  return draftCard({
    ...typedMembers(fields, clock),
    name: author.name,
    uid: author.uid,
    rank: text(select(user, '.userTitle')) || text(select(user, '.userBanner strong, .userBanner')) || null,
    online: select(user, '.message-avatar-online') ? true : null,
    avatar: attribute(select(user, '.message-avatar img'), 'src'),
    signature: signature && signature.children.length > 0 ? signature.children : null,
    fields,
  })
}

function editsOf(element: Element, clock: TimeContext): EditReading[] {
  return selectAll(element, '.message-lastEdit').map(note => {
    const when = select(note, 'time')
    const by = select(note, '.username')
    return { by: by ? text(by) : null, at: when ? (exactTime(when, clock)?.at ?? null) : null, text: text(note) }
  })
}

/** The kinds of reaction are shown as signs without counts of their own. */
function ratingsOf(element: Element): RatingReading[] {
  const bar = select(element, '.reactionsBar, .likesBar')
  const kinds = bar ? selectAll(bar, '.reaction img[alt], .reaction [title]') : []
  const kind = [...new Set(kinds.map(sign => attribute(sign, 'alt') ?? attribute(sign, 'title') ?? ''))].filter(Boolean)
  const liked = likedBy(bar && select(bar, '.reactionsBar-link, .likesBar-link, a'), kind.join(', ') || 'like')
  const votes = /-?\d{1,7}/.exec(text(select(element, '.contentVote-score')))?.[0]
  return [
    ...(liked ? [liked] : []),
    ...(votes === undefined ? [] : [{ kind: 'vote', count: Number(votes), by: [], reason: null }]),
  ]
}

function noticesOf(element: Element, clock: TimeContext): Notice[] {
  return selectAll(element, '.messageNotice').flatMap(notice => {
    const shown = text(notice)
    const action = /messageNotice--(\w{1,30})/.exec(attribute(notice, 'class') ?? '')?.[1] ?? shown
    const when = select(notice, 'time')
    const by = text(select(notice, '.username')) || null
    return shown === '' ? [] : [{ action, by, at: when ? (exactTime(when, clock)?.at ?? null) : null, text: shown }]
  })
}

/** Files below the post; their pictures belong to its end. 2.2 renamed .attachment to .file. */
function filesOf(element: Element): { attachments: PostDraft['attachments']; pictures: Element[] } {
  const rows = selectAll(element, '.message-attachments li, .attachmentList li')
  const attachments = rows.flatMap(row => {
    const link = select(row, '.attachment-name a, a.file-preview, a[href*="attachments/"]')
    const shown = text(select(row, '.attachment-name, .file-name')) || (attribute(select(row, 'img'), 'alt') ?? '')
    const named = attribute(select(row, '.attachment-name [title], .file-name[title]'), 'title') ?? shown
    const size = /[\d.,]{1,9}\s?(?:bytes?|[KMG]i?B)/i.exec(
      text(select(row, '.attachment-details-meta, .file-meta')),
    )?.[0]
    return named === '' && !link ? [] : [{ name: named, url: attribute(link, 'href'), size: size ?? null }]
  })
  const pictures = rows.flatMap(row => selectAll(row, '.attachment-icon--img img, .file-preview img'))
  return { attachments, pictures }
}

function pollOf(document: Document): PollReading | null {
  const form = select(document, 'form[action*="/poll/vote"], [data-xf-init*=poll-block], .js-pollInput, .pollResult')
  const box = form && (closest(form, '.block') ?? form)
  if (!box) return null
  const options = selectAll(box, '.pollResult, .inputChoices-choice').flatMap(row => {
    const name = text(select(row, '.pollResult-response, .inputChoices-label')) || textWithout(row, '.pollResult-votes')
    const votes = /\d[\d.,]{0,9}/.exec(text(select(row, '.pollResult-votes')))?.[0]
    const percent = /(\d{1,3}(?:[.,]\d+)?)\s?%/.exec(text(select(row, '.pollResult-percentage')))?.[1]
    return [
      {
        text: name,
        votes: votes === undefined ? null : Number(votes.replace(/[.,]/g, '')),
        percent: percent === undefined ? null : Number(percent.replace(',', '.')),
      },
    ]
  })
  const voters = selectAll(box, 'dl.pairs dd')
    .map(text)
    .find(shown => /^\d[\d.,]{0,9}$/.test(shown))
  const question = ownText(select(box, '.block-header')) || text(select(box, '.block-header')) || null
  return options.length === 0
    ? null
    : { question, voters: voters ? Number(voters.replace(/[.,]/g, '')) : null, options }
}

const furniture =
  '.bbCodeBlock-expandLink, .js-selectToQuoteEnd, noscript, .lbContainer-zoomer, .bbCodeBlock-shrinkLink'

function markBody(body: Element): void {
  removeAll(body, furniture)
  smileysToWords(body, 'img.smilie')
  for (const box of selectAll(body, '.bbCodeBlock--code')) {
    const code = select(box, 'pre, code')
    if (code) markCode(box, code)
  }
  for (const box of selectAll(body, '.bbCodeSpoiler')) {
    const content = select(box, '.bbCodeSpoiler-content .bbCodeBlock-content') ?? select(box, '.bbCodeSpoiler-content')
    const label = text(select(box, '.bbCodeSpoiler-button-title')) || text(select(box, '.bbCodeSpoiler-button'))
    if (content) markSpoiler(box, label || 'Spoiler', content.children)
  }
  for (const quote of selectAll(body, '.bbCodeBlock--quote, blockquote[data-quote]')) {
    const jump = select(quote, '.bbCodeBlock-sourceJump')
    const source = /^post: (\d{1,12})$/.exec(attribute(quote, 'data-source') ?? '')?.[1]
    const linked = postOf(attribute(jump, 'data-content-selector')) ?? postOf(attribute(jump, 'href'))
    const stated = attribute(quote, 'data-quote')
    const content = select(quote, '.bbCodeBlock-expandContent') ?? select(quote, '.bbCodeBlock-content')
    markQuote(
      quote,
      { author: stated ? stated : quotedName(text(select(quote, '.bbCodeBlock-title'))), postId: source ?? linked },
      content?.children,
    )
  }
}
