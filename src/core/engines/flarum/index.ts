/*
 * Flarum. Three sources: the server's JSON (fullest, but scripts are lost in MHTML), the app's post stream, and the plain
 * articles in noscript#flarum-content, which have neither dates nor numbers. Built from the software's templates: no
 * real page was found.
 */
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../../clean/draft.ts'
import type { Document, Element } from '../../text/dom.ts'
import { attribute, closest, select, selectAll, text } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { fromIso, readTime } from '../../text/time.ts'
import type { Engine, Grade, HtmlPage } from '../engine.ts'
import { likedBy } from '../liked-by.ts'
import { forumHost, pageAddress, queryOf } from '../page-facts.ts'
import { selectFirst } from '../select-first.ts'
import { siteInTitle } from '../site-name.ts'
import { markBody } from './body.ts'
import { readPayload } from './payload.ts'

export const flarum: Engine = { id: 'flarum', name: 'Flarum', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, '.PostStream-item .Post-body')) return 'sure'
  if (!select(document, '#flarum-content, #flarum-json-payload, #flarum-loading')) return 'no'
  return select(document, '#flarum-content .Post-body, #flarum-content article') || /"discussions"/.test(page.source)
    ? 'sure'
    : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const clock: TimeContext = { savedAt: page.savedAt }
  const url = pageAddress(page)
  const told = readPayload(document)
  const stream = streamPosts(document, clock)
  const known = new Set(told?.posts.map(post => post.id) ?? [])
  const numbered = [...(told?.posts ?? []), ...stream.filter(post => !known.has(post.id))]
  const posts =
    numbered.length > 0 ? numbered.sort((one, other) => (one.floor ?? 0) - (other.floor ?? 0)) : plainPosts(document)
  const title = told?.thread.title ?? titleOf(page)
  const boards = told && told.boards.length > 0 ? told.boards : tagsOf(document)
  const asked = Number(queryOf(url, 'page') ?? Number.NaN)
  return draftPage({
    forum: {
      name: told?.forum ?? (text(select(document, '#home-link, .Header-title')) || siteInTitle(page, title)) ?? null,
      host: forumHost(page),
    },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: [...boards] },
    thread: {
      ...told?.thread,
      title,
      id: told?.thread.id ?? /\/d\/(\d{1,12})(?=[-/?#]|$)/.exec(url ?? '')?.[1] ?? null,
      url,
      page: told?.thread.page ?? (Number.isInteger(asked) ? asked : null),
    },
    posts,
  })
}

function titleOf(page: HtmlPage): string {
  const heading = selectFirst(page.document, '.DiscussionHero-title', '#flarum-content h1', 'h1')
  const shared = attribute(select(page.document, 'meta[property="og:title"]'), 'content')
  return text(heading) || (shared?.trim() ?? '') || text(select(page.document, 'title')) || page.name
}

const tagsOf = (document: Document): string[] =>
  selectAll(document, '.DiscussionHero .TagLabel').map(text).filter(Boolean)

/** The app's stream; what it has not loaded are placeholders without a body. */
function streamPosts(document: Document, clock: TimeContext): PostDraft[] {
  return selectAll(document, '.PostStream-item[data-id]').flatMap(item => {
    const number = Number(attribute(item, 'data-number') ?? Number.NaN)
    const id = attribute(item, 'data-id')
    const body = select(item, '.Post-body')
    const event = select(item, '.EventPost-info, .EventPost')
    if (!id || (!body && !event)) return []
    const place = { id, floor: Number.isInteger(number) ? number : null, isOpening: number === 1 }
    return [draftPost({ ...place, ...streamPost(item, body, event, clock) })]
  })
}

function streamPost(
  item: Element,
  body: Element | null,
  event: Element | null,
  clock: TimeContext,
): Partial<PostDraft> & Pick<PostDraft, 'body'> {
  const name = text(selectFirst(item, '.PostUser-name .username', '.PostUser-name', '.EventPost .username')) || null
  const when = select(item, '.PostMeta time, .Post-header time, .EventPost-info time')
  const shown = attribute(when, 'title') ?? text(when)
  const written = attribute(item, 'data-time') ?? attribute(when, 'datetime') ?? ''
  const time = fromIso(written, shown === '' ? written : shown) ?? readTime(shown, clock)
  const edited = select(item, '.PostEdited')
  const note = edited ? (attribute(edited, 'title') ?? text(edited)) : ''
  const liked = likedBy(select(item, '.Post-likedBy'), 'like', 'a, .username')
  if (body) markBody(body)
  const words = body || !event ? '' : text(event)
  const avatar = attribute(select(item, '.PostUser img.Avatar'), 'src')
  return {
    author: { name, uid: null },
    time,
    card: name === null ? null : draftCard({ name, avatar }),
    body: body?.children ?? [],
    edits: note === '' ? [] : [{ by: null, at: readTime(note, clock)?.at ?? null, text: note }],
    notices:
      words === ''
        ? []
        : [{ action: attribute(item, 'data-type') ?? words, by: name, at: time?.at ?? null, text: words }],
    ratings: liked ? [liked] : [],
  }
}

function plainPosts(document: Document): PostDraft[] {
  const isFirst = select(document, '#flarum-content a[rel=prev], link[rel=prev]') === null
  return selectAll(document, '#flarum-content article, #flarum-content .Post').flatMap((article, index) => {
    const body = select(article, '.Post-body')
    if (!body || (article.parent && closest(article, 'article') !== article)) return []
    const name = text(select(article, '.PostUser-name')) || null
    markBody(body)
    return [draftPost({ author: { name, uid: null }, body: body.children, isOpening: isFirst && index === 0 })]
  })
}
