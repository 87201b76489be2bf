/*
 * phpBB 2.0, subSilver and the styles that kept its classes: a row for each post, told by a[name=<post id>] in span.name;
 * a body is a run of span.postbody and quote tables in one cell, a signature stands below a rule of underscores.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { EditReading, PollReading } from '../model/reading.ts'
import type { ChildNode, Document, Element } from '../text/dom.ts'
import { attribute, closest, foldSpace, isTag, isText, select, selectAll, text, textLines } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { readTime } from '../text/time.ts'
import { cardFieldOf, typedMembers } from './card-fields.ts'
import { clockOf } from './clock.ts'
import { markCode } from './code-box.ts'
import { editNote } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { ownAddress, withoutSession } from './forum-address.ts'
import { baseAddress, forumHost, queryOf, resolve } from './page-facts.ts'
import { firstRow, offsetOf, pageRow, rowLinks } from './page-row.ts'
import { quotedName } from './quoted-name.ts'
import { splitSignature } from './signature-rule.ts'
import { siteInTitle } from './site-name.ts'

export const phpbb2: Engine = { id: 'phpbb2', name: 'phpBB 2', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, '.postbody') === null || findRows(document).length === 0) return 'no'
  const signs = [
    select(document, 'a.maintitle[href*="viewtopic"], td .postdetails') !== null,
    /Powered by[\s\S]{0,120}?phpBB/i.test(page.source.slice(-20_000)),
    select(document, 'table.forumline') !== null,
  ]
  return signs.filter(Boolean).length >= 2 ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { offset, ...facts } = readTopic(page)
  const clock = clockOf(page, selectAll(page.document, '.postdetails').map(text))
  const posts = findRows(page.document).map((row, index) => readRow(row, index, offset, clock))
  const [first] = posts
  const poll = first?.isOpening === true ? readPoll(page.document) : null
  return draftPage({ ...facts, posts: poll && first ? [{ ...first, poll }, ...posts.slice(1)] : posts })
}

type TopicFacts = Pick<PageDraft, 'forum' | 'board' | 'thread'> & { readonly offset: number | null }

const startOf = (address: string): number | null => {
  const start = queryOf(address, 'start')
  if (start !== null) return /^\d{1,7}$/.test(start) ? Number(start) : null
  return /viewtopic/.test(address) && queryOf(address, 't') !== null ? 0 : null
}

function readTopic(page: HtmlPage): TopicFacts {
  const { document } = page
  const heading = select(document, 'a.maintitle[href], a.cattitle[href*="viewtopic"]') ?? select(document, '.maintitle')
  const written = text(select(document, 'title'))
  const title = (heading && text(heading)) || (/ - (.+)$/.exec(written)?.[1] ?? written)
  const boards = boardsOf(document)
  const own = ownAddress(page)
  const rows = selectAll(document, '.gensmall, .nav').filter(row =>
    selectAll(row, 'b').some(shown => /^\d{1,6}$/.test(text(shown))),
  )
  const told = pageRow(rows.find(row => /^\D{2,12}\d{1,6}\s\D{1,6}\s\d{1,6}$/.test(text(row))) ?? firstRow(rows))
  const links = rows.flatMap(row => rowLinks(row, startOf))
  const link = withoutSession(resolve(attribute(heading, 'href') ?? '', baseAddress(page)))
  return {
    forum: { name: /^(.{1,200}?) :: /.exec(written)?.[1] ?? siteInTitle(page, title, boards), host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: {
      title,
      id: topicId(document, own ?? page.name),
      url: own ?? link,
      ...told,
      digest: false,
      views: null,
      replies: null,
    },
    offset: offsetOf(told.page, links) ?? shownFrom(told.page, [own, attribute(heading, 'href')]),
  }
}

/** The title's own link repeats where the page starts. */
function shownFrom(page: number | null, addresses: readonly (string | null)[]): number | null {
  const starts = addresses.map(address => (address === null ? null : startOf(address)))
  return starts.find(start => start !== null && (start > 0 || page === 1)) ?? null
}

function boardsOf(document: Document): string[] {
  const links = selectAll(document, 'a.nav[href*="viewforum"], .nav a[href*="viewforum"]').map(text)
  const up = attribute(select(document, 'link[rel=up][href*="viewforum"]'), 'title')
  const named = [...new Set(links)].filter(name => name !== '')
  return named.length > 0 ? named : up ? [up] : []
}

/** The address of a post (?p=…) names no topic; the links to the topics beside it do. */
function topicId(document: Document, own: string): string | null {
  const links = selectAll(document, 'a.maintitle[href], a[href*="view=next"], a[href*="mode=reply"], link[rel=next]')
  for (const address of [own, ...links.map(link => attribute(link, 'href'))]) {
    const id = queryOf(address, 't') ?? /(?:^|[-/])(?:ftopic|sutra|about)(\d{1,10})/.exec(address ?? '')?.[1]
    if (id !== undefined && /^\d{1,10}$/.test(id)) return id
  }
  return null
}

interface Row {
  readonly id: string
  readonly row: Element
  readonly cell: Element
}

function findRows(document: Document): Row[] {
  const rows = new Map<string, Row>()
  for (const anchor of selectAll(document, 'a[name]')) {
    const id = /^(\d{1,12})$/.exec(attribute(anchor, 'name') ?? '')?.[1]
    const cell = id === undefined ? null : closest(anchor, 'td')
    const row = cell && closest(cell, 'tr')
    if (id === undefined || !row || rows.has(id) || closest(anchor, '.postbody')) continue
    if (select(row, '.postbody') && select(row, '.name, .postdetails')) rows.set(id, { id, row, cell })
  }
  return [...rows.values()]
}

function readRow({ id, row, cell }: Row, index: number, offset: number | null, time: TimeContext): PostDraft {
  const first = select(row, '.postbody')
  const holder = first ? closest(first, 'td') : null
  const note = holder?.children
    .filter(isTag)
    .findLast(child => child.name === 'span' && child.attribs['class'] === 'gensmall')
  if (holder) markBody(holder)
  const { body, signature } = splitSignature(holder?.children.filter(child => child !== note) ?? [])
  const name = select(cell, '.name') ?? select(row, '.name')
  const author = { name: name ? text(name) || null : null, uid: uidBelow(row) }
  const edit = note ? editNote(note, time) : null
  return draftPost({
    id,
    floor: offset === null ? null : offset + index + 1,
    isOpening: offset !== null && offset + index === 0,
    author,
    ...headOf(row, cell, time),
    card: cardOf(cell, author, signature, time),
    body,
    edits: [edit].filter((known): known is EditReading => known !== null),
  })
}

/** 「Posted: D」 and 「Post subject: T」 are two texts of one line, parted by an element; labels in any language. */
function headOf(row: Element, cell: Element, time: TimeContext): { time: TimeReading | null; subject: string | null } {
  const head = selectAll(row, '.postdetails').find(line => closest(line, 'td') !== cell)
  const texts =
    head?.children
      .filter(isText)
      .map(node => foldSpace(node.data))
      .filter(line => line !== '') ?? []
  const said = texts.map(line => /^[^:：]{2,30}[:：]\s*(\S.*)$/.exec(line)?.[1] ?? null)
  const date = said[0] ?? (head ? text(head) : null)
  return { time: date === null ? null : readTime(date, time), subject: said.length > 1 ? (said.at(-1) ?? null) : null }
}

function uidBelow(row: Element): string | null {
  let left = 3
  for (let next: ChildNode | null = row.next; next && left > 0; next = next.next) {
    if (!isTag(next)) continue
    left--
    if (select(next, 'a[name]')) return null
    const link = select(next, 'a[href*="mode=viewprofile"]')
    if (link) return queryOf(attribute(link, 'href'), 'u')
  }
  return null
}

function cardOf(
  cell: Element,
  author: PostDraft['author'],
  signature: readonly ChildNode[] | null,
  time: TimeContext,
): PostDraft['card'] {
  const details = select(cell, '.postdetails')
  const lines = textLines(details)
  const fields = lines.flatMap(line => cardFieldOf(line) ?? [])
  const rank = lines.find(line => !/[:：]/.test(line))
  const avatar = details && selectAll(details, 'img').find(picture => /avatar/i.test(attribute(picture, 'src') ?? ''))
  if (fields.length === 0 && rank === undefined && !avatar && !signature) return null
  const known = { rank: rank ?? null, avatar: attribute(avatar, 'src'), signature, fields }
  return draftCard({ ...typedMembers(fields, time), ...author, ...known })
}

/** Quotes and code are tables with a head row and a cell of their class. */
function markBody(holder: Element): void {
  for (const content of selectAll(holder, 'td.quote, td.code').toReversed()) {
    const box = closest(content, 'table')
    if (!box || !closest(box.parent as Element, 'td')) continue
    const head = select(box, '.genmed')
    if (content.attribs['class'] === 'code') markCode(box, content)
    else markQuote(box, { author: head ? quotedName(text(head)) : null }, content.children)
  }
}

function readPoll(document: Document): PollReading | null {
  const options = selectAll(document, 'img[src*="voting_bar"]').flatMap(bar => {
    const row = closest((closest(bar, 'table') ?? bar).parent as Element, 'tr')
    const match = row ? /^(.{1,200}?)\s*(\d{1,3}(?:\.\d+)?)%\s*\[\s*(\d{1,8})\s*\]$/.exec(text(row)) : null
    return match ? [{ text: match[1]!, votes: Number(match[3]), percent: Number(match[2]) }] : []
  })
  if (options.length === 0) return null
  const bar = select(document, 'img[src*="voting_bar"]')
  const box = bar && closest(bar, 'td[colspan], form')
  const bold = box ? selectAll(box, '.gen > b, b > .gen').map(text) : []
  const total = bold.map(shown => /[:：]\s*(\d{1,9})$/.exec(shown)?.[1]).find(shown => shown !== undefined)
  return { question: bold[0] ?? null, voters: total === undefined ? null : Number(total), options }
}
