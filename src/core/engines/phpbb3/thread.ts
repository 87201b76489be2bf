/* What a phpBB 3 page says of its topic: title, board, forum, address and page numbers. */
import type { PageDraft } from '../../clean/draft.ts'
import type { Element } from '../../text/dom.ts'
import { attribute, closest, select, selectAll, text } from '../../text/dom.ts'
import type { HtmlPage } from '../engine.ts'
import { ownAddress, withoutSession } from '../forum-address.ts'
import { baseAddress, forumHost, resolve } from '../page-facts.ts'
import { firstRow, offsetOf, pageRow, rowLinks } from '../page-row.ts'
import { siteInTitle } from '../site-name.ts'
import { startOf, topicOf } from './address.ts'

export interface TopicFacts extends Pick<PageDraft, 'forum' | 'board'> {
  readonly thread: PageDraft['thread']
  /** Posts before this page; null where the page does not tell. */
  readonly offset: number | null
}

/** Everything the page says of its topic but its posts. */
export function readTopic(page: HtmlPage): TopicFacts {
  const { document } = page
  const heading = headingOf(page)
  const shown = heading ? text(heading) : ''
  const title = shown === '' ? titleInTitle(page) : shown
  const boards = boardsOf(page, title)
  const own = ownAddress(page)
  const link = heading && (heading.name === 'a' ? heading : select(heading, 'a'))
  const linked = link ? withoutSession(resolve(attribute(link, 'href') ?? '', baseAddress(page))) : null
  const rows = selectAll(document, '.pagination, .page-number, #pagecontent td.nav, #pagecontent td.gensmall, td.nav')
  const { page: number, pages, offset } = pagesOf(rows, own ?? attribute(link, 'href'))
  const posts = postCount(rows)
  return {
    forum: { name: forumName(page, title, boards), host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: {
      title,
      id: topicId(page, own, attribute(link, 'href')),
      url: own ?? linked,
      page: number,
      pages,
      digest: false,
      views: null,
      replies: posts === null ? null : posts - 1,
    },
    offset,
  }
}

function headingOf(page: HtmlPage): Element | null {
  const { document } = page
  return (
    select(document, '.topic-title a, .topic-title') ??
    select(document, '#pageheader a.titles, a.titles') ??
    select(document, '#page-body > h2 a, #page-body > h1 a, #page-body > h2, #page-header > h2') ??
    selectAll(document, 'h1 a[href], h2 a[href], h3 a[href]').find(
      link => topicOf(attribute(link, 'href')) !== null && !closest(link, '.post, .postbody, .stat-block'),
    ) ??
    null
  )
}

/** 「T - Site」 since 3.1, 「Site • View topic - T」 before. */
function titleInTitle(page: HtmlPage): string {
  const whole = text(select(page.document, 'title'))
  const old = /^.{1,200}? • .{1,60}? - (.+)$/.exec(whole)?.[1]
  return (old ?? whole.replace(/\s[-•|]\s[^-•|]{1,120}$/, '').trim()) || page.name
}

const trails = '#nav-breadcrumbs, .breadcrumbs, .navlinks, #navstrip, .sub-header-path, [itemtype$=BreadcrumbList]'

function boardsOf(page: HtmlPage, title: string): string[] {
  for (const trail of selectAll(page.document, trails)) {
    const links = selectAll(trail, 'a[href]').filter(link => text(link) !== '')
    const boards = links.filter(isBoard).map(text)
    if (boards.length > 0) return [...new Set(boards)]
    const crumbs = selectAll(trail, '.crumb a, [itemprop=item], [itemprop=name]').filter(
      link => !link.attribs['accesskey'] && !link.attribs['data-navbar-reference'] && text(link) !== title,
    )
    const named = [...new Set(crumbs.map(text))].filter(name => name !== '').slice(1)
    if (named.length > 0) return named
  }
  const back = select(page.document, '.jumpbox-return a[href*="viewforum"]')
  const name = back ? /[“"„«](.{1,120})[”"“»]/.exec(text(back))?.[1] : undefined
  return name === undefined ? [] : [name]
}

const isBoard = (link: Element): boolean =>
  /viewforum\.php|(?:^|\/|-)[cf]\d{1,6}(?:p\d{1,6})?(?:\.html|[-/]|$)/.test(attribute(link, 'href') ?? '') ||
  closest(link, '[data-forum-id]') !== null

function forumName(page: HtmlPage, title: string, boards: readonly string[]): string | null {
  const said = select(page.document, '#site-description h1, .site-description h1, #page-header > h1')
  const home = select(page.document, '#navstrip a[href="/forum"]')
  return (said && text(said)) || siteInTitle(page, title, boards) || (home && text(home)) || null
}

function topicId(page: HtmlPage, own: string | null, heading: string | null): string | null {
  const field = select(page.document, '#topic-search input[name=t], form#viewtopic input[name=t]')
  const canonical = attribute(select(page.document, 'link[rel=canonical]'), 'href')
  const told = [own, canonical, heading].map(topicOf).find(id => id !== null)
  const asked = told ?? (/^\d{1,10}$/.exec(attribute(field, 'value') ?? '')?.[0] || null)
  if (asked) return asked
  const links = selectAll(
    page.document,
    'a[href*="mode=reply"], a[href*="view=print"], a[href*="view=next"], form[action*="viewtopic.php"], link[href*="/feed/topic/"]',
  )
  for (const link of links) {
    const address = attribute(link, 'href') ?? attribute(link, 'action') ?? ''
    const id = /[?&;]t=(\d{1,10})/.exec(address)?.[1] ?? /\/feed\/topic\/(\d{1,10})/.exec(address)?.[1]
    if (id) return id
  }
  return topicOf(page.name)
}

function pagesOf(
  rows: readonly Element[],
  own: string | null,
): { page: number | null; pages: number | null; offset: number | null } {
  const bar = firstRow(rows)
  const told = pageRow(bar)
  const asked = own === null || topicOf(own) === null ? null : startOf(own)
  const links = rows.flatMap(row => rowLinks(row, startOf))
  const counted = offsetOf(told.page, links) ?? (told.page === 1 || asked !== 0 ? asked : null)
  if (told.page !== null) return { ...told, offset: counted }
  // A topic of one page has no row of pages, only the number of its posts.
  const whole = bar === null && (asked === null || asked === 0)
  return { page: whole ? 1 : null, pages: whole ? 1 : null, offset: whole ? 0 : asked }
}

/** 「42 posts」, 「6 messaggi • …」, 「[ 41 posts ]」: the first number of the row that pages are counted in. */
function postCount(rows: readonly Element[]): number | null {
  for (const row of rows) {
    const match = /^\[?\s*(\d{1,3}(?:[.,]\d{3})+|\d{1,7})\s+\p{L}{3,20}/u.exec(text(row))
    const count = match ? Number(match[1]!.replace(/[.,]/g, '')) : 0
    if (count > 0) return count
  }
  return null
}
