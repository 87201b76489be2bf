/*
 * XenForo 1: posts are li.message#post-ID with the author's name in an attribute. Only times of the last days before the
 * saving are exact (abbr.DateTime); older ones are a text, fuller in its title. Edit notes carry times of the same form.
 */
import type { CardDraft, PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { EditReading, Notice, PollReading, RatingReading } from '../model/reading.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, isTag, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { fromUnixSeconds, readTime } from '../text/time.ts'
import { asBlocks, isBelow, removeAll, smileysToWords, textWithout } from './body-parts.ts'
import { cardField, typedMembers } from './card-fields.ts'
import { clockOf } from './clock.ts'
import { markCode } from './code-box.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { withoutSession } from './forum-address.ts'
import { likedBy } from './liked-by.ts'
import { baseAddress, forumHost, pageAddress, resolve } from './page-facts.ts'
import { quotedName } from './quoted-name.ts'
import { selectFirst } from './select-first.ts'
import { siteInTitle } from './site-name.ts'
import { markSpoiler } from './spoiler.ts'
import { boardTrail, memberOf, pageOf, postOf, threadOf } from './xenforo-address.ts'

export const xenforo1: Engine = { id: 'xenforo1', name: 'XenForo 1', detect, read }

const posts = 'li.message[id^=post-]'

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (!select(document, posts)) return 'no'
  const signs = [
    select(document, 'html#XenForo') !== null,
    select(document, '.messageText') !== null,
    select(document, '.messageUserInfo, .messageList') !== null,
  ]
  return signs.filter(Boolean).length >= 2 ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const clock = clockOf(
    page,
    selectAll(document, '.DateTime').map(when => attribute(when, 'title') ?? text(when)),
  )
  const title = titleOf(page)
  const boards = boardTrail(select(document, '.breadcrumb'))
  const permalink = select(document, 'a.postNumber, a.datePermalink')
  const own = withoutSession(pageAddress(page))
  const url = own ?? withoutSession(resolve((attribute(permalink, 'href') ?? '').split('#')[0]!, baseAddress(page)))
  const read = new Map<string, PostDraft>()
  for (const element of selectAll(document, posts)) {
    const id = /^post-(\d{1,12})$/.exec(attribute(element, 'id') ?? '')?.[1]
    if (id !== undefined && !read.has(id) && !isBelow(element, '.messageText'))
      read.set(id, readPost(element, id, clock))
  }
  const list = [...read.values()]
  const poll = list[0]?.isOpening === true ? pollOf(document) : null
  return draftPage({
    forum: {
      name: siteInTitle(page, title, [...boards, ...selectAll(document, '.titleBar .prefix').map(text)]),
      host: forumHost(page),
    },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: {
      title,
      id: threadOf(url) ?? threadOf(attribute(permalink, 'href')),
      url,
      ...pagesOf(document, url, page.isWhole, list[0]?.isOpening === true),
    },
    posts: poll ? list.map((post, index) => (index === 0 ? { ...post, poll } : post)) : list,
  })
}

/** Some styles put the page numbers, votes and the date into the heading. */
function titleOf(page: HtmlPage): string {
  const heading = select(page.document, '.titleBar h1, h1')
  const shown = textWithout(
    heading,
    '.prefix, .PageNav, .DateTime, .post-date, [class*=vote], .muted, #pageDescription',
  )
  const shared = attribute(select(page.document, 'meta[property="og:title"]'), 'content')
  return shown || shared?.trim() || text(select(page.document, 'title')) || page.name
}

function pagesOf(
  document: Document,
  url: string | null,
  isWhole: boolean,
  startsIt: boolean,
): { page: number | null; pages: number | null } {
  const row = select(document, '.PageNav[data-page]')
  const [current, last] = ['data-page', 'data-last'].map(name => Number(attribute(row, name) ?? Number.NaN))
  if (Number.isInteger(current) && Number.isInteger(last)) return { page: current!, pages: last! }
  return { page: pageOf(url) ?? (startsIt || isWhole ? 1 : null), pages: isWhole && pageOf(url) === null ? 1 : null }
}

function readPost(element: Element, id: string, clock: TimeContext): PostDraft {
  const label = text(select(element, 'a.postNumber, .postNumber')) || null
  const floor = label !== null && /^#\s?[\d.,]{1,9}$/.test(label) ? Number(label.replace(/\D/g, '')) : null
  const author = authorOf(element)
  const message = select(element, '.messageText')
  const { attachments, pictures } = filesOf(element)
  if (message) markBody(message)
  return draftPost({
    id,
    floor,
    floorLabel: label,
    author,
    time: timeOf(element, clock),
    isOpening: floor === 1,
    card: cardOf(element, author, clock),
    body: [...(message?.children ?? []), ...asBlocks(pictures)],
    attachments,
    edits: editsOf(element, clock),
    ratings: ratingsOf(element),
    notices: noticesOf(element),
  })
}

function authorOf(element: Element): PostDraft['author'] {
  const link = select(element, '.messageUserInfo .username, .username.author, .messageMeta .author')
  const stated = attribute(element, 'data-author')?.trim()
  return { name: stated ? stated : text(link) || null, uid: memberOf(link) }
}

function timeOf(element: Element, clock: TimeContext): TimeReading | null {
  const outside = selectAll(element, '.DateTime').filter(
    when => !closest(when, '.editDate, .messageText, .signature, .messageNotices, .extraUserInfo'),
  )
  const when = outside.find(found => closest(found, '.datePermalink')) ?? outside[0]
  return when ? readDate(when, clock) : null
}

function readDate(when: Element, clock: TimeContext): TimeReading | null {
  const stamp = Number(attribute(when, 'data-time') ?? Number.NaN)
  const title = attribute(when, 'title')
  const shown = title?.trim() ? title : text(when)
  return (Number.isFinite(stamp) ? fromUnixSeconds(stamp, shown) : null) ?? readTime(shown, clock)
}

function cardOf(element: Element, author: PostDraft['author'], clock: TimeContext): CardDraft | null {
  const user = select(element, '.messageUserInfo')
  if (!user) return null
  const fields = selectAll(user, '.extraUserInfo dl').flatMap(row => {
    const field = cardField(text(select(row, 'dt')), text(select(row, 'dd')))
    return field.label === '' || field.value === '' ? [] : [field]
  })
  const signature = selectFirst(element, '.signature aside', '.signature')
  return draftCard({
    ...typedMembers(fields, clock),
    name: author.name,
    uid: author.uid,
    rank: text(select(user, '.userTitle')) || text(select(user, '.userBanner strong, .userBanner')) || null,
    online: select(user, '.onlineMarker') ? true : null,
    avatar: attribute(select(user, '.avatar img, .avatarHolder img'), 'src'),
    signature: signature && signature.children.length > 0 ? signature.children : null,
    fields,
  })
}

function editsOf(element: Element, clock: TimeContext): EditReading[] {
  return selectAll(element, '.editDate').map(note => {
    const when = select(note, '.DateTime')
    return {
      by: text(select(note, '.username')) || null,
      at: when ? (readDate(when, clock)?.at ?? null) : null,
      text: text(note),
    }
  })
}

function ratingsOf(element: Element): RatingReading[] {
  const liked = likedBy(select(element, '.LikeText'), 'like')
  return liked ? [liked] : []
}

function noticesOf(element: Element): Notice[] {
  return selectAll(element, '.messageNotices li, .deletionNote, .warningNotice').flatMap(notice => {
    const shown = text(notice)
    const kind = attribute(notice, 'class') ?? ''
    const action = /(\w{1,30})Notice\b/.exec(kind)?.[1] ?? (/deletionNote/.test(kind) ? 'deleted' : shown)
    return shown === '' ? [] : [{ action, by: text(select(notice, '.username')) || null, at: null, text: shown }]
  })
}

function filesOf(element: Element): { attachments: PostDraft['attachments']; pictures: Element[] } {
  const rows = selectAll(element, '.attachedFiles li.attachment, .attachedFiles .attachment')
  const attachments = rows.flatMap(row => {
    const link = select(row, '.filename a') ?? select(row, 'a[href*=attachments]')
    const name = text(link) || text(select(row, '.filename'))
    const size = /[\d.,]{1,9}\s?(?:bytes?|[KMG]i?B)/i.exec(text(row))?.[0]
    return name === '' ? [] : [{ name, url: attribute(link, 'href'), size: size ?? null }]
  })
  return { attachments, pictures: rows.flatMap(row => selectAll(row, '.thumbnail img')) }
}

function pollOf(document: Document): PollReading | null {
  const box = select(document, '.PollContainer, .pollBlock')
  if (!box) return null
  const options = selectAll(box, '.pollResult, .pollOption').flatMap(row => {
    const name = text(select(row, '.optionText, label'))
    const votes = /\d[\d.,]{0,9}/.exec(text(select(row, '.count')))?.[0]
    const percent = /(\d{1,3}(?:[.,]\d+)?)\s?%/.exec(text(select(row, '.percentage')))?.[1]
    if (name === '') return []
    return [
      {
        text: name,
        votes: votes === undefined ? null : Number(votes.replace(/[.,]/g, '')),
        percent: percent === undefined ? null : Number(percent.replace(',', '.')),
      },
    ]
  })
  const question = text(select(box, '.questionText, .question')) || null
  return options.length === 0 ? null : { question, voters: null, options }
}

function markBody(body: Element): void {
  removeAll(body, '.messageTextEndMarker, .quoteExpand, noscript')
  smileysToWords(body, 'img.mceSmilie, img[class^=mceSmilie], img.mceSmilieSprite')
  for (const box of selectAll(body, '.bbCodeCode, .bbCodePHP, .bbCodeHTML')) {
    const code = select(box, 'pre, .code, code')
    if (code) markCode(box, code)
  }
  for (const box of selectAll(body, '.bbCodeSpoilerContainer')) {
    const content = select(box, '.bbCodeSpoilerText')
    if (content) markSpoiler(box, text(select(box, '.bbCodeSpoilerButton')) || 'Spoiler', content.children)
  }
  for (const quote of selectAll(body, '.bbCodeQuote')) {
    const head = select(quote, '.attribution')
    const content = select(quote, '.quoteContainer > .quote') ?? select(quote, '.quoteContainer')
    const stated = attribute(quote, 'data-author')
    const source = postOf(attribute(head && select(head, '.AttributionLink'), 'href'))
    const author = stated ? stated : head ? quotedName(text(head)) : null
    markQuote(
      quote,
      { author, postId: source },
      content ? content.children : quote.children.filter(child => isTag(child) && child !== head),
    )
  }
}
