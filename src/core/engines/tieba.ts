/*
 * Baidu Tieba, the desktop pages until about 2023, built from documented structure; no real page was at hand. A post's
 * facts are JSON in data-field; comments below a post (楼中楼) come by script and are often not in a saved page.
 */
import type { CardDraft, PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../clean/draft.ts'
import type { Element } from '../text/dom.ts'
import { attribute, isTag, matches, select, selectAll, text } from '../text/dom.ts'
import { readTime } from '../text/time.ts'
import { cardField } from './card-fields.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { forumHost, pageAddress, queryOf } from './page-facts.ts'

export const tieba: Engine = { id: 'tieba', name: '百度贴吧', detect, read }

function detect(page: HtmlPage): Grade {
  if (!select(page.document, '.l_post .d_post_content, .l_post[data-field]')) return 'no'
  return select(page.document, '#j_p_postlist, .p_postlist, .core_title_txt') ? 'sure' : 'likely'
}

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const words = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null

function factsOf(element: Element): Fields {
  const written = attribute(element, 'data-field')?.replaceAll("'", '"')
  if (!written) return {}
  for (const form of [attribute(element, 'data-field')!, written]) {
    try {
      return fieldsOf(JSON.parse(form))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  return {}
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const address = pageAddress(page)
  const heading = select(document, '.core_title_txt')
  const title = attribute(heading, 'title') ?? text(heading)
  const board = text(select(document, '.card_title_fname, .card_title a, a.plat_title_h3')) || null
  const [replies, pages] = selectAll(document, '.l_reply_num span, .l_posts_num .l_reply_num span')
    .map(text)
    .filter(shown => /^\d{1,8}$/.test(shown))
  const current = Number(text(select(document, '.l_pager .tP, .pb_list_pager .tP')) || (queryOf(address, 'pn') ?? 0))
  return draftPage({
    forum: { name: '百度贴吧', host: forumHost(page) },
    board: board === null ? null : { name: board, path: [board] },
    thread: {
      title: title || text(select(document, 'title')).replace(/[_【].{0,40}(?:百度贴吧|贴吧).*$/, '') || page.name,
      id: /\/p\/(\d{1,14})/.exec(address ?? '')?.[1] ?? queryOf(address, 'kz'),
      url: address,
      page: current > 0 ? current : address === null ? null : 1,
      pages: pages === undefined ? null : Number(pages),
      replies: replies === undefined ? null : Number(replies),
    },
    posts: selectAll(document, '.l_post').flatMap(post => readPost(post, page)),
  })
}

/** Advertisements are posts in form but have no content of their own in data-field, or no body. */
function readPost(element: Element, page: HtmlPage): PostDraft[] {
  const facts = factsOf(element)
  const [author, content] = [fieldsOf(facts['author']), fieldsOf(facts['content'])]
  const body = select(element, '.d_post_content')
  const id = words(content['post_id']) ?? /post_content_(\d{1,14})/.exec(attribute(body, 'id') ?? '')?.[1] ?? null
  if (!body || id === null || matches(element, '.ad_bottom_view')) return []
  const tail = selectAll(element, '.tail-info, .p_tail li').map(text)
  const label = tail.map(shown => /^(\d{1,7})楼$/.exec(shown)?.[1]).find(Boolean)
  const floor = words(content['post_no']) ?? label ?? null
  const time = words(content['date']) ?? tail.find(shown => /\d{4}-\d{1,2}-\d{1,2}/.test(shown)) ?? ''
  const shownName = text(select(element, '.p_author_name'))
  const name = (shownName || words(author['user_nickname'])) ?? words(author['user_name'])
  const uid = words(author['user_id'])
  const post = draftPost({
    id,
    floor: floor === null ? null : Number(floor),
    floorLabel: floor === '1' ? '楼主' : floor === null ? null : `${floor}楼`,
    author: { name, uid },
    time: readTime(time, { savedAt: page.savedAt }),
    body: body.children,
    card: cardOf(element, name, uid),
    isOpening: floor === '1',
  })
  const comments = selectAll(element, '.lzl_single_post').map(comment => readComment(comment, id, page))
  return [post, ...comments]
}

function cardOf(element: Element, name: string | null, uid: string | null): CardDraft {
  const picture = select(element, '.p_author_face img, .d_author img')
  const rank = text(select(element, '.d_badge_title'))
  const level = text(select(element, '.d_badge_lv'))
  return draftCard({
    name,
    uid,
    rank: rank || null,
    avatar: attribute(picture, 'data-tb-lazyload') ?? attribute(picture, 'src'),
    fields: level === '' ? [] : [cardField('等级', level)],
  })
}

function readComment(comment: Element, parentId: string, page: HtmlPage): PostDraft {
  const facts = factsOf(comment)
  const content = select(comment, '.lzl_content_main')
  const link = select(comment, '.lzl_cnt > a, a.at')
  return draftPost({
    id: words(facts['spid']) ?? words(facts['pid']),
    parentId,
    author: { name: text(link) || words(facts['showname']) || words(facts['user_name']), uid: null },
    time: readTime(text(select(comment, '.lzl_time')), { savedAt: page.savedAt }),
    body: (content?.children ?? []).filter(node => !isTag(node) || node.name !== 'script'),
  })
}
