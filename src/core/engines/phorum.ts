/*
 * Phorum 5: div.message with .message-author and .message-body (template "emerald"), and the older template's
 * .PhorumReadBodyText, read by its source as no page was at hand. Ids are msg-N; posts carry no numbers.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { EditReading } from '../model/reading.ts'
import type { ChildNode, Document, Element } from '../text/dom.ts'
import {
  attribute,
  closest,
  foldSpace,
  isTag,
  isText,
  matches,
  select,
  selectAll,
  text,
  textLines,
} from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { readTime } from '../text/time.ts'
import { attachedBelow } from './attached-files.ts'
import { cardFieldOf, typedMembers } from './card-fields.ts'
import { clockOf } from './clock.ts'
import { editWords } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { ownAddress } from './forum-address.ts'
import { forumHost } from './page-facts.ts'
import { pageRow } from './page-row.ts'

export const phorum: Engine = { id: 'phorum', name: 'Phorum', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (findPosts(document).length === 0) return 'no'
  const signs = [
    select(document, '#phorum, .PhorumReadBodyText') !== null,
    select(document, 'a[href*="read.php?"], a[href*="list.php?"]') !== null,
    select(document, '[name^="msg-"], a[href*="#msg-"]') !== null,
  ]
  return signs.filter(Boolean).length >= 2 ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const places = findPosts(document)
  const clock = clockOf(
    page,
    places.map(({ container }) => text(select(container, 'small, .PhorumReadBodyHead'))),
  )
  const own = ownAddress(page)
  const row = select(document, '.paging, .PhorumNavBlock .PhorumPaging')
  const told = pageRow(row)
  const asked = /[,?]page=(\d{1,6})/.exec(own ?? '')?.[1]
  const number = told.page ?? (asked === undefined ? null : Number(asked)) ?? (row === null ? 1 : null)
  const trail = select(document, '#breadcrumb, .PhorumBreadcrumb') ?? document
  const boards = selectAll(trail, 'a[rel^=breadcrumb-forum], a[href*="list.php?"]')
    .filter(link => text(link) !== '' && (trail !== document || link.attribs['rel']))
    .map(text)
  const heading = select(document, '#page-info h1, h1.heading, .PhorumTitleText')
  const first = places[0] && select(places[0].container, 'strong a[href*="read.php"], .PhorumReadBodySubject')
  return draftPage({
    forum: { name: null, host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: [...new Set(boards)] },
    thread: {
      title: (heading && text(heading)) || (first && text(first)) || text(select(document, 'title')) || page.name,
      id: threadId(document, own),
      url: own,
      page: number,
      pages: told.pages ?? (row === null && number === 1 ? 1 : null),
    },
    posts: places.map((place, index) => readPost(place, number === 1 ? index + 1 : null, clock)),
  })
}

/** read.php?<forum>,<thread>,<message>: a message's own link names the thread as well. */
function threadId(document: Document, own: string | null): string | null {
  const links = selectAll(
    document,
    '.message a[href*="#msg-"], .message-options a[href], link[href*="feed.php?"], a[href*="read.php?"]',
  )
  for (const address of [own, ...links.map(link => attribute(link, 'href'))]) {
    const id = /(?:read|feed)\.php\?\d{1,6},(\d{1,12})(?=[,#]|$)/.exec(address ?? '')?.[1]
    if (id) return id
  }
  return null
}

interface Place {
  readonly id: string | null
  readonly container: Element
}

function findPosts(document: Document): Place[] {
  return selectAll(document, 'div.message, div.PhorumReadMessageBlock').flatMap(container => {
    if (!select(container, '.message-body, .PhorumReadBodyText') || closest(container.parent as Element, 'div.message'))
      return []
    return [{ id: messageId(container), container }]
  })
}

/** The anchor before a message (the opening one may have none), else its subject's own link. */
function messageId(container: Element): string | null {
  let left = 4
  for (let node = container.prev; node && left > 0; node = node.prev, left--) {
    if (!isTag(node)) continue
    const id = /^msg-(\d{1,12})$/.exec(attribute(node, 'name') ?? attribute(node, 'id') ?? '')?.[1]
    if (id) return id
    if (matches(node, 'div')) break
  }
  const link = selectAll(container, 'a[href*="#msg-"], a[name^="msg-"]').find(found => !closest(found, '.message-body'))
  return /msg-(\d{1,12})$/.exec(attribute(link, 'href') ?? attribute(link, 'name') ?? '')?.[1] ?? null
}

function readPost({ id, container }: Place, floor: number | null, clock: TimeContext): PostDraft {
  const heads = selectAll(container, '.PhorumReadBodyHead')
  const name = select(container, '.message-author') ?? (heads[0] ? (select(heads[0], 'strong') ?? heads[0]) : null)
  const link = name ? select(name, 'a[href*="profile.php"]') : null
  const uid = /profile\.php\?\d{1,6},(\d{1,12})/.exec(attribute(link, 'href') ?? '')?.[1] ?? null
  const author = { name: name ? text(link ?? name) || null : null, uid }
  const subject = text(select(container, '.generic strong, .PhorumReadBodySubject'))
  const body = select(container, '.message-body, .PhorumReadBodyText')
  const nodes =
    body?.children.filter(child => !(isTag(child) && matches(child, '.message-options, .attachments'))) ?? []
  const attached = attachedBelow(selectAll(container, '.attachments'))
  if (body) markQuotes(body)
  const { rest, edit } = takeEdit(nodes, clock)
  const info = select(container, '.message-user-info')
  const fields = textLines(info).flatMap(line => cardFieldOf(line) ?? [])
  return draftPost({
    id,
    floor,
    isOpening: floor === 1,
    author,
    time: timeOf(container, heads, clock),
    subject: subject === '' ? null : subject,
    card: fields.length === 0 ? null : draftCard({ ...typedMembers(fields, clock), ...author, fields }),
    body: [...rest, ...attached.pictures],
    edits: edit ? [edit] : [],
    attachments: attached.files,
  })
}

/** The line below the subject; the older template says 「Date: D」. */
function timeOf(container: Element, heads: readonly Element[], clock: TimeContext): TimeReading | null {
  const small = select(container, '.generic small, small')
  const subject = small ? select(small, 'strong') : null
  const line = small
    ? foldSpace(
        small.children
          .filter(child => child !== subject)
          .map(child => text(child))
          .join(' '),
      )
    : ''
  const said = heads[1] ? text(heads[1]).replace(/^[^:：]{2,20}[:：]\s*/, '') : line
  return said === '' ? null : readTime(said, clock)
}

/** Phorum writes 「Edited 1 time(s). Last edit at D by X.」 into the body's end. */
function takeEdit(
  nodes: readonly ChildNode[],
  clock: TimeContext,
): { rest: readonly ChildNode[]; edit: EditReading | null } {
  const at = nodes.findLastIndex(node => isText(node) && node.data.trim() !== '')
  const last = nodes[at]
  const words = last && isText(last) ? foldSpace(last.data) : ''
  if (!/^Edited \d{1,4} time\(s\)\. Last edit at .{4,60} by .{1,60}\.$/.test(words)) return { rest: nodes, edit: null }
  const by = / by (.{1,60})\.$/.exec(words)?.[1]
  return { rest: [...nodes.slice(0, at), ...nodes.slice(at + 1)], edit: editWords(words, clock, by) }
}

/** blockquote.bbcode: the word 「Quote」 in <small>, the name in <strong>, then the text. */
function markQuotes(body: Element): void {
  for (const quote of selectAll(body, 'blockquote')) {
    const inner = quote.children.filter(isTag).find(child => child.name === 'div') ?? quote
    const small = inner.children.filter(isTag).find(child => child.name === 'small')
    const name = small ? inner.children.filter(isTag).find(child => child.name === 'strong') : undefined
    const content = inner.children.filter(child => child !== small && child !== name)
    markQuote(quote, { author: name ? text(name) || null : null }, content)
  }
}
