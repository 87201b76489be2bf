/*
 * Threads of software that nobody wrote an engine for: the page's repeated blocks, each with somebody's name, a time and
 * something written. What stands in the same place in every block is the same thing in each. Lists of threads look
 * alike and are told apart; where in doubt no post is returned, and the page is read as plain text.
 */
import { draftPage, draftPost } from '../../clean/draft.ts'
import type { PageDraft } from '../../clean/draft.ts'
import type { ChildNode, Element, ParentNode } from '../../text/dom.ts'
import { isTag, select, text, walk } from '../../text/dom.ts'
import type { TimeReading } from '../../text/time.ts'
import type { Engine, HtmlPage } from '../engine.ts'
import { pageFrame } from '../page-place.ts'
import { pageTitle } from '../page-title.ts'
import type { Weight } from '../text-weight.ts'
import { prose, weigh } from '../text-weight.ts'
import { candidates } from './candidates.ts'
import type { Block } from './candidates.ts'
import { isListing } from './listing.ts'
import { openingBefore } from './opening.ts'
import type { Places } from './places.ts'
import { authorPlaces, bodyPlaces, floorPlace, placesOf, timeAt, timePlaces } from './places.ts'
import { floorNumber, personName, personNumber } from './signs.ts'

export const repeatedBlocks: Engine = {
  id: 'repeated-blocks',
  name: 'Repeated blocks',
  detect: page => (select(page.document, 'body') ? 'likely' : 'no'),
  read,
}

/** One block understood, as far as it says it. */
interface Found {
  readonly block: Block
  readonly name: string | null
  readonly uid: string | null
  readonly time: TimeReading | null
  readonly floorLabel: string | null
  readonly body: readonly ChildNode[]
  readonly written: number
  /** The poster's and the time's words, which say nothing when they stand in a body. */
  readonly aside: readonly string[]
  /** The body has no box of its own. */
  readonly loose: boolean
}

interface Thread {
  readonly found: readonly Found[]
  readonly sure: boolean
  /** What is written in whole posts, long ones not counted in full: for comparing readings. */
  readonly written: number
  /** What is written in all posts. */
  readonly covered: number
}

const tried = 10
/** Of all that is written on the page; less is a box of comments or messages beside what the page is about. */
const leastShare = 0.2
const leastUnsureShare = 0.5
const sampled = 40

function read(page: HtmlPage): PageDraft {
  const title = pageTitle(page)
  const frame = pageFrame(page, title)
  const thread = findThread(page)
  if (!thread) return draftPage({ confidence: 'guess', ...frame })
  const counted = (frame.thread.page ?? 1) === 1
  const ids = new Map(thread.found.map(({ block }) => [block, postId(block)]))
  const posts = thread.found.map((found, index) => {
    const floor = found.floorLabel === null ? null : floorNumber(found.floorLabel)
    return draftPost({
      id: ids.get(found.block) ?? null,
      floor: floor ?? (counted ? index + 1 : null),
      floorLabel: found.floorLabel,
      author: { name: found.name, uid: found.uid },
      time: found.time,
      body: found.body,
      parentId: (found.block.parent && ids.get(found.block.parent)) ?? null,
      isOpening: index === 0 && counted && (floor ?? 1) <= 1,
    })
  })
  const whole = thread.sure && posts.every(post => post.author.name !== null && post.time !== null)
  return draftPage({ confidence: whole ? 'likely' : 'guess', ...frame, posts })
}

function findThread(page: HtmlPage): Thread | null {
  const body = select(page.document, 'body')
  if (!body) return null
  const weights = weigh(body)
  const whole = prose(weights, body)
  const threads = candidates(body, weights, tried)
    .flatMap(({ blocks }) => understand(blocks, weights, page) ?? [])
    .filter(({ covered, sure }) => covered >= whole * (sure ? leastShare : leastUnsureShare))
  const outer = threads.filter(
    thread => !threads.some(other => isInsideOnePost(thread, other) || isCoarser(thread, other)),
  )
  const best = outer.reduce<Thread | null>(
    (one, other) => (one && one.written * 1.02 >= other.written ? one : other),
    null,
  )
  if (!best) return null
  const start = best.found[0]!
  const opening =
    start.floorLabel === null || floorNumber(start.floorLabel) !== 1
      ? openingBefore(start.block.nodes[0]!, weights, page, start.time?.at ?? null)
      : null
  if (!opening) return best
  const block: Block = { nodes: opening.nodes, inner: new Set(), parent: null }
  return {
    ...best,
    found: [{ ...opening, block, floorLabel: null, written: 1, aside: [], loose: false }, ...best.found],
  }
}

/** What lies inside one post of another reading is a list in that post. */
function isInsideOnePost(thread: Thread, other: Thread): boolean {
  return other !== thread && other.found.some(({ block }) => thread.found.every(each => isInside(each.block, block)))
}

/** A reading whose posts each hold several of another one's has taken groups of posts for posts. */
function isCoarser(thread: Thread, other: Thread): boolean {
  if (other === thread || other.found.length <= thread.found.length || other.written < thread.written * 0.4)
    return false
  const holding = thread.found.filter(({ block }) => other.found.some(each => isInside(each.block, block)))
  return holding.length * 2 > thread.found.length
}

const isInside = (inner: Block, outer: Block): boolean =>
  outer.nodes.some(node => node !== inner.nodes[0] && isBelow(inner.nodes[0]!, node))

function understand(blocks: readonly Block[], weights: ReadonlyMap<Element, Weight>, page: HtmlPage): Thread | null {
  const places = blocks.map(placesOf)
  const sample = places.length > sampled ? places.slice(0, sampled) : places
  const authors = authorPlaces(sample)
  const times = timePlaces(sample, page)
  if (authors.length === 0 || times.length === 0) return null
  const whoAndWhen = (each: Places): Element[] =>
    [
      first(
        each,
        authors.map(({ path }) => path),
      ),
      first(each, times),
    ].filter(found => found !== null)
  const bodies = bodyPlaces(sample, weights, new Set(sample.flatMap(whoAndWhen)))
  const floors = floorPlace(places)
  const found = places.map((each, index) => {
    const author = authorIn(each, authors)
    const time = timeIn(each, times, page)
    return {
      block: blocks[index]!,
      name: author?.name ?? null,
      uid: personNumber(author?.element.attribs['href'] ?? null),
      time,
      aside: [author?.name, time?.text].filter(words => words !== undefined),
      floorLabel: floors === null ? null : text(each.get(floors)),
      ...bodyOf(blocks[index]!, each, bodies, whoAndWhen(each), weights),
    }
  })
  const posts = found.filter(({ name, time, written }) => (name !== null || time !== null) && written > 0)
  const whole = posts.filter(({ name, time }) => name !== null && time !== null)
  if (whole.length < 2 || whole.length < blocks.length * 0.5 || isListing(posts, weights)) return null
  const written = whole.reduce((sum, post) => sum + Math.min(post.written, 5_000), 0)
  return {
    found: posts,
    sure: authors[0]!.sure,
    written: (written * whole.length) / blocks.length,
    covered: posts.reduce((sum, post) => sum + post.written, 0),
  }
}

const first = (places: Places, paths: readonly string[]): Element | null =>
  paths.map(path => places.get(path)).find(element => element !== undefined) ?? null

function authorIn(places: Places, paths: readonly { path: string }[]): { name: string; element: Element } | null {
  for (const { path } of paths) {
    const element = places.get(path)
    const name = element ? personName(text(element)) : null
    if (element && name !== null) return { name, element }
  }
  return null
}

function timeIn(places: Places, paths: readonly string[], page: HtmlPage): TimeReading | null {
  for (const path of paths) {
    const element = places.get(path)
    const time = element ? timeAt(element, page) : null
    if (time) return time
  }
  return null
}

/**
 * A block's body; where no box holds at least a third of what is written in it, the whole block, so that nothing is lost.
 * `written` counts what is neither poster nor time.
 */
function bodyOf(
  block: Block,
  places: Places,
  paths: readonly string[],
  whoAndWhen: readonly Element[],
  weights: ReadonlyMap<Element, Weight>,
): { body: readonly ChildNode[]; written: number; loose: boolean } {
  const total = (elements: Iterable<Element>): number =>
    [...elements].reduce((sum, each) => sum + prose(weights, each), 0)
  const own = total(block.nodes) - total(block.inner) - total(whoAndWhen)
  for (const path of paths) {
    const box = places.get(path)
    if (!box || whoAndWhen.some(each => each === box || isBelow(each, box))) continue
    const written = prose(weights, box)
    if (written * 3 >= own || (written === 0 && select(box, 'img')))
      return { body: box.children, written: Math.max(written, 1), loose: false }
  }
  return { body: block.nodes.filter(node => !block.inner.has(node)), written: own, loose: true }
}

function isBelow(element: Element, ancestor: Element): boolean {
  for (let node: ParentNode | null = element.parent; node; node = node.parent) if (node === ancestor) return true
  return false
}

const idForm =
  /^(?:p|pid|post|posts|msg|message|comment|reply|entry|answer|m|c|r|t\d_|elcomment|post_?id)?[-_]?(\d{2,20})$/i

/** The forum's own number of a post, where an id or anchor of the block has one. */
function postId(block: Block): string | null {
  let id: string | null = null
  for (const node of block.nodes) {
    id ??= idOf(node)
    walk(node, each => {
      if (id !== null || !isTag(each) || block.inner.has(each)) return false
      id = idOf(each)
      return undefined
    })
    if (id !== null) return id
  }
  return null
}

function idOf(element: Element): string | null {
  const mark = element.attribs['id'] ?? (element.name === 'a' ? element.attribs['name'] : undefined)
  return (mark === undefined ? null : idForm.exec(mark)?.[1]) ?? null
}
