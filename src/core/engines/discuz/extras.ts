/* What forums put around a post: polls, ratings, comments (点评), thumbs, and what moderators did. */
import type { Notice, PollReading, RatingReading } from '../../model/reading.ts'
import type { AnyNode, Element } from '../../text/dom.ts'
import { attribute, closest, foldSpace, isTag, ownText, parseHtml, select, selectAll, text } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { timeOf } from './when.ts'

/** The poll of a post, or null. */
export function readPoll(post: Element): PollReading | null {
  const form = select(post, 'form#poll, .pollpanel, form[name="poll"]')
  if (!form) return null
  const head = text(select(form, '.pinf, .pollinfo, h4'))
  const voters =
    /(?:共有|参与人数|投票人数|voters?)\D{0,6}(\d{1,9})/i.exec(head) ?? /(\d{1,9})\s*(?:人|people|voters)/i.exec(head)
  const rows = selectAll(form, 'tr, .polltd')
  const options: PollReading['options'] = []
  for (const row of rows) {
    const option = select(row, '.pvt, .polloption, label[for^="option_"], p.mtn')
    const result = resultIn(row)
    if (option && text(option) !== '') options.push({ text: withoutNumber(text(option)), ...result })
    else if (options.length > 0 && options.at(-1)!.votes === null && result.votes !== null)
      Object.assign(options.at(-1)!, result)
    else if (!option && result.votes !== null) options.push({ text: withoutNumber(firstWords(row)), ...result })
  }
  return options.length === 0 ? null : { question: null, voters: voters ? Number(voters[1]) : null, options }
}

const withoutNumber = (option: string): string => option.replace(/^\d{1,3}\s?[.、]\s*/, '')
const firstWords = (row: Element): string =>
  selectAll(row, 'td')
    .map(cell => text(cell))
    .find(words => words !== '') ?? ''

/** `50.00% (1)`, `1 (50.00%)` or `3票 … 20%`. */
function resultIn(row: Element): { votes: number | null; percent: number | null } {
  const words = text(row)
  const percent = /(\d{1,3}(?:\.\d{1,4})?)\s?%/.exec(words)
  const votes =
    /%\s*\(\s*(\d{1,9})\s*\)/.exec(words) ?? /(\d{1,9})\s*\(\s*[\d.]{1,8}%/.exec(words) ?? /(\d{1,9})\s*票/.exec(words)
  return { votes: votes ? Number(votes[1]) : null, percent: percent ? Number(percent[1]) : null }
}

/** Ratings, then comments, then thumbs. A comment is a remark on the post, with no place in the thread: kind 点评. */
export function readRatings(post: Element): RatingReading[] {
  return [
    ...selectAll(post, 'table.ratl').flatMap(ratingTable),
    ...selectAll(post, '[id^="rate_"]').flatMap(ratingItem),
    ...selectAll(post, 'fieldset li').flatMap(ratingLine),
    ...selectAll(post, '.cm .pstl, [id^="commentdetail_"]').flatMap(comment),
    ...selectAll(
      post,
      '[id^="review_support_"], [id^="review_against_"], #recommendv_add, #recommendv_subtract',
    ).flatMap(thumb),
  ]
}

/** One column for each credit: 参与人数 2 | 威望 +3 | 理由. */
function ratingTable(table: Element): RatingReading[] {
  const kinds = selectAll(table, 'th').map(head => foldSpace(text(head).replace(/[+\-−]?\s?\d{1,9}$/, '')))
  return selectAll(table, 'tr[id^="rate_"]').flatMap(row => {
    const cells = row.children.filter(isTag)
    const by = selectAll(cells[0] ?? row, 'a')
      .map(link => text(link))
      .filter(name => name !== '')
      .slice(-1)
    const reason = text(cells.at(-1)) || null
    return cells.slice(1, -1).flatMap((cell, column) => {
      const count = signed(text(cell))
      return count === null ? [] : [{ kind: kinds[column + 1] ?? '评分', count, by, reason }]
    })
  })
}

function signed(written: string): number | null {
  const match = /([+\-−]?)\s*(\d{1,9})/.exec(written)
  return match ? Number(match[2]) * (match[1] === '' || match[1] === '+' ? 1 : -1) : null
}

/** Without the table: the scores stand in a tip (X) or behind the name (7.x), as `<em>威望 + 3 点</em>`. */
function ratingItem(item: Element): RatingReading[] {
  if (item.name === 'tr') return []
  const tip = attribute(item, 'tip')
  const holder = closest(item, 'li') ?? item
  const told = tip === null ? holder : parseHtml(tip)
  const by = selectAll(holder, 'a')
    .map(link => text(link).replace(/[:：]$/, ''))
    .filter(name => name !== '')
    .slice(0, 1)
  const reason = tip === null ? foldSpace(ownText(item)) : text(select(told, 'strong'))
  return selectAll(told, 'em, span').flatMap(score => {
    const match = /^(.{1,20}?)\s*([+\-−])\s*(\d{1,9})/.exec(text(score))
    if (!match) return []
    return [{ kind: match[1]!, count: Number(match[3]) * (match[2] === '+' ? 1 : -1), by, reason: reason || null }]
  })
}

/** 6.x: name, credit, score, reason and day in one line. */
function ratingLine(item: Element): RatingReading[] {
  const count = signed(text(select(item, 'strong')))
  const name = text(select(item, 'cite'))
  if (count === null || name === '') return []
  const kind = /^\D{1,20}?(?=\s|\d|$)/.exec(foldSpace(ownText(item)))?.[0] ?? '评分'
  return [{ kind, count, by: [name], reason: text(select(item, 'em')) || null }]
}

function comment(remark: Element): RatingReading[] {
  const words = select(remark, '.psti, .mtxt')
  const name = text(selectAll(remark, '.psta a, .mtit a').at(-1)) || text(select(remark, '.psta, .mtit .z'))
  if (!words) return text(remark) === '' ? [] : [{ kind: '点评', count: null, by: [], reason: text(remark) }]
  for (const link of selectAll(words, 'a.xi2[href*="findpost"], a[href*="repquote"], a[href*="action=reply"]'))
    link.children = []
  const when = select(remark, '.mtime')
  return [
    {
      kind: '点评',
      count: null,
      by: name === '' ? [] : [name],
      reason: foldSpace(when ? `${text(words)} ${text(when)}` : text(words)),
    },
  ]
}

function thumb(counter: Element): RatingReading[] {
  const count = signed(text(counter))
  const holder = closest(counter, 'a')
  const kind = holder ? foldSpace(ownText(holder)) || text(select(holder, 'i')).replace(/\d+$/, '') : ''
  return count === null || count === 0 || kind === '' ? [] : [{ kind, count, by: [], reason: null }]
}

const when = String.raw`(\d{4}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?(?: ?[AP]M)?|(?:昨天|前天|今天)\s*\d{1,2}:\d{2}|[\d半]{1,3}\s*(?:秒|分钟|小时|天)前)`
const moderated = [
  new RegExp(String.raw`(?:本主题|本主題|本帖|主题|主題)(?:被|由)\s*(.{1,40}?)\s*[于於]\s*${when}\s*(.{0,40})$`),
  new RegExp(String.raw`^.{0,40}?\bby (.{1,40}?) (?:on|at) ${when}\s*(.{0,40})$`, 'i'),
]

/** What moderators did, as a post or the head of the page tells: 本主题由 X 于 T 置顶. */
export function readNotices(part: AnyNode, clock: TimeContext): Notice[] {
  const lines = new Set(selectAll(part, '.modact, a[href*="viewthreadmod"]').map(act => text(act)))
  const stamps = selectAll(part, '#threadstamp img[title]').map(stamp => attribute(stamp, 'title') ?? '')
  const warnings = selectAll(part, 'a[href*="viewwarning"]').map(link => attribute(link, 'title') || text(link))
  return [
    ...[...lines].filter(line => line !== '').map(line => noticeOf(line, clock)),
    ...[...stamps, ...warnings]
      .filter(mark => mark !== '')
      .map(mark => ({ action: mark, by: null, at: null, text: mark })),
  ]
}

/** A line on what a moderator did, taken apart where it has the software's form. */
export function noticeOf(line: string, clock: TimeContext): Notice {
  for (const form of moderated) {
    const match = form.exec(line)
    if (match)
      return {
        action: match[3]!.trim() || 'moderated',
        by: match[1]!,
        at: timeOf(match[2]!, clock)?.at ?? null,
        text: line,
      }
  }
  return { action: 'moderated', by: null, at: null, text: line }
}
