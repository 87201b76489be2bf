/* What a phpwind page says of its thread: title, board, forum, ids and pages. */
import type { PageDraft } from '../../clean/draft.ts'
import type { Document, Element } from '../../text/dom.ts'
import { attribute, closest, foldSpace, isTag, isText, select, selectAll, text, textLines } from '../../text/dom.ts'
import type { HtmlPage } from '../engine.ts'
import { baseAddress, forumHost, pageAddress, resolve } from '../page-facts.ts'
import { threadAddress } from './addresses.ts'

type ThreadFacts = Omit<PageDraft['thread'], 'digest'>

export interface PageFacts {
  readonly forum: PageDraft['forum']
  readonly board: PageDraft['board']
  readonly thread: ThreadFacts
  /** The number of pages that the page's scripts name; a page without a pager may still carry another thread's. */
  readonly scriptPages: number | null
}

/** Reads everything but the posts. */
export function readThread(page: HtmlPage): PageFacts {
  const { document } = page
  const heading = titleOf(document)
  const named = titleParts(document, heading)
  const crumbs = crumbLinks(document, named.board)
  const title = heading ?? crumbTitle(crumbs) ?? named.title ?? page.name
  const boards = crumbs.filter(isBoardLink).map(link => text(link))
  const name = named.board !== null && boards.includes(named.board) ? named.board : (boards.at(-1) ?? named.board)
  const own = pageAddress(page)
  const told = [own, page.name].map(address => (address === null ? null : threadAddress(address)))
  const id = told.find(address => address?.tid)?.tid ?? threadIdOf(document, crumbs, page.source)
  const pager = pagerOf(document)
  const number = pager?.page ?? told.find(address => address?.page)?.page ?? scriptNumber(page.source, 'page') ?? null
  const counts = countsOf(document)
  return {
    forum: { name: forumName(crumbs) ?? named.forum, host: forumHost(page) },
    board: name === null ? null : { name, path: [...boards.slice(0, Math.max(0, boards.indexOf(name))), name] },
    thread: {
      title,
      id,
      url: own ?? linkedAddress(page, crumbs, number),
      page: number,
      pages: pager?.pages ?? null,
      ...counts,
    },
    scriptPages: scriptNumber(page.source, 'totalpage'),
  }
}

const boardHref =
  /thread\.php\?(?:.{0,40}[?&;])?fid[=-]\d|thread-htm-fid-\d|[?&;]c=(?:thread|cate)&(?:amp;)?fid=\d|cate\.php\?cateid|index\.php\?(?:m=bbs&)?c=cate/i
const isBoardLink = (link: Element): boolean => boardHref.test(attribute(link, 'href') ?? '') && text(link) !== ''
const isThreadLink = (link: Element): boolean => /(?:^|\/)read(?:\.php|-htm)/i.test(attribute(link, 'href') ?? '')

/** Tools stand in the same box: feeds, and from 8.0 a list of links at its right. */
function isCrumb(link: Element, box: Element): boolean {
  const list = closest(link, 'ul')
  const href = attribute(link, 'href') ?? ''
  return text(link) !== '' && !/^(?:javascript:|rss\.php)/i.test(href) && (list === null || !isInside(list, box))
}

/** The links of the path to the thread: #breadCrumb, or (≤ 6.x) the cell that links the board named in <title>, or a board and a thread. */
function crumbLinks(document: Document, board: string | null): Element[] {
  const box = select(document, '#breadCrumb .crumbs') ?? select(document, '#breadCrumb, .bread_crumb, .crumbs')
  if (box) return selectAll(box, 'a').filter(link => isCrumb(link, box))
  const links = selectAll(document, 'a[href]').filter(
    link => isBoardLink(link) && !closest(link, '[id^=read_], .r_two, .floot_left, #menu_forumlist, .menu, ul'),
  )
  const cells = links.map(link => closest(link, 'td, th, div, p'))
  const withThread = cells.find(cell => cell !== null && selectAll(cell, 'a').some(isThreadLink))
  const cell = cells[links.findIndex(link => text(link) === board)] ?? withThread ?? (board === null ? cells[0] : null)
  return cell ? selectAll(cell, 'a').filter(link => text(link) !== '') : []
}

const isInside = (element: Element, ancestor: Element): boolean => {
  for (let node = element.parent; node; node = node.parent) if (node === ancestor) return true
  return false
}

const crumbTitle = (crumbs: readonly Element[]): string | null => {
  const last = crumbs.findLast(isThreadLink)
  return last ? text(last) : null
}

function forumName(crumbs: readonly Element[]): string | null {
  const first = crumbs[0]
  return first && !isBoardLink(first) && !isThreadLink(first) ? text(first) : null
}

/** The heading without the links beside it (复制链接, the thread's type); ≤ 7.x on later pages the bar 「主题 : …」. */
function titleOf(document: Document): string | null {
  const heading = select(document, '#subject_tpc, #J_post_title')
  if (heading) {
    const parts = heading.children.map(node =>
      isText(node) ? node.data : isTag(node) && node.name !== 'a' && node.name !== 'script' ? text(node) : ' ',
    )
    const title = foldSpace(parts.join('')) || foldSpace(text(heading).replace('[复制链接]', ''))
    if (title !== '') return title
  }
  for (const bar of selectAll(document, 'td.h, th.h, .h')) {
    const shown = /^(?:本页)?主[题題]\s*[:：]\s*(\S.*)$/.exec(textLines(bar)[0] ?? '')?.[1]
    if (shown) return foldSpace(shown)
  }
  return null
}

/** 「主题|版块 - 站名 - Powered by PHPWind」; owners take the end away. */
function titleParts(
  document: Document,
  heading: string | null,
): { title: string | null; board: string | null; forum: string | null } {
  const shown = text(select(document, 'title')).replace(/\s*-\s*powered by\b.*$/i, '')
  const bar =
    heading !== null && shown.startsWith(heading) ? shown.indexOf('|', heading.length) : shown.lastIndexOf('|')
  if (bar < 0) return { title: shown === '' ? null : shown, board: null, forum: null }
  const [board, ...rest] = shown.slice(bar + 1).split(' - ')
  const forum = rest.find(part => !/^Page \d+$/i.test(part.trim()))?.trim()
  return { title: shown.slice(0, bar).trim() || null, board: board?.trim() || null, forum: forum || null }
}

/**
 * The thread's id, never from a script's `tid`, which may be another thread's (announcements, advertisements): from the
 * forms that answer it, from the path, else the id that most of the page's own actions name.
 */
function threadIdOf(document: Document, crumbs: readonly Element[], source: string): string | null {
  const field = select(
    document,
    'form[name=delatc] input[name=tid], form[action*="post.php"] input[name=tid], input#tid, #js-tid',
  )
  const own = /^\d{1,12}$/.exec(attribute(field, 'value') ?? '')?.[0]
  if (own) return own
  const link = crumbs.findLast(isThreadLink)
  const named = link && threadAddress(attribute(link, 'href') ?? '').tid
  if (named) return named
  const votes = new Map<string, number>()
  for (const match of source.matchAll(
    /(?:post\.php|job\.php|operate\.php|pw_ajax\.php|read\.php)\?[^"'<>\s]{0,80}?(?<![a-z])tid[=-](\d{1,12})/g,
  ))
    votes.set(match[1]!, (votes.get(match[1]!) ?? 0) + 1)
  return [...votes].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null
}

function linkedAddress(page: HtmlPage, crumbs: readonly Element[], number: number | null): string | null {
  const link = crumbs.findLast(isThreadLink)
  const address = link ? resolve(attribute(link, 'href') ?? '', baseAddress(page)) : null
  if (address === null || number === null || number < 2 || threadAddress(address).page !== null) return address
  return /\?.*=/.test(address)
    ? `${address}&page=${number}`
    : address.replace(/(tid-\d+)\.html$/, `$1-page-${number}.html`)
}

/** `div.pages`: the current page in <b>, the others as links; older pages also write 「Pages: 1/71」. */
function pagerOf(document: Document): { page: number; pages: number } | null {
  for (const pager of selectAll(document, '.pages')) {
    const current = selectAll(pager, 'b, strong')
      .map(text)
      .find(shown => /^\d{1,6}$/.test(shown))
    const total = /(?:Pages:?\s*)?[(（]?\s*(\d{1,6})\s*\/\s*(\d{1,6})/.exec(text(pager))
    const page = current ?? total?.[1]
    if (page === undefined) continue
    const linked = selectAll(pager, 'a').flatMap(link => [
      Number(/^\D{0,3}(\d{1,6})$/.exec(text(link))?.[1] ?? 0),
      threadAddress(attribute(link, 'href') ?? '').page ?? 0,
    ])
    return { page: Number(page), pages: Math.max(Number(page), Number(total?.[2] ?? 0), ...linked) }
  }
  return null
}

function scriptNumber(source: string, name: 'page' | 'totalpage'): number | null {
  const found = new RegExp(String.raw`\bvar ${name}\s?=\s?(?:parseInt\()?['"]?(\d{1,6})`).exec(source)?.[1]
  return found === undefined || Number(found) < 1 ? null : Number(found)
}

/** 阅读 and 回复 above the thread (8.3 and later). */
function countsOf(document: Document): { views: number | null; replies: number | null } {
  const items = selectAll(document, '.readNum li, .post_num li').map(text)
  const count = (label: RegExp): number | null => {
    const digits = items.map(item => (label.test(item) ? /\d{1,12}/.exec(item)?.[0] : undefined)).find(Boolean)
    return digits === undefined ? null : Number(digits)
  }
  const replies = /^\d{1,9}$/.exec(text(select(document, '#topicRepliesNum')))?.[0]
  return { views: count(/阅读|閱讀|查看/), replies: replies === undefined ? count(/回复|回復/) : Number(replies) }
}
