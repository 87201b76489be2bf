/*
 * NGA (read.php), built from documented structure; no real page was at hand. A page saved by a browser holds names and
 * HTML; one saved as it was sent holds uids, code, and the names in a script (commonui.userInfo.setAll).
 */
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../../clean/draft.ts'
import type { Element } from '../../text/dom.ts'
import { attribute, select, selectAll, text } from '../../text/dom.ts'
import { readTime } from '../../text/time.ts'
import type { Engine, Grade, HtmlPage } from '../engine.ts'
import { forumHost, pageAddress, queryOf } from '../page-facts.ts'
import { bodyNodes } from './ubb.ts'

export const nga: Engine = { id: 'nga', name: 'NGA', detect, read }

const rows = 'tr[id^=post][id*=strow], table.postbox tr.postrow'

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (!select(document, '[id^=postcontent].postcontent, #m_posts_c [id^=postcontent]')) return 'no'
  return select(document, 'table.postbox, [id^=postauthor], [id^=postdate]') ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const address = pageAddress(page)
  const names = namesIn(page.source)
  const posts = selectAll(document, rows).flatMap(row => readRow(row, names, page))
  const path = selectAll(document, '#m_nav a[href*="fid="], .nav_link[href*="fid="]')
    .map(text)
    .filter(name => name !== '')
  const title = text(select(document, '#currentTopicName, #m_nav h1 a, #postsubject0'))
  const whole = text(select(document, 'title')).replace(/\s*(?:[-_]\s*)?(?:178\s*)?NGA玩家社区.{0,30}$/i, '')
  const told = /__PAGE\s*=\s*\{\s*0\s*:\s*['"][^'"]{0,300}['"]\s*,\s*1\s*:\s*(\d{1,6})\s*,\s*2\s*:\s*(\d{1,6})/.exec(
    page.source,
  )
  const current = Number(told?.[2] ?? queryOf(address, 'page') ?? (posts[0]?.isOpening === true ? 1 : Number.NaN))
  return draftPage({
    forum: { name: 'NGA玩家社区', host: forumHost(page) },
    board: path.length === 0 ? null : { name: path.at(-1)!, path: [...new Set(path)] },
    thread: {
      title: title || whole || page.name,
      id: queryOf(address, 'tid') ?? /[?&]tid=(\d{1,12})/.exec(told?.[0] ?? '')?.[1] ?? null,
      url: address,
      page: Number.isNaN(current) ? null : current,
      pages: told ? Number(told[1]) : null,
    },
    posts,
  })
}

/** Names by uid, as the page's script sets them. */
function namesIn(source: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const [, uid, name] of source.matchAll(/"uid":\s*(-?\d{1,12})\s*,\s*"username":\s*"((?:[^"\\]|\\.){1,80})"/g))
    names.set(
      uid!,
      name!.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    )
  return names
}

function readRow(row: Element, names: ReadonlyMap<string, string>, page: HtmlPage): PostDraft[] {
  const body = select(row, '[id^=postcontent].postcontent, [id^=postcontent]')
  if (!body) return []
  const link = select(row, '[id^=postauthor]')
  const person = link?.name === 'a' ? link : link && select(link, 'a[href*="uid="]')
  const uid = queryOf(attribute(person ?? link, 'href'), 'uid')
  const shown = text(link)
  const name = (/^UID:?\s?\d+$/i.test(shown) || shown === '' ? names.get(uid ?? '') : shown) ?? null
  const anchor = selectAll(row, 'a[name]')
    .map(each => /^l(\d{1,7})$/.exec(attribute(each, 'name') ?? '')?.[1])
    .find(Boolean)
  const index = /(\d{1,7})/.exec(attribute(row, 'id') ?? '')?.[1]
  const number = anchor ?? index
  const pid = /pid(\d{1,12})Anchor/.exec(attribute(select(row, 'a[id^=pid]'), 'id') ?? '')?.[1]
  const picture = attribute(select(row, 'img.avatar, [id^=posteravatar] img'), 'src')
  const points = /-?\d{1,6}/.exec(text(select(row, '.recommendvalue')))?.[0]
  return [
    draftPost({
      // The opening post is pid 0 everywhere.
      id: pid === undefined || pid === '0' ? (number === '0' ? 'tpc' : null) : pid,
      floor: number === undefined ? null : Number(number),
      floorLabel: number === undefined ? null : number === '0' ? '楼主' : `#${number}`,
      author: { name, uid: uid === '-1' ? null : uid },
      time: readTime(text(select(row, '[id^=postdate]')), { savedAt: page.savedAt }),
      subject: text(select(row, '[id^=postsubject]')) || null,
      body: bodyNodes(body),
      card: picture === null ? null : draftCard({ name, uid, avatar: picture }),
      ratings:
        points === undefined || points === '0' ? [] : [{ kind: '赞', count: Number(points), by: [], reason: null }],
      isOpening: number === '0',
    }),
  ]
}
