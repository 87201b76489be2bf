/*
 * MHonArc: a page for each mail, marked by comments (X-Subject …, X-Body-of-Message) that savers may drop; then the list
 * of head lines tells. Its indexes (maillist.html, threads.html) are entries without text.
 */
import { isComment } from 'domhandler'
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftPage, draftPost } from '../clean/draft.ts'
import type { ChildNode, Element } from '../text/dom.ts'
import { attribute, closest, isTag, select, selectAll, text, walk } from '../text/dom.ts'
import type { TimeReading } from '../text/time.ts'
import { readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { mailBody, mailName } from './mail-body.ts'
import { forumHost, pageAddress } from './page-facts.ts'
import { parentsByDepth } from './reply-tree.ts'

export const mhonarc: Engine = { id: 'mhonarc', name: 'MHonArc', detect, read }

function detect(page: HtmlPage): Grade {
  const { source, document } = page
  if (/<!--\s*MHonArc v\d|<!--X-(?:Body-of-Message|Head-of-Message|TopPNI|MsgBody)/.test(source)) return 'sure'
  return select(document, 'a[href^="maillist.html"]') && select(document, 'a[href^="threads.html"]') ? 'likely' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const heads = headsOf(page.document)
  return heads.size > 0 ? readMail(page, heads) : readIndex(page)
}

/** From, Date, Subject …: list items or table rows with a label before a colon. */
function headsOf(document: HtmlPage['document']): ReadonlyMap<string, Element> {
  for (const list of selectAll(document, 'ul, table')) {
    const rows = list.name === 'ul' ? list.children.filter(isTag) : selectAll(list, 'tr')
    const heads = new Map<string, Element>()
    for (const row of rows) {
      const label = /^([\w-]{2,20})\s*:/.exec(text(row))?.[1]?.toLowerCase()
      if (label !== undefined && !heads.has(label)) heads.set(label, row)
    }
    if (heads.has('from') && heads.has('date')) return heads
  }
  return new Map()
}

const valueOf = (row: Element | undefined): string => text(row).replace(/^[\w-]{2,20}\s*:\s*/, '')

/** A comment of the form 「<!--X-Subject: words -->」; hyphens in it are written as entities. */
const told = (page: HtmlPage, name: string): string | null =>
  new RegExp(`<!--X-${name}: (.{1,400}?) -->`).exec(page.source)?.[1]?.replaceAll('&#45;', '-') ?? null

function readMail(page: HtmlPage, heads: ReadonlyMap<string, Element>): PageDraft {
  const { document } = page
  const title = valueOf(heads.get('subject')) || text(select(document, 'h1')) || (told(page, 'Subject') ?? page.name)
  const address = pageAddress(page)
  const id = messageOf(address) ?? messageOf(page.name)
  const board = boardOf(page, title)
  const references = selectAll(document, 'a[href]')
    .filter(link => heads.get('references') && closest(link, 'li, tr') === heads.get('references'))
    .map(link => messageOf(attribute(link, 'href')))
  const answered = messageOf(
    attribute(heads.has('in-reply-to') ? select(heads.get('in-reply-to')!, 'a[href]') : null, 'href'),
  )
  return draftPage({
    forum: { name: null, host: forumHost(page) },
    board: board === null ? null : { name: board, path: [board] },
    thread: { title, id, url: address },
    posts: [
      draftPost({
        id,
        parentId: answered ?? references.findLast(reference => reference !== null) ?? null,
        author: { name: mailName(valueOf(heads.get('from'))), uid: null },
        time: timeOf(heads, page),
        subject: title,
        body: bodyOf(page),
        isOpening: !heads.has('references') && !heads.has('in-reply-to') && !/^re:/i.test(title),
      }),
    ],
  })
}

const timeOf = (heads: ReadonlyMap<string, Element>, page: HtmlPage): TimeReading | null =>
  readTime(valueOf(heads.get('date')) || (told(page, 'Date') ?? ''), { savedAt: page.savedAt })

const messageOf = (address: string | null): string | null => /(msg\d{3,8})\.html?/i.exec(address ?? '')?.[1] ?? null

/** The list's name stands in front of its subjects, in a link to its archive, or in the path. */
function boardOf(page: HtmlPage, title: string): string | null {
  const tag = /^(?:re:\s*)?\[([\w.+-]{1,60})\]/i.exec(title)?.[1]
  const path = /\/(?:archives?|lists?|ml)\/([\w.+-]{1,60})\//i.exec(pageAddress(page) ?? '')?.[1]
  return tag ?? path ?? null
}

/** What stands between the comments around the body; without them, from the rule below the heads to the next. */
function bodyOf(page: HtmlPage): ChildNode[] {
  const marked = between(page.document, /^X-Body-of-Message\s*$/, /^X-Body-of-Message-End/)
  const nodes = marked.length > 0 ? marked : belowHeads(page.document)
  return nodes.flatMap(node => (isTag(node) && node.name === 'pre' ? mailBody(node.children) : [node]))
}

function between(document: HtmlPage['document'], start: RegExp, end: RegExp): ChildNode[] {
  let inside = false
  const nodes: ChildNode[] = []
  walk(document, node => {
    if (isComment(node)) {
      if (start.test(node.data)) inside = true
      else if (end.test(node.data)) inside = false
      return undefined
    }
    if (!inside) return undefined
    nodes.push(node)
    return false
  })
  return nodes
}

function belowHeads(document: HtmlPage['document']): ChildNode[] {
  const list = headsOf(document).values().next().value
  const block = list && closest(list, 'ul, table')
  const siblings = block?.parent?.children ?? []
  const rest = siblings.slice(block ? siblings.indexOf(block) + 1 : siblings.length)
  const start = rest.findIndex(node => isTag(node) && node.name === 'hr')
  const end = rest.findIndex((node, index) => index > start && isTag(node) && node.name === 'hr')
  return rest.slice(start + 1, end < 0 ? rest.length : end)
}

function readIndex(page: HtmlPage): PageDraft {
  const { document } = page
  const links = selectAll(document, 'li a[href*="msg"], a[name][href*="msg"]')
  const entries = links.flatMap(link => {
    const id = messageOf(attribute(link, 'href'))
    return id === null ? [] : [{ link, id, depth: depthOf(link) }]
  })
  const seen = new Set<string>()
  const once = entries.filter(({ id }) => !seen.has(id) && seen.add(id))
  const parents = parentsByDepth(once)
  return draftPage({
    forum: { name: null, host: forumHost(page) },
    thread: {
      title: text(select(document, 'h1')) || text(select(document, 'title')) || page.name,
      url: pageAddress(page),
    },
    posts: once.map(({ link, id }, index) => indexed(link, id, parents[index] ?? null)),
  })
}

function depthOf(link: Element): number {
  let depth = 0
  for (let node = link.parent; node; node = node.parent) if (isTag(node) && node.name === 'ul') depth++
  return depth
}

function indexed(link: Element, id: string, parentId: string | null): PostDraft {
  const item = closest(link, 'li')
  const from = /From:?\s*(.{1,100})$/.exec(text(item && select(item, 'em, ul')))?.[1]
  return draftPost({ id, parentId, author: { name: from ?? null, uid: null }, subject: text(link), body: [link] })
}
