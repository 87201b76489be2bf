/* Since 2023: custom elements whose attributes say everything. No real page was found; built from documented structure. */
import type { PostDraft } from '../../clean/draft.ts'
import { draftPost } from '../../clean/draft.ts'
import type { Document, Element } from '../../text/dom.ts'
import { attribute, closest, select, selectAll, text } from '../../text/dom.ts'
import type { TimeReading } from '../../text/time.ts'
import { fromIso } from '../../text/time.ts'
import { parentsByDepth } from '../reply-tree.ts'
import { rated } from '../submission.ts'
import type { Submission } from '../submission.ts'
import { countOf } from './address.ts'

/** What was submitted; null where the page shows none. */
export function shredditSubmission(document: Document): Submission | null {
  const post = select(document, 'shreddit-post')
  if (!post) return null
  const link = attribute(post, 'content-href')
  const text = select(post, '[slot=text-body] .md, [id$="-post-rtjson-content"], [slot=text-body]')
  return {
    id: attribute(post, 'id')?.replace(/^t3_/, '') ?? null,
    author: { name: nameOf(post), uid: attribute(post, 'author-id') },
    time: stamp(attribute(post, 'created-timestamp'), ''),
    title: attribute(post, 'post-title') ?? '',
    link: attribute(post, 'post-type') === 'link' && link !== null && /^https?:/i.test(link) ? link : null,
    body: text?.children ?? [],
    points: countOf(attribute(post, 'score') ?? ''),
  }
}

/** The comments of a page in its order, each once. */
export function shredditComments(document: Document): PostDraft[] {
  const found = selectAll(document, 'shreddit-comment[thingid]').map(element => ({
    element,
    id: attribute(element, 'thingid'),
    depth: Number(attribute(element, 'depth') ?? 0) || 0,
  }))
  const seen = new Set<string | null>()
  const once = found.filter(({ id }) => !seen.has(id) && seen.add(id))
  const parents = parentsByDepth(once)
  return once.map(({ element, id }, index) => readComment(element, id, parents[index] ?? null))
}

function readComment(element: Element, id: string | null, parentId: string | null): PostDraft {
  const own = (selector: string): Element | null =>
    selectAll(element, selector).find(part => closest(part, 'shreddit-comment') === element) ?? null
  const content = own('[slot=comment]') ?? own('[id$="-comment-rtjson-content"]')
  const time = own('time[datetime]') ?? own('faceplate-timeago[ts]')
  const at = attribute(element, 'created') ?? attribute(time, 'datetime') ?? attribute(time, 'ts')
  const parent = attribute(element, 'parentid')
  return draftPost({
    id,
    parentId: parent?.startsWith('t1_') ? parent : parentId,
    author: { name: nameOf(element), uid: null },
    time: stamp(at, text(time)),
    body: content?.children ?? [],
    ratings: rated(countOf(attribute(element, 'score') ?? '')),
  })
}

const nameOf = (element: Element): string | null => {
  const name = attribute(element, 'author')
  return name === null || name === '' || name === '[deleted]' ? null : name
}

/** 2024-02-02T19:22:59.123000+0000 and the like. */
const stamp = (at: string | null, shown: string): TimeReading | null =>
  at === null ? null : fromIso(at, shown === '' ? at : shown)
