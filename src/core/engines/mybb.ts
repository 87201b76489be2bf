/*
 * MyBB 1.6 and 1.8 by its default templates (no page of them was at hand: #post_N, .post_body#pid_N), and its archive
 * ("lite") pages, which have no ids: div.post with .author, .dateline and .message.
 */
import { removeElement } from 'domutils'
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, foldSpace, isTag, isText, select, selectAll, text, textLines } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { readTime } from '../text/time.ts'
import { attachedBelow } from './attached-files.ts'
import { cardFieldOf, typedMembers } from './card-fields.ts'
import { clockOf } from './clock.ts'
import { markCode } from './code-box.ts'
import { editNote } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { ownAddress } from './forum-address.ts'
import { forumHost, queryOf } from './page-facts.ts'
import { pageRow } from './page-row.ts'
import { quotedName } from './quoted-name.ts'

export const mybb: Engine = { id: 'mybb', name: 'MyBB', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, '.post [id^=pid_], [id^=post_] .post_body, td[id^=pid_]')) return 'sure'
  if (archived(document).length === 0) return 'no'
  return select(document, '#pagetitle') && select(document, '.navigation') ? 'sure' : 'likely'
}

const archived = (document: Document): Element[] =>
  selectAll(document, 'div.post').filter(post => select(post, '.header .author') && select(post, '.message'))

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const facts = readThread(page)
  const clock = clockOf(page, selectAll(document, '.post_date, .dateline').map(text))
  const places = findPosts(document)
  const full = places.map(place => readPost(place, clock))
  const posts =
    full.length > 0
      ? full
      : archived(document).map((post, index) => readArchived(post, index, facts.thread.page, clock))
  return draftPage({ ...facts, posts })
}

type ThreadFacts = Pick<PageDraft, 'forum' | 'board' | 'thread'>

function readThread(page: HtmlPage): ThreadFacts {
  const { document } = page
  const trail = select(document, '.navigation')
  const links = trail
    ? selectAll(trail, 'a[href]').filter(
        link => text(link) !== '' && !closest(link, '.popup_menu, .pagination, [id*=multipage]'),
      )
    : []
  const last = select(document, '.navigation .active')
  const heading = select(document, '#pagetitle h2, #pagetitle')
  const boards = [...new Set(links.slice(1).map(text))]
  const own = ownAddress(page)
  const rows = selectAll(document, '.pagination, .multipage')
  const told = rows.map(row => pageRow(row)).find(row => row.page !== null)
  const whole = rows.length === 0
  const title = (last && text(last)) || (heading && text(heading)) || text(select(document, 'title')) || page.name
  return {
    forum: { name: links[0] ? text(links[0]) : null, host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: {
      title,
      id: threadId(page, own),
      url: own,
      page: told?.page ?? (whole ? 1 : null),
      pages: told?.pages ?? (whole ? 1 : null),
      digest: false,
      views: null,
      replies: null,
    },
  }
}

const threadOf = (address: string | null): string | null =>
  address === null
    ? null
    : (queryOf(address, 'tid') ?? /(?:^|\/)thread-(\d{1,10})(?:-|\.html|$)/.exec(address)?.[1] ?? null)

function threadId(page: HtmlPage, own: string | null): string | null {
  const { document } = page
  const field = attribute(select(document, 'form input[name=tid]'), 'value')
  if (field !== null && /^\d{1,10}$/.test(field)) return field
  const places =
    '.multipage a[href], .pagination a[href], .post_head a[href], a[href*="newreply.php"], a[href*="printthread.php"], a[href*="action=threadrating"], #footer a[href], #fullversion a[href], .fullversion a[href]'
  const links = selectAll(document, places).map(link => attribute(link, 'href'))
  return [own, ...links, page.name].map(threadOf).find(id => id !== null) ?? null
}

interface Place {
  readonly id: string
  readonly container: Element
  readonly body: Element
}

function findPosts(document: Document): Place[] {
  const places = new Map<string, Place>()
  for (const body of selectAll(document, '[id^=pid_]')) {
    const id = /^pid_(\d{1,12})$/.exec(attribute(body, 'id') ?? '')?.[1]
    const container = id === undefined ? null : closest(body, `[id="post_${id}"], .post, table[id^=post]`)
    if (id !== undefined && container && !places.has(id)) places.set(id, { id, container, body })
  }
  return [...places.values()]
}

function readPost({ id, container, body }: Place, clock: TimeContext): PostDraft {
  const label = selectAll(container, '.post_head a[href], .posturl a[href], .smalltext a[href]')
    .map(text)
    .find(shown => /^#\d{1,7}$/.test(shown))
  const floor = label === undefined ? null : Number(label.slice(1))
  const author = authorOf(container)
  const note = select(container, '.edited_post, .post_edit')
  const edit = note ? editNote(note, clock) : null
  const boxes = selectAll(container, 'fieldset').filter(box => select(box, 'a[href*="attachment.php"]') !== null)
  const attached = attachedBelow(boxes)
  for (const box of boxes) removeElement(box)
  const subject = selectAll(container, '.post_head strong, .subject_new, .subject_old').find(
    found => !/^#\d/.test(text(found)) && !closest(found, '.post_date'),
  )
  markBody(body)
  return draftPost({
    id,
    floor,
    floorLabel: label ?? null,
    isOpening: floor === 1,
    author,
    time: timeOf(select(container, '.post_date'), note, clock),
    subject: subject ? text(subject) || null : null,
    card: cardOf(container, author, clock),
    body: [...body.children, ...attached.pictures],
    edits: edit ? [edit] : [],
    attachments: attached.files,
  })
}

/** The date without the note of an edit; of 「Yesterday, 10:00 AM」 the whole date is in a title. */
function timeOf(place: Element | null, note: Element | null, clock: TimeContext): TimeReading | null {
  if (!place) return null
  const parts = place.children.filter(child => child !== note && !(isTag(child) && select(child, '.edited_post')))
  const words = parts.filter(
    child => isText(child) || (isTag(child) && !/post_edit/.test(child.attribs['class'] ?? '')),
  )
  const shown = foldSpace(words.map(child => (isText(child) ? child.data : text(child))).join(''))
  const full = selectAll(place, 'span[title]').find(span => /\d{2,4}/.test(attribute(span, 'title') ?? ''))
  if (!full) return readTime(shown, clock)
  const date = attribute(full, 'title') ?? ''
  const clockShown = /\d{1,2}:\d{2}(?:\s?[AP]M)?/i.exec(shown.replace(text(full), ''))?.[0] ?? ''
  const read = readTime(/\d:\d\d/.test(date) ? date : `${date}, ${clockShown}`, clock)
  return read ? { ...read, text: shown } : readTime(shown, clock)
}

function authorOf(container: Element): PostDraft['author'] {
  const places = [
    '.author_information .largetext a',
    '.author_information .largetext',
    '.post_author .largetext',
    '.post_author strong a',
  ]
  const name = places.map(place => select(container, place)).find(found => found !== null && text(found) !== '') ?? null
  const address = attribute(name, 'href')
  const uid = queryOf(address, 'uid') ?? /user-(\d{1,10})\.html/.exec(address ?? '')?.[1] ?? null
  return { name: name ? text(name) : null, uid }
}

function cardOf(container: Element, author: PostDraft['author'], clock: TimeContext): PostDraft['card'] {
  const box = select(container, '.post_author')
  if (!box) return null
  const fields = textLines(select(box, '.author_statistics')).flatMap(line => cardFieldOf(line) ?? [])
  const rank = textLines(select(box, '.author_information .smalltext'))[0]
  const status = attribute(select(box, '.buddy_status, img[src*=buddy_]'), 'src') ?? ''
  return draftCard({
    ...typedMembers(fields, clock),
    ...author,
    ...(rank === undefined ? {} : { rank }),
    online: /offline/.test(status) ? false : /online|away/.test(status) ? true : null,
    avatar: attribute(select(box, '.author_avatar img'), 'src'),
    signature: select(container, '.signature')?.children ?? null,
    fields,
  })
}

function markBody(body: Element): void {
  for (const box of selectAll(body, '.codeblock')) {
    const code = select(box, 'code') ?? select(box, '.body')
    if (code) markCode(box, code)
  }
  for (const quote of selectAll(body, 'blockquote')) {
    const cite = quote.children.filter(isTag).find(child => child.name === 'cite')
    const link = cite ? select(cite, 'a[href*=pid]') : null
    const postId = /pid[=_]?(\d{1,12})/.exec(attribute(link, 'href') ?? '')?.[1] ?? null
    for (const date of cite ? selectAll(cite, 'span') : []) removeElement(date)
    const author = cite ? quotedName(text(cite)) : null
    markQuote(
      quote,
      { author, postId },
      quote.children.filter(child => child !== cite),
    )
  }
}

/** A post of an archive page: a name, a date and a body; its place is known on the first page only. */
function readArchived(post: Element, index: number, page: number | null, clock: TimeContext): PostDraft {
  const name = text(select(post, '.header .author'))
  const link = select(post, '.header .author a[href]')
  const body = select(post, '.message')
  const uid =
    queryOf(attribute(link, 'href'), 'uid') ?? /user-(\d{1,10})\.html/.exec(attribute(link, 'href') ?? '')?.[1] ?? null
  if (body) markBody(body)
  return draftPost({
    floor: page === 1 ? index + 1 : null,
    isOpening: page === 1 && index === 0,
    author: { name: name === '' ? null : name, uid },
    time: readTime(text(select(post, '.dateline')), clock),
    body: body?.children ?? [],
  })
}
