/*
 * Invision Community 4 (and 5 as far as it kept the names). Posts are article#elComment_ID; data-quotedata holds author,
 * member id and unix time as JSON. No floor is shown: it is counted from the page's number and length. An article
 * without a number is an advertisement. The author's pane stands twice in a post, for telephones and for the rest.
 */
import type { CardDraft, PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { EditReading, PollReading, RatingReading } from '../model/reading.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { fromIso, fromUnixSeconds, readTime } from '../text/time.ts'
import { isBelow, removeAll, smileysToWords, textWithout } from './body-parts.ts'
import { cardField, cardFieldOf, typedMembers } from './card-fields.ts'
import { clockOf } from './clock.ts'
import { markCode } from './code-box.ts'
import { editWords } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { withoutSession } from './forum-address.ts'
import { boardTrail, memberOf, pageOf, topicOf } from './invision-address.ts'
import type { JsonData } from './json-data.ts'
import { dataOf, idIn, listOf, numberIn, parsedJson, scriptText, textIn } from './json-data.ts'
import { likedBy } from './liked-by.ts'
import { forumHost, pageAddress } from './page-facts.ts'
import { quotedName } from './quoted-name.ts'
import { selectFirst } from './select-first.ts'
import { siteInTitle } from './site-name.ts'
import { markSpoiler } from './spoiler.ts'

export const ips4: Engine = { id: 'ips4', name: 'Invision Community 4', detect, read }

const posts = '[id^=elComment_]'
const bodies = '[data-role=commentContent], .ipsComment_content .ipsRichText, .ipsRichText'

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (!select(document, posts)) return 'no'
  return select(document, '.ipsApp, .cPost, .ipsComment, [data-quotedata]') ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const clock = clockOf(
    page,
    selectAll(document, '.cPost time[title]').map(when => attribute(when, 'title') ?? ''),
  )
  const url = withoutSession(pageAddress(page))
  const title = titleOf(page)
  const boards = boardTrail(select(document, '[data-role=breadcrumbList], .ipsBreadcrumb ul, .ipsBreadcrumb'), title)
  const { page: number, pages, size } = pagesOf(document, url, page.isWhole)
  const elements = postElements(document)
  const offset = number === 1 ? 0 : number !== null && size !== null ? (number - 1) * size : null
  const list = [...elements].map(([id, element], index) => ({
    ...readPost(element, id, clock),
    floor: offset === null ? null : offset + index + 1,
    isOpening: offset === 0 && index === 0,
  }))
  const poll = list[0]?.isOpening === true ? pollOf(document) : null
  return draftPage({
    forum: { name: forumName(page, title, boards), host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: { title, id: threadId(document, url), url, page: number, pages, ...countsOf(document) },
    posts: poll ? list.map((post, index) => (index === 0 ? { ...post, poll } : post)) : list,
  })
}

/** Pinned answers and recommended posts repeat what stands below them. */
function postElements(document: Document): Map<string, Element> {
  const found = new Map<string, Element>()
  for (const element of selectAll(document, posts)) {
    const id = /^elComment_(\d{1,12})$/.exec(attribute(element, 'id') ?? '')?.[1]
    const isPost = select(element, bodies) !== null || select(element, 'time') !== null
    if (id !== undefined && isPost && !found.has(id) && !isBelow(element, bodies)) found.set(id, element)
  }
  return found
}

function titleOf(page: HtmlPage): string {
  const heading = selectFirst(page.document, 'h1.ipsType_pageTitle', '.ipsPageHeader h1', 'h1')
  const shared = attribute(select(page.document, 'meta[property="og:title"]'), 'content')
  return (
    textWithout(heading, '[class*=Badge], .ipsTags, .ipsType_light') ||
    shared?.trim() ||
    text(select(page.document, 'title')) ||
    page.name
  )
}

function forumName(page: HtmlPage, title: string, boards: readonly string[]): string | null {
  const named = attribute(select(page.document, 'meta[property="og:site_name"]'), 'content')
  const logo = select(page.document, '#elSiteTitle, #elLogo')
  return named?.trim() || text(logo) || siteInTitle(page, title, boards) || null
}

function threadId(document: Document, url: string | null): string | null {
  const canonical = attribute(select(document, 'link[rel=canonical]'), 'href')
  const stated = attribute(select(document, 'body[data-pagecontroller=topic]'), 'data-pageid')
  const quoted = idIn(quoteData(select(document, '[data-quotedata]')), 'contentid')
  return topicOf(url) ?? topicOf(canonical) ?? quoted ?? (/^\d{1,10}$/.test(stated ?? '') ? stated : null)
}

const quoteData = (element: Element | null): JsonData => dataOf(parsedJson(attribute(element, 'data-quotedata')))

interface Pages {
  readonly page: number | null
  readonly pages: number | null
  readonly size: number | null
}

function pagesOf(document: Document, url: string | null, isWhole: boolean): Pages {
  const row = selectAll(document, '.ipsPagination').find(found => Number(attribute(found, 'data-pages')) > 1)
  const numberIn = (element: Element | null | undefined, name: string): number | null => {
    const value = Number(attribute(element, name) ?? Number.NaN)
    return Number.isInteger(value) && value > 0 ? value : null
  }
  // The row stands above the posts as well: without it there is one page, even if the file was cut off.
  if (!row) return { page: pageOf(url) ?? 1, pages: isWhole && pageOf(url) === null ? 1 : null, size: null }
  const current = select(row, '.ipsPagination_active')
  return {
    page: numberIn(current && (select(current, '[data-page]') ?? current), 'data-page') ?? pageOf(url) ?? 1,
    pages: numberIn(row, 'data-pages') ?? numberIn(row, 'data-ipspagination-pages'),
    size: numberIn(row, 'data-ipspagination-perpage'),
  }
}

/** JSON-LD counts views and answers; MHTML saves have lost it. */
function countsOf(document: Document): { views: number | null; replies: number | null } {
  const counts = new Map<string, number | null>()
  for (const script of selectAll(document, 'script[type="application/ld+json"]')) {
    const data = dataOf(parsedJson(scriptText(script)))
    if (!/DiscussionForumPosting|Question/.test(textIn(data, '@type') ?? '')) continue
    for (const counter of listOf(data['interactionStatistic'])) {
      const kind = /\/?(\w{1,30}Action)$/.exec(textIn(counter, 'interactionType') ?? '')?.[1]
      if (kind !== undefined) counts.set(kind, numberIn(counter, 'userInteractionCount'))
    }
  }
  const all = counts.get('CommentAction') ?? null
  const shown = selectAll(document, '.ipsPageHeader [data-statistic], .cTopicStats li').map(text).join(' ')
  const views = /([\d.,]{1,12})\s*views?/i.exec(shown)?.[1]?.replace(/[.,]/g, '')
  const replies = counts.get('ReplyAction') ?? (all === null ? null : Math.max(0, all - 1))
  return { views: counts.get('ViewAction') ?? (views === undefined ? null : Number(views)), replies }
}

function readPost(element: Element, id: string, clock: TimeContext): PostDraft {
  const data = quoteData(select(element, '[data-quotedata]'))
  const link = selectAll(element, '.cAuthorPane_author a, .ipsComment_author a[href*=profile]').find(
    found => text(found) !== '',
  )
  const name = textIn(data, 'username') ?? (text(link ?? select(element, '.cAuthorPane_author')) || null)
  const author = { name, uid: idIn(data, 'userid') ?? memberOf(link ?? null) }
  const body = select(element, bodies)
  const edits = body ? editsOf(element, body, clock) : []
  const attachments = body ? filesOf(body) : []
  if (body) markBody(body)
  return draftPost({
    id,
    author,
    time: timeOf(element, data, clock),
    card: cardOf(element, author, clock),
    body: body?.children ?? [],
    edits,
    attachments,
    ratings: ratingsOf(element),
    notices: select(element, '.ipsComment_popular, .cPost_bestAnswer, .ipsBestAnswerIndicator, .cAnswer_best')
      ? [{ action: 'recommended', by: null, at: null, text: 'recommended' }]
      : [],
  })
}

function timeOf(element: Element, data: JsonData, clock: TimeContext): TimeReading | null {
  const outside = selectAll(element, 'time').filter(
    when => !closest(when, `${bodies}, [data-role=memberSignature], .cAuthorPane`),
  )
  const when = outside.find(found => closest(found, '.ipsComment_meta, a[href*=findComment]')) ?? outside[0]
  const shown = text(when) || (attribute(when, 'title') ?? '')
  const stamp = numberIn(data, 'timestamp')
  return (
    fromIso(attribute(when, 'datetime') ?? '', shown) ??
    (stamp === null ? null : fromUnixSeconds(stamp, shown)) ??
    readTime(attribute(when, 'title') ?? shown, clock)
  )
}

/** 4.5 names its lines by data-role; before it they are bare, and only their words tell them apart. */
function cardOf(element: Element, author: PostDraft['author'], clock: TimeContext): CardDraft | null {
  const info = select(element, '.cAuthorPane_info')
  if (!info) return null
  const rows = info.children.filter(child => 'attribs' in child)
  const fields = rows.flatMap(row =>
    selectAll(row, '.ft').length > 0
      ? [cardField(text(select(row, '.ft')), text(select(row, '.fc')))]
      : (cardFieldOf(text(row)) ?? []),
  )
  const posts = selectAll(info, 'li, [title]').map(
    row => /^([\d.,]{1,12})\s+(?:posts?|replies)$/i.exec(attribute(row, 'title') ?? text(row))?.[1],
  )
  const count =
    posts.find(found => found !== undefined) ??
    /\d[\d.,]{0,11}/.exec(text(select(info, '[data-role=stats] li, [data-role=posts]')))?.[0]
  const group = text(select(info, '[data-role=group]'))
  const title = text(select(info, '[data-role=rank-title], [data-role=member-title]'))
  const bare = rows.map(text).find(row => row !== '' && !/\d/.test(row))
  const signature = select(element, '[data-role=memberSignature]')
  return draftCard({
    ...typedMembers(fields, clock),
    name: author.name,
    uid: author.uid,
    rank: title || group || bare || null,
    avatar: attribute(
      selectAll(element, '.cAuthorPane_photo img').find(found => !/^data:/.test(attribute(found, 'src') ?? '')),
      'src',
    ),
    postCount: count === undefined ? null : Number(count.replace(/[.,]/g, '')),
    signature: signature && signature.children.length > 0 ? signature.children : null,
    fields,
  })
}

/** The note stands inside the body, marked to be left out of quotes. */
function editsOf(element: Element, body: Element, clock: TimeContext): EditReading[] {
  const notes = selectAll(element, '[data-excludequote]').filter(note => text(note) !== '')
  return notes.flatMap(note => {
    const when = select(note, 'time')
    const words = text(note)
    const named = /\bby ([^\n]{1,60}?)$/.exec(text(select(note, 'strong') ?? note))?.[1]
    const read = editWords(words, clock, named)
    if (isBelow(note, bodies)) removeAll(body, '[data-excludequote]')
    return read ? [{ ...read, at: fromIso(attribute(when, 'datetime') ?? '', words)?.at ?? read.at }] : []
  })
}

function ratingsOf(element: Element): RatingReading[] {
  const kinds = selectAll(element, '.ipsReact_reactCount, .ipsReact_reactions li').flatMap(row => {
    const sign = select(row, 'img[alt], [title]')
    const count = Number(/\d{1,7}/.exec(text(row))?.[0] ?? Number.NaN)
    const kind = attribute(sign, 'alt') ?? attribute(sign, 'title')
    return kind && Number.isInteger(count) ? [{ kind, count, by: [] as string[], reason: null }] : []
  })
  if (kinds.length > 0) return kinds
  const liked = likedBy(select(element, '[data-role=reactionBlurb]'), 'like', 'a[href*=profile]')
  const sum = Number(/^-?\d{1,7}$/.exec(text(select(element, '[data-role=reactCount]')))?.[0] ?? 0)
  if (liked) return [liked]
  return sum === 0 ? [] : [{ kind: 'like', count: sum, by: [], reason: null }]
}

function filesOf(body: Element): PostDraft['attachments'] {
  return selectAll(body, 'a.ipsAttachLink').flatMap(link => {
    const name = text(link) || (attribute(select(link, 'img'), 'alt') ?? '')
    return name === '' ? [] : [{ name, url: attribute(link, 'href'), size: null }]
  })
}

function pollOf(document: Document): PollReading | null {
  const box = select(document, '.cPollList, .cPoll')
  if (!box) return null
  const options = selectAll(box, '.cPollList_choices > li').map(row => {
    const votes = /\d[\d.,]{0,9}/.exec(text(select(row, '.cPollVoteCount')))?.[0]
    const percent = /(\d{1,3}(?:[.,]\d+)?)\s?%/.exec(attribute(select(row, '[data-votes]'), 'data-votes') ?? '')?.[1]
    return {
      text: text(select(row, '.ipsGrid_span4, label') ?? row),
      votes: votes === undefined ? null : Number(votes.replace(/[.,]/g, '')),
      percent: percent === undefined ? null : Number(percent.replace(',', '.')),
    }
  })
  const question = text(select(box, 'h3')) || null
  return options.length === 0 ? null : { question, voters: null, options }
}

function markBody(body: Element): void {
  removeAll(
    body,
    '.ipsQuote_contents > .ipsQuote_expand, .ipsEmbedded_headerArea .ipsJS_hide, [data-role=commentControls]',
  )
  smileysToWords(body, 'img[data-emoticon], img.ipsEmoji, img[class*=emoticon]')
  for (const box of selectAll(body, 'pre.ipsCode, pre[class*=prettyprint]')) markCode(box, box)
  for (const box of selectAll(body, '.ipsSpoiler, [data-ipsspoiler]')) {
    const head = select(box, '.ipsSpoiler_header')
    const content = select(box, '.ipsSpoiler_contents')
    markSpoiler(box, text(head) || 'Spoiler', content ? content.children : box.children.filter(child => child !== head))
  }
  for (const quote of selectAll(body, 'blockquote.ipsQuote, blockquote[data-ipsquote]')) {
    const head = select(quote, '.ipsQuote_citation')
    const content = select(quote, '.ipsQuote_contents')
    const stated = attribute(quote, 'data-ipsquote-username')
    const postId = attribute(quote, 'data-ipsquote-contentcommentid')
    const author = stated ? stated : quotedName(text(head))
    markQuote(quote, { author, postId }, content ? content.children : quote.children.filter(child => child !== head))
  }
}
