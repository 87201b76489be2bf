/* Parts that vBulletin 3 and 4 share: who is quoted, thanks, polls, the results a page shows. */
import type { PollReading, RatingReading } from '../model/reading.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, select, selectAll, text } from '../text/dom.ts'
import { jalaliTime } from '../text/jalali.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { readTime } from '../text/time.ts'
import type { HtmlPage } from './engine.ts'
import { quotedName } from './quoted-name.ts'
import { vbPostOf, vbThreadOf } from './vbulletin-address.ts'

/** A time as vBulletin writes it, the Iranian calendar of its Persian forums included. */
export function vbTime(shown: string, time: TimeContext): TimeReading | null {
  return readTime(shown, time) ?? jalaliTime(shown)
}

/** Whom "Originally Posted by <strong>X</strong> <a href=…#postN>" names. */
export function quotedBy(head: Element | null): { author: string | null; postId: string | null } {
  if (!head) return { author: null, postId: null }
  const name = select(head, 'strong, b')
  const links = selectAll(head, 'a[href]').map(link => vbPostOf(attribute(link, 'href')))
  return { author: name ? text(name) || null : quotedName(text(head)), postId: links.find(id => id !== null) ?? null }
}

/** The names below "The Following 3 Users Say Thank You to X For This Useful Post". */
export function thanksFor(document: Document | Element, id: string): RatingReading[] {
  const box = select(document, `[id="post_thanks_box_${id}"], [id="dbtech_thanks_entries_${id}"]`)
  const names = box
    ? selectAll(box, 'a[href]')
        .filter(
          link => /member|user|u=\d/.test(attribute(link, 'href') ?? '') && !closest(link, 'h2, .alt2 strong, th'),
        )
        .map(text)
    : []
  const by = [...new Set(names)].filter(name => name !== '')
  const counted = selectAll(document, `.clickcount[data-postid="${id}"]`).flatMap(mark => {
    const count = Number(/^\d{1,7}$/.exec(text(mark))?.[0] ?? 0)
    const kind = attribute(mark, 'data-button') ?? 'thanks'
    return count > 0 ? [{ kind, count, by: [], reason: null }] : []
  })
  return by.length > 0 ? [{ kind: 'thanks', count: by.length, by, reason: null }] : counted
}

/** 「Results 661 to 680 of 795」 in any language: where the page starts and how many posts the thread has. */
export function resultsShown(words: string): { start: number; total: number } | null {
  const numbers = words.match(/\d{1,3}(?:[.,]\d{3})+|\d{1,7}/g)?.map(shown => Number(shown.replace(/[.,]/g, ''))) ?? []
  const [first, last, total] = numbers
  if (numbers.length !== 3 || first! < 1 || first! > last! || last! > total!) return null
  return { start: first! - 1, total: total! }
}

/** The thread's id: from the forms and links that act on it, which rewritten addresses leave alone, else from its address. */
export function vbThreadId(page: HtmlPage, own: string | null): string | null {
  const field = select(
    page.document,
    'input[name=searchthreadid], form.pagination input[name=t], form input[name=threadid]',
  )
  const said = /^\d{1,12}$/.exec(attribute(field, 'value') ?? '')?.[0]
  if (said) return said
  for (const link of selectAll(
    page.document,
    'a[href*="printthread.php"], a[href*="newreply.php"], form[action*="showthread.php"]',
  )) {
    const id = vbThreadOf(attribute(link, 'href') ?? attribute(link, 'action'))
    if (id !== null) return id
  }
  return vbThreadOf(own) ?? vbThreadOf(page.name)
}

/** Poll results: rows of an option, its votes and its share. */
export function vbPoll(document: Document): PollReading | null {
  const box = selectAll(
    document,
    '.pollresults, #pollresults, form[action*="poll.php"], .poll, [id^=poll_], table.tborder',
  ).find(
    found =>
      selectAll(found, 'tr, li, dl').some(row => pollRow.test(text(row))) && !select(found, '[id^=post_message_]'),
  )
  if (!box) return null
  const options = selectAll(box, 'tr, li, dl').flatMap(row => {
    const match = select(row, 'tr, li') ? null : pollRow.exec(text(row))
    return match ? [{ text: match[1]!, votes: Number(match[2]), percent: Number(match[3]!.replace(',', '.')) }] : []
  })
  const heading = /[:：]\s*(\S.{0,200})$/.exec(
    text(select(box, '.thead, .pollheader, h2, h3, strong, .blockhead')),
  )?.[1]
  const voters = /(?:voters|teilnehmer|votants|votantes|votanti|голосовавшие)\s*[:：]?\s*(\d{1,7})/i.exec(
    text(box),
  )?.[1]
  return options.length === 0
    ? null
    : { question: heading ?? null, voters: voters === undefined ? null : Number(voters), options }
}

const pollRow = /^(\S.{0,200}?)\s+(\d{1,7})\s+\(?([\d.,]{1,6})\s?%\)?$/
