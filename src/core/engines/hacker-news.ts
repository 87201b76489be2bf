/*
 * Hacker News: item pages since about 2014 (tr.athing.comtr with ids) and those of 2012/13, whose rows have no ids and
 * whose times are all relative. Comments are in the order of the page, which is by votes.
 */
import { removeElement } from 'domutils'
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftPage, draftPost } from '../clean/draft.ts'
import type { ChildNode, Element } from '../text/dom.ts'
import { attribute, closest, isTag, isText, matches, select, selectAll, text } from '../text/dom.ts'
import type { TimeReading } from '../text/time.ts'
import { fromIso, fromUnixSeconds, readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { forumHost, pageAddress, queryOf } from './page-facts.ts'
import { parentsByDepth } from './reply-tree.ts'
import { rated, withSubmission } from './submission.ts'
import type { Submission } from './submission.ts'

export const hackerNews: Engine = { id: 'hacker-news', name: 'Hacker News', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, 'tr.athing.comtr, html[op=item] .fatitem')) return 'sure'
  const head = select(document, 'td.default .comhead a[href*="user?id="]') !== null
  return head && select(document, '.pagetop, td.subtext, span.comment') ? 'sure' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const found = selectAll(document, 'td.default').filter(cell => select(cell, '.comhead'))
  const comments = found.map(cell => ({ cell, id: idOf(cell), depth: depthOf(cell) }))
  const parents = parentsByDepth(comments)
  const submission = readSubmission(page)
  const { page: number, pages } = pagesOf(page)
  const seen = new Set<string>()
  const posts = comments
    .map((comment, index) => readComment(page, comment.cell, comment.id, parents[index] ?? null))
    .filter(post => post.id === null || (!seen.has(post.id) && seen.add(post.id)))
    .map((post, index) => (number === 1 ? { ...post, floor: index + 1 } : post))
  const story = select(document, '.onstory a[href*="item?id="]')
  const id = submission?.id ?? queryOf(attribute(story, 'href'), 'id') ?? queryOf(pageAddress(page), 'id')
  return draftPage({
    forum: { name: 'Hacker News', host: forumHost(page) },
    thread: {
      title: submission?.title ?? (text(story) || titleInTitle(page) || page.name),
      id,
      url: pageAddress(page),
      page: number,
      pages,
      replies: repliesOf(document),
    },
    posts: withSubmission(posts, submission),
  })
}

const titleInTitle = (page: HtmlPage): string =>
  text(select(page.document, 'title')).replace(/\s*\|\s*Hacker News$/i, '')

/** The table row of a comment carries the id since 2014; before, only its links do. */
function idOf(cell: Element): string | null {
  const row = closest(cell, 'tr.comtr, tr.athing')
  const own = attribute(row, 'id')
  if (own !== null && /^\d{1,12}$/.test(own)) return own
  return queryOf(attribute(select(cell, '.comhead a[href*="item?id="]'), 'href'), 'id')
}

function depthOf(cell: Element): number {
  const row = closest(cell, 'tr')
  const indent = row && attribute(select(row, 'td.ind'), 'indent')
  if (indent !== null && /^\d{1,3}$/.test(indent)) return Number(indent)
  const width = Number(attribute(row && select(row, 'img[src$="s.gif"]'), 'width') ?? 0)
  return Number.isFinite(width) ? Math.round(width / 40) : 0
}

function readComment(page: HtmlPage, cell: Element, id: string | null, parentId: string | null): PostDraft {
  const head = select(cell, '.comhead')
  const user = select(cell, '.comhead a[href*="user?id="]')
  const mark = /\[(?:dead|flagged)\]/.exec(text(head))?.[0]
  return draftPost({
    id,
    parentId,
    author: { name: text(user) || null, uid: queryOf(attribute(user, 'href'), 'id') },
    time: head && timeIn(head, page),
    body: bodyOf(cell),
    ratings: rated(pointsIn(head)),
    hidden: mark ? [{ reason: mark.slice(1, -1), text: mark }] : [],
  })
}

/** Since 2024 the title has Unix seconds behind its date; before 2014 there are only words, behind the name. */
function timeIn(head: Element, page: HtmlPage): TimeReading | null {
  const age = select(head, '.age')
  if (age) {
    const [date, seconds] = (attribute(age, 'title') ?? '').split(' ')
    const shown = text(age)
    const known = seconds ? fromUnixSeconds(Number(seconds), shown) : fromIso(date ?? '', shown)
    return known ?? readTime(shown, { savedAt: page.savedAt })
  }
  const words = /\d{1,4} (?:minute|hour|day|month|year)s? ago/.exec(ownWords(head))?.[0]
  return words === undefined ? null : readTime(words, { savedAt: page.savedAt })
}

const ownWords = (element: Element): string =>
  element.children
    .filter(isText)
    .map(node => node.data)
    .join(' ')
    .replace(/\s+/g, ' ')

const pointsIn = (element: Element | null): number | null => {
  const match = /(?:^|\s)(-?\d{1,6})\s+points?\b/.exec(text(element))
  return match ? Number(match[1]) : null
}

/** The comment's own nodes. Paragraphs left open take the reply link into them, so it is cut out where it stands. */
function bodyOf(cell: Element): readonly ChildNode[] {
  const comment = select(cell, '.commtext') ?? select(cell, '.comment')
  if (!comment) return []
  const chrome = selectAll(comment, 'div.reply, p, font[size="1"]').filter(isReplyLink)
  for (const part of chrome) removeElement(part)
  return comment.children
}

const isReplyLink = (element: Element): boolean => {
  if (matches(element, 'div.reply')) return true
  const words = text(element)
  return (words === 'reply' || words === '') && select(element, 'a[href*="reply?id="], font[size="1"]') !== null
}

function readSubmission(page: HtmlPage): Submission | null {
  const { document } = page
  const link = select(document, '.fatitem .titleline > a, .fatitem td.title > a, td.title > a')
  const line = select(document, '.fatitem td.subtext, td.subtext')
  if (!link || !line) return null
  const user = select(line, 'a[href*="user?id="]')
  const target = attribute(link, 'href') ?? ''
  const score = select(line, '[id^=score_]')
  return {
    id: idOfSubmission(document, line),
    author: { name: text(user) || null, uid: queryOf(attribute(user, 'href'), 'id') },
    time: timeIn(select(line, '.subline') ?? line, page),
    title: text(link),
    link: /^https?:/i.test(target) ? target : null,
    body: submittedText(line),
    points: pointsIn(score),
  }
}

function idOfSubmission(document: HtmlPage['document'], line: Element): string | null {
  const row = attribute(select(document, '.fatitem tr.athing'), 'id')
  const scored = /^score_(\d{1,12})$/.exec(attribute(select(line, '[id^=score_]'), 'id') ?? '')?.[1]
  return row ?? scored ?? queryOf(attribute(select(line, 'a[href*="item?id="]'), 'href'), 'id')
}

/** The text of an Ask HN: .toptext today, before it the first cell below the sub line that holds no form. */
function submittedText(line: Element): readonly ChildNode[] {
  const table = closest(line, 'table')
  const today = table && select(table, '.toptext')
  if (today) return today.children
  const row = closest(line, 'tr')
  const rows = row?.parent?.children.filter(isTag) ?? []
  for (const later of rows.slice(row ? rows.indexOf(row) + 1 : rows.length)) {
    if (select(later, 'form')) continue
    const cell = later.children.filter(isTag).at(-1)
    if (cell && text(cell) !== '') return cell.children
  }
  return []
}

function repliesOf(document: HtmlPage['document']): number | null {
  const links = selectAll(document, 'td.subtext a[href*="item?id="]').map(text)
  const words = links.map(link => /^(\d{1,6})\s+comments?$/.exec(link)?.[1]).find(count => count !== undefined)
  return words === undefined ? null : Number(words)
}

/** 「More」 leads to the next page; without it this page is the last one. */
function pagesOf(page: HtmlPage): { page: number | null; pages: number | null } {
  const more = selectAll(page.document, 'a.morelink, td.title > a').find(link => text(link) === 'More')
  const next = Number(queryOf(attribute(more, 'href'), 'p') ?? 0)
  const asked = Number(queryOf(pageAddress(page), 'p') ?? 0)
  const number = asked > 0 ? asked : next > 1 ? next - 1 : 1
  return { page: number, pages: more ? null : number }
}
