/* What a page of Discuz! says about its thread: title, board, forum, page numbers and counts. */
import type { PageDraft } from '../../clean/draft.ts'
import type { Element } from '../../text/dom.ts'
import { attribute, closest, foldSpace, isTag, isText, select, selectAll, text } from '../../text/dom.ts'
import type { HtmlPage } from '../engine.ts'
import { forumHost, pageAddress } from '../page-facts.ts'
import type { ThreadAddress } from './address.ts'
import { threadAddress, threadIdOf } from './address.ts'

export type ThreadFacts = Pick<PageDraft, 'forum' | 'board' | 'thread'>

/** Everything the page says of its thread but its posts. */
export function readThread(page: HtmlPage): ThreadFacts & { readonly address: ThreadAddress } {
  const title = titleOf(page)
  const trail = breadcrumb(page, title)
  const address = addressOf(page)
  const { current, total } = pager(page, address)
  return {
    address,
    forum: { name: forumName(page, trail), host: forumHost(page) ?? hostInScripts(page) },
    board: trail.boards.length > 0 ? { name: trail.boards.at(-1)!, path: trail.boards } : null,
    thread: {
      title,
      id: threadIdOf(page),
      url: pageAddress(page),
      page: current,
      pages: total,
      digest: isDigest(page),
      ...counts(page),
    },
  }
}

function addressOf(page: HtmlPage): ThreadAddress {
  const own = threadAddress(pageAddress(page))
  if (own.id !== null) return own
  const named = threadAddress(page.name)
  return named.id !== null ? named : threadAddress(attribute(select(page.document, 'link[rel=canonical]'), 'href'))
}

/** The thread's title without the type that some boards put before it as a link. */
function titleOf(page: HtmlPage): string {
  const subject = text(select(page.document, '#thread_subject'))
  if (subject !== '') return subject
  const heading = select(
    page.document,
    '#threadtitle h1, .mainbox.viewthread h1, h1.ts, .postlist > h2, .view_tit, .viewthread > h1, .vt .bm_h',
  )
  const headed = heading ? withoutType(heading) : ''
  return headed || inTrail(page) || inDocumentTitle(page) || page.name
}

function withoutType(heading: Element): string {
  const parts: string[] = []
  for (const child of heading.children) {
    if (isText(child)) parts.push(child.data)
    else if (isTag(child) && !isChrome(child)) parts.push(text(child))
  }
  const written = foldSpace(parts.join(' '))
  // The touch template writes the type as text; only there is a bracket before a space not the author's own.
  return heading.name === 'h2' ? written.replace(/^\[[^[\]]{1,20}\]\s+(?=\S)/, '') : written
}

const isChrome = (child: Element): boolean =>
  child.name === 'em' ||
  /(?:type|sort)id=|filter=(?:type|sort)|authorid=|viewthread.{0,40}page=/i.test(attribute(child, 'href') ?? '') ||
  (child.name === 'span' && /^\(.{1,10}\)$/.test(text(child)))

/** The last part of a breadcrumb that is no link: `站 » 版块 » 主题`. */
function inTrail(page: HtmlPage): string {
  const trail = select(page.document, '#nav, td.nav, #foruminfo .nav')
  const last = trail?.children.at(-1)
  return last && isText(last) ? foldSpace(last.data).replace(/^[»›>]\s*/, '') : ''
}

/** `主题 - 版块 - 站名 - Powered by Discuz!`: the title goes up to the board's name where that is known. */
function inDocumentTitle(page: HtmlPage): string {
  const whole = text(select(page.document, 'title')).replace(/\s*-?\s*powered by discuz!?.{0,20}$/i, '')
  const cut = /\s-\s/.exec(whole)
  return foldSpace(cut ? whole.slice(0, cut.index) : whole).replace(/\s*\((?:页|頁|第)\s*\d+\s*\)\s*$/, '')
}

interface Trail {
  readonly home: string | null
  readonly boards: string[]
}

const boardLink = /\bfid[=-]\d|(?:^|\/)forum-\w+-\d|forumdisplay|\bgid=\d|group-\d+/i
const threadLink = /\bp?tid[=-]\d|thread-\d|viewthread/i

function breadcrumb(page: HtmlPage, title: string): Trail {
  const bar = select(page.document, '#pt, #nav, td.nav, .header .nav, .header h2, .wp > .box, div.box')
  if (!bar) return { home: null, boards: [] }
  const links = selectAll(bar, 'a[href]').filter(link => !closest(link, '.p_pop, .popupmenu_popup, .y'))
  const named = links.map(link => ({ name: text(link), address: attribute(link, 'href') ?? '' }))
  const boards = named.filter(
    ({ name, address }) => name !== '' && boardLink.test(address) && !threadLink.test(address),
  )
  const home = named.find(({ name, address }) => name !== '' && !boardLink.test(address))?.name ?? null
  if (boards.length > 0) return { home, boards: boards.map(({ name }) => name) }
  // Boards on addresses of their owner's making: what lies between the home links and the thread itself.
  const between = named
    .filter(({ name, address }) => name !== '' && name !== title && !threadLink.test(address))
    .slice(1)
    .filter(({ address }) => !/(?:^|\/)(?:forum|index|portal)\.(?:php|html?)$|^\.?\/?$/i.test(address))
  const spoken = text(select(page.document, '.header .nav .name'))
  return { home, boards: between.length > 0 ? between.map(({ name }) => name) : spoken === '' ? [] : [spoken] }
}

/** What every forum calls itself in its own menu. */
const anyForum = /^(?:论坛|論壇|首页|首頁|门户|社区|bbs|forum|portal|home)$/i

/** `主题 - 版块 - 站名 - 手机版`: the site's name follows the board's. */
function afterBoard(page: HtmlPage, boards: readonly string[]): string | null {
  const parts = text(select(page.document, 'title'))
    .split(/\s-\s/)
    .map(part => part.trim())
  const name = parts[parts.indexOf(boards.at(-1) ?? '') + 1]
  return boards.length === 0 || !name || name === parts[0] || /^手机版|discuz!/i.test(name) ? null : name
}

function forumName(page: HtmlPage, { home, boards }: Trail): string | null {
  const stated = attribute(select(page.document, 'meta[name=application-name]'), 'content')?.trim()
  const archives = attribute(select(page.document, 'link[rel=archives]'), 'title')?.trim()
  const archiver = /^(.{1,60})'s Archiver$/.exec(text(select(page.document, 'h2')))?.[1]
  const named = [stated, text(select(page.document, '#pt .nvhm')), archives, archiver, home]
  return named.find(name => name && !anyForum.test(name)) ?? afterBoard(page, boards)
}

function hostInScripts(page: HtmlPage): string | null {
  const site =
    /\bSITEURL\s*=\s*'(https?:\/\/[^']{4,200})'/.exec(page.source)?.[1] ??
    /set(?:copy|data)\((?:'text',\s?)?'(https?:\/\/[^']{4,200})'/i.exec(page.source)?.[1] ??
    /action-uri=(https?:\/\/[^"'\s]{4,200})/.exec(page.source)?.[1] ??
    attribute(select(page.document, 'link[rel=archives][href^="http"], a[href^="http"][href*="goto=findpost"]'), 'href')
  return site && URL.canParse(site) ? new URL(site).hostname.toLowerCase().replace(/^www\./, '') : null
}

/** The page shown and how many there are; a page without a pager is the only one. */
function pager(page: HtmlPage, address: ThreadAddress): { current: number | null; total: number | null } {
  const bar = selectAll(page.document, '.pg, .pages, .page').find(found => !closest(found, '[id^="comment_"]'))
  if (!bar) {
    const whole = address.page === null || address.page === 1
    return { current: address.page ?? 1, total: whole && page.isWhole ? 1 : null }
  }
  const chosen = select(bar, 'select option[selected]')
  const current = numberIn(text(select(bar, 'strong') ?? chosen)) ?? address.page ?? 1
  const stated = numberIn(attribute(select(bar, 'label span[title]'), 'title') ?? '')
  const linked = selectAll(bar, 'a, select option').map(link => numberIn(text(link)) ?? 0)
  return { current, total: stated ?? Math.max(current, ...linked) }
}

const numberIn = (written: string): number | null => {
  const match = /\d{1,6}/.exec(written)
  return match ? Number(match[0]) : null
}

function isDigest(page: HtmlPage): boolean {
  const marks = selectAll(page.document, '#threadstamp img, h1 img, .vwthd img, .bm_inf').map(
    mark =>
      `${attribute(mark, 'title') ?? ''} ${attribute(mark, 'alt') ?? ''} ${mark.name === 'img' ? '' : text(mark)}`,
  )
  if (marks.some(mark => /精华|精華|digest/i.test(mark))) return true
  return selectAll(page.document, 'a[href*="viewthreadmod"]').some(link =>
    /(?<!解除|取消|移出)(?:设置|加入|設置|加為|加为)?\s?(?:精华|精華)(?!.{0,4}(?:解除|取消))/.test(text(link)),
  )
}

/** 查看 and 回复 as the head of the post list counts them: two numbers in this order, whatever the labels say. */
function counts(page: HtmlPage): { views: number | null; replies: number | null } {
  const head = select(page.document, '#postlist .hm, .pls .hm, .bm_inf font, .mtime .y')
  const counters = head ? selectAll(head, 'em') : []
  const words = counters.length === 2 ? counters.map(counter => text(counter)).join(' ') : text(head)
  const numbers = words.match(/\d{1,9}/g)?.map(Number) ?? []
  return numbers.length === 2 ? { views: numbers[0]!, replies: numbers[1]! } : { views: null, replies: null }
}
