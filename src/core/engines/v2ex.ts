/*
 * V2EX, built from documented structure; no real page was at hand. The topic stands above the replies of every page and
 * has no number; replies are numbered from 1, so the topic is floor 0.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftPage, draftPost } from '../clean/draft.ts'
import type { ChildNode, Element } from '../text/dom.ts'
import { attribute, closest, isTag, matches, select, selectAll, text } from '../text/dom.ts'
import type { TimeReading } from '../text/time.ts'
import { fromIso, readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { forumHost, pageAddress, queryOf } from './page-facts.ts'

export const v2ex: Engine = { id: 'v2ex', name: 'V2EX', detect, read }

const replies = 'div.cell[id^=r_]'

function detect(page: HtmlPage): Grade {
  const { document } = page
  const reply = select(document, `${replies} .reply_content`) !== null
  const topic = select(document, '.header a[href*="/go/"]') && select(document, '.header a[href*="/member/"]')
  return reply && topic ? 'sure' : reply || (topic && select(document, '.topic_content')) ? 'likely' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const address = pageAddress(page)
  const header = selectAll(document, '.header').find(box => select(box, 'h1')) ?? null
  const board = header && select(header, 'a[href*="/go/"]')
  const title = text(header && select(header, 'h1'))
  const small = text(header && select(header, 'small.gray, .gray'))
  const views = /(\d{1,9})\s*(?:次点击|次點擊|views|clicks)/i.exec(small)?.[1]
  const count = /(\d{1,7})\s*(?:条回复|條回覆|replies|reply)/i.exec(
    text(select(document, '#Main .box > .cell .gray, .cell > .gray')),
  )?.[1]
  return draftPage({
    forum: { name: 'V2EX', host: forumHost(page) },
    board: board ? { name: text(board), path: [text(board)] } : null,
    thread: {
      title: title || text(select(document, 'title')).replace(/\s*[-–]\s*V2EX$/, '') || page.name,
      id: /\/t\/(\d{1,10})/.exec(address ?? '')?.[1] ?? null,
      url: address,
      ...pagesOf(page),
      views: views === undefined ? null : Number(views),
      replies: count === undefined ? null : Number(count),
    },
    posts: [
      ...(header ? [topicPost(header, title, page)] : []),
      ...selectAll(document, replies).map(cell => reply(cell, page)),
    ],
  })
}

function pagesOf(page: HtmlPage): { page: number | null; pages: number | null } {
  const { document } = page
  const current = Number(text(select(document, '.page_current')))
  const most = Number(attribute(select(document, '.page_input[max]'), 'max') ?? 0)
  if (current > 0) {
    const links = selectAll(document, 'a.page_normal').map(link => Number(text(link)) || 0)
    return { page: current, pages: Math.max(current, most, ...links) }
  }
  const asked = queryOf(pageAddress(page), 'p')
  return asked === null ? { page: 1, pages: 1 } : { page: Number(asked) || null, pages: null }
}

/** The topic's text, then what its author added later, each under its own heading. */
function topicPost(header: Element, title: string, page: HtmlPage): PostDraft {
  const box = closest(header, '.box') ?? header
  const member = selectAll(header, 'a[href*="/member/"]').find(link => text(link) !== '')
  const body = selectAll(box, '.topic_content').flatMap((part): readonly ChildNode[] =>
    closest(part, '.subtle') ? [closest(part, '.subtle')!] : part.children,
  )
  return draftPost({
    id: 'topic',
    floor: 0,
    author: { name: text(member) || null, uid: null },
    time: timeIn(select(header, 'small.gray, .gray'), page),
    subject: title || null,
    body,
    isOpening: true,
  })
}

function timeIn(line: Element | null, page: HtmlPage): TimeReading | null {
  const stamp = line && select(line, '[title]')
  const [title, shown] = [attribute(stamp, 'title') ?? '', text(stamp ?? line)]
  return (
    fromIso(title, shown) ?? readTime(title, { savedAt: page.savedAt }) ?? readTime(shown, { savedAt: page.savedAt })
  )
}

function reply(cell: Element, page: HtmlPage): PostDraft {
  const member = selectAll(cell, 'strong a, a[href*="/member/"]').find(link => text(link) !== '')
  const number = /\d{1,7}/.exec(text(select(cell, '.no')))?.[0]
  const ago = select(cell, '.ago')
  const liked = selectAll(cell, '.small.fade').find(
    part => !matches(part, '.ago') && (select(part, 'img[alt="❤️"]') !== null || text(part).includes('♥')),
  )
  const likes = /\d{1,6}/.exec(text(liked))?.[0]
  return draftPost({
    id: attribute(cell, 'id')!.replace(/^r_/, ''),
    floor: number === undefined ? null : Number(number),
    floorLabel: number ?? null,
    author: { name: text(member) || null, uid: null },
    time: ago && isTag(ago) ? timeIn(ago.parent as Element, page) : null,
    body: select(cell, '.reply_content')?.children ?? [],
    ratings: likes === undefined ? [] : [{ kind: '♥', count: Number(likes), by: [], reason: null }],
  })
}
