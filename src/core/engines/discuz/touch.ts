/* The touch pages of X3 and later: .plc blocks with .message, no postmessage_N; X3.5 gives each block its pid. */
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftPage, draftPost } from '../../clean/draft.ts'
import type { RemovedPiece } from '../../model/reading.ts'
import type { Element } from '../../text/dom.ts'
import { attribute, closest, isTag, isText, ownText, select, selectAll, text } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import type { HtmlPage } from '../engine.ts'
import { readBody } from './body.ts'
import { authorId, readCard } from './card.ts'
import { readNotices, readPoll, readRatings } from './extras.ts'
import { fillFloors, floorOf } from './floor.ts'
import { readThread } from './thread.ts'
import { clockOf, timeIn, timeOf } from './when.ts'

/** Whether the page is a thread in the touch template. */
export const detectTouch = (page: HtmlPage): boolean =>
  select(page.document, '.plc .authi') !== null &&
  select(page.document, '.plc .message') !== null &&
  select(page.document, 'td.plc') === null

/** Reads a thread in the touch template. */
export function readTouch(page: HtmlPage): PageDraft {
  const clock = clockOf({ written: page.source, savedAt: page.savedAt })
  const removed: RemovedPiece[] = []
  const { address, ...facts } = readThread(page)
  const blocks = selectAll(page.document, '.plc').filter(
    block => select(block, '.message') && !closest(block, '[id^="comment_"]'),
  )
  const drafts = blocks.map(block => readBlock(block, clock, removed))
  fillFloors(drafts, address, facts.thread.page)
  return draftPage({ ...facts, posts: drafts.map(post => ({ ...post, isOpening: post.floor === 1 })), removed })
}

function readBlock(block: Element, clock: TimeContext, removed: RemovedPiece[]): PostDraft {
  const message = select(block, '.message')!
  const lines = selectAll(block, '.authi > li')
  const [head, second] = lines
  const label = head ? text(select(head, '.y') ?? select(head, 'em')) : ''
  const author = authorOf(head ?? null, block)
  const poll = readPoll(block)
  const ratings = readRatings(block)
  const heading = select(message, 'h2')
  const subject = text(heading) || null
  if (heading) heading.children = []
  const body = readBody(message, select(block, '.display'), clock, removed)
  return draftPost({
    id: idOf(block),
    floor: floorOf(label),
    floorLabel: label === '' ? null : label,
    author,
    time: second ? (timeIn(select(second, 'span[title]'), clock) ?? timeOf(bareText(second), clock)) : null,
    subject,
    card: readCard([block], author, null, clock),
    notices: readNotices(block, clock),
    poll,
    ratings,
    body: body.nodes,
    edits: [...body.edits],
    hidden: [...body.hidden],
    attachments: body.attachments,
  })
}

function idOf(block: Element): string | null {
  const marks = [
    attribute(block, 'id'),
    ...selectAll(block, '[href^="#replybtn_"], [id^="replybtn_"]').map(
      mark => attribute(mark, 'href') ?? attribute(mark, 'id'),
    ),
  ]
  return marks.map(mark => /(?:pid|replybtn_)(\d{1,15})$/.exec(mark ?? '')?.[1]).find(id => id !== undefined) ?? null
}

/** The name stands in <b> (X3.4) or .z (X3.5); guests, anonymous and deleted people have no address. */
function authorOf(head: Element | null, block: Element): { name: string | null; uid: string | null } {
  const place = head && (select(head, '.z') ?? select(head, 'b') ?? head)
  if (!place) return { name: null, uid: null }
  const link = select(place, 'a')
  const name = link ? ownText(link) : ownText(place)
  const known = link !== null && /uid/.test(attribute(link, 'href') ?? '')
  return { name: name === '' ? null : name, uid: known ? authorId([place, block]) : null }
}

/** The line's own text: what stands in elements beside the time is buttons and counts. */
const bareText = (line: Element): string =>
  line.children
    .map(child =>
      isText(child)
        ? child.data
        : isTag(child) && !/\by\b/.test(child.attribs['class'] ?? '') && child.name === 'span'
          ? text(child)
          : '',
    )
    .join(' ')
    .trim()
