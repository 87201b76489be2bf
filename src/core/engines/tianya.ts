/*
 * Tianya 天涯社区 (bbs.tianya.cn, closed 2023), built from documented structure; no real page was at hand. Attributes of
 * div.atl-item tell writer and time; comments below a reply become answers of it.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftPage, draftPost } from '../clean/draft.ts'
import type { Element } from '../text/dom.ts'
import { attribute, closest, matches, select, selectAll, text } from '../text/dom.ts'
import { readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { forumHost, pageAddress } from './page-facts.ts'

export const tianya: Engine = { id: 'tianya', name: '天涯社区', detect, read }

function detect(page: HtmlPage): Grade {
  if (!select(page.document, '.atl-item .bbs-content')) return 'no'
  return select(page.document, '.atl-item[js_username], .atl-item[_host], .atl-item[replyid], .host-item')
    ? 'sure'
    : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const address = pageAddress(page)
  const place = /\/post-([\w-]{1,20})-(\d{1,12})-(\d{1,5})\.shtml/.exec(address ?? '')
  const boards = selectAll(document, '.crumbs a, .atl-location a, .crumb a').map(text)
  const path = boards.filter(name => name !== '' && !/^(?:首页|论坛|天涯论坛|天涯社区|社区)$/.test(name))
  const title = text(select(document, '.atl-title .s_title, .s_title, .atl-title, h1')).replace(
    /^\[[^\]]{1,10}\]\s?/,
    '',
  )
  const row = select(document, '.atl-pages')
  const current = Number(place?.[3] ?? (text(row && select(row, 'strong')) || 0))
  const links = row ? selectAll(row, 'a').map(link => Number(text(link)) || 0) : []
  const info = text(select(document, '.atl-info'))
  return draftPage({
    forum: { name: '天涯社区', host: forumHost(page) },
    board: path.length === 0 ? null : { name: path.at(-1)!, path },
    thread: {
      title:
        title ||
        text(select(document, 'title'))
          .split('_')[0]
          ?.replace(/\(第\d{1,5}页\)$/, '') ||
        page.name,
      id: place?.[2] ?? null,
      url: address,
      page: current > 0 ? current : null,
      pages: current > 0 ? Math.max(current, ...links) : null,
      views: numberAfter(info, '点击'),
      replies: numberAfter(info, '回复'),
    },
    posts: selectAll(document, '.atl-item').flatMap(item => readItem(item, current === 1, page)),
  })
}

const numberAfter = (words: string, label: string): number | null => {
  const found = new RegExp(`${label}[:：]\\s?(\\d{1,9})`).exec(words)?.[1]
  return found === undefined ? null : Number(found)
}

function readItem(item: Element, isFirstPage: boolean, page: HtmlPage): PostDraft[] {
  const body = selectAll(item, '.bbs-content').find(part => !closest(part, '.item-reply-view'))
  if (!body) return []
  const isOpening = matches(item, '.host-item') || (isFirstPage && select(item, '.host-item') !== null)
  const label = selectAll(item, '.atl-reply span, .atl-reply')
    .map(text)
    .map(words => /(\d{1,7})\s?楼/.exec(words)?.[1])
    .find(Boolean)
  const number = label ?? /^\d{1,7}$/.exec(attribute(item, 'id') ?? '')?.[0]
  const id = attribute(item, 'replyid')
  const head = select(item, '.atl-info') ?? select(page.document, '.atl-info')
  const link = head && select(head, 'a[uid], a[uname], a')
  const post = draftPost({
    id: isOpening ? 'host' : id,
    floor: isOpening ? 0 : number === undefined ? null : Number(number),
    floorLabel: isOpening ? '楼主' : number === undefined ? null : `${number}楼`,
    author: { name: nameOf(item) ?? (text(link) || null), uid: attribute(item, '_hostid') ?? attribute(link, 'uid') },
    time: readTime(attribute(item, 'js_restime') ?? text(head).split(/[:：]/).slice(1).join(':'), {
      savedAt: page.savedAt,
    }),
    body: body.children,
    isOpening,
  })
  return [post, ...selectAll(item, '.item-reply-view li').map(comment => readComment(comment, post.id, page))]
}

/** Names in attributes are percent-encoded. */
function nameOf(element: Element): string | null {
  const written =
    attribute(element, 'js_username') ?? attribute(element, '_host') ?? attribute(element, '_username') ?? ''
  if (!/%[0-9a-f]{2}/i.test(written)) return written === '' ? null : written
  try {
    return decodeURIComponent(written)
  } catch (error) {
    if (error instanceof URIError) return written
    throw error
  }
}

function readComment(comment: Element, parentId: string | null, page: HtmlPage): PostDraft {
  const link = select(comment, '.ir-name a, a')
  const content = select(comment, '.ir-content') ?? comment
  return draftPost({
    id: attribute(comment, '_rid') ?? attribute(comment, 'commentid'),
    parentId,
    author: { name: nameOf(comment) ?? (text(link) || null), uid: attribute(comment, '_userid') },
    time: readTime(attribute(comment, '_replytime') ?? text(select(comment, '.ir-time')), { savedAt: page.savedAt }),
    body: content.children,
  })
}
