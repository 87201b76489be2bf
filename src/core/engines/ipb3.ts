/*
 * IP.Board 3: posts are .post_block#post_id_ID with the exact time in the title of abbr.published. Blocks of the same
 * class without a number hold advertisements and similar topics.
 */
import { removeElement } from 'domutils'
import type { CardDraft, PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { PollReading, RatingReading } from '../model/reading.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, isTag, ownText, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { fromIso, readTime } from '../text/time.ts'
import { removeAll, smileysToWords, textWithout } from './body-parts.ts'
import { cardField, typedMembers } from './card-fields.ts'
import { clockOf } from './clock.ts'
import { markCode } from './code-box.ts'
import { editNote } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { withoutSession } from './forum-address.ts'
import { boardTrail, memberOf, pageOf, postOf, topicOf } from './invision-address.ts'
import { likedBy } from './liked-by.ts'
import { forumHost, pageAddress } from './page-facts.ts'
import { pageRow } from './page-row.ts'
import { quotedName } from './quoted-name.ts'
import { selectFirst } from './select-first.ts'
import { siteInTitle } from './site-name.ts'
import { markSpoiler } from './spoiler.ts'

export const ipb3: Engine = { id: 'ipb3', name: 'IP.Board 3', detect, read }

const posts = '.post_block[id^=post_id_], [id^=post_id_]'

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (!select(document, posts)) return 'no'
  const isBoard = select(document, 'body#ipboard_body, #ipbwrapper, abbr.published, .post.entry-content')
  return isBoard ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const clock = clockOf(page, selectAll(document, 'abbr.published').map(text))
  const url = withoutSession(pageAddress(page))
  const title =
    text(
      select(document, 'h1.ipsType_pagetitle, h1[itemprop=name], h2.maintitle .main_topic_title, .ipsType_pagetitle'),
    ) || titleInTitle(page)
  const boards = boardTrail(select(document, '.breadcrumb'), title)
  const row = pageRow(selectAll(document, '.pagination').find(found => !closest(found, '.mini_pagination')) ?? null)
  const read = new Map<string, PostDraft>()
  for (const element of selectAll(document, posts)) {
    const id = /^post_id_(\d{1,12})$/.exec(attribute(element, 'id') ?? '')?.[1]
    if (id !== undefined && !read.has(id)) read.set(id, readPost(element, id, clock))
  }
  const list = [...read.values()]
  const isFirst = list[0]?.isOpening === true
  const number = row.page ?? pageOf(url) ?? (isFirst || page.isWhole ? 1 : null)
  const poll = isFirst ? pollOf(document) : null
  const link = select(document, '.post_id a[href], a[rel=bookmark]')
  return draftPage({
    forum: { name: forumName(page, title, boards), host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: {
      title,
      id: topicOf(url) ?? topicOf(attribute(link, 'href')),
      url,
      page: number,
      pages: row.pages ?? (number === 1 && page.isWhole ? 1 : null),
      ...countsOf(document),
    },
    posts: poll ? list.map((post, index) => (index === 0 ? { ...post, poll } : post)) : list,
  })
}

function titleInTitle(page: HtmlPage): string {
  return text(select(page.document, 'title')).replace(/\s-\s[^-]{1,120}$/, '') || page.name
}

/** <title> says "T - Board - Site"; the first link of the trail is the forum itself. */
function forumName(page: HtmlPage, title: string, boards: readonly string[]): string | null {
  const named = attribute(select(page.document, 'meta[property="og:site_name"]'), 'content')?.trim()
  const home = text(select(page.document, '.breadcrumb a [itemprop=title], .breadcrumb a'))
  const inTitle = siteInTitle(page, title, boards)
  return named || inTitle || (home !== '' && !boards.includes(home) ? home : null)
}

function countsOf(document: Document): { views: number | null; replies: number | null } {
  const stated = /UserComments:(\d{1,8})/.exec(
    attribute(
      selectAll(document, 'meta[itemprop=interactionCount]').find(meta => !closest(meta, 'table')),
      'content',
    ) ?? '',
  )?.[1]
  return { views: null, replies: stated === undefined ? null : Math.max(0, Number(stated) - 1) }
}

function readPost(element: Element, id: string, clock: TimeContext): PostDraft {
  const label = text(select(element, '.post_id a, .post_id')) || null
  const floor = label !== null && /^#?\s?[\d.,]{1,9}$/.test(label) ? Number(label.replace(/\D/g, '')) : null
  const author = authorOf(element)
  const body = select(element, '[itemprop=commentText], .post.entry-content, .post')
  const edits = selectAll(element, '.edit').flatMap(note => editNote(note, clock) ?? [])
  const attachments = filesOf(element)
  if (body) markBody(body)
  return draftPost({
    id,
    floor,
    floorLabel: label,
    author,
    time: timeOf(element, clock),
    isOpening: floor === 1,
    card: cardOf(element, author, clock),
    body: body?.children ?? [],
    edits,
    attachments,
    ratings: ratingsOf(element),
  })
}

function authorOf(element: Element): PostDraft['author'] {
  const link = selectAll(
    element,
    '.author a[href], .author_info a[href*="/user/"], .author_info a[href*=showuser]',
  ).find(found => text(found) !== '')
  const named = select(element, '.author [itemprop=name]') ?? link ?? select(element, '.author')
  const name = named === select(element, '.author') ? ownText(named) || text(named) : text(named)
  return { name: name === '' ? null : name, uid: memberOf(link ?? null) }
}

function timeOf(element: Element, clock: TimeContext): TimeReading | null {
  const when = selectFirst(element, '.published', '.posted_info abbr', '.posted_info')
  const shown = text(when)
  return fromIso(attribute(when, 'title') ?? '', shown) ?? readTime(shown, clock)
}

function cardOf(element: Element, author: PostDraft['author'], clock: TimeContext): CardDraft | null {
  const info = select(element, '.author_info')
  if (!info) return null
  const fields = selectAll(info, '.user_fields li, .custom_fields li').flatMap(row => {
    const field = cardField(text(select(row, '.ft')), text(select(row, '.fc')))
    return field.label === '' || field.value === '' ? [] : [field]
  })
  const count = /\d[\d.,]{0,11}/.exec(text(select(info, '.post_count')))?.[0]
  const signature = select(element, '.signature')
  return draftCard({
    ...typedMembers(fields, clock),
    name: author.name,
    uid: author.uid,
    rank: text(select(info, '.member_title')) || text(select(info, '.group_title')) || null,
    avatar: attribute(select(info, '.avatar img, .ipsUserPhoto'), 'src'),
    ...(count === undefined ? {} : { postCount: Number(count.replace(/[.,]/g, '')) }),
    signature: signature && signature.children.length > 0 ? signature.children : null,
    fields,
  })
}

function ratingsOf(element: Element): RatingReading[] {
  const liked = likedBy(select(element, '.ipsLikeBar_info'), 'like', 'a')
  const shown = text(select(element, '.rep_show, .rep_bar .number'))
  const sum = /^[+-]?\d{1,6}$/.test(shown) ? Number(shown) : 0
  return [...(liked ? [liked] : []), ...(sum === 0 ? [] : [{ kind: 'reputation', count: sum, by: [], reason: null }])]
}

function filesOf(element: Element): PostDraft['attachments'] {
  return selectAll(
    element,
    '.attachment a[href*=attach], #attach_wrap a[href*=attach], .attach_wrap a[href*=attach]',
  ).flatMap(link => {
    const name = text(select(link, 'strong') ?? link) || (attribute(link, 'title') ?? '')
    const size = /[\d.,]{1,9}\s?(?:bytes?|[KMG]i?B)/i.exec(text(closest(link, 'li') ?? link))?.[0]
    return name === '' ? [] : [{ name, url: attribute(link, 'href'), size: size ?? null }]
  })
}

function pollOf(document: Document): PollReading | null {
  const box = select(document, '.poll')
  if (!box) return null
  const options = selectAll(box, 'ol > li, .poll_question li').flatMap(row => {
    const name = text(select(row, '.answer'))
    const votes = /(\d[\d.,]{0,9})\s/.exec(text(select(row, '.rating')))?.[1]
    const percent = /(\d{1,3}(?:[.,]\d+)?)\s?%/.exec(text(row))?.[1]
    if (name === '') return []
    return [
      {
        text: name,
        votes: votes === undefined ? null : Number(votes.replace(/[.,]/g, '')),
        percent: percent === undefined ? null : Number(percent.replace(',', '.')),
      },
    ]
  })
  const question = text(select(box, 'h4')) || textWithout(select(box, 'h3, .maintitle'), 'a') || null
  return options.length === 0 ? null : { question, voters: null, options }
}

function markBody(body: Element): void {
  removeAll(body, '.nexusad, .edit, .attachment > .attach_options')
  smileysToWords(body, 'img.bbc_emoticon')
  for (const box of selectAll(body, 'pre.prettyprint, pre._prettyXprint, pre.lang, .codemain')) markCode(box, box)
  for (const box of selectAll(body, '.bbc_spoiler')) {
    const content = select(box, '.bbc_spoiler_content')
    if (content) markSpoiler(box, text(select(box, '.spoiler_title, h2, b')) || 'Spoiler', content.children)
  }
  for (const quote of selectAll(body, 'blockquote.ipsBlockquote, div.blockquote')) {
    const head = citationOf(quote)
    const author = attribute(quote, 'data-author') ?? (head ? citedName(text(head)) : null)
    const linked = postOf(attribute(head && select(head, 'a[href]'), 'href'))
    const inner = quote.name === 'div' ? select(quote, '.quote') : null
    const postId = attribute(quote, 'data-cid') ?? linked
    markQuote(quote, { author: author === '' ? null : author, postId }, inner?.children)
    if (head) removeElement(head)
  }
}

/** 「Lucia, on 20 September 2012 - 01:00 PM, said:」 in the languages that put the date between. */
const citedName = (line: string): string | null =>
  /^(.{1,80}?),\s+(?:on|le|am|il|el|op|den)\s/.exec(line)?.[1] ?? quotedName(line)

/** The line before a quote that says whom it quotes. */
function citationOf(quote: Element): Element | null {
  for (let node = quote.prev; node; node = node.prev) {
    if (isTag(node)) return / citation /.test(` ${node.attribs['class'] ?? ''} `) ? node : null
  }
  return null
}
