/*
 * Bahamut 巴哈姆特 (forum.gamer.com.tw, C.php and Co.php), built from documented structure; no real page was at hand.
 * Comments below a post become answers of it.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../clean/draft.ts'
import type { Element } from '../text/dom.ts'
import { attribute, closest, select, selectAll, text } from '../text/dom.ts'
import type { TimeReading } from '../text/time.ts'
import { readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { forumHost, pageAddress, queryOf } from './page-facts.ts'

export const bahamut: Engine = { id: 'bahamut', name: '巴哈姆特', detect, read }

function detect(page: HtmlPage): Grade {
  if (!select(page.document, '.c-post .c-article__content, .c-section .c-post__header')) return 'no'
  return select(page.document, 'section[id^=post_], .floor[data-floor]') ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const address = pageAddress(page)
  const sections = selectAll(document, 'section[id^=post_], .c-section[id^=post_]').filter(part =>
    select(part, '.c-post'),
  )
  const posts = sections.flatMap(section => readSection(section, page))
  const whole = text(select(document, 'title'))
  const named = /@(.{1,60}?)\s*哈啦板/.exec(whole)?.[1]
  const home = text(select(document, '.BH-menu-forumA-back a, a[data-gtm="選單-看板"], .BH-menu a[href*="A.php?bsn="]'))
  const board = named ?? (home.replace(/\s*哈啦板$/, '') || null)
  const title = text(select(document, 'h1.c-post__header__title, .c-post__header__title'))
  const current = Number(text(select(document, '.BH-pagebtnA .pagenow, .pagenow')) || (queryOf(address, 'page') ?? 0))
  const links = selectAll(document, '.BH-pagebtnA a').map(link => Number(text(link)) || 0)
  return draftPage({
    forum: { name: '巴哈姆特', host: forumHost(page) },
    board: board === null ? null : { name: board, path: [board] },
    thread: {
      title: title || whole.split(' @')[0]?.replace(/^RE[:：]\s?/i, '') || page.name,
      id: queryOf(address, 'snA'),
      url: address,
      page: current > 0 ? current : address === null ? null : 1,
      pages: current > 0 ? Math.max(current, ...links) : null,
    },
    posts,
  })
}

/** GP and BP; from a thousand on only 「爆」 is shown. */
function rated(kind: string, element: Element | null): PostDraft['ratings'] {
  const shown = text(element).replaceAll(',', '')
  const number = /\d{1,7}/.exec(shown)?.[0]
  if (shown === '爆') return [{ kind, count: null, by: [], reason: shown }]
  return number === undefined || number === '0' ? [] : [{ kind, count: Number(number), by: [], reason: null }]
}

function readSection(section: Element, page: HtmlPage): PostDraft[] {
  const content = select(section, '.c-article__content')
  const number = attribute(select(section, '.floor[data-floor]'), 'data-floor')
  const label = text(select(section, '.floor'))
  const id = attribute(section, 'id')!.replace(/^post_/, '')
  const name = text(select(section, '.c-post__header__author .username, .username')) || null
  const uid = text(select(section, '.c-post__header__author .userid, .userid')) || null
  const picture = select(section, '.c-user__avatar img, .gamercard img')
  const floor = number !== null && /^\d{1,7}$/.test(number) ? Number(number) : null
  const post = draftPost({
    id,
    floor,
    floorLabel: label || null,
    author: { name, uid },
    time: timeOf(section, page),
    body: content?.children ?? [],
    card: picture
      ? draftCard({ name, uid, avatar: attribute(picture, 'data-src') ?? attribute(picture, 'src') })
      : null,
    ratings: [
      ...rated('GP', select(section, '.gp a, .postgp span')),
      ...rated('BP', select(section, '.bp a, .postbp span')),
    ],
    isOpening: floor === 1,
    hidden: content ? [] : [{ reason: 'hidden', text: text(select(section, '.c-disable, .c-post__body')) }],
  })
  const comments = selectAll(section, '.c-reply__item').map(item => readComment(item, id, page))
  return [post, ...comments]
}

function timeOf(section: Element, page: HtmlPage): TimeReading | null {
  const stamp = selectAll(section, '.edittime').find(part => !closest(part, '.c-reply__item'))
  return readTime(attribute(stamp, 'data-mtime') ?? text(stamp), { savedAt: page.savedAt })
}

/** 「留言時間 2020-03-04 05:06:07」 is in an attribute; what is shown counts from the moment of reading. */
function readComment(item: Element, parentId: string, page: HtmlPage): PostDraft {
  const link = select(item, '.reply-content__user')
  const stamp = select(item, '.edittime')
  const told = (attribute(stamp, 'data-tippy-content') ?? attribute(stamp, 'title') ?? '').replace(/^\D{1,8}\s/, '')
  const label = /B\d{1,5}/.exec(
    attribute(select(item, '[name=comment_floor]'), 'value') ?? text(select(item, '.reply-floor')),
  )?.[0]
  return draftPost({
    id: /(\d{1,12})$/.exec(attribute(item, 'id') ?? '')?.[1] ?? null,
    parentId,
    floorLabel: label ?? null,
    author: {
      name: text(link) || null,
      uid:
        /\/homeindex\.php\?owner=(\w{1,30})|home\.gamer\.com\.tw\/(?:profile\/index\.php\?owner=)?(\w{1,30})$/
          .exec(attribute(link, 'href') ?? '')
          ?.slice(1)
          .find(Boolean) ?? null,
    },
    time: readTime(told, { savedAt: page.savedAt }) ?? readTime(text(stamp), { savedAt: page.savedAt }),
    body: (select(item, '.comment_content') ?? select(item, '.c-article__content'))?.children ?? [],
    ratings: rated('GP', select(item, '.gp-count')),
  })
}
