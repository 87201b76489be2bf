/* Posts of the page that Discourse serves to search engines, and puts into <noscript> for everybody else. */
import type { PostDraft } from '../../clean/draft.ts'
import { draftPost } from '../../clean/draft.ts'
import type { RatingReading } from '../../model/reading.ts'
import type { Document, Element } from '../../text/dom.ts'
import { attribute, ownText, select, selectAll, text } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { fromIso, readTime } from '../../text/time.ts'
import { readBody } from './body.ts'

/** The posts of the crawler layout; the last block may hold only links to other pages. */
export function crawlerPosts(document: Document, topic: string | null, clock: TimeContext): PostDraft[] {
  return selectAll(document, '.crawler-post')
    .filter(block => select(block, '.creator, [itemprop=author]') !== null)
    .map(block => crawlerPost(block, topic, clock))
}

function crawlerPost(block: Element, topic: string | null, clock: TimeContext): PostDraft {
  const creator = select(block, '.creator') ?? select(block, '[itemprop=author]')
  const label = text(select(block, '.crawler-post-infos [itemprop=position], [itemprop=position]'))
  const number = Number(
    /^#?(\d{1,9})$/.exec(label)?.[1] ?? /^post_(\d{1,9})$/.exec(attribute(block, 'id') ?? '')?.[1] ?? Number.NaN,
  )
  const isNumbered = Number.isInteger(number)
  const name = text(creator && (select(creator, '[itemprop=name]') ?? select(creator, 'a'))) || null
  const when = select(block, 'time.post-time, time[itemprop=datePublished], time')
  const shown = text(when)
  const time = fromIso(attribute(when, 'datetime') ?? '', shown) ?? readTime(shown, clock)
  const facts = readBody(select(block, '.post[itemprop], .post'), topic)
  // 「Unpinned」 behind the name: an action of a moderator has no body.
  const action = creator ? ownText(creator) : ''
  return draftPost({
    ...facts,
    id: isNumbered ? String(number) : null,
    floor: isNumbered ? number : null,
    floorLabel: isNumbered ? `#${String(number)}` : null,
    author: { name, uid: null },
    time,
    isOpening: number === 1,
    notices: action === '' ? [] : [{ action, by: name, at: time?.at ?? null, text: action }],
    ratings: likesOf(block),
  })
}

function likesOf(block: Element): RatingReading[] {
  for (const counter of selectAll(block, '[itemtype$=InteractionCounter]')) {
    if (!/LikeAction$/.test(attribute(select(counter, '[itemprop=interactionType]'), 'content') ?? '')) continue
    const count = Number(attribute(select(counter, '[itemprop=userInteractionCount]'), 'content') ?? 0)
    return count > 0 ? [{ kind: 'like', count, by: [], reason: null }] : []
  }
  const count = Number(/\d{1,7}/.exec(text(select(block, '.post-likes')))?.[0] ?? 0)
  return count > 0 ? [{ kind: 'like', count, by: [], reason: null }] : []
}
