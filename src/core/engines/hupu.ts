/*
 * Hupu 虎扑 (bbs.hupu.com), built from documented structure; no real page was at hand: the pages until about 2020
 * (.floor, .floor_box) and those since, whose class names end in a hash (post-reply-list…, thread-content-detail).
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { Element } from '../text/dom.ts'
import { attribute, closest, isTag, select, selectAll, text } from '../text/dom.ts'
import { readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { forumHost, pageAddress } from './page-facts.ts'

export const hupu: Engine = { id: 'hupu', name: '虎扑', detect, read }

const newReplies = '[class*="post-reply-list"] [class*="post-reply-list-wrapper"], [class*="post-reply-list-wrapper"]'

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, '.floor_box .floornum, .floor .floor_box .author .stime')) return 'sure'
  return select(document, '[class*="thread-content-detail"]') &&
    select(document, '[class*="post-reply-list"], [class*="post-user"]')
    ? 'sure'
    : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const address = pageAddress(page)
  const place = /\/(\d{4,12})(?:-(\d{1,5}))?(?:-\d{1,5})?\.html/.exec(address ?? '')
  const isOld = select(document, '.floor_box') !== null
  const trail = selectAll(document, '.breadCrumbs a, [class*="bread-crumbs"] a, .bbs_head a').map(text)
  const path = trail.filter(name => name !== '' && !/^(?:虎扑|虎扑首页|虎扑社区|首页|步行街)$/.test(name))
  const title = text(select(document, '#j_data, .bbs-hd-h1 h1, [class*="post-user"] ~ h1, h1'))
  const row = select(document, '.page, [class*="hupu-rc-pagination"]')
  const links = row ? selectAll(row, 'a').map(link => Number(text(link)) || 0) : []
  const number = place ? Number(place[2] ?? 1) : null
  return draftPage({
    forum: { name: '虎扑', host: forumHost(page) },
    board: path.length === 0 ? null : { name: path.at(-1)!, path },
    thread: {
      title: title || text(select(document, 'title')).split(/\s*[-_]\s*虎扑|_/)[0] || page.name,
      id: place?.[1] ?? null,
      url: address,
      page: number,
      pages: number === null ? null : Math.max(number, ...links),
    },
    posts: isOld ? selectAll(document, '.floor').flatMap(floor => oldPost(floor, page)) : newPosts(page),
  })
}

/** The opening post is #tpc; the light replies above the others stand in their own list and come again below. */
function oldPost(floor: Element, page: HtmlPage): PostDraft[] {
  const box = select(floor, '.floor_box')
  if (!box || closest(floor, '#readfloor, .w_reply_light')) return []
  const isOpening = attribute(floor, 'id') === 'tpc'
  const label = text(select(box, '.floornum'))
  const link = select(box, '.author a.u, a.u')
  const quote = select(box, 'blockquote')
  const content = select(box, 'td, .quote-content') ?? box
  if (quote) {
    const said = quote.children.filter(node => !isTag(node) || !/^引用.{0,60}发表的/.test(text(node)))
    markQuote(quote, { author: text(select(quote, 'b a, a')) || null }, said)
  }
  return [
    draftPost({
      id: isOpening ? 'tpc' : (attribute(floor, 'id') ?? null),
      floor: isOpening ? 0 : Number(/\d{1,7}/.exec(label)?.[0] ?? Number.NaN) || null,
      floorLabel: label || null,
      author: {
        name: text(link) || null,
        uid: attribute(link, 'uid') ?? /(\d{1,16})$/.exec(attribute(link, 'href') ?? '')?.[1] ?? null,
      },
      time: readTime(text(select(box, '.stime')), { savedAt: page.savedAt }),
      body: content.children,
      isOpening,
    }),
  ]
}

function newPosts(page: HtmlPage): PostDraft[] {
  const { document } = page
  const main = select(document, '[class*="thread-content-detail"]')
  const user = select(document, '[class*="post-user"] a[href*="my.hupu.com"], [class*="post-user"] a')
  const stamp = select(document, '[class*="post-user"] [class*="time"], [class*="post-user-comp-info-bottom"]')
  const topic = main
    ? [
        draftPost({
          id: 'tpc',
          floor: 0,
          author: personOf(user),
          time: readTime(text(stamp), { savedAt: page.savedAt }),
          body: main.children,
          isOpening: true,
        }),
      ]
    : []
  const wrappers = selectAll(document, newReplies).filter(
    part => !closest(part.parent as Element, '[class*="post-reply-list-wrapper"]'),
  )
  return [...topic, ...wrappers.map(wrapper => newReply(wrapper, page))]
}

function newReply(wrapper: Element, page: HtmlPage): PostDraft {
  const link = select(wrapper, '[class*="user-base-info"] a, [class*="post-reply-list-user"] a, a[href*="my.hupu.com"]')
  const lights = /\d{1,6}/.exec(text(select(wrapper, '[class*="todo-list-light"], [class*="todo-list-text"]')))?.[0]
  const quote = select(wrapper, '[class*="index_quote"], [class*="quote-text"]')
  if (quote) markQuote(quote, { author: text(select(quote, 'a')) || null })
  return draftPost({
    id: attribute(wrapper, 'id') ?? attribute(wrapper, 'data-pid'),
    author: personOf(link),
    time: readTime(text(select(wrapper, '[class*="user-base-info"] [class*="time"], [class*="time"]')), {
      savedAt: page.savedAt,
    }),
    body: [
      ...(quote ? [quote] : []),
      ...(select(wrapper, '[class*="thread-content-detail"], [class*="reply-content"]')?.children ?? []),
    ],
    ratings:
      lights === undefined || lights === '0' ? [] : [{ kind: '亮', count: Number(lights), by: [], reason: null }],
  })
}

const personOf = (link: Element | null): PostDraft['author'] => ({
  name: text(link) || null,
  uid: /\/(\d{1,18})(?:[/?#]|$)/.exec(attribute(link, 'href') ?? '')?.[1] ?? null,
})
