/* Bodies of posts: what the software put into them made plain (quotes, code, edit notes, locks, files, lazy pictures). */
import { Element as TreeElement, Text } from 'domhandler'
import type { PostDraft } from '../../clean/draft.ts'
import { markQuote } from '../../clean/draft.ts'
import type { EditReading, HiddenReading, RemovedPiece } from '../../model/reading.ts'
import type { ChildNode, Element } from '../../text/dom.ts'
import { attribute, foldSpace, isTag, isText, select, selectAll, text, walk } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { linkedPost } from './address.ts'
import { attachmentsIn, showPictures } from './files.ts'
import { hiddenNotice, hiddenPart } from './hidden.ts'
import { removeJammer } from './jammer.ts'
import { outermost, trimmed, vanish } from './tree.ts'
import { timeOf } from './when.ts'

export interface Body {
  readonly nodes: readonly ChildNode[]
  readonly edits: readonly EditReading[]
  readonly hidden: readonly HiddenReading[]
  readonly attachments: PostDraft['attachments']
}

/** What stands in a body but is not of it: advertisements, login calls, menus of files, copy buttons. */
const furniture =
  '.a_pr, .a_pt, .a_pb, .atips_close, .aimg_tip, .attach_popup, .t_attach, .tip_4, .useraction, .posttags, .replybtn'

const lockPlaces = '.locked, .attach_nopermission, .notice, .grey.quote, .mes > .xi1, .warning'

/** Reads the body of a post; `around` is the element that holds it with its locks, files and forms. */
export function readBody(
  message: Element | null,
  around: Element | null,
  clock: TimeContext,
  removed: RemovedPiece[],
): Body {
  const hidden: HiddenReading[] = []
  const before: ChildNode[] = []
  const after: ChildNode[] = []
  const attachments = [...(message ? attachmentsIn(message) : []), ...(around ? attachmentsIn(around, message) : [])]
  if (around) {
    hidden.push(...outermost(around, lockPlaces, message).flatMap(lock => hiddenNotice(lock) ?? []))
    before.push(...outermost(around, '.typeoption, .viewsort, .rusld, .rsld, .act dl', message))
    after.push(...picturesOutside(around, message), ...outermost(around, '.rwdbst', message))
  }
  if (!message) return { nodes: [...before, ...after], edits: [], hidden, attachments }
  removeJammer(message, removed)
  showPictures(message)
  for (const part of outermost(message, furniture)) vanish(part)
  hidden.push(...locksInside(message))
  const edits = editsIn(message, clock)
  markQuotes(message, clock)
  for (const block of outermost(message, '.blockcode')) markCode(block)
  for (const block of selectAll(message, '.showhide')) markRevealed(block)
  return { nodes: [...before, ...trimmed(message.children), ...after], edits, hidden, attachments }
}

/** Locks in the text itself; the call to log in that some forums put there hides nothing. */
function locksInside(message: Element): HiddenReading[] {
  const hidden: HiddenReading[] = []
  for (const lock of outermost(message, '.locked, .attach_nopermission, .grey.quote')) {
    if (select(lock, 'blockquote')) continue
    const login = /\battach_nopermission\b/.test(attribute(lock, 'class') ?? '')
    const notice = login ? null : hiddenNotice(lock)
    if (notice) hidden.push(notice)
    if (notice || login) vanish(lock)
  }
  for (const mark of selectAll(message, 'b, strong')) {
    if (!/^\*{4,5} .{4,60} \*{4,5}$/.test(text(mark))) continue
    hidden.push(hiddenPart(text(mark)))
    vanish(mark)
  }
  return hidden
}

const editForms = [
  /^[[{]?\s*(?:本帖|此帖)最[后後]由\s+(.{1,40}?)\s+[于於]\s+(.{6,30}?)\s+[编編][辑輯]\s*[\]}]?/,
  /^[[{]?\s*(?:last |post )?edited by (.{1,40}?) (?:on|at) (.{6,30}?)\s*[\]}]?$/i,
]

/** The edit note that an edit puts before the text, in its own element or, in older pages, as plain words. */
export function editOf(written: string, clock: TimeContext): EditReading | null {
  for (const form of editForms) {
    const match = form.exec(written.trim())
    if (match) return { by: match[1]!, at: timeOf(match[2]!, clock)?.at ?? null, text: foldSpace(match[0]) }
  }
  return null
}

function editsIn(message: Element, clock: TimeContext): EditReading[] {
  const edits: EditReading[] = []
  for (const note of selectAll(message, 'i, .pstatus')) {
    const status = /\bpstatus\b/.test(attribute(note, 'class') ?? '')
    const edit =
      editOf(text(note), clock) ??
      (status ? { by: null, at: timeOf(text(note), clock)?.at ?? null, text: text(note) } : null)
    if (!edit) continue
    edits.push(edit)
    vanish(note)
    dropBrackets(note)
  }
  const [first] = trimmed(message.children)
  if (edits.length === 0 && first && isText(first)) {
    const edit = editOf(first.data, clock)
    if (edit) {
      edits.push(edit)
      first.data = ''
    }
  }
  return edits
}

/** 7.x writes `[ <i>…</i> ]`. */
function dropBrackets(note: Element): void {
  const [opening, closing] = [note.prev, note.next]
  if (!opening || !closing || !isText(opening) || !isText(closing)) return
  if (!/\[\s*$/.test(opening.data) || !/^\s*\]/.test(closing.data)) return
  opening.data = opening.data.replace(/\[\s*$/, '')
  closing.data = closing.data.replace(/^\s*\]/, '')
}

const quoteHeads = [
  /^(?:原帖由|最初由|引用[:：]?)\s*(.{1,60}?)\s*[于於]\s+(\S.{3,30}?)\s*(?:发表|發表)$/,
  /^(.{1,60}?)\s+(?:发表于|發表於|发布于|posted (?:on|at)|wrote (?:on|at))\s+(\S.{3,30})$/i,
]

/** The box around a quote stays a plain one: broken markup may have left the answer in it. */
function markQuotes(message: Element, clock: TimeContext): void {
  for (const quoted of selectAll(message, 'blockquote')) {
    const { author, postId, content } = quoteParts(quoted, clock)
    const label = quoted.prev && previousTag(quoted)
    if (label?.name === 'h5') vanish(label)
    markQuote(quoted, { author, postId }, content)
  }
}

/** Who is quoted stands in the first line: `X 发表于 T`, with a link to the post; the rest is what they wrote. */
function quoteParts(
  quoted: Element,
  clock: TimeContext,
): { author: string | null; postId: string | null; content: ChildNode[] } {
  const end = quoted.children.findIndex(child => isTag(child) && child.name === 'br')
  const head = end === -1 ? [] : quoted.children.slice(0, end)
  const links = head.flatMap(node => (isTag(node) ? [node, ...selectAll(node, 'a[href]')] : []))
  const postId = links.map(link => linkedPost(attribute(link, 'href'))).find(id => id !== null) ?? null
  const words = foldSpace(head.map(node => text(node)).join(' '))
  const match = quoteHeads.map(form => form.exec(words)).find(found => found !== null)
  const isHead = match && (postId !== null || readsAsTime(match[2]!, clock))
  const content = isHead ? quoted.children.slice(end + 1) : [...quoted.children]
  return { author: isHead ? match[1]!.trim() : null, postId, content: trimmed(content) }
}

/** 6.x writes `引用:` over the quote. */
function previousTag(element: Element): Element | null {
  let node = element.prev
  while (node && !isTag(node)) node = node.prev
  return node
}

const readsAsTime = (written: string, clock: TimeContext): boolean =>
  timeOf(written, { ...clock, savedAt: clock.savedAt ?? new Date(0) }) !== null

/** Lines of code are list items; `<pre><code>` keeps them and their indentation. */
function markCode(block: Element): void {
  const items = selectAll(block, 'li')
  const lines = (items.length > 0 ? items : [block]).map(item => rawText(item).replace(/\n$/, ''))
  const code = new TreeElement('code', {}, [new Text(lines.join('\n'))])
  block.name = 'pre'
  block.attribs = {}
  block.children = [code]
  code.parent = block
}

function rawText(element: Element): string {
  const parts: string[] = []
  walk(element, node => {
    if (isText(node)) parts.push(node.data.replace(/[\r\n]/g, '').replaceAll('\u00a0', ' '))
    else if (isTag(node) && node.name === 'br') parts.push('\n')
    // The button beside the code; the block itself is a list in a div.
    else if (isTag(node) && node.name === 'em' && attribute(node, 'onclick') !== null) return false
    return undefined
  })
  return parts.join('')
}

/** Text that was hidden from others and shown to the one who saved the page. */
function markRevealed(block: Element): void {
  block.name = 'details'
  block.attribs = { open: '' }
  const heading = block.children.find(child => isTag(child))
  if (heading && isTag(heading) && heading.name === 'h4') heading.name = 'summary'
}

/** Pictures that a post carries after its text. */
function picturesOutside(around: Element, message: Element | null): Element[] {
  const lists = outermost(around, '.attm, .attachimg, ul.img_one, ul.img_list, .guestviewthumb', message)
  const pictures = lists.flatMap(list => {
    showPictures(list)
    return selectAll(list, 'img').filter(image =>
      /aimg|attach/i.test(['id', 'src', 'file', 'zoomfile'].map(name => image.attribs[name] ?? '').join(' ')),
    )
  })
  return pictures.map(picture => new TreeElement('p', {}, [picture]))
}
