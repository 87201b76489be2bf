/*
 * Douban groups (/group/topic/N/), built from documented structure; no real page was at hand. The topic stands on every
 * page; the best replies are shown twice, above the others and in their place.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { ChildNode, Element } from '../text/dom.ts'
import { attribute, closest, select, selectAll, text } from '../text/dom.ts'
import { readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { forumHost, pageAddress, queryOf } from './page-facts.ts'

export const douban: Engine = { id: 'douban', name: '豆瓣小组', detect, read }

const perPage = 100

function detect(page: HtmlPage): Grade {
  const { document } = page
  const topic = select(document, '.topic-content, .topic-doc')
  const reply = select(document, 'li.comment-item[data-cid], li.comment-item .reply-doc')
  if (topic && reply) return 'sure'
  return topic && select(document, '.create-time, #topic-content') ? 'sure' : reply ? 'likely' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const address = pageAddress(page)
  const start = Number(queryOf(address, 'start') ?? 0) || 0
  const group = selectAll(
    document,
    '.group-item .title a, .group-info a[href*="/group/"], a[href*="/group/"][title]',
  ).find(link => !/\/topic\//.test(attribute(link, 'href') ?? '') && text(link) !== '')
  const name = text(group)
  const title = text(select(document, '.topic-doc h1, .article h1, #content h1, h1'))
  const current = select(document, '.paginator .thispage')
  const total = Number(attribute(current, 'data-total-page') ?? 0)
  const number = Number(text(current)) || Math.floor(start / perPage) + 1
  const listed = selectAll(document, '#comments li.comment-item')
  const items = listed.length > 0 ? listed : selectAll(document, 'li.comment-item')
  const seen = new Set<string>()
  const posts = items
    .map((item, index) => reply(item, start + index + 1, page))
    .filter(post => post.id === null || (!seen.has(post.id) && seen.add(post.id)))
  return draftPage({
    forum: { name: '豆瓣', host: forumHost(page) },
    board: name === '' ? null : { name, path: [name] },
    thread: {
      title: title || text(select(document, 'title')) || page.name,
      id: /\/topic\/(\d{1,12})/.exec(address ?? '')?.[1] ?? null,
      url: address,
      page: number,
      pages: total > 0 ? total : current ? null : number,
    },
    posts: [...topicPost(document, title, page), ...posts],
  })
}

function topicPost(document: HtmlPage['document'], title: string, page: HtmlPage): PostDraft[] {
  const content =
    select(document, '.topic-content .topic-richtext, #link-report .topic-content, .rich-content.topic-richtext') ??
    select(document, '.topic-content')
  if (!content) return []
  const from = select(document, '.topic-doc .from a, .from a')
  return [
    draftPost({
      id: 'topic',
      floor: 0,
      author: { name: text(from) || null, uid: personOf(from) },
      time: readTime(text(select(document, '.create-time, .topic-doc .color-green')), { savedAt: page.savedAt }),
      subject: title || null,
      body: content.children,
      isOpening: true,
    }),
  ]
}

const personOf = (link: Element | null): string | null =>
  /\/people\/([^/?#]{1,60})/.exec(attribute(link, 'href') ?? '')?.[1] ?? null

function reply(item: Element, floor: number, page: HtmlPage): PostDraft {
  const person = select(item, '.reply-doc h4 a, h4 a')
  const votes = /\d{1,7}/.exec(text(select(item, '.comment-vote, .vote-count')))?.[0]
  const picture = attribute(select(item, '.user-face img'), 'src')
  return draftPost({
    id: attribute(item, 'data-cid') ?? (attribute(item, 'id') || null),
    floor,
    author: { name: text(person) || null, uid: personOf(person) },
    time: readTime(text(select(item, '.pubtime')), { savedAt: page.savedAt }),
    body: bodyOf(item),
    card: picture === null ? null : draftCard({ name: text(person) || null, uid: personOf(person), avatar: picture }),
    ratings: votes === undefined || votes === '0' ? [] : [{ kind: '赞', count: Number(votes), by: [], reason: null }],
  })
}

/** The quoted reply stands before the answer; of a long one its short and its whole form are both in the page. */
function bodyOf(item: Element): readonly ChildNode[] {
  const quote = select(item, '.reply-quote')
  const content = selectAll(item, '.reply-content').find(part => !closest(part, '.reply-quote'))
  const pictures = selectAll(item, '.cmt-img img').filter(image => !closest(image, '.reply-quote'))
  const body = [...(content?.children ?? []), ...pictures]
  if (!quote) return body
  const whole = select(quote, '.all') ?? select(quote, '.reply-quote-content') ?? quote
  const author = text(select(quote, '.pubdate a, .reply-quote-author a')) || null
  markQuote(quote, { author }, whole === quote ? quote.children : whole.children)
  return [quote, ...body]
}
