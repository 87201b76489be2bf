/*
 * 水木社区 and other boards on nForum (table.article), and 未名空间 MITBBS (td.jiawenzhang-type): articles of a telnet
 * board shown in a page. nForum loads its thread into #body, so a saved page may be that part alone.
 */
import type { CardDraft, PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../clean/draft.ts'
import type { Element } from '../text/dom.ts'
import { attribute, closest, isTag, select, selectAll, text } from '../text/dom.ts'
import { readTime } from '../text/time.ts'
import { cardField, typedMembers } from './card-fields.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { forumHost, pageAddress, queryOf } from './page-facts.ts'
import type { TelnetBody } from './telnet-body.ts'
import { telnetBody, telnetCard } from './telnet-body.ts'

export const newsmth: Engine = { id: 'newsmth', name: '水木社区 / nForum', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, 'table.article td.a-content') && select(document, '.a-u-name, .a-pos')) return 'sure'
  return select(document, 'td.jiawenzhang-type') ? 'sure' : 'no'
}

function read(page: HtmlPage): PageDraft {
  return select(page.document, 'td.jiawenzhang-type') ? readMitbbs(page) : readForum(page)
}

function readForum(page: HtmlPage): PageDraft {
  const { document } = page
  const address = pageAddress(page) ?? attribute(select(document, '#a_share[_u]'), '_u')
  const posts = selectAll(document, 'table.article').flatMap(table => articleOf(table, page))
  const place = /\/article\/([\w.-]{1,40})\/(\d{1,10})/.exec(address ?? '')
  const linked = /\/article\/([\w.-]{1,40})\//.exec(
    attribute(select(document, '.a-func a[href*="/article/"], .t-btn a[href*="/article/"]'), 'href') ?? '',
  )
  const opening = posts[0]?.isOpening === true ? posts[0].id : null
  const board = place?.[1] ?? linked?.[1] ?? null
  const thread = /\/article\/[\w.-]{1,40}\/(\d{1,10})\?au=/.exec(
    attribute(select(document, '.a-func a[href*="?au="]'), 'href') ?? '',
  )?.[1]
  return draftPage({
    forum: { name: forumName(page), host: forumHost(page) ?? hostOf(address) },
    board: board === null ? null : { name: board, path: boardPath(document, board) },
    thread: {
      title: headOf(page) || page.name,
      id: place?.[2] ?? opening ?? thread ?? null,
      url: address,
      ...pagesOf(document),
      replies: countOf(document),
    },
    posts,
  })
}

const hostOf = (address: string | null): string | null =>
  address !== null && URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : null

const headOf = (page: HtmlPage): string =>
  text(select(page.document, '.b-head .n-left')).replace(/^文章主题\s*[:：]\s*/, '') ||
  text(select(page.document, 'title')).replace(/^[^-]{1,20}-/, '')

/** 「水木社区-测试专用版面-…」 in older titles; the closing line of every article names the board's home as well. */
function forumName(page: HtmlPage): string | null {
  const closing = /※\s*来源\s*[:：]\s*·?\s*([^\s·[]{2,20})/.exec(text(select(page.document, 'td.a-content')))?.[1]
  return closing ?? (/^([^-]{2,20})-/.exec(text(select(page.document, 'title')))?.[1] || null)
}

function boardPath(document: HtmlPage['document'], board: string): string[] {
  const links = selectAll(document, '#notice_nav a[href*="/section/"]').map(text)
  return [...links, board]
}

function pagesOf(document: HtmlPage['document']): { page: number | null; pages: number | null } {
  const row = select(document, 'ol.page-main')
  const current = Number(text(row && select(row, '.page-select')) || Number.NaN)
  if (!row || Number.isNaN(current)) return { page: null, pages: null }
  const numbers = selectAll(row, 'a')
    .map(text)
    .filter(shown => /^\d{1,6}$/.test(shown))
  return { page: current, pages: Math.max(current, ...numbers.map(Number)) }
}

/** 「贴数:2」 counts the opening article as well. */
function countOf(document: HtmlPage['document']): number | null {
  const count = /(?:贴数|帖数)\s*[:：]\s*(\d{1,7})/.exec(text(select(document, '.page')))?.[1]
  return count === undefined ? null : Math.max(Number(count) - 1, 0)
}

function articleOf(table: Element, page: HtmlPage): PostDraft[] {
  const cell = select(table, 'td.a-content')
  if (!cell) return []
  const parts = telnetBody((select(cell, 'p') ?? cell).children)
  const link = select(table, '.a-u-name a') ?? select(table, '.a-u-name')
  const label = text(select(table, '.a-pos'))
  const floor = label === '楼主' ? 0 : Number(/第\s*(\d{1,7})\s*楼/.exec(label)?.[1] ?? Number.NaN)
  return [
    draftPost({
      id: idOf(table),
      floor: Number.isNaN(floor) ? null : floor,
      floorLabel: label || null,
      author: { name: text(link) || senderOf(parts), uid: null },
      subject: parts.heads.get('标题') ?? null,
      time: sentAt(parts, page),
      body: parts.body,
      card: cardOf(table, parts, page),
      isOpening: floor === 0,
      edits: parts.edits,
    }),
  ]
}

/** Every button of an article carries its number. */
function idOf(table: Element): string | null {
  const links = selectAll(table, '.a-func a[href]').map(link => attribute(link, 'href') ?? '')
  for (const address of links) {
    const id = /\/(?:post|edit|ajax_forward|ajax_delete|reply)\/(?:[\w.-]{1,40}\/)?(\d{1,10})(?=[./?]|$)/.exec(
      address,
    )?.[1]
    if (id !== undefined) return id
  }
  return null
}

/** 「mozilla (昵称), 信区: Test」 */
const senderOf = ({ heads }: TelnetBody): string | null =>
  /^([\w.-]{1,30})/.exec(heads.get('发信人') ?? '')?.[1] ?? null

function sentAt({ heads }: TelnetBody, page: HtmlPage): PostDraft['time'] {
  const shown = /\(([^()]{10,60})\)/.exec(heads.get('发信站') ?? '')?.[1]
  return shown === undefined ? null : readTime(shown.replace(/\s*[,，]\s*美东\s*$/, ''), { savedAt: page.savedAt })
}

function cardOf(table: Element, parts: TelnetBody, page: HtmlPage): CardDraft {
  const info = select(table, 'dl.a-u-info')
  const labels = info ? selectAll(info, 'dt').map(text) : []
  const values = info ? selectAll(info, 'dd').map(text) : []
  const fields = labels.flatMap((label, index) => (values[index] ? [cardField(label, values[index])] : []))
  const online = attribute(select(table, '.a-u-sex [title]'), 'title')
  return draftCard({
    name: text(select(table, '.a-u-name')) || null,
    avatar: attribute(select(table, '.a-u-img img'), 'src'),
    online: online === null || !/在线|离线/.test(online) ? null : online.includes('在线'),
    ...typedMembers(fields, { savedAt: page.savedAt }),
    fields: [...fields, ...parts.fields],
    signature: parts.signature,
  })
}

function readMitbbs(page: HtmlPage): PageDraft {
  const { document } = page
  const address = pageAddress(page)
  const cells = selectAll(document, 'td.jiawenzhang-type')
  const posts = cells.map(cell => mitbbsPost(cell, page))
  const reply = attribute(select(document, 'a[href*="mitbbs_postdoc.php"]'), 'href')
  const board = queryOf(reply, 'board') ?? /\/article\w{0,3}\/([\w.-]{1,40})\//.exec(address ?? '')?.[1] ?? null
  const own = /\/article\w{0,3}\/[\w.-]{1,40}\/(\d{1,10})/.exec(address ?? '')?.[1]
  const title = text(select(document, 'title')).replace(/\s*-\s*未名空间\(mitbbs\.com\)\s*$/, '')
  return draftPage({
    forum: { name: '未名空间', host: forumHost(page) },
    board: board === null ? null : { name: board, path: [board] },
    thread: { title: title || page.name, id: queryOf(reply, 'gid') ?? own ?? null, url: address },
    posts: posts.map(post => (post.floor === 1 ? { ...post, isOpening: true } : post)),
  })
}

/** The row above an article holds its buttons and its number, 「[ 1 ]」; the cell beside it the person. */
function mitbbsPost(cell: Element, page: HtmlPage): PostDraft {
  const parts = telnetBody((select(cell, 'p') ?? cell).children, { broken: true })
  const outer = outerCell(cell)
  const reply = attribute(outer && select(outer, 'a[href*="mitbbs_postdoc.php"]'), 'href')
  const number =
    outer &&
    selectAll(outer, 'td')
      .map(text)
      .find(words => /^\[\s*\d{1,6}\s*\]$/.test(words))
  const floor = number ? Number(number.replace(/\D/g, '')) : null
  const name = senderOf(parts)
  return draftPost({
    id: queryOf(reply, 'reid'),
    floor,
    floorLabel: number ?? null,
    author: { name, uid: null },
    subject: parts.heads.get('标题') ?? null,
    time: sentAt(parts, page),
    body: parts.body,
    card: telnetCard(parts, name),
    edits: parts.edits,
  })
}

/** The nearest cell around an article that holds its buttons as well. */
function outerCell(cell: Element): Element | null {
  let around = cell.parent && isTag(cell.parent) ? closest(cell.parent, 'td') : null
  for (let step = 0; around && step < 4; step++) {
    if (select(around, 'a[href*="mitbbs_postdoc.php"]')) return around
    around = around.parent && isTag(around.parent) ? closest(around.parent, 'td') : null
  }
  return null
}
