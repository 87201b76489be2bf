/*
 * vichan, Tinyboard and their descendants (infinity, lainchan). Built from the software's templates; no real page was
 * at hand. The opening post's files stand before it, in the thread's own element.
 */
import type { CardDraft, PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../clean/draft.ts'
import type { Element } from '../text/dom.ts'
import { attribute, closest, isTag, matches, select, selectAll, text } from '../text/dom.ts'
import type { TimeReading } from '../text/time.ts'
import { fromIso, readTime } from '../text/time.ts'
import { cardField } from './card-fields.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { attached, boardText, nameWithTrip, withPictures } from './image-board.ts'
import type { BoardFile } from './image-board.ts'
import { baseAddress, forumHost, pageAddress } from './page-facts.ts'

export const vichan: Engine = { id: 'vichan', name: 'vichan', detect, read }

const postForm = '.post.op, .post.reply'

function detect(page: HtmlPage): Grade {
  const { document } = page
  const post = select(document, '.post.op .intro, .post.reply .intro')
  if (!post) return 'no'
  return select(document, '.thread[id^=thread_], [id^=op_], [id^=reply_], a.post_no') ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const threads = selectAll(document, '.post.op')
  if (threads.length > 1) return draftPage({ thread: { title: titleOf(page, null) } })
  const base = baseAddress(page)
  const posts = selectAll(document, postForm).map((post, index) => readPost(post, index, base))
  const address = pageAddress(page)
  const thread = select(document, '.thread[id^=thread_]')
  const board = attribute(thread, 'data-board') ?? /\/([\w-]{1,30})\/res\/\d/.exec(address ?? '')?.[1] ?? null
  const heading = /^\/([^/\s]{1,30})\/\s+-\s+(.{1,120})$/.exec(text(select(document, 'header h1, h1')))
  const name = heading?.[2] ?? board
  return draftPage({
    forum: { name: null, host: forumHost(page) },
    board: name === null ? null : { name, path: [name] },
    thread: {
      title: titleOf(page, posts[0] ?? null),
      id: idOf(thread) ?? idOf(threads[0]) ?? /\/res\/(\d{1,12})/.exec(address ?? '')?.[1] ?? null,
      url: address,
      page: 1,
      pages: 1,
    },
    posts,
  })
}

/** thread_123, op_123, reply_123. */
const idOf = (element: Element | null | undefined): string | null =>
  /_(\d{1,12})$/.exec(attribute(element, 'id') ?? '')?.[1] ?? null

/** 「/b/ - words」 where the opening post has no subject. */
function titleOf(page: HtmlPage, first: PostDraft | null): string {
  if (first?.isOpening === true && first.subject !== null) return first.subject
  const whole = text(select(page.document, 'title'))
  return whole.replace(/^\/[^/\s]{1,30}\/\s+-\s+/, '') || page.name
}

function readPost(post: Element, index: number, base: string | null): PostDraft {
  const isOpening = matches(post, '.op')
  const intro = select(post, '.intro')
  const within = (selector: string): string => text(intro && select(intro, selector))
  const files = (isOpening ? [...besideOpening(post), ...selectAll(post, '.file')] : selectAll(post, '.file')).flatMap(
    fileOf,
  )
  return draftPost({
    id: idOf(post) ?? /^(?:No\.?)?\s*(\d{1,12})$/.exec(within('a.post_no:last-of-type'))?.[1] ?? null,
    floor: index + 1,
    author: { name: nameWithTrip(within('.name'), within('.trip')), uid: within('.poster_id') || null },
    subject: within('.subject') || null,
    time: intro && timeOf(intro),
    body: withPictures(files, boardText(select(post, '.body'))),
    card: cardOf(intro),
    attachments: attached(files, base),
    isOpening,
  })
}

/** The files of the opening post are the thread's own children. */
function besideOpening(post: Element): Element[] {
  const thread = post.parent && isTag(post.parent) ? post.parent : null
  const own = thread?.children.filter(isTag).filter(child => matches(child, '.files, .file')) ?? []
  return own.flatMap(child => (matches(child, '.file') ? [child] : selectAll(child, '.file')))
}

function timeOf(intro: Element): TimeReading | null {
  const time = select(intro, 'time[datetime]')
  const shown = text(time)
  return time && (fromIso(attribute(time, 'datetime') ?? '', shown) ?? readTime(shown, { savedAt: null }))
}

function cardOf(intro: Element | null): CardDraft | null {
  const rank = text(intro && select(intro, '.capcode')).replace(/^##\s*/, '')
  const flag = attribute(intro && select(intro, 'img.flag'), 'title')
  if (rank === '' && !flag) return null
  return draftCard({ rank: rank || null, fields: flag ? [cardField('Flag', flag)] : [] })
}

function fileOf(file: Element): BoardFile[] {
  if (closest(file.parent as Element, '.file')) return []
  const info = select(file, '.fileinfo')
  const link = select(info ?? file, 'a[href]')
  if (!link) return []
  const name = select(file, '.postfilename')
  return [
    {
      name: attribute(name, 'title') ?? (text(name) || text(link)),
      address: attribute(link, 'href'),
      size: /\(\s?([\d.]{1,10} ?[KMG]?i?B)\b/i.exec(text(info))?.[1] ?? null,
      thumbnail: attribute(select(file, 'img.post-image'), 'src'),
    },
  ]
}
