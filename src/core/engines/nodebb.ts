/*
 * NodeBB, by the `component` attributes that every theme must keep: the post's element states its id, place, poster and
 * time. Built from the Harmony theme's templates; no real page was found.
 */
import { removeElement } from 'domutils'
import type { CardDraft, PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { EditReading } from '../model/reading.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, isTag, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { fromIso, fromUnixSeconds, readTime } from '../text/time.ts'
import { removeAll, smileysToWords } from './body-parts.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { withoutSession } from './forum-address.ts'
import { forumHost, pageAddress, queryOf } from './page-facts.ts'
import { selectFirst } from './select-first.ts'
import { siteInTitle } from './site-name.ts'

export const nodebb: Engine = { id: 'nodebb', name: 'NodeBB', detect, read }

const posts = '[component="post"][data-pid]'
const content = '[component="post/content"]'

function detect(page: HtmlPage): Grade {
  const { document } = page
  const post = select(document, posts)
  if (!post) return 'no'
  return select(post, content) ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const clock: TimeContext = { savedAt: page.savedAt }
  const url = withoutSession(pageAddress(page))
  const title = text(selectFirst(document, '[component="topic/title"]', 'h1')) || titleInTitle(page)
  const boards = boardsOf(document, title)
  const read = new Map<string, PostDraft>()
  for (const element of selectAll(document, posts)) {
    const id = attribute(element, 'data-pid')
    if (id && !read.has(id)) read.set(id, readPost(element, id, clock))
  }
  const named = attribute(select(document, 'meta[property="og:site_name"]'), 'content')?.trim()
  const count = numberAt(document, '[component="topic/post-count"]')
  return draftPage({
    forum: { name: named ? named : siteInTitle(page, title, boards), host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: {
      title,
      id: topicId(document, url),
      url,
      ...pagesOf(document, url),
      views: numberAt(document, '[component="topic/view-count"]'),
      replies: count === null ? null : count - 1,
    },
    posts: [...read.values()],
  })
}

function titleInTitle(page: HtmlPage): string {
  const shared = attribute(select(page.document, 'meta[property="og:title"]'), 'content')?.trim()
  return (shared ?? '') || text(select(page.document, 'title')).split(' | ')[0] || page.name
}

function numberAt(document: Document, selector: string): number | null {
  const element = select(document, selector)
  const shown = /^\d[\d.,]{0,11}$/.exec(attribute(element, 'title') ?? text(element))?.[0]
  return shown === undefined ? null : Number(shown.replace(/[.,]/g, ''))
}

/** The trail begins with the forum itself and ends with the topic. */
function boardsOf(document: Document, title: string): string[] {
  const trail = select(document, '[component="breadcrumb"], ol.breadcrumb')
  if (!trail) return []
  const items = selectAll(trail, 'li').filter(item => attribute(item, 'component') !== 'breadcrumb/current')
  const names = items.map(item => text(selectFirst(item, '[itemprop=name]', '[itemprop=title]', 'a') ?? item))
  return names.slice(1).filter(name => name !== '' && name !== title)
}

function topicId(document: Document, url: string | null): string | null {
  const stated = attribute(select(document, '[component="topic"][data-tid]'), 'data-tid')
  return stated ?? /\/topic\/(\d{1,12})(?=[/?#]|$)/.exec(url ?? '')?.[1] ?? null
}

function pagesOf(document: Document, url: string | null): { page: number | null; pages: number | null } {
  const row = select(document, '[component="pagination"]')
  const numbers = row
    ? selectAll(row, '[data-page]').map(link => Number(attribute(link, 'data-page') ?? Number.NaN))
    : []
  const active = row ? select(row, '.active[data-page], .active [data-page]') : null
  const current = Number(attribute(active, 'data-page') ?? queryOf(url, 'page') ?? Number.NaN)
  const all = numbers.filter(Number.isInteger)
  const isFirst = select(document, '[component="post"][data-index="0"]') !== null
  if (!Number.isInteger(current)) return { page: isFirst ? 1 : null, pages: null }
  return { page: current, pages: all.length > 0 ? Math.max(current, ...all) : null }
}

function readPost(element: Element, id: string, clock: TimeContext): PostDraft {
  const index = Number(attribute(element, 'data-index') ?? Number.NaN)
  const shown = text(select(element, '.post-index'))
  const label = shown.startsWith('#') ? shown : null
  const body = select(element, content)
  const parent = select(element, '[component="post/parent"]')
  if (body) markBody(body)
  const author = authorOf(element)
  const floor = Number.isInteger(index) ? index + 1 : label === null ? null : Number(label.replace(/\D/g, ''))
  const votes = Number(attribute(select(element, '[component="post/vote-count"]'), 'data-votes') ?? 0)
  return draftPost({
    id,
    floor,
    floorLabel: label,
    author,
    time: timeOf(element, clock),
    isOpening: floor === 1,
    parentId: attribute(parent, 'data-parent-pid') ?? attribute(parent, 'data-topid'),
    card: cardOf(element, author),
    body: body?.children ?? [],
    edits: editsOf(element, clock),
    ratings: votes === 0 || Number.isNaN(votes) ? [] : [{ kind: 'vote', count: votes, by: [], reason: null }],
    notices: / deleted /.test(` ${attribute(element, 'class') ?? ''} `)
      ? [{ action: 'deleted', by: null, at: null, text: 'deleted' }]
      : [],
  })
}

function authorOf(element: Element): PostDraft['author'] {
  const link = select(element, 'a[data-uid][data-username], [data-username]')
  const named = attribute(select(element, '[itemprop=author] meta[itemprop=name]'), 'content')
  const stated = attribute(element, 'data-username') ?? attribute(link, 'data-username')
  const uid = attribute(element, 'data-uid') ?? attribute(link, 'data-uid')
  const name = named?.trim() || text(link) || stated
  return { name: name === '' ? null : name, uid: uid !== null && /^[1-9]\d{0,11}$/.test(uid) ? uid : null }
}

function timeOf(element: Element, clock: TimeContext): TimeReading | null {
  const when = select(
    element,
    '[component="post/header"] .timeago, .post-header .timeago, .permalink .timeago, .timeago',
  )
  const shown = text(when) || (attribute(when, 'title') ?? '')
  const stated = Number(attribute(element, 'data-timestamp') ?? Number.NaN)
  const published = attribute(select(element, 'meta[itemprop=datePublished]'), 'content') ?? ''
  return (
    (Number.isFinite(stated) ? fromUnixSeconds(stated / 1000, shown || published) : null) ??
    fromIso(published, shown || published) ??
    fromIso(attribute(when, 'title') ?? '', shown) ??
    readTime(attribute(when, 'title') ?? shown, clock)
  )
}

/** The element for the note is always there; an empty editor means that nobody edited. */
function editsOf(element: Element, clock: TimeContext): EditReading[] {
  const note = select(element, '[component="post/editor"]')
  const editor = attribute(note, 'data-editor')
  if (!note || !editor) return []
  const when = attribute(select(note, '.timeago'), 'title') ?? ''
  const at = fromIso(when, when) ?? readTime(when, clock)
  return [{ by: editor, at: at?.at ?? null, text: text(note) }]
}

function cardOf(element: Element, author: PostDraft['author']): CardDraft {
  const picture = select(element, 'img[component="user/picture"], img[component="avatar/picture"], img.avatar')
  const status = select(element, '[component="user/status"]')
  const signature = select(element, '[component="post/signature"]')
  return draftCard({
    name: author.name,
    uid: author.uid,
    rank: text(select(element, '.user-title, [component="post/header"] .badge')) || null,
    online: status ? !/\boffline\b/.test(attribute(status, 'class') ?? '') : null,
    avatar: attribute(picture, 'src'),
    signature: signature && signature.children.length > 0 ? signature.children : null,
  })
}

function markBody(body: Element): void {
  removeAll(body, 'script, .btn-copy, [component="copy/code/btn"]')
  smileysToWords(body, 'img.emoji, img.not-responsive.emoji')
  for (const quote of selectAll(body, 'blockquote')) {
    const head = headOf(quote)
    const source = head && select(head, 'a[href*="/post/"]')
    if (!head || !source) continue
    const postId = /\/post\/(\d{1,12})(?=[/?#]|$)/.exec(attribute(source, 'href') ?? '')?.[1] ?? null
    const person =
      text(select(head, 'a[href*="/user/"], .plugin-mentions-a')) || (/^@(\S{1,80})\s/.exec(text(head))?.[1] ?? '')
    removeElement(head)
    markQuote(quote, { author: person.replace(/^@/, '') || null, postId })
  }
}

/** 「@name said in Title:」, a paragraph before the quote. */
function headOf(quote: Element): Element | null {
  for (let node = quote.prev; node; node = node.prev)
    if (isTag(node)) return node.name === 'p' && /[:：]$/.test(text(node)) ? node : null
  return null
}
