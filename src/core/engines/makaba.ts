/*
 * 2ch.hk (Двач): wakaba/makaba pages of 2013, makaba of 2016 and after 2019 (the latter from documented structure), the
 * mobile mirror m2-ch, and arhivach copies. Post numbers are the forum's; the mirror counts floors as well.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftPage, draftPost } from '../clean/draft.ts'
import type { Element } from '../text/dom.ts'
import { attribute, closest, matches, select, selectAll, text } from '../text/dom.ts'
import { readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { attached, boardText, nameWithTrip, withPictures } from './image-board.ts'
import type { BoardFile } from './image-board.ts'
import { baseAddress, forumHost, pageAddress } from './page-facts.ts'

export const makaba: Engine = { id: 'makaba', name: 'Двач', detect, read }

/** Where a generation of pages keeps the parts of a post. */
interface Form {
  readonly post: string
  readonly opening: string
  readonly body: string
  readonly name: string
  readonly trip: string
  readonly subject: string
  readonly time: string
  readonly file: string
}
const forms: readonly Form[] = [
  {
    post: '.post[data-num]',
    opening: '.oppost, .post_type_oppost',
    body: '.post-message, .post__message',
    name: '.ananimas, .postername, .post-email, .post__anon, .post__name',
    trip: '.postertrip, .post__trip',
    subject: '.post-title, .post__title',
    time: '.posttime, .post__time',
    file: 'figure.image, .post__image',
  },
  {
    post: '.oppost[id^=post_], table.post[id^=post_], div.post[id^=post_]',
    opening: '.oppost',
    body: 'blockquote.postMessage',
    name: '.postername',
    trip: '.postertrip',
    subject: '.filetitle, .replytitle',
    time: '.posttime',
    file: '.filesize',
  },
  {
    post: '.thread[id], .reply[id]',
    opening: '.thread',
    body: '.pst',
    name: '.pst_bar .postername, .pst_bar .name',
    trip: '.pst_bar .postertrip',
    subject: '.pst_bar .ft',
    time: '.pst_bar time',
    file: 'a.il',
  },
  {
    post: '.post[id^=post]',
    opening: '.post_first, .post[postid]:first-child',
    body: '.post_comment_body, .post_comment',
    name: '.poster_name',
    trip: '.poster_trip',
    subject: '.post_subject',
    time: '.post_time',
    file: '.post_image_block, .post_image',
  },
]

const signs = [
  '.post[data-num] .post-message, .post[data-num] .post__message',
  '[id^=post_] .posttime + .reflink, [id^=post_] blockquote.postMessage[id^=m]',
  '.reply[id] > .pst_bar .reflink, .thread[id] > .pst_bar',
  '.post .post_comment_body',
]

const formOf = (page: HtmlPage): Form | null =>
  forms[signs.findIndex(sign => select(page.document, sign) !== null)] ?? null

function detect(page: HtmlPage): Grade {
  const form = formOf(page)
  if (!form) return 'no'
  const post = select(page.document, form.post)
  return post && select(post, form.time) && select(post, form.body) ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const form = formOf(page)
  const elements = form ? selectAll(document, form.post).filter(post => select(post, form.body)) : []
  const openings = form ? elements.filter(post => matches(post, form.opening)) : []
  // A board's pages show several threads.
  if (!form || openings.length > 1) return draftPage({ thread: { title: titleInTitle(page) } })
  const posts = elements.map((post, index) => readPost(post, index, form, page))
  const [first] = posts
  const address = pageAddress(page)
  const board = boardOf(page)
  const subject = first?.isOpening === true ? first.subject : null
  return draftPage({
    forum: { name: siteName(page), host: forumHost(page) },
    board: board === null ? null : { name: board, path: [board] },
    thread: {
      title: subject ?? titleInTitle(page),
      id: threadOf(address) ?? (openings.length > 0 ? (first?.id ?? null) : linkedThread(page)),
      url: address,
      page: 1,
      pages: 1,
    },
    posts,
  })
}

const threadOf = (address: string | null): string | null => /\/res\/(\d{1,12})/.exec(address ?? '')?.[1] ?? null

const linkedThread = (page: HtmlPage): string | null =>
  threadOf(attribute(select(page.document, '.reflink a[href*="/res/"], .post__reflink[href*="/res/"]'), 'href'))

function boardOf(page: HtmlPage): string | null {
  const link = attribute(select(page.document, '.reflink a[href*="/res/"], .post__reflink[href*="/res/"]'), 'href')
  for (const address of [pageAddress(page), link]) {
    const board = /(?:^|\/)([\w-]{1,20})\/res\/\d/.exec(address ?? '')?.[1]
    if (board !== undefined) return board
  }
  return null
}

const siteName = (page: HtmlPage): string | null =>
  attribute(select(page.document, 'meta[property="og:site_name"]'), 'content')?.trim() || 'Двач'

/** 「/pr/ - words」; the mirror adds board and site behind. */
const titleInTitle = (page: HtmlPage): string =>
  text(select(page.document, 'title'))
    .replace(/^\/[^/\s]{1,30}\/\s+-\s+/, '')
    .replace(/\s+-\s+[^-]{1,60}\s+-\s+М\.Двач$/, '') || page.name

function readPost(post: Element, index: number, form: Form, page: HtmlPage): PostDraft {
  // Heads have a twin for telephones, which says the same again.
  const within = (selector: string): string =>
    text(selectAll(post, selector).find(part => !closest(part, '.postInfoM') && ownedBy(part, post, form)))
  const files = selectAll(post, form.file)
    .filter(file => ownedBy(file, post, form))
    .flatMap(file => fileOf(file, post))
  const isOpening = matches(post, form.opening) || (form === forms[3] && index === 0)
  const label = /^#(\d{1,6})$/.exec(within('.pstcnt'))?.[1]
  const body = selectAll(post, form.body).find(part => ownedBy(part, post, form))
  return draftPost({
    id: idOf(post),
    floor: label === undefined ? index + 1 : Number(label),
    floorLabel: label === undefined ? null : `#${label}`,
    author: { name: nameWithTrip(within(form.name), within(form.trip)), uid: null },
    subject: within(form.subject) || null,
    time: readTime(within(form.time), { savedAt: page.savedAt, order: 'day-first' }),
    body: withPictures(files, boardText(body)),
    attachments: attached(files, baseAddress(page)),
    isOpening,
  })
}

const ownedBy = (part: Element, post: Element, form: Form): boolean => closest(part, form.post) === post

const idOf = (post: Element): string | null =>
  attribute(post, 'data-num') ?? /(\d{1,12})$/.exec(attribute(post, 'id') ?? '')?.[1] ?? null

/** Name, size and small picture stand beside each other in one element, or, in 2013, in two after each other. */
function fileOf(file: Element, post: Element): BoardFile[] {
  const link = file.name === 'a' ? file : (select(file, 'a[href]') ?? null)
  if (!link) return []
  const address = attribute(link, 'href')
  const image = select(file, 'img') ?? select(post, '[id^=exlink_] img')
  const style = attribute(select(file, '.thumb[style]'), 'style') ?? ''
  const background = /url\(['"]?([^'")]{1,500})/.exec(style)?.[1] ?? null
  const words = text(file.name === 'a' ? file : (select(file, '.filesize, .post__filezise, em') ?? file))
  return [
    {
      name: (file.name === 'a' ? '' : text(link)) || (address?.split('/').at(-1) ?? ''),
      address,
      size: /([\d.,]{1,10}\s?[КМKM][бБBb])/u.exec(words)?.[1] ?? null,
      thumbnail: attribute(image, 'data-src') ?? attribute(image, 'src') ?? background,
    },
  ]
}
