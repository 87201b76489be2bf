/* What stands around a body: ratings, feelings, polls, attachments and the pictures attached below the text. */
import { Element } from 'domhandler'
import { removeElement } from 'domutils'
import type { PostDraft } from '../../clean/draft.ts'
import type { PollReading, RatingReading } from '../../model/reading.ts'
import {
  attribute,
  closest,
  foldSpace,
  isTag,
  matches,
  ownText,
  select,
  selectAll,
  text,
  textLines,
} from '../../text/dom.ts'
import { cardFieldOf } from '../card-fields.ts'

const signed = /^[+\-−]?\d{1,12}$/

/** The ratings that members gave a floor: rows of 7.x and 8.x, list items of 6.x. */
export function readRatings(container: Element): RatingReading[] {
  const rows = selectAll(container, 'tr[id^=pingLogTr_]').map(ratingRow)
  const items = selectAll(container, '[id^=mark_] li').map(item => ratingItem(text(item)))
  return [...rows, ...items].filter(rating => rating !== null)
}

function ratingRow(row: Element): RatingReading | null {
  const by = selectAll(row, 'a').find(link => text(link) !== '' && !/^\[?(?:删除|x)\]?$/i.test(text(link)))
  const cells = row.children.filter(isTag).map(cell => text(cell))
  const author = by ? text(by) : (cells[1] ?? '')
  const told = cells.filter(cell => cell !== '' && cell !== author)
  const together = told.map(cell => /^([^\d\s+\-−]{1,20})\s*([+\-−]\d{1,12})$/.exec(cell)).find(match => match !== null)
  const amountAt = told.findIndex(cell => signed.test(cell))
  const kind = together?.[1] ?? told[amountAt - 1]
  if (kind === undefined || (!together && amountAt < 0)) return null
  const shown = together?.[2] ?? told[amountAt] ?? ''
  const reason = told.filter(
    cell => cell !== kind && cell !== shown && cell !== together?.[0] && !/^\d{4}-\d/.test(cell),
  )
  return { kind, count: countOf(shown), by: author === '' ? [] : [author], reason: reason.at(0) ?? null }
}

/** 「威望:+10(user) reason」. */
function ratingItem(line: string): RatingReading | null {
  const match = /^(\S{1,20}?)\s*[:：]\s*([+\-−]?\d{1,12})\s*[(（]([^()（）]{1,40})[)）]\s*(.{0,200})$/.exec(line)
  if (!match) return null
  const reason = match[4]!.trim()
  return { kind: match[1]!, count: countOf(match[2]!), by: [match[3]!.trim()], reason: reason === '' ? null : reason }
}

const countOf = (shown: string): number => Number(shown.replace('−', '-').replace('+', ''))

/** The feelings box (精彩, 感动 …): a rating for each feeling whose count the page shows, none where it shows none. */
export function readFeelings(container: Element): RatingReading[] {
  return selectAll(container, '.mood td, .mood li').flatMap(cell => {
    const match = /^(\d{1,9})?\s*([^\d\s()（）]{1,12})\s*(?:[(（]?\s*(\d{1,9})\s*[)）]?)?$/.exec(text(cell))
    const count = match?.[1] ?? match?.[3]
    return match && Number(count ?? 0) > 0 ? [{ kind: match[2]!, count: Number(count), by: [], reason: null }] : []
  })
}

/** The poll of an opening post; null where there is none. */
export function readPoll(container: Element): PollReading | null {
  const box = select(container, '.vote, form[name=vote]')
  if (!box) return null
  const voters = /(\d{1,9})\s*(?:人|位)[^\d]{0,6}(?:参与|參與|投票)/.exec(text(box))?.[1]
  const labelled = selectAll(box, '.vote_text').map(label => {
    const row = closest(label, 'tr')
    let result: Element | null = null
    for (let next = row?.next; next && !result; next = next.next) {
      if (isTag(next) && select(next, '.vote_text')) break
      if (isTag(next)) result = select(next, '.vote_result')
    }
    return option(text(label), text(result))
  })
  const rows = selectAll(box, 'tr').flatMap(row => {
    const cells = row.children.filter(isTag)
    const result = cells.map(cell => text(cell)).find(cell => /^\d{1,9}\s*票/.test(cell))
    return cells[0] && result !== undefined ? [option(text(cells[0]), result)] : []
  })
  const options = labelled.length > 0 ? labelled : rows
  return options.length === 0 ? null : { question: null, voters: voters === undefined ? null : Number(voters), options }
}

function option(label: string, result: string): PollReading['options'][number] {
  const votes = /(\d{1,9})/.exec(result.replace(/[\d.]+\s*%/, ''))?.[1]
  const percent = /([\d.]{1,8})\s*%/.exec(result)?.[1]
  return {
    text: label.replace(/^\d{1,2}\s*[.、]\s*/, ''),
    votes: votes === undefined ? null : Number(votes),
    percent: percent === undefined ? null : Number(percent),
  }
}

const downloads = 'a[href*="action=download"], a[href*="action-download"], a[href*="a=download"]'
const fileIcon = /\/file\/\w{1,10}\.gif(?:$|\?)/i

/** Files attached to a floor, in the body or below it. */
export function readAttachments(container: Element): PostDraft['attachments'][number][] {
  return selectAll(container, downloads).flatMap(link => {
    const name = text(link)
    if (name === '' || /^\[/.test(name)) return []
    const box = closest(link, '[id^=att_], [id^=J_att_], dd, li') ?? link
    const size = /[(（]\s*([\d.]{1,10}\s*(?:[KMG]B?|B|bytes))\s*[)）]/i.exec(text(box))?.[1]
    return [{ name, url: attribute(link, 'href'), size: size ?? null }]
  })
}

/**
 * Pictures attached below a body, which belong to the post: each as a block of its own, its description (描述) as its
 * alternative text. The file icons of attachments are not among them.
 */
export function attachedPictures(container: Element, body: Element): Element[] {
  const boxes = selectAll(container, '[id^=att_], .J_attach_img_wrap').filter(
    box => (/^att_\d+$/.test(attribute(box, 'id') ?? '') || matches(box, '.J_attach_img_wrap')) && !isWithin(box, body),
  )
  return boxes.flatMap(box => {
    const described = textLines(box)
      .map(cardFieldOf)
      .find(field => field?.label === '描述')?.value
    return selectAll(box, 'img').flatMap(picture => {
      if (fileIcon.test(attribute(picture, 'src') ?? '')) return []
      removeElement(picture)
      if (described !== undefined && !picture.attribs['alt']) picture.attribs['alt'] = foldSpace(described)
      return [new Element('div', {}, [picture])]
    })
  })
}

/** Takes the file icons out of a body's inline attachments: they are the forum's, not the post's. */
export function dropFileIcons(body: Element): void {
  for (const picture of selectAll(body, 'img')) {
    if (fileIcon.test(attribute(picture, 'src') ?? '')) removeElement(picture)
  }
}

function isWithin(element: Element, ancestor: Element): boolean {
  for (let node: Element['parent'] = element; node; node = node.parent) if (node === ancestor) return true
  return false
}

/** The words of a floor bar's own, such as 「置顶(来自12楼)」, that name the floor a topped copy was taken from. */
export function toppedFrom(bar: Element): number | null {
  const floor = /(?:来自|來自)\s*(\d{1,7})\s*[楼樓]/.exec(ownText(bar) + text(bar))?.[1]
  return floor === undefined ? null : Number(floor)
}
