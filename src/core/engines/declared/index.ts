/* An engine made from a rule. */
import { draftCard, draftPage, draftPost, markQuote } from '../../clean/draft.ts'
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import type { AnyNode, ChildNode, Element } from '../../text/dom.ts'
import { attribute, isTag, matches, select, selectAll, text } from '../../text/dom.ts'
import { fromIso, readTime } from '../../text/time.ts'
import type { TimeContext, TimeReading } from '../../text/time.ts'
import { clockOf } from '../clock.ts'
import type { Engine, HtmlPage } from '../engine.ts'
import { forumHost } from '../page-facts.ts'
import { pageFrame } from '../page-place.ts'
import { pageTitle } from '../page-title.ts'
import type { Place, Rule } from './rule.ts'

export { readRule } from './rule.ts'

/** Patterns are run on no more than this, whatever the page holds. */
const longestText = 1_000

/** An engine that reads what a rule describes; sure of a page when everything the rule looks for is in it. */
export function engineOf(rule: Rule): Engine {
  return {
    id: rule.id,
    name: rule.name,
    detect: page =>
      (rule.host === undefined || forumHost(page) === rule.host.replace(/^www\./, '')) &&
      rule.detect.every(selector => select(page.document, selector))
        ? 'sure'
        : 'no',
    read: page => readByRule(page, rule),
  }
}

function readByRule(page: HtmlPage, rule: Rule): PageDraft {
  const title = factAt(page.document, rule.title) ?? pageTitle(page)
  const frame = pageFrame(page, title)
  const path = rule.board === undefined ? null : factsAt(page.document, rule.board)
  const blocks = selectAll(page.document, rule.posts)
  const times = blocks.map(block => factAt(block, rule.post.time))
  const clock = clockOf(
    page,
    times.filter(time => time !== null),
  )
  const context: TimeContext = rule.dates ? { ...clock, order: rule.dates } : clock
  return draftPage({
    confidence: 'sure',
    forum: { ...frame.forum, name: factAt(page.document, rule.forum) ?? frame.forum.name },
    board: path === null ? frame.board : path.length === 0 ? null : { name: path.at(-1)!, path },
    thread: {
      ...frame.thread,
      id: factAt(page.document, rule.threadId) ?? frame.thread.id,
      page: wholeNumber(factAt(page.document, rule.page)) ?? frame.thread.page,
      pages: wholeNumber(factAt(page.document, rule.pages)) ?? frame.thread.pages,
    },
    posts: blocks.flatMap(
      (block, index) => postOf(block, rule.post, timeOf(times[index] ?? null, context), index) ?? [],
    ),
  })
}

function postOf(block: Element, rule: Rule['post'], time: TimeReading | null, index: number): PostDraft | null {
  const body = matches(block, rule.body) ? block : select(block, rule.body)
  if (!body) return null
  const floorLabel = factAt(block, rule.floor)
  const floor = wholeNumber(floorLabel)
  const author = { name: factAt(block, rule.author), uid: factAt(block, rule.uid) }
  const signature = rule.signature === undefined ? null : select(block, rule.signature)
  const rank = factAt(block, rule.rank)
  const avatar = factAt(block, rule.avatar)
  for (const selector of rule.remove ?? []) detach(selectAll(body, selector))
  if (signature) detach([signature])
  if (rule.quote !== undefined) for (const quote of selectAll(body, rule.quote)) markQuote(quote, {})
  const hasCard = rank !== null || avatar !== null || signature !== null
  return draftPost({
    id: factAt(block, rule.id),
    floor,
    floorLabel,
    author,
    time,
    subject: factAt(block, rule.subject),
    body: body.children,
    card: hasCard ? draftCard({ ...author, rank, avatar, signature: signature?.children ?? null }) : null,
    isOpening: floor === null ? index === 0 : floor <= 1 && index === 0,
  })
}

function timeOf(written: string | null, context: TimeContext): TimeReading | null {
  if (written === null) return null
  return (/^\d{4}-\d\d-\d\dT/.test(written) ? fromIso(written, written) : null) ?? readTime(written, context)
}

const factAt = (root: AnyNode, place: Place | undefined): string | null =>
  place === undefined ? null : (factsAt(root, place)[0] ?? null)

/** What stands in every such place, empty ones left out. */
function factsAt(root: AnyNode, place: Place): string[] {
  const { select: selector, attribute: name, pattern } = typeof place === 'string' ? { select: place } : place
  const elements = selector === undefined ? (isTag(root) ? [root] : []) : selectAll(root, selector)
  return elements.flatMap(element => {
    const written = (name === undefined ? text(element) : (attribute(element, name) ?? '')).trim().slice(0, longestText)
    const match = pattern === undefined ? [written] : new RegExp(pattern, 'u').exec(written)
    const fact = (match?.[1] ?? match?.[0] ?? '').trim()
    return fact === '' ? [] : [fact]
  })
}

const wholeNumber = (written: string | null): number | null => {
  const digits = /\d{1,9}/.exec(written ?? '')?.[0]
  return digits === undefined ? null : Number(digits)
}

function detach(elements: readonly Element[]): void {
  for (const element of elements) {
    const { parent } = element
    if (parent) parent.children = parent.children.filter((child: ChildNode) => child !== element)
  }
}
