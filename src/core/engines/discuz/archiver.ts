/* The archiver: author lines (p.author) with the text of each post between them, without ids and cards. */
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftPage, draftPost } from '../../clean/draft.ts'
import type { RemovedPiece } from '../../model/reading.ts'
import type { ChildNode, Element } from '../../text/dom.ts'
import { attribute, isTag, ownText, select, selectAll, text } from '../../text/dom.ts'
import { Element as TreeElement } from 'domhandler'
import type { TimeContext } from '../../text/time.ts'
import type { HtmlPage } from '../engine.ts'
import { generator } from '../page-facts.ts'
import { readBody } from './body.ts'
import { fillFloors } from './floor.ts'
import { readThread } from './thread.ts'
import { clockOf, timeOf } from './when.ts'

/** Whether the page is a thread in the archiver. */
export const detectArchiver = (page: HtmlPage): boolean =>
  select(page.document, '#content p.author strong') !== null &&
  /discuz!?\s*(?:<[^>]{0,20}>)?\s*archiver/i.test(
    `${generator(page) ?? ''} ${text(select(page.document, 'title'))} ${page.source.slice(-2000)}`,
  )

/** Reads a thread in the archiver. */
export function readArchiver(page: HtmlPage): PageDraft {
  const clock = clockOf({ written: page.source, savedAt: page.savedAt })
  const removed: RemovedPiece[] = []
  const { address, ...facts } = readThread(page)
  const drafts = entries(page).map(({ line, nodes }) => readEntry(line, nodes, clock, removed))
  fillFloors(drafts, address, facts.thread.page)
  return draftPage({ ...facts, posts: drafts.map(post => withoutTitle(post, facts.thread.title)), removed })
}

/** The opening post repeats the thread's title as its own. */
const withoutTitle = (post: PostDraft, title: string): PostDraft => ({
  ...post,
  isOpening: post.floor === 1,
  subject: post.subject === title ? null : post.subject,
})

function readEntry(line: Element, nodes: readonly ChildNode[], clock: TimeContext, removed: RemovedPiece[]): PostDraft {
  const heading = nodes.find(node => isTag(node) && node.name === 'h3')
  const subject = heading ? text(heading) || null : null
  const content = new TreeElement(
    'div',
    {},
    nodes.filter(node => node !== heading),
  )
  for (const node of content.children) node.parent = content
  const body = readBody(content, null, clock, removed)
  return draftPost({
    author: { name: text(select(line, 'strong')) || null, uid: null },
    time: timeOf(ownText(line), clock),
    subject,
    body: body.nodes,
    edits: [...body.edits],
    hidden: [...body.hidden],
    attachments: body.attachments,
  })
}

/** What follows each author line, up to the next one or the pager. */
function entries(page: HtmlPage): { line: Element; nodes: ChildNode[] }[] {
  const found: { line: Element; nodes: ChildNode[] }[] = []
  for (const parent of new Set(selectAll(page.document, '#content p.author').map(line => line.parent))) {
    let open = false
    for (const node of parent?.children ?? []) {
      const name = isTag(node) ? attribute(node, 'class') : null
      if (name === 'author') found.push({ line: node as Element, nodes: [] })
      else if (open && name !== 'page') found.at(-1)!.nodes.push(node)
      open = name === 'author' || (open && name !== 'page')
    }
  }
  return found
}
