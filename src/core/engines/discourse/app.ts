/* Posts as the running app draws them. Far posts are taken out of the page while scrolling, so there may be gaps. */
import type { PostDraft } from '../../clean/draft.ts'
import { draftCard, draftPost } from '../../clean/draft.ts'
import type { EditReading, RatingReading } from '../../model/reading.ts'
import type { Document, Element } from '../../text/dom.ts'
import { attribute, closest, select, selectAll, text } from '../../text/dom.ts'
import type { TimeContext, TimeReading } from '../../text/time.ts'
import { fromUnixSeconds, readTime } from '../../text/time.ts'
import { readBody } from './body.ts'

/** The posts and small actions that stand in the app's page. */
export function appPosts(document: Document, topic: string | null, clock: TimeContext): PostDraft[] {
  return selectAll(document, 'article[id^=post_], .small-action[id^=post_]').flatMap(article => {
    const number = Number(/^post_(\d{1,9})$/.exec(attribute(article, 'id') ?? '')?.[1] ?? Number.NaN)
    if (!Number.isInteger(number) || closest(article, '.embedded-posts')) return []
    const place = { id: String(number), floor: number, floorLabel: `#${String(number)}`, isOpening: number === 1 }
    const isAction = article.name !== 'article' || select(article, '.cooked') === null
    return [draftPost({ ...place, ...(isAction ? readAction(article, clock) : readPost(article, topic, clock)) })]
  })
}

type Facts = Partial<PostDraft> & Pick<PostDraft, 'body'>

function readPost(article: Element, topic: string | null, clock: TimeContext): Facts {
  const named = select(article, '.names .username a, .names a[data-user-card]')
  const name = attribute(named, 'data-user-card') ?? (text(named) || null)
  const uid = attribute(article, 'data-user-id')
  const title = text(select(article, '.names .user-title, .user-title'))
  return {
    ...readBody(select(article, '.cooked'), topic),
    author: { name, uid },
    time: timeIn(article, clock),
    card: draftCard({
      name,
      uid,
      rank: title === '' ? null : title,
      avatar: attribute(select(article, '.topic-avatar img.avatar, .post-avatar img.avatar'), 'src'),
      signature: select(article, '.user-signature')?.children ?? null,
    }),
    edits: editsOf(article, clock),
    ratings: ratingsOf(article),
    notices: select(article, '.accepted-answer, .topic-body.accepted-answer')
      ? [{ action: 'accepted answer', by: null, at: null, text: 'accepted answer' }]
      : [],
  }
}

/** 「Closed by X on …」: a moderator's action that stands between the posts. */
function readAction(article: Element, clock: TimeContext): Facts {
  const said = select(article, '.small-action-custom-message')
  const line = text(select(article, '.small-action-contents p, .small-action-desc p, .small-action-desc'))
  const words = line.replace(text(select(article, '.relative-date')), '').trim()
  const person = select(article, '[data-user-card]')
  const by = attribute(person, 'data-user-card')
  const time = timeIn(article, clock)
  return {
    body: said?.children ?? [],
    author: { name: by, uid: null },
    time,
    notices: words === '' ? [] : [{ action: words, by, at: time?.at ?? null, text: words }],
  }
}

/** The shown time is relative (「Mar '21」); the exact one is in milliseconds beside it. */
function timeIn(article: Element, clock: TimeContext): TimeReading | null {
  const when = select(article, '.post-date .relative-date, .relative-date[data-time]')
  const shown = attribute(when, 'title') ?? text(when)
  const stamp = Number(attribute(when, 'data-time') ?? Number.NaN)
  return (Number.isFinite(stamp) ? fromUnixSeconds(stamp / 1000, shown) : null) ?? readTime(shown, clock)
}

function editsOf(article: Element, clock: TimeContext): EditReading[] {
  const mark = select(article, '.post-info.edits')
  if (!mark) return []
  const said = attribute(select(mark, '[title]'), 'title') ?? attribute(mark, 'title') ?? ''
  return [{ by: null, at: readTime(said, clock)?.at ?? null, text: said || text(mark) }]
}

function ratingsOf(article: Element): RatingReading[] {
  const reactions = selectAll(article, '.discourse-reactions-counter [data-reaction], .reactions-counter')
  const like = select(article, '.like-count, button.like-count')
  const count = Number(/\d{1,7}/.exec(text(like ?? reactions.at(-1)))?.[0] ?? 0)
  return count > 0 ? [{ kind: 'like', count, by: [], reason: null }] : []
}
