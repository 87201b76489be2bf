/*
 * Discourse. A page holds its topic up to three times: as JSON for the app (#data-preloaded, the fullest), as the app's
 * own elements (article#post_N), and for readers without scripts (.crawler-post, mostly inside <noscript>). Each post is
 * taken once, by its number, which is also its id: the only one that all three and every link share.
 * The app's elements are built from its documented structure; no real save of them was found.
 */
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftPage } from '../../clean/draft.ts'
import { attribute, select, selectAll, text } from '../../text/dom.ts'
import type { Engine, Grade, HtmlPage } from '../engine.ts'
import { withoutSession } from '../forum-address.ts'
import { forumHost, generator, pageAddress, queryOf } from '../page-facts.ts'
import { selectFirst } from '../select-first.ts'
import { appPosts } from './app.ts'
import { crawlerPosts } from './crawler.ts'
import { readPreloaded } from './preloaded.ts'

export const discourse: Engine = { id: 'discourse', name: 'Discourse', detect, read }

const structure = '.crawler-post, article[id^=post_] .cooked'

function detect(page: HtmlPage): Grade {
  const { document } = page
  const isNamed = /^Discourse\b/.test(generator(page) ?? '')
  const hasTopic = /topic_\d{1,12}&quot;|"topic_\d{1,12}"/.test(
    attribute(select(document, '#data-preloaded'), 'data-preloaded') ?? '',
  )
  if (hasTopic || select(document, structure)) return 'sure'
  return isNamed && /\/t\//.test(pageAddress(page) ?? '') ? 'likely' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const clock = { savedAt: page.savedAt }
  const url = withoutSession(pageAddress(page))
  const told = readPreloaded(document)
  const id = told?.thread.id ?? topicId(page, url)
  const app = appPosts(document, id, clock)
  const crawler = crawlerPosts(document, id, clock)
  const posts = merged([told?.posts ?? [], app, crawler])
  const boards = told && told.boards.length > 0 ? told.boards : boardsOf(page)
  return draftPage({
    forum: { name: told?.forum ?? forumName(page), host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: [...boards] },
    thread: {
      ...told?.thread,
      title: told?.thread.title ?? titleOf(page),
      id,
      url,
      ...(told ? {} : pagesOf(page, url, crawler, page.isWhole)),
    },
    posts,
  })
}

/** Every numbered post once, the fullest source first; what has no number keeps its place behind them. */
function merged(sources: readonly (readonly PostDraft[])[]): PostDraft[] {
  const posts = new Map<string, PostDraft>()
  for (const source of sources) {
    const isFirst = posts.size === 0
    for (const post of source) {
      if (post.id !== null && !posts.has(post.id)) posts.set(post.id, post)
      else if (post.id === null && isFirst) posts.set(`-${String(posts.size)}`, post)
    }
  }
  return [...posts.values()].sort((one, other) => (one.floor ?? Infinity) - (other.floor ?? Infinity) || 0)
}

function titleOf(page: HtmlPage): string {
  const heading = selectFirst(page.document, 'h1 .fancy-title', '#topic-title h1', 'h1[data-topic-id]')
  const shared = attribute(select(page.document, 'meta[property="og:title"]'), 'content')
  return text(heading) || shared?.trim() || text(select(page.document, 'title')) || page.name
}

function forumName(page: HtmlPage): string | null {
  const named = select(page.document, 'meta[property="og:site_name"]')
  const publisher = select(page.document, '[itemprop=publisher] [itemprop=name]')
  const logo = select(page.document, '#site-logo, .crawler-post ~ header a, body.crawler > header a')
  return (
    attribute(named, 'content')?.trim() ??
    attribute(publisher, 'content')?.trim() ??
    ((attribute(logo, 'alt') ?? text(logo)) || null)
  )
}

function boardsOf(page: HtmlPage): string[] {
  const trail = select(page.document, '.topic-category')
  if (!trail) return []
  const names = selectAll(trail, '.category-name, .badge-category__name, [itemprop=name]').map(text)
  return [...new Set(names)].filter(name => name !== '')
}

function topicId(page: HtmlPage, url: string | null): string | null {
  const { document } = page
  const stated =
    attribute(select(document, 'h1[data-topic-id]'), 'data-topic-id') ??
    attribute(select(document, 'article[data-topic-id]'), 'data-topic-id')
  if (stated !== null && /^\d{1,12}$/.test(stated)) return stated
  const links = [
    url,
    attribute(select(document, 'link[rel=canonical]'), 'href'),
    attribute(select(document, 'noscript[data-path]'), 'data-path'),
    attribute(select(document, '#topic-title h1 a'), 'href'),
    attribute(select(document, 'link[itemprop=mainEntityOfPage]'), 'href'),
  ]
  for (const link of links) {
    const id = topicIn(link)
    if (id !== null) return id
  }
  // Copied sites keep the last part of the address as the file's name.
  const file = links.slice(1).find(link => /^(?:[^:]{0,80}\/)?\d{1,12}\.html?$/.test(link ?? ''))
  return /(\d{1,12})\.html?$/.exec(file ?? '')?.[1] ?? null
}

/** /t/slug/123, /t/slug/123/4, /t/123 and /t/123/4, where the last number is a post's. */
function topicIn(address: string | null): string | null {
  const path = /\/t\/([^?#]{1,600})/.exec(address ?? '')?.[1] ?? ''
  const [first = '', second = '', third = ''] = path.replace(/\.(?:html?|json|rss)$/, '').split('/')
  const isId = (part: string): boolean => /^\d{1,12}$/.test(part)
  if (isId(second) && (!isId(first) || isId(third))) return second
  return isId(first) ? first : null
}

function pagesOf(
  page: HtmlPage,
  url: string | null,
  crawler: readonly PostDraft[],
  isWhole: boolean,
): { page: number | null; pages: number | null } {
  if (crawler.length === 0) return { page: null, pages: null }
  const canonical = attribute(select(page.document, 'link[rel=canonical]'), 'href')
  const asked = Number(queryOf(url, 'page') ?? queryOf(canonical, 'page') ?? Number.NaN)
  const number = Number.isInteger(asked) && asked > 0 ? asked : crawler[0]?.floor === 1 ? 1 : null
  const isLast = select(page.document, 'link[rel=next], a[rel=next]') === null && isWhole
  return { page: number, pages: isLast ? number : null }
}
