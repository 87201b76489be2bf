/* The old interface (old.reddit.com): div.thing for the submission and for every comment, nested in .child. */
import type { CardDraft, PostDraft } from '../../clean/draft.ts'
import { draftCard, draftPost } from '../../clean/draft.ts'
import type { EditReading } from '../../model/reading.ts'
import type { Document, Element } from '../../text/dom.ts'
import { attribute, closest, matches, select, selectAll, text } from '../../text/dom.ts'
import type { TimeReading } from '../../text/time.ts'
import { fromIso } from '../../text/time.ts'
import { rated } from '../submission.ts'
import type { Submission } from '../submission.ts'
import { countOf, userOf } from './address.ts'

/** What was submitted, the first link above the comments; null where the page shows none. */
export function oldSubmission(document: Document): Submission | null {
  const thing = selectAll(document, '.thing.link, .thing[data-fullname^=t3_]').find(
    candidate => !closest(candidate, '.side, .commentarea, .organic-listing'),
  )
  const entry = thing && select(thing, '.entry')
  if (!thing || !entry) return null
  const link = attribute(thing, 'data-url') ?? attribute(select(entry, 'a.title'), 'href')
  return {
    id: fullNameOf(thing)?.replace(/^t3_/, '') ?? null,
    author: authorOf(thing, entry),
    time: timeOf(entry),
    title: text(select(entry, 'a.title')),
    link: link !== null && /^https?:/i.test(link) ? link : null,
    body: select(entry, '.expando .md, .usertext-body .md')?.children ?? [],
    points: scoreOf(thing),
  }
}

/** The comments of a page in its order. */
export function oldComments(document: Document): PostDraft[] {
  return selectAll(document, '.commentarea .thing.comment').map(readComment)
}

/** Comments that stood behind 「load more comments」 links when the page was saved. */
export function unloaded(document: Document): number {
  const counts = selectAll(document, '.commentarea .morecomments .gray').map(
    mark => /(\d{1,6})/.exec(text(mark))?.[1] ?? '0',
  )
  return counts.reduce((sum, count) => sum + Number(count), 0)
}

function readComment(thing: Element): PostDraft {
  const entry = select(thing, '.entry')
  const above = thing.parent && closest(thing.parent as Element, '.thing.comment')
  const mark = entry && select(entry, '.stickied-tagline')
  if (!entry) return draftPost({ id: fullNameOf(thing), body: [] })
  return draftPost({
    id: fullNameOf(thing),
    parentId: above ? fullNameOf(above) : null,
    author: authorOf(thing, entry),
    time: timeOf(entry),
    body: select(entry, '.usertext-body .md')?.children ?? [],
    card: flairOf(entry),
    edits: editsOf(entry),
    ratings: rated(scoreOf(entry)),
    notices: mark ? [{ action: 'stickied', by: null, at: null, text: text(mark) }] : [],
  })
}

/** t1_d8q4lwg; the deleted have it only in their class or permanent link, or not at all. */
function fullNameOf(thing: Element): string | null {
  const told = attribute(thing, 'data-fullname') ?? /\bid-(t\d_[0-9a-z]+)/.exec(attribute(thing, 'class') ?? '')?.[1]
  if (told) return told
  const own = /^thing_(t\d_[0-9a-z]+)$/.exec(attribute(thing, 'id') ?? '')?.[1]
  const name = attribute(select(thing, '.parent > a[name]'), 'name')
  return own ?? (name ? `t1_${name}` : null)
}

function authorOf(thing: Element, entry: Element): PostDraft['author'] {
  const link = select(entry, '.tagline a.author')
  const name = attribute(thing, 'data-author') ?? (link ? text(link) : null) ?? userOf(attribute(link, 'href'))
  const uid = attribute(thing, 'data-author-fullname') ?? /\bid-(t2_\w+)/.exec(attribute(link, 'class') ?? '')?.[1]
  return { name: name === '' ? null : name, uid: uid ?? null }
}

function timeOf(entry: Element): TimeReading | null {
  const times = selectAll(entry, '.tagline time[datetime]')
  const posted = times.find(time => !matches(time, '.edited-timestamp'))
  return posted ? fromIso(attribute(posted, 'datetime') ?? '', text(posted)) : null
}

function editsOf(entry: Element): EditReading[] {
  const edited = select(entry, '.tagline .edited-timestamp')
  if (!edited) return []
  const at = fromIso(attribute(edited, 'datetime') ?? '', '')?.at ?? null
  return [{ by: null, at, text: attribute(edited, 'title') ?? text(edited) }]
}

function scoreOf(element: Element): number | null {
  const score = select(element, '.score.unvoted')
  return score ? countOf(attribute(score, 'title') ?? text(score)) : null
}

function flairOf(entry: Element): CardDraft | null {
  const flair = select(entry, '.tagline .flair')
  const name = select(entry, '.tagline a.author')
  return flair ? draftCard({ name: name && text(name), rank: attribute(flair, 'title') ?? text(flair) }) : null
}
