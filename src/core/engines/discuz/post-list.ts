/*
 * Posts of the desktop pages from 6.x to X5 and of the old WAP pages: every one of them has an id of the form post_N,
 * pidN or postmessage_N. A post that was blocked or deleted has no postmessage_N and is a post all the same.
 */
import type { PostDraft } from '../../clean/draft.ts'
import { draftPost } from '../../clean/draft.ts'
import type { RemovedPiece } from '../../model/reading.ts'
import type { Element } from '../../text/dom.ts'
import { attribute, closest, foldSpace, isTag, isText, ownText, select, selectAll, text } from '../../text/dom.ts'
import type { TimeContext, TimeReading } from '../../text/time.ts'
import type { HtmlPage } from '../engine.ts'
import type { Author } from './card.ts'
import { authorId, readCard } from './card.ts'
import { readBody } from './body.ts'
import { readNotices, readPoll, readRatings } from './extras.ts'
import { floorOf } from './floor.ts'
import { hiddenNotice } from './hidden.ts'
import { byId, part } from './tree.ts'
import { timeIn, timeOf } from './when.ts'

interface Found {
  readonly id: string
  root: Element
  message: Element | null
}

const idForm = /^(post_|pid|postmessage_)(\d{1,15})$/

/** Where each post of the page is, in page order, each id once. */
export function findPosts(page: HtmlPage): Found[] {
  const found = new Map<string, Found>()
  for (const element of selectAll(page.document, '[id^="post_"], [id^="pid"], [id^="postmessage_"]')) {
    const match = idForm.exec(attribute(element, 'id') ?? '')
    if (!match) continue
    const post = found.get(match[2]!) ?? { id: match[2]!, root: element, message: null }
    if (match[1] === 'postmessage_') {
      post.message ??= element
      if (post.root === element) post.root = closest(element, '.mainbox, table[id], li, .post') ?? element
    }
    found.set(post.id, post)
  }
  return [...found.values()]
}

/** Reads the posts of a list, and takes them out of one another first: the tree is not what it was afterwards. */
export function readPosts(posts: readonly Found[], clock: TimeContext, removed: RemovedPiece[]): PostDraft[] {
  part(new Set(posts.map(post => post.root)))
  return posts.map(post => readPost(post, clock, removed))
}

function readPost(post: Found, clock: TimeContext, removed: RemovedPiece[]): PostDraft {
  const { root, message } = post
  const column = select(root, 'td.pls, td.postauthor, .bm_user')
  const head = select(root, 'td.plc .pi, td.postcontent .postinfo, .bm_user')
  const hovering = [byId(root, `userinfo${post.id}_menu`)].filter(menu => menu !== null)
  const around = message
    ? (closest(message, '.pct, .postmessage, .pbody') ?? message.parent)
    : select(root, '.pct, .postmessage')
  const holder = around && isTag(around) ? around : null
  const author = authorOf(column, head)
  const label = floorLabelOf(root, post.id)
  const poll = readPoll(root)
  const ratings = readRatings(root)
  const notices = readNotices(root, clock)
  const subject = subjectOf(holder)
  const card = readCard([...(column ? [column] : []), ...hovering], author, select(root, '.sign, .signatures'), clock)
  const body = readBody(message, holder, clock, removed)
  const gone = message === null && body.hidden.length === 0 && holder ? hiddenNotice(holder) : null
  return draftPost({
    id: post.id,
    floor: floorOf(label),
    floorLabel: label,
    author: { name: author.name, uid: author.uid },
    time: timeOfPost(root, post.id, head, clock),
    subject,
    card,
    notices,
    poll,
    ratings,
    body: body.nodes,
    edits: [...body.edits],
    hidden: gone ? [...body.hidden, gone] : [...body.hidden],
    attachments: body.attachments,
  })
}

function floorLabelOf(root: Element, id: string): string | null {
  const place = byId(root, `postnum${id}`, `postnum_${id}`) ?? select(root, '.pi > strong > a, .postinfo > strong')
  const label = place ? text(place) : wapLabel(root)
  return label === '' ? null : label
}

/** The WAP page writes the label as bare text before the name. */
function wapLabel(root: Element): string {
  const line = select(root, '.bm_user')
  if (!line) return ''
  const words: string[] = []
  for (const child of line.children) {
    if (isTag(child) && child.name === 'a') break
    if (isText(child)) words.push(child.data)
    else if (isTag(child)) words.push(text(child))
  }
  return foldSpace(words.join('')).slice(0, 12)
}

function timeOfPost(root: Element, id: string, head: Element | null, clock: TimeContext): TimeReading | null {
  const place = byId(root, `authorposton${id}`) ?? select(root, '[id^="authorposton"]')
  if (place) return timeIn(place, clock)
  const shown = /(?:发表于|發表於|posted on)\s*([^|]{4,40})/i.exec(text(head))?.[1]
  return shown === undefined ? null : timeOf(foldSpace(shown.replace(/只看该作者.*$/, '')), clock)
}

function subjectOf(around: Element | null): string | null {
  const heading = around?.children.find(child => isTag(child) && child.name === 'h2')
  return heading ? text(heading) || null : null
}

const names = [
  '.pi .authi a.xw1',
  '.postinfo > a[target="_blank"]',
  '.authi a[href*="uid"]',
  '.authorinfo a.posterlink',
  'cite a[href*="uid"]',
  'cite a[href*="space"]',
  'a[href*="uid"]',
]

const notNames = '[id^="userinfo"]:not(a), .tns, .imicn, .o, label'

/** A post's author: the name beside it, else over it; anonymous and deleted people as the page calls them. */
function authorOf(column: Element | null, head: Element | null): Author {
  const parts = [column, head].filter(part => part !== null)
  for (const name of names) {
    for (const part of parts) {
      const link = selectAll(part, name).find(
        found => text(found) !== '' && !closest(found, notNames) && !/authorid=/.test(found.attribs['href'] ?? ''),
      )
      if (link) return { name: ownText(link) || text(link), uid: authorId(parts) }
    }
  }
  const place = column && select(column, '.pi, .avatar, cite')
  if (!place) return { name: wapName(head), uid: null }
  const guest = select(place, 'a')
  const called = guest ? ownText(guest) : ownText(place)
  return { name: called === '' ? null : called, uid: null }
}

const wapName = (head: Element | null): string | null => (head ? ownText(head).replace(/^\S+\s+/, '') || null : null)
