/*
 * vBulletin 5 and 6: li.b-post[data-node-id]; comments are li.b-comment inside the post they answer. The unix time of a
 * post is exact while its <time> may be an hour off; comments show their time in words only. No page of 6 was at hand; it
 * writes the same markup by its documentation.
 */
import { Element } from 'domhandler'
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { Document } from '../text/dom.ts'
import { attribute, closest, isTag, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { fromIso, fromUnixSeconds, readTime } from '../text/time.ts'
import { cardField, typedMembers } from './card-fields.ts'
import { clockOf } from './clock.ts'
import { markCode } from './code-box.ts'
import { editNote } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { ownAddress } from './forum-address.ts'
import { forumHost, generator } from './page-facts.ts'
import { siteInTitle } from './site-name.ts'
import { vbUserOf } from './vbulletin-address.ts'
import { quotedBy } from './vbulletin-parts.ts'

export const vbulletin5: Engine = { id: 'vbulletin5', name: 'vBulletin 5 and 6', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, 'li.b-post[data-node-id] .js-post__content, li.b-post.js-post[data-node-id]')) return 'sure'
  return /^vBulletin [56]/.test(generator(page) ?? '') && select(document, '.b-post') ? 'likely' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const title = titleOf(page)
  const boards = boardsOf(document, title)
  const clock = clockOf(page, selectAll(document, '.b-post__timestamp').map(text))
  const places = findPosts(document)
  const posts = places.map(place => readPost(place, clock))
  const own = ownAddress(page)
  return draftPage({
    forum: { name: siteInTitle(page, title, boards), host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: { title, id: threadId(document, own), url: own, ...pagesOf(document, posts) },
    posts,
  })
}

/** Every widget has a heading of the same class: the thread's is in the posts' own widget, and begins the page's title. */
function titleOf(page: HtmlPage): string {
  const written = text(select(page.document, 'title'))
  const headings = selectAll(page.document, 'h1.main-title, .js-main-title, h1')
  const named = headings.find(heading => text(heading) !== '' && written.startsWith(text(heading)))
  const first = select(page.document, '.b-post--first .b-post__title')
  return (named && text(named)) || (first && text(first)) || written.replace(/ - [^-]{1,120}$/, '') || page.name
}

function boardsOf(document: Document, title: string): string[] {
  const links = selectAll(document, '#breadcrumbs .crumb-link, .crumb a.crumb-link').filter(
    link => text(link) !== '' && text(link) !== title && !isHome(attribute(link, 'href') ?? ''),
  )
  return [...new Set(links.map(text))]
}

const isHome = (address: string): boolean => /(?:^|\/)(?:forums?|index)?(?:\.html|\.php)?\/?(?:[?#].*)?$/.test(address)

function threadId(document: Document, own: string | null): string | null {
  const first = attribute(select(document, 'li.b-post--first[data-node-id]'), 'data-node-id')
  if (first !== null) return first
  const addresses = [
    attribute(select(document, '.js-pagenav[data-baseurl]'), 'data-baseurl'),
    attribute(select(document, 'li.b-post meta[itemprop=url]'), 'content'),
    own,
  ]
  const found = addresses.map(
    address => /\/(\d{1,12})-[^/?#]{1,200}(?:\/page\d{1,6})?(?:[?#]|$)/.exec(address ?? '')?.[1],
  )
  return found.find(id => id !== undefined) ?? null
}

/** The current page is the value of a field, or the button marked as current; the highest number is the last. */
function pagesOf(document: Document, posts: readonly PostDraft[]): { page: number | null; pages: number | null } {
  const bar = select(document, '.js-pagenav')
  const numbers = bar ? selectAll(bar, '[data-page]').map(button => Number(attribute(button, 'data-page'))) : []
  const known = numbers.filter(number => Number.isInteger(number) && number > 0 && number < 1e6)
  const current = Number(
    attribute(select(document, '.js-pagenav-current-button[data-page]'), 'data-page') ??
      attribute(select(document, 'input.js-pagenum'), 'value') ??
      Number.NaN,
  )
  const total = Number(/\d{1,6}/.exec(text(select(document, '.pagetotal')))?.[0] ?? 0)
  if (Number.isInteger(current) && current > 0) return { page: current, pages: Math.max(current, total, ...known) }
  return known.length === 0 && posts[0]?.isOpening === true ? { page: 1, pages: 1 } : { page: null, pages: null }
}

interface Place {
  readonly id: string
  readonly item: Element
}

function findPosts(document: Document): Place[] {
  const places = new Map<string, Place>()
  for (const item of selectAll(document, 'li.b-post[data-node-id]')) {
    const id = attribute(item, 'data-node-id') ?? ''
    if (/^\d{1,12}$/.test(id) && !places.has(id) && select(item, '.js-post__content')) places.set(id, { id, item })
  }
  return [...places.values()]
}

/** The elements of a post that are not those of its comments. */
const ownAll = (item: Element, selector: string): Element[] =>
  selectAll(item, selector).filter(found => closest(found, 'li.b-post') === item)

const ownOne = (item: Element, selector: string): Element | null => ownAll(item, selector)[0] ?? null

function readPost({ id, item }: Place, clock: TimeContext): PostDraft {
  const label = text(ownOne(item, '.b-post__count')).replace(/\s/g, '')
  const number = /^#(\d{1,7})$/.exec(label)?.[1]
  const parent = item.parent && isTag(item.parent) ? closest(item.parent, 'li.b-post[data-node-id]') : null
  const names = ['.author a', '.b-comment__author', '.author', '[itemprop=author] [itemprop=name]']
  const name = names.map(place => ownOne(item, place)).find(found => found !== null && text(found) !== '') ?? null
  const uid = attribute(name, 'data-vbnamecard') ?? vbUserOf(attribute(name, 'href'))
  const author = { name: name ? text(name) || null : null, uid }
  const body =
    ownOne(item, '.js-post__content-text, [itemprop=text], [itemprop=commentText]') ??
    ownOne(item, '.OLD__post-content')
  const files = attachments(item)
  const title = text(ownOne(item, '.b-post__title'))
  const likes = Number(/^\d{1,7}$/.exec(text(ownOne(item, '.votecount')))?.[0] ?? 0)
  if (body) markBody(body)
  return draftPost({
    id,
    floor: number === undefined ? null : Number(number),
    floorLabel: label === '' ? null : label,
    isOpening: number === '1' || item.attribs['class']?.includes('b-post--first') === true,
    author,
    time: timeOf(item, clock),
    subject: title === '' ? null : title,
    card: cardOf(item, author, clock),
    body: [...(body?.children ?? []), ...files.pictures],
    edits: ownAll(item, '.b-post__edit')
      .map(note => editNote(note, clock))
      .filter(edit => edit !== null),
    attachments: files.files,
    ratings: likes > 0 ? [{ kind: 'like', count: likes, by: [], reason: null }] : [],
    parentId: attribute(parent, 'data-node-id'),
  })
}

function timeOf(item: Element, clock: TimeContext): TimeReading | null {
  const place = ownOne(item, '.b-post__timestamp')
  const shown = text(place)
  const seconds = Number(attribute(item, 'data-node-publishdate') ?? 0)
  const exact = seconds > 0 ? fromUnixSeconds(seconds, shown) : null
  if (exact) return exact
  const told = readTime(shown, clock)
  if (told) return told
  const machine = place && select(place, 'time[datetime]')
  return machine ? fromIso(attribute(machine, 'datetime') ?? '', shown) : null
}

function cardOf(item: Element, author: PostDraft['author'], clock: TimeContext): PostDraft['card'] {
  const box = ownOne(item, '.b-userinfo, .userinfo')
  if (!box) return null
  const fields = selectAll(box, '.b-userinfo__additional-info').flatMap(line => {
    const label = select(line, 'label')
    const value = label
      ? line.children
          .filter(child => child !== label)
          .map(text)
          .join(' ')
      : ''
    return label && value.trim() !== '' ? [cardField(text(label), value)] : []
  })
  const rank = text(select(box, '.usertitle, .b-userinfo__title'))
  const online = select(box, '.b-icon__status--green') ? true : select(box, '.b-icon__status--gray') ? false : null
  return draftCard({
    ...typedMembers(fields, clock),
    ...author,
    ...(rank === '' ? {} : { rank }),
    online,
    avatar: attribute(select(box, '.b-avatar img'), 'src'),
    signature: ownOne(item, '.b-post__signature, .js-signature')?.children ?? null,
    fields,
  })
}

function attachments(item: Element): { files: PostDraft['attachments']; pictures: Element[] } {
  const boxes = ownAll(item, '.b-post-attachments__item, .b-post__attachments li, .js-slideshow__gallery-node li')
  const below = boxes.filter(box => closest(box, '.js-post__content-text') === null)
  const files = below.flatMap(box => {
    const link = select(box, 'a[href*="filedata/fetch"], a[href*="attach"]')
    const name = link ? text(link) || attribute(select(link, 'img'), 'title') || attribute(link, 'title') : null
    const size = /\(([\d.,]{1,10}\s?(?:[KMG]i?B|Bytes))/i.exec(text(box))?.[1]
    return link && name ? [{ name, url: attribute(link, 'href'), size: size ?? null }] : []
  })
  const pictures = below.flatMap(box => selectAll(box, 'img[src*="filedata"]'))
  return { files, pictures: pictures.map(picture => new Element('div', {}, [picture])) }
}

function markBody(body: Element): void {
  for (const box of selectAll(body, '.bbcode_container').toReversed()) {
    const quote = select(box, '.quote_container, .bbcode_quote')
    const code = select(box, '.bbcode_code, pre')
    if (code && !quote) markCode(box, code)
    if (!quote) continue
    const head = select(quote, '.bbcode_postedby')
    const message = select(quote, '.message')
    const plain = quote.children.filter(
      child => child !== head && !(isTag(child) && /bbcode_quote_container/.test(child.attribs['class'] ?? '')),
    )
    markQuote(box, quotedBy(head), message ? message.children : plain)
  }
}
