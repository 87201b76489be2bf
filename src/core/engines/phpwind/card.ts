/* The poster's cell beside a floor. Its hidden hover card (8.3 and later) holds more than what shows, so both are read. */
import type { CardDraft } from '../../clean/draft.ts'
import { draftCard } from '../../clean/draft.ts'
import type { CardField } from '../../model/reading.ts'
import type { ChildNode, Element } from '../../text/dom.ts'
import {
  attribute,
  closest,
  foldSpace,
  isTag,
  isText,
  matches,
  ownText,
  select,
  selectAll,
  text,
  walk,
} from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { cardField, cardFieldOf, typedMembers } from '../card-fields.ts'
import { userId } from './addresses.ts'

export interface Poster {
  readonly name: string | null
  readonly uid: string | null
  readonly card: CardDraft
}

/** Everything a poster cell states, the person's own motto and signature left out of the fields. */
export function readPoster(cell: Element, signature: readonly ChildNode[] | null, time: TimeContext): Poster {
  const fields = fieldsOf(cell)
  const { name, link } = nameOf(cell)
  const typed = typedMembers(fields, time)
  const uid = (link === null ? null : userId(link)) ?? typed.uid ?? uidIn(cell)
  const level = select(cell, '.readLevel, .level')
  const card = draftCard({
    ...typed,
    name,
    uid,
    rank: typed.rank ?? (level && foldSpace(text(level).replace(/^级别\s*[:：]/, ''))) ?? null,
    online: onlineOf(cell),
    avatar: avatarOf(cell),
    signature,
    fields,
  })
  return { name, uid, card: card.rank === '' ? { ...card, rank: null } : card }
}

const hoverCard = '.card'

function nameOf(cell: Element): { name: string | null; link: string | null } {
  const box = select(cell, '.readName, .r_name, .floor_info .name')
  const scope = box ?? cell
  const candidate = selectAll(scope, box ? 'a' : 'a, b').find(element => {
    if (text(element) === '' || closest(element, `${hoverCard}, .user-pic, .face, .honor`)) return false
    return element.name === 'b' || userId(attribute(element, 'href') ?? '') !== null
  })
  if (candidate) {
    const link = candidate.name === 'a' ? candidate : select(candidate, 'a')
    return { name: text(link ?? candidate), link: attribute(link, 'href') }
  }
  const plain = box ? ownText(box) : firstText(cell)
  return { name: plain === '' ? null : plain, link: null }
}

/** 6.x writes the name as bare text after the picture that says whether the person is online. */
function firstText(cell: Element): string {
  let found = ''
  walk(cell, node => {
    if (found !== '') return false
    if (isTag(node)) return !['script', 'style'].includes(node.name) && !isHiddenBox(node)
    if (isText(node)) found = foldSpace(node.data)
    return undefined
  })
  return /[:：]/.test(found) ? '' : found
}

function uidIn(cell: Element): string | null {
  for (const link of selectAll(cell, 'a[href]')) {
    const uid = userId(attribute(link, 'href') ?? '') ?? /touid[=-](\d{1,12})/.exec(attribute(link, 'href') ?? '')?.[1]
    if (uid) return uid
  }
  return /card_sf_\w{1,20}_(\d{1,12})/.exec(attribute(select(cell, '[id^=card_sf_]'), 'id') ?? '')?.[1] ?? null
}

function onlineOf(cell: Element): boolean | null {
  const mark = select(
    cell,
    '.card-online, .card-offline, .man_ol, .man_unol, .women_ol, .women_unol, img[src*="online"], img[src*="offline"]',
  )
  if (!mark) return null
  const said = `${attribute(mark, 'class') ?? ''} ${attribute(mark, 'src') ?? ''}`
  return !/offline|_unol/.test(said)
}

function avatarOf(cell: Element): string | null {
  const pictures = selectAll(cell, '.user-pic img, .userCard img, .face_img img, .readFace img, .face img, img.pic')
  return pictures.map(picture => attribute(picture, 'src')).find(source => source !== null && source !== '') ?? null
}

/** Unshown boxes hold menus and hints; only the hover card is the person's. */
function isHiddenBox(element: Element): boolean {
  return /display\s*:\s*none/i.test(attribute(element, 'style') ?? '') && !matches(element, hoverCard)
}

const unread = '.honor, .readHonor, .floor_honor, .operate, .pw_all_tip, script, style'
const lineEnds = new Set(['br', 'div', 'p', 'li', 'ul', 'dl', 'dt', 'dd', 'table', 'tr', 'td', 'h1', 'h2', 'h3', 'h6'])

function fieldsOf(cell: Element): CardField[] {
  const fields = new Map<string, CardField>()
  const add = (field: CardField | null): void => {
    if (!field || field.value === '' || field.label === '') return
    const known = fields.get(field.label)
    if (!known || (known.unit === null && field.unit !== null)) fields.set(field.label, field)
  }
  let line = ''
  const endLine = (): void => {
    add(cardFieldOf(line))
    line = ''
  }
  walk(
    cell,
    node => {
      if (isText(node)) line += node.data
      if (!isTag(node)) return undefined
      if (lineEnds.has(node.name)) endLine()
      if (matches(node, unread) || isHiddenBox(node)) return false
      const pair = pairOf(node)
      if (!pair) return undefined
      add(pair)
      return false
    },
    element => {
      if (lineEnds.has(element.name) || element.attribs['id']?.startsWith('showface_')) endLine()
    },
  )
  endLine()
  return [...fields.values()]
}

/** Label and value as elements: <li><em>发帖</em>12</li>, <dl><dt>发帖</dt><dd>12</dd></dl>. */
function pairOf(element: Element): CardField | null {
  if (element.name === 'li') {
    const label = element.children.find(isTag)
    if (!label || (label.name !== 'em' && label.name !== 'span')) return null
    const value = element.children.filter(child => child !== label).map(text)
    return cardField(text(label), value.join(' '))
  }
  if (element.name !== 'dl') return null
  const [label, value, more] = element.children.filter(isTag)
  if (more || label?.name !== 'dt' || value?.name !== 'dd' || select(value, 'ul, p, dl')) return null
  return cardField(text(label), text(value))
}
