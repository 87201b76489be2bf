/*
 * 2ch and 5ch: read.cgi pages of three generations (dl.thread; .post > .meta; .post-header), dat files, and the .t_h/.t_b
 * blocks of matome blogs, which show a selection in their own order. Only the matome form was at hand as a real page;
 * the others are built from documented structure.
 */
import { nextElementSibling } from 'domutils'
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftPage, draftPost } from '../clean/draft.ts'
import type { ChildNode, Document, Element } from '../text/dom.ts'
import { attribute, parseHtml, select, selectAll, text } from '../text/dom.ts'
import type { TimeReading } from '../text/time.ts'
import { readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage, TextPage } from './engine.ts'
import { forumHost, pageAddress } from './page-facts.ts'

export const fivechan: Engine = {
  id: 'fivechan',
  name: '5ch',
  detect,
  read,
  copiedText: { detect: detectDat, read: readDat },
}

/** A post as its generation of pages holds it: the number, who and when, and the body's nodes. */
interface Found {
  readonly head: string
  readonly name: string
  readonly body: readonly ChildNode[]
}

const dateForm =
  /(?<!\d)(?:\d{4}|\d{2})\/\d{1,2}\/\d{1,2}\s?(?:\([^()]{1,3}\)\s?)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?/

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, '.post .post-header .postid, .post .meta .number, dl.thread > dt')) return 'sure'
  const heads = selectAll(document, '.t_h').slice(0, 4)
  if (heads.length > 0 && heads.every(head => /^\d{1,5}\s?[:：]/.test(text(head)))) return 'sure'
  return looseHeads(document).length > 2 ? 'likely' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const found = [newPosts, middlePosts, oldPosts, matomePosts].map(form => form(document)).find(each => each.length > 0)
  const address = pageAddress(page)
  const place = /\/test\/read\.cgi\/(?:[\w.]{1,40}\/)?(\w{1,30})\/(\d{9,10})/.exec(address ?? '')
  const stored = /\/(\w{1,30})\/(?:kako\/(?:\d{3,4}\/){0,2}|dat\/)?(\d{9,10})\.(?:html|dat)/.exec(address ?? '')
  const [board, key] = (place ?? stored)?.slice(1) ?? []
  return draftPage({
    forum: { name: forumOf(address), host: forumHost(page) },
    board: board === undefined ? null : { name: board, path: [board] },
    thread: { title: titleOf(page), id: key ?? null, url: address, page: 1 },
    posts: once((found ?? []).flatMap(post => draftOf(post))),
  })
}

const forumOf = (address: string | null): string | null =>
  /(?:^|[./])(5ch\.net|2ch\.net|2ch\.sc|bbspink\.com|open2ch\.net)\//.exec(address ?? '')?.[1] ?? null

function titleOf(page: HtmlPage): string {
  const heading = text(select(page.document, 'h1#threadtitle, h1.title, #threadtitle, h1'))
  return heading || text(select(page.document, 'title')).replace(/\s*[-–]\s*5ちゃんねる.{0,20}$/, '') || page.name
}

/** A number that comes twice is one post: readers' programs repeat posts below those that answer them. */
function once(posts: readonly PostDraft[]): PostDraft[] {
  const seen = new Set<string>()
  return posts.filter(post => post.id === null || (!seen.has(post.id) && seen.add(post.id)))
}

function draftOf({ head, name, body }: Found): PostDraft[] {
  const number = /^\D{0,3}0*(\d{1,5})/.exec(head)?.[1]
  const shown = dateForm.exec(head)?.[0]
  if (number === undefined || (shown === undefined && body.length === 0)) return []
  const uid = /(?:^|\s)ID:([\w+/.]{3,20})/.exec(head)?.[1]
  return [
    draftPost({
      id: number,
      floor: Number(number),
      floorLabel: number,
      author: { name: name === '' ? null : name, uid: uid === undefined || /^\?+$/.test(uid) ? null : uid },
      time: shown === undefined ? null : timeOf(shown),
      body,
      isOpening: number === '1',
    }),
  ]
}

function timeOf(shown: string): TimeReading | null {
  const whole = shown.replace(/\.\d{1,3}$/, '')
  const time = readTime(/^\d{2}\//.test(whole) ? `20${whole}` : whole, { savedAt: null })
  return time && { ...time, text: shown }
}

/** Since 2023: div.post with .post-header and .post-content. */
const newPosts = (document: Document): Found[] =>
  selectAll(document, '.post').flatMap(post => {
    const header = select(post, '.post-header')
    const number = text(header && select(header, '.postid')) || (attribute(post, 'data-id') ?? '')
    const name = text(header && select(header, '.postusername'))
    const when = [select(post, '.date'), select(post, '.uid')].map(text).join(' ')
    return header ? [{ head: `${number} ${when}`, name, body: childrenOf(select(post, '.post-content')) }] : []
  })

/** 2017–2022: div.post with .meta and .message. */
const middlePosts = (document: Document): Found[] =>
  selectAll(document, '.post').flatMap(post => {
    const meta = select(post, '.meta')
    if (!meta) return []
    const parts = ['.number', '.date', '.uid'].map(part => text(select(meta, part)))
    const body = select(post, '.message .escaped') ?? select(post, '.message')
    return [{ head: parts.join(' '), name: text(select(meta, '.name')), body: childrenOf(body) }]
  })

/** Before: dt 「1 ：名前：日付 ID:…」 and dd. */
const oldPosts = (document: Document): Found[] =>
  selectAll(document, 'dl.thread > dt, dl > dt').flatMap(dt => {
    const next = nextElementSibling(dt)
    const head = text(dt)
    if (next?.name !== 'dd' || !/^\d{1,5}\s?[:：]/.test(head)) return []
    return [{ head, name: nameIn(dt, head), body: next.children }]
  })

const matomePosts = (document: Document): Found[] =>
  looseHeads(document).map(({ head, body }) => ({
    head: text(head),
    name: nameIn(head, text(head)),
    body: body.children,
  }))

/** Heads of matome blogs with the block after each: .t_h and .t_b, in some blogs under other names. */
function looseHeads(document: Document): { readonly head: Element; readonly body: Element }[] {
  return selectAll(document, '.t_h, [class*=res_h], dt.res').flatMap(head => {
    let body = nextElementSibling(head)
    while (body?.name === 'br') body = nextElementSibling(body)
    const isHead = /^\d{1,5}\s?[:：]/.test(text(head)) && dateForm.test(text(head))
    return isHead && body && /t_b|res_b|^dd$/.test(`${attribute(body, 'class') ?? ''} ${body.name}`.trim())
      ? [{ head, body }]
      : []
  })
}

/** The name is bold or green; else what stands between the number and the date. */
function nameIn(head: Element, words: string): string {
  const marked = select(head, 'b, font[color], [style*="green"], [style*="bold"]')
  if (marked) return text(marked)
  const between = /^\d{1,5}\s?[:：]\s?(.{1,80}?)\s?[:：]?\s?(?:\[[^\]]{0,40}\]\s?)?(?:投稿日[:：])?\s?$/.exec(
    words.split(dateForm)[0] ?? '',
  )
  return between?.[1] ?? ''
}

const childrenOf = (element: Element | null): readonly ChildNode[] => element?.children ?? []

/** A line of a dat file: name<>mail<>date ID<>body<>title, the title on the first line alone. */
const datLines = (page: TextPage): string[][] =>
  page.text
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split('<>'))

function detectDat(page: TextPage): Grade {
  const lines = page.text
    .slice(0, 20_000)
    .split('\n', 4)
    .filter(line => line !== '')
    .map(line => line.split('<>'))
  return lines.length > 0 && lines.every(parts => parts.length >= 4) && dateForm.test(lines[0]![2]!) ? 'sure' : 'no'
}

function readDat(page: TextPage): PageDraft {
  const lines = datLines(page)
  const posts = lines.flatMap((parts, index) => {
    const [name = '', , when = '', body = ''] = parts
    return draftOf({
      head: `${String(index + 1)} ${textIn(when)}`,
      name: textIn(name),
      body: childrenOf(select(parseHtml(body), 'body')),
    })
  })
  const key = /(?<!\d)(\d{9,10})\.dat/i.exec(page.name)?.[1] ?? /(?<!\d)(\d{9,10})(?!\d)/.exec(page.name)?.[1]
  return draftPage({
    forum: { name: null, host: null },
    thread: { title: textIn(lines[0]?.[4] ?? '') || page.name, id: key ?? null, url: page.url, page: 1, pages: 1 },
    posts,
  })
}

const textIn = (markup: string): string => text(select(parseHtml(markup), 'body'))
