/* Discuz! 2.5 to 5.x: bare tables. `<a name="pidN">` stands in or around each post; date and number stand below it. */
import { Element as TreeElement } from 'domhandler'
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../../clean/draft.ts'
import type { RemovedPiece } from '../../model/reading.ts'
import type { ChildNode, Element } from '../../text/dom.ts'
import { attribute, closest, foldSpace, isTag, select, selectAll, text, textLines } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { typedMembers } from '../card-fields.ts'
import type { HtmlPage } from '../engine.ts'
import { readBody } from './body.ts'
import { authorId, plainFields } from './card.ts'
import { readNotices } from './extras.ts'
import { fillFloors } from './floor.ts'
import { readThread } from './thread.ts'
import { trimmed } from './tree.ts'
import { clockOf, timeOf } from './when.ts'

const anchors = 'a[name^="pid"]'

/** Whether the page is a thread in the templates of Discuz! before 6. */
export const detectOldBoard = (page: HtmlPage): boolean =>
  selectAll(page.document, anchors).some(
    anchor => /^pid\d{1,15}$/.test(attribute(anchor, 'name')!) && rowOf(anchor) !== null,
  )

/** Reads a thread in the templates of Discuz! before 6. */
export function readOldBoard(page: HtmlPage): PageDraft {
  const clock = clockOf({ written: page.source, savedAt: page.savedAt })
  const removed: RemovedPiece[] = []
  const { address, ...facts } = readThread(page)
  const drafts = anchorsOf(page).flatMap(anchor => readAt(anchor, clock, removed))
  fillFloors(drafts, address, facts.thread.page)
  const title = titleOf(page)
  const notices = select(page.document, 'body') ? readNotices(select(page.document, 'body')!, clock) : []
  return draftPage({
    ...facts,
    thread: { ...facts.thread, title: title ?? facts.thread.title },
    posts: drafts.map((post, index) => ({ ...post, isOpening: post.floor === 1, notices: index === 0 ? notices : [] })),
    removed,
  })
}

/** One anchor for each row: a row that holds several is still one post. */
function anchorsOf(page: HtmlPage): Element[] {
  const parents = new Set<unknown>()
  return selectAll(page.document, anchors).filter(anchor => {
    const fresh = !parents.has(anchor.parent) || select(anchor, 'tr') !== null || nextTable(anchor) !== null
    parents.add(anchor.parent)
    return fresh
  })
}

/** The bar over the posts reads `标题: …`. */
function titleOf(page: HtmlPage): string | null {
  const bar = select(page.document, 'tr.header td.bold, tr.header .bold')
  return /^[^:：]{1,10}[:：]\s*(\S.*)$/.exec(text(bar))?.[1] ?? null
}

interface Row {
  readonly row: Element
  readonly column: Element
  readonly content: Element
}

/** The row of poster and text that belongs to an anchor: around it, or in the table that it wraps. */
function rowOf(anchor: Element): Row | null {
  const wrapped = select(anchor, 'tr') ?? nextTable(anchor)
  if (wrapped)
    return (
      selectAll(wrapped, 'tr')
        .map(asRow)
        .find(row => row !== null) ?? null
    )
  for (let row = closest(anchor, 'tr'); row; row = row.parent && isTag(row.parent) ? closest(row.parent, 'tr') : null) {
    const found = asRow(row)
    if (found) return found
  }
  return null
}

/** A parser closes a link before a table in it where the markup around is broken. */
function nextTable(anchor: Element): Element | null {
  let next: ChildNode | null = anchor.next
  while (next && !isTag(next)) next = next.next
  return next?.name === 'table' && !closest(anchor, 'td') ? next : null
}

function asRow(row: Element): Row | null {
  const cells = row.children.filter(isTag).filter(cell => cell.name === 'td')
  const [column, content] = cells
  if (cells.length !== 2 || !column || !content) return null
  const poster =
    /^(?:1\d|2\d)%$/.test(attribute(column, 'width') ?? '') || /user/.test(attribute(column, 'class') ?? '')
  return poster && text(column) !== '' ? { row, column, content } : null
}

function readAt(anchor: Element, clock: TimeContext, removed: RemovedPiece[]): PostDraft[] {
  const id = /^pid(\d{1,15})$/.exec(attribute(anchor, 'name') ?? '')?.[1]
  const place = id === undefined ? null : rowOf(anchor)
  if (id === undefined || !place) return []
  const { row, column, content } = place
  const below = following(row)
  const label = /#\s?\d{1,7}/.exec(text(below))?.[0] ?? null
  const counted = /第\s*(\d{1,7})\s*篇/.exec(text(content).slice(0, 60))
  const author = authorOf(column)
  const { message, signature, subject, attachments } = bodyOf(content)
  const body = readBody(message, null, clock, removed)
  const floor = label ?? counted?.[1] ?? null
  return [
    draftPost({
      id,
      floor: floor === null ? null : Number(floor.replace(/\D/g, '')),
      floorLabel: label ?? (counted ? foldSpace(counted[0]) : null),
      author,
      time: below ? timeOf(dateIn(below), clock) : null,
      card: cardOf(column, author, signature, clock),
      subject,
      body: body.nodes,
      edits: [...body.edits],
      hidden: [...body.hidden],
      attachments: [...body.attachments, ...attachments],
    }),
  ]
}

/** The smallest cell with a date: rows nest tables. */
function dateIn(row: Element): string {
  const cells = selectAll(row, 'td').filter(cell => /\d{4}/.test(text(cell)))
  return text(cells.at(-1)).replace(/\s*#\s?\d+$/, '')
}

function following(row: Element): Element | null {
  let next: ChildNode | null = row.next
  while (next && !isTag(next)) next = next.next
  return next
}

const stated = /(?:名稱|名称|用户名|用戶名)\s*[:：﹕]\s*(\S.*)$/u

function authorOf(column: Element): { name: string | null; uid: string | null } {
  const link = select(column, 'a[href*="viewpro"], a[href*="space.php"], a.bold')
  const told = textLines(column)
    .map(line => stated.exec(line)?.[1])
    .find(name => name !== undefined)
  const name = told ?? (text(link) || text(select(column, '.bold, b')))
  const uid = link ? authorId([column]) : null
  return {
    name: name === '' ? null : name,
    uid: uid ?? plainFields(column).find(field => field.label === 'UID')?.value ?? null,
  }
}

function cardOf(
  column: Element,
  author: { name: string | null; uid: string | null },
  signature: readonly ChildNode[],
  clock: TimeContext,
): PostDraft['card'] {
  const fields = plainFields(column).filter(field => !/^(?:名稱|名称|状态|狀態|在线状态)$/.test(field.label))
  const lines = textLines(column)
  const at = lines.findIndex(line => author.name !== null && line.startsWith(author.name))
  const rank = fields.find(field => /^身[份分]$/.test(field.label))?.value ?? (at === -1 ? undefined : lines[at + 1])
  const state = lines.find(line => /(?:状态|狀態|status)/i.test(line)) ?? ''
  if (fields.length === 0) return null
  return draftCard({
    ...typedMembers(fields, clock),
    name: author.name,
    uid: author.uid,
    rank: rank !== undefined && !plainFields(column).some(field => rank.startsWith(field.label)) ? rank : null,
    online: /离线|離線/.test(state) ? false : /在线|在線/.test(state) ? true : null,
    avatar: attribute(select(column, 'img[src*="avatar"], img[src*="face"]'), 'src'),
    signature: signature.length > 0 ? signature : null,
    fields,
  })
}

interface Written {
  readonly message: Element
  readonly signature: readonly ChildNode[]
  readonly subject: string | null
  readonly attachments: PostDraft['attachments']
}

/** The text lies in a table of its own; a second row holds the signature, below a line that is a picture. */
function bodyOf(content: Element): Written {
  const line = select(content, 'img[src*="sigline"]')
  const signed = line ? closest(line, 'td') : null
  const signature = signed ? trimmed(after(signed, line!)) : []
  const cell = select(content, '[id^="postmessage_"]') ?? select(content, 'td') ?? content
  const heads = cell.children.filter(isTag).filter(isHead)
  const nodes = cell.children.filter(
    node => !isAnchor(node) && !heads.includes(node as Element) && !signature.includes(node) && node !== line,
  )
  const files = nodes
    .filter(isTag)
    .filter(node => node.name === 'a' && /attachment\.php\?aid=/.test(node.attribs['href'] ?? ''))
  const message = new TreeElement('div', {}, withoutFiles(nodes, files))
  for (const node of message.children) node.parent = message
  const subject = heads.map(head => text(head)).find(head => head !== '' && !/第\s*\d+\s*篇/.test(head)) ?? null
  return { message, signature, subject, attachments: files.map(fileOf) }
}

const isAnchor = (node: ChildNode): boolean =>
  isTag(node) && node.name === 'a' && /^pid\d/.test(node.attribs['name'] ?? '')
/** Number and subject stand over the text in small bold letters. */
const isHead = (node: Element): boolean =>
  node.name === 'span' &&
  /^(?:bold|smalltxt)$/.test(node.attribs['class'] ?? '') &&
  select(node, '.bold, .smalltxt') !== null

/** A file is named in a line of its own: picture, label, link, day and size, then how often it was fetched. */
function fileOf(link: Element): PostDraft['attachments'][number] {
  const next = link.next ? text(link.next) : ''
  const size = /([\d.,]{1,12}\s?(?:[KMG]i?B?|Bytes|字节))\s*\)/i.exec(next)
  return { name: text(link), url: attribute(link, 'href'), size: size?.[1] ?? null }
}

/** The nodes up to the first file's line; pictures among the files are kept. */
function withoutFiles(nodes: readonly ChildNode[], files: readonly Element[]): ChildNode[] {
  const icon = nodes.findIndex(
    node => isTag(node) && node.name === 'img' && /attachicons?\//.test(node.attribs['src'] ?? ''),
  )
  const first = icon === -1 ? nodes.findIndex(node => files.includes(node as Element)) : icon
  if (files.length === 0 || first === -1) return [...nodes]
  const pictures = nodes
    .slice(first)
    .filter(node => isTag(node) && node.name === 'img' && !/attachicons?\//.test(node.attribs['src'] ?? ''))
  return [...trimmed(nodes.slice(0, first)), ...pictures]
}

function after(cell: Element, line: Element): ChildNode[] {
  const start = cell.children.indexOf(line)
  return start === -1 ? [] : cell.children.slice(start + 1)
}
