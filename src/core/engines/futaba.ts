/*
 * Futaba (2chan.net): pages of 2010, whose opening post is held together by nothing, and of today (.thre, .rtd, .cno).
 * In both a post is a <blockquote> with a head before it that ends in 「日付 No.番号」; advertisements have no such head.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftPage, draftPost } from '../clean/draft.ts'
import type { ChildNode, Element } from '../text/dom.ts'
import { attribute, isTag, isText, matches, select, selectAll, text } from '../text/dom.ts'
import type { TimeReading } from '../text/time.ts'
import { isoOf } from '../text/time.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { attached, headBefore, textOf, withPictures } from './image-board.ts'
import type { BoardFile } from './image-board.ts'
import { baseAddress, forumHost, pageAddress } from './page-facts.ts'

export const futaba: Engine = { id: 'futaba', name: 'ふたば☆ちゃんねる', detect, read }

const headEnd =
  /(\d\d)\/(\d\d)\/(\d\d)\s?\(.\)\s?(\d\d):(\d\d)(?::(\d\d))?(?:\s+(?:ID|IP):(\S{1,40}))?[^/]{0,40}?No\.\s?(\d{1,12})/u

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, '.thre[data-res], td.rtd .cno')) return 'sure'
  const head = selectAll(document, 'blockquote')
    .slice(0, 8)
    .some(body => headEnd.test(textOf(headBefore(body))))
  if (!head) return 'no'
  return select(document, 'form[action*="futaba.php"], input[name=resto], td[bgcolor="#F0E0D6" i]') ? 'sure' : 'likely'
}

interface Found {
  readonly body: Element
  readonly head: readonly ChildNode[]
  readonly match: RegExpExecArray
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const found = selectAll(document, 'blockquote').flatMap((body): Found[] => {
    const head = headBefore(body)
    const match = headEnd.exec(textOf(head))
    return match ? [{ body, head, match }] : []
  })
  const opening = found.filter(({ body }) => !isReply(body))
  // A board's front page and its catalogue show the openings of many threads.
  if (opening.length > 1) return draftPage({ thread: { title: titleOf(page) } })
  const base = baseAddress(page)
  const board = boardOf(page)
  const posts = found.map((place, index) => readPost(place, index, base))
  return draftPage({
    forum: { name: 'ふたば☆ちゃんねる', host: forumHost(page) },
    board: board === null ? null : { name: board, path: [board] },
    thread: {
      title: titleOf(page),
      id: threadId(page) ?? opening[0]?.match[8] ?? null,
      url: pageAddress(page),
      page: 1,
      pages: 1,
    },
    posts,
  })
}

const isReply = (body: Element): boolean =>
  body.parent !== null && isTag(body.parent) && matches(body.parent, 'td') && !matches(body.parent, '.thre')

/** Today's titles begin with the opening post's first line: 「本文 - 二次元裏＠ふたば」. */
function titleOf(page: HtmlPage): string {
  const whole = text(select(page.document, 'title'))
  return whole.replace(/\s+-\s+\S{1,40}＠ふたば$/, '') || page.name
}

function threadId(page: HtmlPage): string | null {
  const { document } = page
  const told = attribute(select(document, '.thre[data-res]'), 'data-res')
  const form = attribute(select(document, 'input[name=resto]'), 'value')
  return told ?? form ?? /\/res\/(\d{1,12})\.html?/.exec(pageAddress(page) ?? '')?.[1] ?? null
}

/** The path between the host and /res/ or /src/ names the board: b, img/b. */
function boardOf(page: HtmlPage): string | null {
  const files = selectAll(page.document, 'a[href*="/src/"]').map(link => attribute(link, 'href') ?? '')
  for (const address of [pageAddress(page) ?? '', ...files]) {
    const path = /^(?:https?:\/\/[^/]{1,80})?\/((?:[\w-]{1,20}\/){0,2}[\w-]{1,20})\/(?:res|src)\//.exec(address)?.[1]
    if (path !== undefined) return path
  }
  return null
}

function readPost({ body, head, match }: Found, index: number, base: string | null): PostDraft {
  const files = filesIn(head)
  const shown = selectIn(head, '.rsc')
  const floor = shown && /^\d{1,5}$/.test(text(shown)) ? Number(text(shown)) : null
  const counted = head.some(node => isTag(node) && (matches(node, '.csb') || select(node, '.csb')))
  const { subject, name } = namesIn(head)
  const points = /x(\d{1,5})$/.exec(text(selectIn(head, 'a.sod')))?.[1]
  const isOpening = !isReply(body)
  return draftPost({
    id: match[8]!,
    // Pages of today number the replies, from 1; the opening post before them is 0.
    floor: floor ?? (counted && isOpening ? 0 : index + 1),
    floorLabel: floor === null ? null : String(floor),
    author: { name, uid: match[7] ?? null },
    subject,
    time: timeOf(match),
    body: withPictures(files, body.children),
    attachments: attached(files, base),
    ratings: points === undefined ? [] : [{ kind: 'そうだね', count: Number(points), by: [], reason: null }],
    isOpening,
  })
}

function timeOf(match: RegExpExecArray): TimeReading | null {
  const [year, month, day, hour, minute] = match.slice(1, 6).map(Number) as [number, number, number, number, number]
  const second = match[6] === undefined ? undefined : Number(match[6])
  const iso = isoOf(2000 + year, month, day, hour, minute, second)
  return iso && { ...iso, text: /^.{0,40}?\d\d:\d\d(?::\d\d)?/u.exec(match[0])![0], derived: false }
}

/** 「<b>題名</b> Name <b>名前</b>」; boards without names show neither. */
function namesIn(head: readonly ChildNode[]): { subject: string | null; name: string | null } {
  const marked = selectIn(head, '.cnm')
  if (marked) return { subject: text(selectIn(head, '.csb')) || null, name: text(marked) || null }
  const at = head.findIndex(node => isText(node) && /(?:^|\s)Name(?:\s|$)/.test(node.data))
  if (at < 0) return { subject: null, name: null }
  const bold = (nodes: readonly ChildNode[]): string[] =>
    nodes.filter(isTag).flatMap(node => (node.name === 'b' ? [node] : selectAll(node, 'b')).map(text))
  return { subject: bold(head.slice(0, at)).at(-1) || null, name: bold(head.slice(at))[0] || null }
}

function filesIn(head: readonly ChildNode[]): BoardFile[] {
  const links = head.filter(isTag).flatMap(node => (node.name === 'a' ? [node] : selectAll(node, 'a')))
  const named = links.find(link => /\/src\/|\.\w{3,4}$/.test(attribute(link, 'href') ?? '') && text(link) !== '')
  const picture = links.map(link => select(link, 'img')).find(image => image !== null)
  if (!named) return []
  const size = /-\s?\((\d{1,12} B)\)/.exec(textOf(head))?.[1] ?? null
  return [{ name: text(named), address: attribute(named, 'href'), size, thumbnail: attribute(picture, 'src') }]
}

function selectIn(nodes: readonly ChildNode[], selector: string): Element | null {
  for (const node of nodes) {
    if (!isTag(node)) continue
    const found = matches(node, selector) ? node : select(node, selector)
    if (found) return found
  }
  return null
}
