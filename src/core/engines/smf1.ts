/*
 * SMF 1.1: tables, a message in div.post below #subject_N. The anchors msgN are no sign of a post: pages of one large forum
 * hold decoy rows with them against copiers, which have no #subject_N and one number for author, date and body.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../clean/draft.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, isTag, matches, select, selectAll, text, textLines } from '../text/dom.ts'
import type { TimeContext } from '../text/time.ts'
import { attachedBelow } from './attached-files.ts'
import { cardFieldOf, typedMembers } from './card-fields.ts'
import { clockOf } from './clock.ts'
import { editNote } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { smfBody, smfHead } from './smf-body.ts'
import { smfMessageOf, smfTopic } from './smf-topic.ts'

export const smf1: Engine = { id: 'smf1', name: 'SMF 1', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (findPosts(document).length === 0) return 'no'
  const signs = [
    select(document, '#top_subject') !== null,
    select(document, '[id^=modified_], a.navPages, #quickModForm') !== null,
    /SMF 1\.\d|Simple Machines/i.test(page.source.slice(-30_000)),
  ]
  return signs.some(Boolean) ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const places = findPosts(page.document)
  const { offset, ...facts } = smfTopic(page, places[0] ? text(places[0].subject) : null)
  const clock = clockOf(
    page,
    places.map(place => text(lineBelow(place.subject))),
  )
  const posts = places.map((place, index) => readPost(place, offset === null ? null : offset + index + 1, clock))
  return draftPage({ ...facts, posts })
}

interface Place {
  readonly id: string
  readonly subject: Element
  /** The row with the poster's cell, and the table around it that also holds edits and signature. */
  readonly row: Element
  readonly table: Element
}

function findPosts(document: Document): Place[] {
  const places = new Map<string, Place>()
  for (const subject of selectAll(document, '[id^=subject_]')) {
    const id = /^subject_(\d{1,12})$/.exec(attribute(subject, 'id') ?? '')?.[1]
    const row = id === undefined ? null : postRow(subject)
    const table = row && closest(row, 'table')
    if (id === undefined || !row || !table || places.has(id) || closest(subject, '.post')) continue
    if (select(row, '.post, [id^=msg_]') && smfMessageOf(attribute(select(subject, 'a[href]'), 'href')) !== null)
      places.set(id, { id, subject, row, table })
  }
  return [...places.values()]
}

/** The nearest row whose first cell is the poster's. */
function postRow(subject: Element): Element | null {
  for (
    let row = closest(subject, 'tr');
    row;
    row = row.parent && isTag(row.parent) ? closest(row.parent, 'tr') : null
  ) {
    const [first] = row.children.filter(isTag)
    if (first && (matches(first, '.poster_info') || first.attribs['rowspan'] === '2')) return row
  }
  return null
}

function lineBelow(subject: Element): Element | null {
  for (let next = subject.next; next; next = next.next) if (isTag(next) && matches(next, '.smalltext')) return next
  return null
}

function readPost({ id, subject, row, table }: Place, counted: number | null, clock: TimeContext): PostDraft {
  const poster = row.children.filter(isTag)[0]!
  const head = smfHead(lineBelow(subject), clock)
  const number = /^#(\d{1,7})$/.exec(text(select(row, 'a.message_number')))
  const floor = number ? Number(number[1]) : head.reply !== null ? head.reply + 1 : counted
  const body = select(row, '.post')
  const bold = selectAll(poster, 'b').find(found => text(found) !== '')
  const link = bold ? select(bold, 'a[href]') : null
  const uid = /u=(\d{1,12})/.exec(attribute(link, 'href') ?? '')?.[1] ?? null
  const author = { name: bold ? text(bold) : null, uid }
  const note = select(table, `[id="modified_${id}"]`)
  const edit = note ? editNote(note, clock) : null
  const below = selectAll(table, 'td.smalltext, .attachments').filter(
    cell => select(cell, 'a[href*="dlattach"]') !== null,
  )
  const attached = attachedBelow(below.filter(cell => select(cell, 'td.smalltext a[href*="dlattach"]') === null))
  if (body) smfBody(body)
  return draftPost({
    id,
    floor,
    floorLabel: number?.[0] ?? head.label,
    isOpening: floor === 1,
    author,
    time: head.time,
    subject: text(subject) || null,
    card: cardOf(poster, author, select(table, '.signature'), clock),
    body: [...(body?.children ?? []), ...attached.pictures],
    edits: edit ? [edit] : [],
    attachments: attached.files,
  })
}

function cardOf(
  poster: Element,
  author: PostDraft['author'],
  signature: Element | null,
  clock: TimeContext,
): PostDraft['card'] {
  const box = select(poster, '.smalltext')
  if (!box && !signature) return null
  const lines = textLines(box)
  const fields = lines.flatMap(line => cardFieldOf(line) ?? [])
  const rank = lines.find(line => !/[:：]/.test(line) && !/^(?:online|offline|ignore)$/i.test(line))
  const pictures = selectAll(poster, 'img').map(picture => attribute(picture, 'src') ?? '')
  const online = pictures.some(source => /useroff/.test(source))
    ? false
    : pictures.some(source => /useron/.test(source)) || null
  return draftCard({
    ...typedMembers(fields, clock),
    ...author,
    ...(rank === undefined ? {} : { rank }),
    online,
    avatar: pictures.find(source => /avatar|dlattach/i.test(source)) ?? null,
    signature: signature?.children ?? null,
    fields,
  })
}
