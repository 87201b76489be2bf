/* Posts of subsilver2: a table.tablebg for each, an anchor pN in it, div.postbody. A deleted person has no name cell. */
import type { PostDraft } from '../../clean/draft.ts'
import { draftCard, draftPost } from '../../clean/draft.ts'
import type { EditReading } from '../../model/reading.ts'
import type { ChildNode, Document, Element } from '../../text/dom.ts'
import { attribute, closest, isTag, isText, select, selectAll, text, textLines } from '../../text/dom.ts'
import type { TimeContext, TimeReading } from '../../text/time.ts'
import { readTime } from '../../text/time.ts'
import { cardFieldOf, typedMembers } from '../card-fields.ts'
import { editNote } from '../edit-note.ts'
import { userOf } from './address.ts'
import { markBody, takeAttachments } from './body.ts'

interface Place {
  readonly id: string
  readonly container: Element
}

/** Where each post of the page is. */
export function findTables(document: Document): Place[] {
  const places = new Map<string, Place>()
  for (const anchor of selectAll(document, 'a[name^=p]')) {
    const id = /^p(\d{1,12})$/.exec(attribute(anchor, 'name') ?? '')?.[1]
    const container = id === undefined ? null : (closest(anchor, 'table.tablebg') ?? closest(anchor, 'table'))
    if (id === undefined || container === null || places.has(id) || closest(anchor, '.postbody')) continue
    if (select(container, '.postbody')) places.set(id, { id, container })
  }
  return [...places.values()]
}

/** Reads one post; its floor is the page's to say. */
export function readTable({ id, container }: Place, time: TimeContext): PostDraft {
  const [body, ...more] = selectAll(container, '.postbody').filter(
    found => !closest(found.parent as Element, '.postbody'),
  )
  const sign = more.find(found => /^\s*_{5,}/.test(text(found)))
  const signature = sign ? withoutRule(sign) : null
  const name = select(container, '.postauthor')
  const poster = { name: name ? text(name) || null : null, uid: uidIn(container) }
  const attached = body ? takeAttachments(container, body) : { files: [], pictures: [] }
  const notes = selectAll(container, '.gensmall').filter(
    found => found.name === 'span' && !closest(found, '.postbody, .profile') && select(found, 'img') === null,
  )
  if (body) markBody(body)
  return draftPost({
    id,
    author: poster,
    time: timeOf(container, time),
    subject: headLine(container, 0),
    card: cardOf(container, poster, signature, time),
    body: [...(body?.children ?? []), ...attached.pictures],
    edits: notes
      .map(note => editNote(note, time))
      .filter((edit): edit is EditReading => edit !== null && edit.at !== null),
    attachments: attached.files,
  })
}

const uidIn = (container: Element): string | null =>
  selectAll(container, 'a[href*="viewprofile"]')
    .filter(link => !closest(link, '.postbody'))
    .map(link => userOf(attribute(link, 'href')))
    .find(uid => uid !== null) ?? null

/** 「Post subject: T」 and 「Posted: D」 are the two floats of the head; their labels are in the board's language. */
function headLine(container: Element, index: 0 | 1): string | null {
  const head = selectAll(container, 'td.gensmall').find(cell => selectAll(cell, 'div[style*=float]').length >= 2)
  const float = head ? selectAll(head, 'div[style*=float]')[index] : undefined
  const words = float && text(float)
  return words ? (/^[^:：]{2,30}[:：]\s*(\S.*)$/.exec(words)?.[1]?.trim() ?? null) : null
}

function timeOf(container: Element, time: TimeContext): TimeReading | null {
  const shown = headLine(container, 1)
  if (shown !== null) return readTime(shown, time)
  const cell = selectAll(container, 'td.gensmall')
    .map(text)
    .find(words => /\d{1,2}:\d{2}/.test(words))
  const date =
    cell === undefined
      ? undefined
      : /(?:posted|verfasst|inviato|publié|publicado|добавлено)\s*:\s*(.+)$/i.exec(cell)?.[1]
  return date === undefined ? null : readTime(date, time)
}

function withoutRule(signature: Element): readonly ChildNode[] {
  const rule = signature.children.findIndex(node => isText(node) && /^\s*_{5,}\s*$/.test(node.data))
  const rest = signature.children.slice(rule + 1)
  const start = rest.findIndex(
    node => !(isTag(node) && node.name === 'br') && !(isText(node) && node.data.trim() === ''),
  )
  return start < 0 ? [] : rest.slice(start)
}

function cardOf(
  container: Element,
  poster: PostDraft['author'],
  signature: readonly ChildNode[] | null,
  time: TimeContext,
): PostDraft['card'] {
  const cell = selectAll(container, 'td.profile').find(found => select(found, '.postdetails') !== null)
  if (!cell) return signature ? draftCard({ ...poster, signature }) : null
  const details = selectAll(cell, '.postdetails')
  const lines = details.flatMap(found => textLines(found))
  const fields = lines.flatMap(line => cardFieldOf(line) ?? [])
  const rank = details
    .filter(found => found.name === 'td')
    .map(text)
    .find(shown => shown !== '' && !shown.includes(':'))
  const pictures = selectAll(cell, 'img')
  const avatar = pictures.find(picture => /avatar/i.test(attribute(picture, 'src') ?? ''))
  return draftCard({
    ...typedMembers(fields, time),
    ...poster,
    rank: rank ?? null,
    online: onlineOf(pictures),
    avatar: attribute(avatar, 'src'),
    signature,
    fields,
  })
}

function onlineOf(pictures: readonly Element[]): boolean | null {
  const sources = pictures.map(picture => attribute(picture, 'src') ?? '')
  return sources.some(source => /user_offline/.test(source))
    ? false
    : sources.some(source => /user_online/.test(source)) || null
}
