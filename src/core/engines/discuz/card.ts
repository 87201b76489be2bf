/* Poster cards: the column beside a post, with the hidden hover card (#userinfoPID) merged into it in page order. */
import type { CardDraft } from '../../clean/draft.ts'
import { draftCard } from '../../clean/draft.ts'
import type { CardField } from '../../model/reading.ts'
import type { Element } from '../../text/dom.ts'
import { attribute, closest, isTag, ownText, select, selectAll, text, textLines } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { cardField, typedMembers } from '../card-fields.ts'
import { userId } from './address.ts'

export interface Author {
  readonly name: string | null
  readonly uid: string | null
}

/** The card in the parts of a post that speak of its poster; null where they say nothing beyond the name. */
export function readCard(
  parts: readonly Element[],
  author: Author,
  signature: Element | null,
  clock: TimeContext,
): CardDraft | null {
  const fields = distinct(parts.flatMap(part => [...labelled(part), ...badges(part)]))
  const typed = typedMembers(fields, clock)
  const rank = typed.rank ?? first(parts, rankIn)
  const avatar = first(parts, part => avatarOf(part))
  const online = parts.map(onlineOf).find(state => state !== null) ?? null
  const signed = signature && !/^(?:签名被屏蔽|簽名被屏蔽)$/.test(text(signature)) ? signature.children : null
  if (fields.length === 0 && rank === null && avatar === null && online === null && signed === null) return null
  return draftCard({
    ...typed,
    name: author.name,
    uid: author.uid ?? typed.uid ?? null,
    rank,
    online,
    avatar,
    signature: signed,
    fields,
  })
}

const rankPlaces = [
  'p em a[href*="usergroup"]',
  'p em a[href*="grouppermission"]',
  'p a[href*="ac=usergroup"]',
  'p > em',
].join(', ')

const rankIn = (part: Element): string =>
  text(selectAll(part, rankPlaces).find(place => text(place) !== '' && !closest(place, '[id^="userinfo"]')))

function first(parts: readonly Element[], read: (part: Element) => string | null): string | null {
  for (const part of parts) {
    const found = read(part)
    if (found !== null && found !== '') return found
  }
  return null
}

function avatarOf(part: Element): string | null {
  const image = select(part, '.avatar img, .avt img') ?? select(part, 'img[src*="avatar"]')
  return attribute(image, 'src') ?? attribute(image, 'data-src')
}

function onlineOf(part: Element): boolean | null {
  const place = select(part, 'li.online, li.offline, [id^="userinfo"] em, .popuserinfo em')
  if (!place) return null
  const state = text(place)
  if (/离线|離線|offline/i.test(state)) return false
  return /在线|在線|線上|online/i.test(state) ? true : null
}

/** Lines with a label: definition lists, and the row of numbers over their labels. */
function labelled(part: Element): CardField[] {
  return selectAll(part, 'dt, .tns th, .tns td, .tns li').flatMap(element =>
    element.name === 'dt' ? definition(element) : counted(element),
  )
}

function definition(term: Element): CardField[] {
  const siblings = term.parent?.children ?? []
  const value = siblings.slice(siblings.indexOf(term) + 1).find(isTag)
  if (value?.name !== 'dd' || closest(term, '.sd, .tattl, .t_attachlist')) return []
  const [label, shown] = [text(term), text(value)]
  return label === '' || shown === '' ? [] : [withExactNumber(cardField(label, shown), value)]
}

function counted(cell: Element): CardField[] {
  const number = select(cell, 'p, a, span')
  const label = ownText(cell)
  return number && label !== '' && text(number) !== '' ? [withExactNumber(cardField(label, text(number)), number)] : []
}

/** Discuz! shortens large numbers (3万) and keeps the whole one in a title. */
function withExactNumber(field: CardField, place: Element): CardField {
  const exact = attribute(select(place, '[title]'), 'title') ?? ''
  return /^\d{1,15}$/.test(exact) ? { ...field, number: Number(exact) } : field
}

/** What cards show without a label, under the names the software itself has for it. */
function badges(part: Element): CardField[] {
  const status = text(select(part, 'p.xg1, .customstatus'))
  const medals = selectAll(part, '.md_ctrl img, p img[src*="medal"]')
    .map(medal => attribute(medal, 'alt') ?? '')
    .filter(name => name !== '')
  return [
    ...(status === '' ? [] : [cardField('自定义头衔', status)]),
    ...(medals.length === 0 ? [] : [cardField('勋章', medals.join('、'))]),
  ]
}

/** Lines of a card that writes `label value` as plain text, as Discuz! ≤ 5 does. */
export function plainFields(cell: Element): CardField[] {
  return textLines(cell).flatMap(line => {
    const match =
      /^([^\s\d:：﹕]{1,12})\s?[:：﹕]?\s+(\S.{0,60})$/u.exec(line) ??
      /^([^\s\d:：﹕]{1,12})[:：﹕]\s*(\S.{0,60})$/u.exec(line)
    return match ? [cardField(match[1]!, match[2]!)] : []
  })
}

/** The fields, each line once. */
export function distinct(fields: readonly CardField[]): CardField[] {
  const seen = new Set<string>()
  return fields.filter(({ label, value }) => {
    const line = `${label}\n${value}`
    const fresh = !seen.has(line)
    seen.add(line)
    return fresh
  })
}

/** The user id of a post's author: of the links to the user, else of the link that shows only this author, else of the picture. */
export function authorId(parts: readonly Element[]): string | null {
  for (const part of parts) {
    for (const link of selectAll(part, 'a[href*="uid"]')) {
      const id = userId(attribute(link, 'href'))
      if (id !== null) return id
    }
    const only = /[?&;]authorid=([1-9]\d{0,11})\b/.exec(attribute(select(part, 'a[href*="authorid="]'), 'href') ?? '')
    if (only) return only[1]!
    const picture = avatarOf(part)
    const folders = /\/(\d{3})\/(\d{2})\/(\d{2})\/(\d{2})_avatar/.exec(picture ?? '')
    if (folders) return String(Number(folders.slice(1).join('')))
    const query = userId(picture)
    if (query !== null && /avatar/i.test(picture!)) return query
  }
  return null
}
