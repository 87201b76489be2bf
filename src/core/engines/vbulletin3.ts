/*
 * vBulletin 3: #post_message_N in a table#postN, or in the divs and sections of VerticalScope's skin (#editN). Names stand
 * in #postmenu_N, numbers in #postcountN; signatures come below a rule, quotes and code as a label and a box.
 */
import { removeElement } from 'domutils'
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { ChildNode, Document, Element } from '../text/dom.ts'
import { attribute, closest, isTag, isText, ownText, select, selectAll, text, textLines } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { attachedBelow } from './attached-files.ts'
import { cardFieldOf, typedMembers } from './card-fields.ts'
import { clockOf } from './clock.ts'
import { markCode } from './code-box.ts'
import { editNote } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { ownAddress } from './forum-address.ts'
import { forumHost, generator } from './page-facts.ts'
import { pageRow } from './page-row.ts'
import { splitSignature } from './signature-rule.ts'
import { siteInTitle } from './site-name.ts'
import { vbUserOf } from './vbulletin-address.ts'
import { quotedBy, resultsShown, thanksFor, vbPoll, vbThreadId, vbTime } from './vbulletin-parts.ts'

export const vbulletin3: Engine = { id: 'vbulletin3', name: 'vBulletin 3', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, '[id^=post_message_]') === null) return 'no'
  const places =
    select(document, '[id^=td_post_], [id^=postmenu_], table[id^=post], [id^=edit] [id^=postcount]') !== null
  const named = /^vBulletin 3/.test(generator(page) ?? '') || select(document, '#vbulletin_css, .bigusername') !== null
  if (places) return named || select(document, '.smallfont, .thead, .tborder') ? 'sure' : 'likely'
  return named ? 'likely' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const title = titleOf(page)
  const crumbs = selectAll(document, '.navbar a[href], .breadcrumb a[href]').filter(
    link => text(link) !== '' && text(link) !== title,
  )
  const home = crumbs.find(link => link.attribs['accesskey'] === '1') ?? crumbs[0]
  const boards = [...new Set(crumbs.filter(link => link !== home && isBoard(link)).map(text))].filter(
    name => name !== text(home),
  )
  const own = ownAddress(page)
  const clock = clockOf(page, selectAll(document, '.thead, [itemprop=dateCreated], .smallfont').map(text))
  const results = shownResults(document)
  const posts = findPosts(document)
    .map(place => readPost(document, place, clock))
    .map((post, index) => (post.floor === null && results ? { ...post, floor: results.start + index + 1 } : post))
    .map(post => (post.floor === 1 ? { ...post, isOpening: true } : post))
  const poll = posts[0]?.isOpening === true ? vbPoll(document) : null
  return draftPage({
    forum: { name: (home && text(home)) || siteInTitle(page, title, boards), host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: {
      title,
      id: vbThreadId(page, own),
      url: own,
      ...pagesOf(document, posts),
      replies: results ? results.total - 1 : null,
    },
    posts: poll && posts[0] ? [{ ...posts[0], poll }, ...posts.slice(1)] : posts,
  })
}

function titleOf(page: HtmlPage): string {
  const { document } = page
  const shown = text(select(document, 'td.navbar strong, .navbar > strong, .breadcrumb > strong'))
  if (shown !== '') return shown
  const written = text(select(document, 'title'))
  const beforePage = /^(.{1,300}?) - (?:Page|Seite|Página|Pagina|Страница|Strona|Sida|Side) \d{1,5} - /.exec(
    written,
  )?.[1]
  return beforePage ?? (written.replace(/ - [^-]{1,120}$/, '').trim() || page.name)
}

const isBoard = (link: Element): boolean =>
  !/^(?:https?:\/\/[^/]+)?\/?(?:index\.php|forum\.php)?(?:\?.*)?$/.test(attribute(link, 'href') ?? '') &&
  !/usercp|register|calendar|search|faq|#/.test(attribute(link, 'href') ?? '')

/** The pager's own title: 「Showing results 1 to 10 of 23」. */
function shownResults(document: Document): { start: number; total: number } | null {
  const current = selectAll(document, '.pagenav [title]').filter(mark => mark.name !== 'a')
  return current.map(mark => resultsShown(attribute(mark, 'title') ?? '')).find(found => found !== null) ?? null
}

function pagesOf(document: Document, posts: readonly PostDraft[]): { page: number | null; pages: number | null } {
  const words = selectAll(document, '.pagenav .vbmenu_control, .pagenav td')
  const told = words.map(row => pageRow(row)).find(row => row.pages !== null && row.page !== null)
  if (told) return told
  const whole = select(document, '.pagenav') === null && posts[0]?.floor === 1
  return whole ? { page: 1, pages: 1 } : { page: null, pages: null }
}

interface Place {
  readonly id: string
  readonly container: Element
  readonly message: Element
}

function findPosts(document: Document): Place[] {
  const places = new Map<string, Place>()
  for (const message of selectAll(document, '[id^=post_message_]')) {
    const id = /^post_message_(\d{1,12})$/.exec(attribute(message, 'id') ?? '')?.[1]
    if (id === undefined || places.has(id)) continue
    const container =
      closest(message, `[id="edit${id}"]`) ?? closest(message, `[id="post${id}"]`) ?? closest(message, 'table')
    places.set(id, { id, container: container ?? message, message })
  }
  return [...places.values()]
}

function readPost(document: Document, { id, container, message }: Place, clock: TimeContext): PostDraft {
  const counter = select(container, `[id="postcount${id}"]`)
  const label = counter ? text(counter) : ''
  const floor = Number(/^\d{1,7}$/.exec(attribute(counter, 'name') ?? '')?.[0] ?? /\d{1,7}/.exec(label)?.[0] ?? 0)
  const cell = select(container, `[id="td_post_${id}"]`)
  const menu = select(container, `[id="postmenu_${id}"]`)
  const named = menu ? (select(menu, '.bigusername') ?? select(menu, 'a')) : select(container, '.bigusername')
  const name = named ? text(named) : menu ? ownText(menu) : ''
  const author = { name: name === '' ? null : name, uid: vbUserOf(attribute(named, 'href')) }
  const attached = attachedBelow(
    selectAll(container, 'fieldset, .attachments').filter(box => !closest(box, '[id^=post_message_]')),
  )
  const edits = selectAll(container, '.smallfont em, .edit-note').filter(note => !closest(note, '[id^=post_message_]'))
  const heading = cell
    ? selectAll(cell, '.smallfont strong').find(found => !closest(found, '[id^=post_message_]'))
    : null
  markBody(message)
  const { body, signature } = splitSignature(message.children)
  return draftPost({
    id,
    floor: floor > 0 ? floor : null,
    floorLabel: floorLabel(label),
    author,
    time: timeOf(container, id, clock),
    subject: heading ? text(heading) || null : null,
    card: cardOf(container, menu ?? named ?? null, author, signature ?? signatureOf(cell), clock),
    body: [...body, ...attached.pictures],
    edits: edits.flatMap(note => editNote(note, clock) ?? []).filter(edit => edit.at !== null),
    attachments: attached.files,
    ratings: thanksFor(document, id),
  })
}

/** The mark # stands before the link that is the number. */
function floorLabel(label: string): string | null {
  const number = /#?\d{1,7}/.exec(label)?.[0]
  return number === undefined ? label || null : number.startsWith('#') ? number : `#${number}`
}

/** The head's cell holds the anchor post<ID>, an icon and the date as bare text. */
function timeOf(container: Element, id: string, clock: TimeContext): TimeReading | null {
  const anchor = select(container, `a[name="post${id}"]`)
  const cell = anchor && closest(anchor, 'td, .thead')
  const marked = selectAll(container, '[itemprop=dateCreated], [itemprop=datePublished], time')
  for (const place of [...marked, ...(cell ? [cell] : []), ...selectAll(container, '.thead')]) {
    if (closest(place, '[id^=post_message_]')) continue
    const time = vbTime(isTag(place) && /^(?:td|th|div)$/.test(place.name) ? ownText(place) : text(place), clock)
    if (time) return time
  }
  return null
}

/** Below the message: a <div> that begins with the rule. */
function signatureOf(cell: Element | null): readonly ChildNode[] | null {
  if (!cell) return null
  const box = selectAll(cell, 'div').findLast(
    found =>
      found.children.some(node => isText(node) && /^\s*_{10,}/.test(node.data)) &&
      !closest(found, '[id^=post_message_]'),
  )
  return box ? splitSignature(box.children).signature : null
}

function cardOf(
  container: Element,
  menu: Element | null,
  author: PostDraft['author'],
  signature: readonly ChildNode[] | null,
  clock: TimeContext,
): PostDraft['card'] {
  const cell = menu ? closest(menu, 'td, .alt2, .alt1') : null
  if (!cell || !menu) return signature ? draftCard({ ...author, signature }) : null
  const lines = textLines(cell)
  const fields = lines.flatMap(line => cardFieldOf(line) ?? [])
  const rank = selectAll(cell, '.smallfont')
    .map(text)
    .find(line => line !== '' && !/[:：]/.test(line))
  const avatar = selectAll(cell, 'img').find(picture =>
    /avatar|image\.php\?u=/i.test(`${attribute(picture, 'data-original') ?? ''} ${attribute(picture, 'src') ?? ''}`),
  )
  return draftCard({
    ...typedMembers(fields, clock),
    ...author,
    ...(rank === undefined ? {} : { rank }),
    online: onlineOf(container),
    avatar: attribute(avatar, 'data-original') ?? attribute(avatar, 'src'),
    signature,
    fields,
  })
}

function onlineOf(container: Element): boolean | null {
  if (select(container, 'img[src*="user_offline"], .user_offline')) return false
  return select(container, 'img[src*="user_online"], .user_online') ? true : null
}

/** A label 「Quote:」 in div.smallfont and the box after it: a table or div for a quote, <pre> or div.alt2 for code. */
function markBody(message: Element): void {
  for (const label of selectAll(message, 'div.smallfont').toReversed()) {
    const [box] = elementsAfter(label)
    const holder = label.parent && isTag(label.parent) && label.parent !== message ? label.parent : null
    if (!box || text(label).length > 40) continue
    const frame = holder && elementsAfter(holder.children.find(isTag)!).length < 4 ? holder : box
    if (box.name === 'pre' || (box.name === 'div' && select(box, 'code, pre'))) {
      if (frame === box) removeElement(label)
      markCode(frame, box)
    } else if (box.name === 'table' || select(holder ?? box, '.postquote')) {
      if (frame === box) removeElement(label)
      markQuoteBox(frame, select(holder ?? box, '.postquote') ? (holder ?? box) : (select(box, 'td') ?? box), label)
    }
  }
}

function elementsAfter(element: Element): Element[] {
  const found: Element[] = []
  for (let next = element.next; next; next = next.next) if (isTag(next)) found.push(next)
  return found
}

function markQuoteBox(frame: Element, content: Element, label: Element): void {
  const parts = content.children.filter(isTag)
  const head = parts.find(
    part => part.name === 'div' && part !== label && select(part, 'strong') !== null && text(part).length < 160,
  )
  const words =
    select(content, '.postquote') ?? (head ? parts.find(part => part !== head && part.name === 'div') : null)
  const rest = content.children.filter(child => child !== head && child !== label)
  markQuote(
    frame,
    quotedBy(words || select(content, '.postquote') ? (head ?? null) : null),
    words ? words.children : rest,
  )
}
