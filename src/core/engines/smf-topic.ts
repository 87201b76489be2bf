/* What an SMF page says of its topic, 1.1 to 2.1: addresses, trail of boards, pages, views, poll. */
import type { PageDraft } from '../clean/draft.ts'
import type { PollReading } from '../model/reading.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, select, selectAll, text } from '../text/dom.ts'
import type { HtmlPage } from './engine.ts'
import { ownAddress, withoutSession } from './forum-address.ts'
import { baseAddress, forumHost, resolve } from './page-facts.ts'
import { firstRow, offsetOf, pageRow, rowLinks } from './page-row.ts'

/** The topic an address leads to: index.php?topic=1.25, index.php/topic,1.25.html, index.php?topic=1.msg2. */
export function smfTopicOf(address: string | null | undefined): string | null {
  return /topic[=,](\d{1,12})/.exec(address ?? '')?.[1] ?? null
}

/** The message an address leads to. */
export function smfMessageOf(address: string | null | undefined): string | null {
  const found = /(?:\.|#|%23)msg(\d{1,12})|[?;&]msg=(\d{1,12})/.exec(address ?? '')
  return found?.[1] ?? found?.[2] ?? null
}

const startOf = (address: string): number | null => {
  const start = /topic[=,]\d{1,12}\.(\d{1,9})(?!\d)/.exec(address)?.[1]
  return start === undefined ? null : Number(start)
}

export interface SmfTopic extends Pick<PageDraft, 'forum' | 'board' | 'thread'> {
  /** Posts before this page; null where the page does not tell. */
  readonly offset: number | null
}

/** Everything the page says of its topic but its posts; `firstSubject` is the title's last resort. */
export function smfTopic(page: HtmlPage, firstSubject: string | null): SmfTopic {
  const { document } = page
  const trail = selectAll(document, '.navigate_section a[href], a.nav[href], .linktree a[href]').filter(
    link => text(link) !== '' && !/prev_next/.test(attribute(link, 'href') ?? ''),
  )
  const own = ownAddress(page)
  const current = trail.find(link => smfTopicOf(attribute(link, 'href')) !== null)
  const boards = [...new Set(trail.slice(1).filter(isBoard).map(text))]
  const heading = text(select(document, '#top_subject, #forumposts h3.catbg, .display_title'))
  const row = firstRow(selectAll(document, '.pagelinks, td.middletext'))
  const told = pageRow(row)
  const views = /\((?:[^()\d]{2,40})\s?(\d{1,3}(?:[.,]\d{3})+|\d{1,9})\b/.exec(heading.slice(-80))?.[1]
  const written = text(select(document, 'title'))
  return {
    forum: { name: trail[0] ? text(trail[0]) : null, host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: {
      title: (current && text(current)) || firstSubject || written || page.name,
      id: topicId(page, own, current),
      url: own ?? withoutSession(resolve(attribute(current, 'href') ?? '', baseAddress(page))),
      page: told.page,
      pages: told.pages,
      digest: false,
      views: views === undefined ? null : Number(views.replace(/[.,]/g, '')),
      replies: null,
    },
    offset: offsetOf(told.page, rowLinks(row, startOf)) ?? (own === null ? null : startOf(own)),
  }
}

/** Boards, and the categories above them, which are places of the index. */
const isBoard = (link: Element): boolean =>
  /board[=,]\d|index\.php[^#]{0,120}#c?\d{1,6}$|action=forum#/.test(attribute(link, 'href') ?? '')

function topicId(page: HtmlPage, own: string | null, current: Element | undefined): string | null {
  const field = select(page.document, 'input[name=topic], input[name=sd_topic]')
  const print = select(page.document, 'a[href*="action=printpage"], form[action*="topic="]')
  const told = [own, attribute(current, 'href'), attribute(print, 'href') ?? attribute(print, 'action'), page.name]
  return told.map(smfTopicOf).find(id => id !== null) ?? /^\d{1,12}$/.exec(attribute(field, 'value') ?? '')?.[0] ?? null
}

/** The poll of SMF 2; null where there is none. */
export function smfPoll(document: Document): PollReading | null {
  const box = select(document, '#poll, #poll_options')
  const list = box && select(box, 'dl.options, .options')
  if (!list) return null
  const options = selectAll(list, 'dt').flatMap(name => {
    let next = name.next
    while (next && !('attribs' in next)) next = next.next
    const result = /(\d{1,9})\s*\(([\d.,]{1,6})\s?%\)/.exec(text(next))
    return text(name) === '' || !result
      ? []
      : [{ text: text(name), votes: Number(result[1]), percent: Number(result[2]!.replace(',', '.')) }]
  })
  const question = select(document, '#pollquestion, #poll_options h4')
  const total = selectAll(closest(list, '#poll_options, #poll') ?? list, 'p strong, em, .smalltext')
    .map(found => /[:：]\s*(\d{1,9})$/.exec(text(found))?.[1])
    .find(found => found !== undefined)
  return options.length === 0
    ? null
    : { question: question ? text(question) : null, voters: total === undefined ? null : Number(total), options }
}
