/*
 * bbPress, the forum of WordPress. A post's element says in its classes what it is (topic or reply), its id, its poster's
 * id and its place; its date stands in a header before it. BuddyPress styles wrap each post in a second element of the
 * same classes, so the innermost one with a body counts.
 */
import type { CardDraft, PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../clean/draft.ts'
import type { EditReading } from '../model/reading.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { fromIso, readTime } from '../text/time.ts'
import { isBelow, removeAll, smileysToWords, textWithout } from './body-parts.ts'
import { clockOf } from './clock.ts'
import { editWords } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { withoutSession } from './forum-address.ts'
import { forumHost, pageAddress } from './page-facts.ts'
import { selectFirst } from './select-first.ts'
import { siteInTitle } from './site-name.ts'

export const bbpress: Engine = { id: 'bbpress', name: 'bbPress', detect, read }

const posts = '.type-reply, .type-topic'
const bodies = '.bbp-reply-content, .bbp-topic-content, .topic-content, .reply-content'
const dates = [
  '.bbp-reply-post-date',
  '.bbp-topic-post-date',
  '[itemprop=datePublished]',
  '.bbp-reply-date',
  '.bbp-topic-date',
  '.date-published',
  'time',
]

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (postElements(document).size === 0) return 'no'
  const signs = [
    select(document, '#bbpress-forums, body.bbpress') !== null,
    select(document, '[class*="bbp-parent-topic-"], [class*="bbp-reply-position-"], [id^=topic-][id$=-replies]') !==
      null,
    select(document, '.bbp-author-name, .bbp-author-link, .bbp-author-avatar') !== null,
  ]
  return signs.filter(Boolean).length >= 2 ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const elements = postElements(document)
  const clock = clockOf(
    page,
    [...elements].map(([id, element]) => text(dateElement(document, element, id))),
  )
  const url = withoutSession(pageAddress(page))
  const title = titleOf(page)
  const boards = selectAll(document, '.bbp-breadcrumb a.bbp-breadcrumb-forum').map(text)
  const named = attribute(select(document, 'meta[property="og:site_name"]'), 'content')?.trim()
  return draftPage({
    forum: { name: named ? named : siteInTitle(page, title, boards), host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: [...new Set(boards)] },
    thread: { title, id: topicId(document), url, ...pagesOf(document, url, page.isWhole) },
    posts: [...elements].map(([id, element]) => readPost(document, element, id, clock)),
  })
}

/** Each post's innermost element that has its body, in the page's order. */
function postElements(document: Document): Map<string, Element> {
  const found = new Map<string, Element>()
  for (const element of selectAll(document, posts)) {
    const id = /(?:^|\s)post-(\d{1,12})(?=\s|$)/.exec(attribute(element, 'class') ?? '')?.[1]
    if (id !== undefined && select(element, bodies) && !isBelow(element, bodies)) found.set(id, element)
  }
  return found
}

function titleOf(page: HtmlPage): string {
  const { document } = page
  const heading = selectFirst(
    document,
    '.bbp-breadcrumb-current',
    '.bbp-topic-title[itemprop=headline]',
    'h1.entry-title',
    'h1.page-title',
  )
  const shared = attribute(select(document, 'meta[property="og:title"]'), 'content')?.trim()
  return text(heading) || (shared ?? '') || text(select(document, 'title')) || page.name
}

function topicId(document: Document): string | null {
  const parent = attribute(select(document, '[class*="bbp-parent-topic-"]'), 'class')
  const body = select(document, 'body.single-topic')
  return (
    /bbp-parent-topic-(\d{1,12})/.exec(parent ?? '')?.[1] ??
    /(?:^|\s)postid-(\d{1,12})/.exec(attribute(body, 'class') ?? '')?.[1] ??
    /^topic-(\d{1,12})-/.exec(attribute(select(document, '[id^=topic-][id$=-replies]'), 'id') ?? '')?.[1] ??
    null
  )
}

function pagesOf(
  document: Document,
  url: string | null,
  isWhole: boolean,
): { page: number | null; pages: number | null } {
  const row = select(document, '.bbp-pagination-links')
  const numberOf = (element: Element | null): number =>
    Number(/^\d{1,6}$/.exec(text(element).replace(/[.,]/g, ''))?.[0] ?? 0)
  const current = row ? numberOf(select(row, '.current')) : 0
  if (row && current > 0) return { page: current, pages: Math.max(current, ...selectAll(row, 'a').map(numberOf)) }
  const asked = /\/page\/(\d{1,6})(?=[/?#]|$)/.exec(url ?? '')?.[1]
  if (asked !== undefined) return { page: Number(asked), pages: null }
  const isFirst = select(document, '.type-topic.topic') !== null
  return { page: isFirst || isWhole ? 1 : null, pages: isWhole ? 1 : null }
}

function readPost(document: Document, element: Element, id: string, clock: TimeContext): PostDraft {
  const classes = ` ${attribute(element, 'class') ?? ''} `
  const isTopic = / type-topic /.test(classes)
  const position = /\sbbp-(?:reply|topic)-position-(\d{1,7})\s/.exec(classes)?.[1]
  // Some styles leave the class off the topic; its author's replies tell it.
  const starter = isTopic ? attribute(select(document, '.topic-author[class*=user-id-]'), 'class') : null
  const uid = /\suser-id-(\d{1,12})\s/.exec(/\suser-id-\d/.test(classes) ? classes : ` ${starter ?? ''} `)?.[1]
  const author = { name: nameOf(element), uid: uid === undefined || uid === '0' ? null : uid }
  const body = selectFirst(element, ...bodies.split(', '))
  const edits = body ? editsOf(body, clock) : []
  const attachments = body ? filesOf(body) : []
  const signature = body && select(body, '.bbp-signature')
  const card = cardOf(element, author, signature)
  if (body) markBody(body)
  return draftPost({
    id,
    floor: isTopic ? 1 : position === undefined ? null : Number(position),
    author,
    time: timeOf(document, element, id, clock),
    isOpening: isTopic,
    card,
    body: body?.children ?? [],
    attachments,
    edits,
  })
}

function nameOf(element: Element): string | null {
  const named = selectAll(element, '.bbp-author-name, .bbp-author-link').find(
    link => text(link) !== '' && !closest(link, bodies),
  )
  const guest = select(element, '.bbp-reply-author, .bbp-topic-author')
  return (
    text(named) || textWithout(guest, '.bbp-author-role, .bbp-author-ip, .bbp-reply-date, [class*=support]') || null
  )
}

/** The header with the date stands before the post (#post-ID), or the date inside it. */
function dateElement(document: Document, element: Element, id: string): Element | null {
  const header = select(document, `#post-${id}`)
  const own = selectAll(element, dates.join(', ')).find(found => !closest(found, bodies))
  return selectFirst(header, ...dates) ?? own ?? null
}

function timeOf(document: Document, element: Element, id: string, clock: TimeContext): TimeReading | null {
  const when = dateElement(document, element, id)
  const shown = text(when)
  return fromIso(attribute(when, 'datetime') ?? '', shown) ?? readTime(shown, clock)
}

function cardOf(element: Element, author: PostDraft['author'], signature: Element | null): CardDraft {
  const picture = selectAll(element, '.bbp-author-avatar img, img.avatar').find(found => !closest(found, bodies))
  return draftCard({
    name: author.name,
    uid: author.uid,
    rank: text(select(element, '.bbp-author-role')) || null,
    avatar: attribute(picture, 'data-lazy-src') ?? attribute(picture, 'data-src') ?? attribute(picture, 'src'),
    signature: signature && signature.children.length > 0 ? signature.children : null,
  })
}

/** 「This reply was modified 2 years ago by X. Reason: …」, a list at the body's end. */
function editsOf(body: Element, clock: TimeContext): EditReading[] {
  return selectAll(body, '[class*=revision-log-item]').flatMap(item => {
    const by = text(select(item, '.bbp-author-name, a.bbp-author-link'))
    return editWords(text(item), clock, by === '' ? undefined : by) ?? []
  })
}

function filesOf(body: Element): PostDraft['attachments'] {
  return selectAll(body, '.bbp-attachments a[href]').flatMap(link => {
    const name = text(link) || (attribute(link, 'title') ?? '')
    return name === '' ? [] : [{ name, url: attribute(link, 'href'), size: null }]
  })
}

function markBody(body: Element): void {
  removeAll(body, '[class*=revision-log], .bbp-signature, .bbp-attachments, noscript')
  smileysToWords(body, 'img.emoji, img.wp-smiley')
}
