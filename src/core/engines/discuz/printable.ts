/* Printable pages: rules between the posts, each starting with `<b>作者: </b>X <b>时间: </b>T<br>`. */
import { Element as TreeElement } from 'domhandler'
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftPage, draftPost } from '../../clean/draft.ts'
import type { RemovedPiece } from '../../model/reading.ts'
import type { ChildNode, Element } from '../../text/dom.ts'
import { foldSpace, isTag, isText, select, selectAll, text } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import type { HtmlPage } from '../engine.ts'
import { readBody } from './body.ts'
import { fillFloors } from './floor.ts'
import { readThread } from './thread.ts'
import { clockOf, timeOf } from './when.ts'

/** Whether the page is a thread made for printing. */
export const detectPrintable = (page: HtmlPage): boolean =>
  blocksOf(page).some(block => headOf(block, { savedAt: null }) !== null)

/** Reads a thread made for printing. */
export function readPrintable(page: HtmlPage): PageDraft {
  const clock = clockOf({ written: page.source, savedAt: page.savedAt })
  const removed: RemovedPiece[] = []
  const { address, ...facts } = readThread(page)
  const [top, ...blocks] = blocksOf(page)
  const title = labelled(top ?? [])[0]?.value || facts.thread.title
  const drafts = blocks.flatMap(block => readBlock(block, title, clock, removed))
  fillFloors(drafts, address, 1)
  return draftPage({
    ...facts,
    forum: { ...facts.forum, name: facts.forum.name ?? (text(select(page.document, 'h1')) || null) },
    thread: { ...facts.thread, title, page: 1, pages: 1 },
    posts: drafts.map(post => ({ ...post, isOpening: post.floor === 1 })),
    removed,
  })
}

type Block = readonly ChildNode[]

/** What stands between the rules of the page, the part before the first one included. */
function blocksOf(page: HtmlPage): Block[] {
  const rule = selectAll(page.document, 'hr').find(found => found.parent)
  const blocks: ChildNode[][] = [[]]
  for (const node of rule?.parent?.children ?? []) {
    if (isTag(node) && node.name === 'hr') blocks.push([])
    else blocks.at(-1)!.push(node)
  }
  return blocks
}

interface Labelled {
  readonly value: string
  readonly at: number
  /** Index of the first node after the value. */
  readonly end: number
}

/** Values behind bold labels up to the first line end. */
function labelled(block: Block): Labelled[] {
  const found: Labelled[] = []
  for (const [index, node] of block.entries()) {
    if (isTag(node) && node.name === 'br') break
    const next = block[index + 1]
    if (isTag(node) && node.name === 'b' && /[:：]\s*$/.test(text(node)) && next && isText(next))
      found.push({ value: foldSpace(next.data), at: index, end: index + 2 })
  }
  return found
}

function headOf(block: Block, clock: TimeContext): { author: string; when: string; end: number } | null {
  const [author, when] = labelled(block)
  return author && when && timeOf(when.value, clock) ? { author: author.value, when: when.value, end: when.end } : null
}

function readBlock(block: Block, title: string, clock: TimeContext, removed: RemovedPiece[]): PostDraft[] {
  const head = headOf(block, clock)
  if (!head) return []
  const rest = block.slice(head.end)
  const start = rest.findIndex(
    node => !(isText(node) && node.data.trim() === '') && !(isTag(node) && node.name === 'br'),
  )
  const [named] = labelled(rest.slice(Math.max(0, start)))
  const subject = named && named.at === 0 ? named : null
  const content: Element = new TreeElement('div', {}, subject ? rest.slice(start + subject.end) : rest)
  for (const node of content.children) node.parent = content
  const body = readBody(content, null, clock, removed)
  return [
    draftPost({
      author: { name: head.author || null, uid: null },
      time: timeOf(head.when, clock),
      subject: subject && subject.value !== title ? subject.value : null,
      body: body.nodes,
      edits: [...body.edits],
      hidden: [...body.hidden],
      attachments: body.attachments,
    }),
  ]
}
