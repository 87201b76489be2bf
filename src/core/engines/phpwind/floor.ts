/* One floor of phpwind 5.3–8.7: a poster cell and a content cell that share a table, told by the ids td_PID and read_PID. */
import type { PostDraft } from '../../clean/draft.ts'
import { draftPost } from '../../clean/draft.ts'
import type { RemovedPiece } from '../../model/reading.ts'
import type { ChildNode, Document, Element } from '../../text/dom.ts'
import { attribute, closest, isTag, matches, select, selectAll, text, textLines, walk } from '../../text/dom.ts'
import type { TimeContext, TimeReading } from '../../text/time.ts'
import { resolve } from '../page-facts.ts'
import { readBody } from './body.ts'
import { readPoster } from './card.ts'
import {
  attachedPictures,
  dropFileIcons,
  readAttachments,
  readFeelings,
  readPoll,
  readRatings,
  toppedFrom,
} from './extras.ts'
import { floorLabel, floorNumber } from './floors.ts'
import { hiddenIn, noticesOf } from './notices.ts'
import { timeIn } from './times.ts'

export interface FloorPlace {
  /** `tpc` for the opening post. */
  readonly pid: string
  readonly container: Element
  readonly body: Element
}

export interface ReadFloor {
  readonly post: PostDraft
  readonly removed: readonly RemovedPiece[]
}

const posterCell = '.r_two, .floot_left'
const pidForm = /^(td|read)_(tpc|\d{1,12})$/
const bodyOf = (pid: string): string => `[id="read_${pid}"]`

/** Every floor of the page in its order. A topped copy of a floor that is also in its own place is left out. */
export function findFloors(document: Document): FloorPlace[] {
  const places = new Map<string, FloorPlace>()
  const posters = new Map<Element, number>()
  walk(document, marked => {
    if (!isTag(marked)) return undefined
    const [, kind, pid] = pidForm.exec(marked.attribs['id'] ?? '') ?? []
    if (kind === undefined || pid === undefined) return undefined
    const container = containerOf(marked, posters)
    const known = places.get(pid)
    if (!known || (known.container !== container && !isTopped(container))) {
      places.delete(pid)
      places.set(pid, { pid, container, body: kind === 'read' ? marked : bodyIn(marked, pid) })
    }
    // What a poster wrote may carry such ids too: nothing in a body is a floor.
    return kind === 'read' ? false : undefined
  })
  return [...places.values()]
}

function insideBody(element: Element): boolean {
  for (let node = element.parent; node; node = node.parent)
    if ('attribs' in node && /^read_(?:tpc|\d{1,12})$/.test(node.attribs['id'] ?? '')) return true
  return false
}

function bodyIn(cell: Element, pid: string): Element {
  const candidates = [bodyOf(pid), '.tpc_content:not([id^=mag_])', '.f14']
  for (const selector of candidates) {
    const body = select(cell, selector)
    if (body) return body
  }
  return cell
}

/** The floor's own table; where a theme puts all floors into one table, its row; where there is no poster cell, the cell. */
function containerOf(marked: Element, posters: Map<Element, number>): Element {
  const row = closest(marked, 'tr')
  for (let table = closest(marked, 'table'); table; table = closestAbove(table)) {
    const count = posters.get(table) ?? selectAll(table, posterCell).length
    posters.set(table, count)
    if (count === 1) return table
    if (count > 1) return row && select(row, posterCell) ? row : marked
  }
  return closest(marked, '[id^=readfloor_]') ?? row ?? marked
}

const closestAbove = (table: Element): Element | null => {
  for (let node = table.parent; node; node = node.parent) if ('attribs' in node && node.name === 'table') return node
  return null
}

const isTopped = (container: Element): boolean => {
  const bar = select(container, bars)
  return bar !== null && /置顶/.test(text(bar))
}

const bars = '.tiptop, .tipTop, .tipad'

/** Reads one floor; its body's nodes are changed in place. */
export function readFloor(place: FloorPlace, threadTitle: string, base: string | null, time: TimeContext): ReadFloor {
  const { pid, container, body } = place
  const subject = text(select(container, `[id="subject_${pid}"]`)) || null
  const mag = select(container, `[id="mag_${pid}"]`)
  const notices = mag ? noticesOf(textLines(mag), time) : []
  const signature = signatureOf(container, body)
  const cell = select(container, posterCell)
  const poster = cell ? readPoster(cell, signature, time) : null
  const { label, floor } = floorOf(container, pid)
  const posted = timeOf(container, time)
  const poll = pid === 'tpc' ? readPoll(container) : null
  const attachments = readAttachments(container).map(file => ({
    ...file,
    url: file.url === null ? null : (resolve(file.url, base) ?? file.url),
  }))
  const pictures = attachedPictures(container, body)
  const hiddenFiles = hiddenIn(filesOutside(container, body))
  dropFileIcons(body)
  const read = readBody(body, time)
  return {
    post: draftPost({
      id: pid,
      floor,
      floorLabel: label,
      author: { name: poster?.name ?? null, uid: poster?.uid ?? null },
      time: posted,
      subject: subject === threadTitle || pid === 'tpc' ? null : subject,
      body: [...read.nodes, ...pictures],
      card: poster?.card ?? null,
      notices,
      isOpening: pid === 'tpc',
      edits: [...read.edits],
      attachments,
      poll,
      ratings: [...readRatings(container), ...readFeelings(container)],
      hidden: [...read.hidden, ...hiddenFiles],
    }),
    removed: read.removed,
  }
}

function filesOutside(container: Element, body: Element): string[] {
  return selectAll(container, '[id^=att_], [id^=read_Att_]')
    .filter(box => !matches(box, '[id^=read_Att_] [id^=att_]') && !insideBody(box) && box !== body)
    .flatMap(textLines)
    .filter(line => line.startsWith('附件设置隐藏'))
}

function signatureOf(container: Element, body: Element): readonly ChildNode[] | null {
  const box = selectAll(container, '.signature').find(element => !insideBody(element) && element !== body)
  if (!box || text(box) === '') return box && select(box, 'img') ? box.children : null
  const cells = selectAll(box, 'td')
  return cells.length === 1 ? cells[0]!.children : box.children
}

const floorLinks =
  '[onclick*=copyUrl], [onclick*=copyFloorUrl], .tiptop a.s3, .tipTop a.s2, .tipad a.s3, [title="复制此楼地址"]'

function floorOf(container: Element, pid: string): { label: string | null; floor: number | null } {
  const link = selectAll(container, floorLinks).find(
    element => text(element) !== '' && closest(element, bars) && !insideBody(element) && !/复制/.test(text(element)),
  )
  const bar = link && closest(link, bars)
  const label = link ? floorLabel(text(link)) : null
  const told = (bar && toppedFrom(bar)) ?? (label === null ? null : floorNumber(label))
  return { label: label === '' ? null : label, floor: told ?? counted(container) ?? (pid === 'tpc' ? 0 : null) }
}

/** The floor's number as its own marks carry it, for pages whose owner gave the floors other names. */
function counted(container: Element): number | null {
  for (const element of selectAll(
    container,
    '[id^=showface_], [id^=readFace_], [href*="article="], [onclick*="article="]',
  )) {
    const marks = `${element.attribs['id'] ?? ''} ${element.attribs['href'] ?? ''} ${element.attribs['onclick'] ?? ''}`
    const number = /(?:showface_|readFace_|[?&;]article=)(\d{1,7})(?!\d)/.exec(marks)?.[1]
    if (number !== undefined) return Number(number)
  }
  return null
}

/** At the top in 7.x and 8.x, at the bottom in 6.x; a `title` attribute is more exact than what shows. */
function timeOf(container: Element, time: TimeContext): TimeReading | null {
  for (const bar of selectAll(container, bars)) {
    if (insideBody(bar)) continue
    for (const element of selectAll(bar, '[title]')) {
      const exact = timeIn(attribute(element, 'title') ?? '', { savedAt: null })
      if (exact) return { ...exact, text: timeIn(text(element), time)?.text ?? shownTime(element) ?? exact.text }
    }
    const shown = timeIn(text(bar), time)
    if (shown) return shown
  }
  return null
}

/** A relative time that cannot be resolved is still what the page shows. */
function shownTime(element: Element): string | null {
  const shown = text(element).replace(/^(?:发表于|發表於|发布于|Posted|时间)\s*[:：]?\s*/i, '')
  return shown === '' || shown.length > 40 ? null : shown
}
