/*
 * 4chan: pages since 2012 (.postContainer, div.post#pN; the mobile twin of each head is skipped) and of 2011, where the
 * opening post lies loose in form[name=delform]. No real thread page since 2012 was at hand: its class names are those
 * of the site's search page, the rest is documented structure.
 */
import type { CardDraft, PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../clean/draft.ts'
import type { ChildNode, Element } from '../text/dom.ts'
import { attribute, isTag, isText, matches, select, selectAll, text } from '../text/dom.ts'
import type { TimeReading } from '../text/time.ts'
import { fromUnixSeconds, readTime } from '../text/time.ts'
import { cardField } from './card-fields.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { attached, boardText, headBefore, nameWithTrip, textOf, withPictures } from './image-board.ts'
import type { BoardFile } from './image-board.ts'
import { baseAddress, forumHost, pageAddress } from './page-facts.ts'

export const fourchan: Engine = { id: 'fourchan', name: '4chan', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, '.postContainer > .post .postInfo, .post[id^=p] > blockquote.postMessage[id^=m]')) return 'sure'
  return select(document, 'form[name=delform] span[id^=nothread], td.reply span[id^=norep]') ? 'sure' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const base = baseAddress(page)
  const old = select(document, 'span[id^=nothread], span[id^=norep]') !== null
  const threads = old ? selectAll(document, 'span[id^=nothread]') : selectAll(document, '.thread[id^=t]')
  // Boards and searches show several threads.
  if (threads.length > 1) return draftPage({ thread: { title: titleInTitle(page) } })
  const posts = (
    old ? oldPosts(page, base) : selectAll(document, '.postContainer > .post').map(post => newPost(post, base))
  ).map((post, index) => ({ ...post, floor: index + 1 }))
  const [first] = posts
  const address = pageAddress(page)
  const board = /4chan(?:nel)?\.org\/(\w{1,10})\//.exec(address ?? '')?.[1] ?? boardInTitle(page)
  const id = /\/(?:res|thread)\/(\d{1,12})/.exec(address ?? '')?.[1]
  return draftPage({
    forum: { name: '4chan', host: forumHost(page) },
    board: board === null ? null : { name: `/${board}/`, path: [`/${board}/`] },
    thread: {
      title: first?.isOpening === true && first.subject !== null ? first.subject : titleInTitle(page),
      id: id ?? attribute(threads[0], 'id')?.replace(/^\D+/, '') ?? null,
      url: address,
      page: 1,
      pages: 1,
    },
    posts,
  })
}

/** 「/g/ - words - Technology - 4chan」: the words in the middle; older titles name the board alone. */
function titleInTitle(page: HtmlPage): string {
  const whole = text(select(page.document, 'title'))
  return /^\/\w{1,10}\/ - (.{1,300}) - [^-]{1,60} - 4chan(?:nel)?$/.exec(whole)?.[1] ?? (whole || page.name)
}

const boardInTitle = (page: HtmlPage): string | null =>
  /^\/(\w{1,10})\/ - /.exec(text(select(page.document, 'title')))?.[1] ?? null

function newPost(post: Element, base: string | null): PostDraft {
  const info = select(post, '.postInfo') ?? select(post, '.postInfoM')
  const files = selectAll(post, '.file').flatMap(fileOf)
  const within = (selector: string): string => text(info && select(info, selector))
  const stamp = info && select(info, '.dateTime')
  return draftPost({
    id: attribute(post, 'id')?.replace(/^p/, '') ?? null,
    author: {
      name: nameWithTrip(within('.name'), within('.postertrip')),
      uid: within('.posteruid .hand') || /ID:\s?([\w+/]{4,12})/.exec(within('.posteruid'))?.[1] || null,
    },
    subject: within('.subject') || null,
    time: stamp && timeOf(stamp),
    body: withPictures(files, boardText(select(post, 'blockquote.postMessage'))),
    card: cardOf(info),
    attachments: attached(files, base),
    isOpening: matches(post, '.op'),
  })
}

/** Unix seconds are in the page; what is shown is the time of the reader's own place. */
function timeOf(stamp: Element): TimeReading | null {
  const shown = text(stamp).replace(/\s*No\..*$/, '')
  return fromUnixSeconds(Number(attribute(stamp, 'data-utc') ?? 0), shown) ?? readTime(shown, { savedAt: null })
}

/** The flag that some boards show beside a name. */
function cardOf(info: Element | null): CardDraft | null {
  const flag = attribute(info && select(info, '.flag[title], .bfl[title]'), 'title')
  return flag === null || flag === '' ? null : draftCard({ fields: [cardField('Flag', flag)] })
}

function fileOf(file: Element): BoardFile[] {
  const link = select(file, '.fileText a[href*="/"]:last-of-type') ?? select(file, 'a.fileThumb')
  const named = selectAll(file, '.fileText a').find(each => /\.\w{2,5}$/.test(attribute(each, 'href') ?? '')) ?? link
  const image = select(file, '.fileThumb img')
  if (!named) return []
  return [
    {
      name: attribute(named, 'title') ?? attribute(select(file, '.fileText'), 'title') ?? text(named),
      address: attribute(named, 'href'),
      size: /\(\s?([\d.]{1,10} ?[KMG]?i?B),/i.exec(text(select(file, '.fileText')))?.[1] ?? null,
      thumbnail: attribute(image, 'src'),
    },
  ]
}

/** The opening post's head lies before the form's first <blockquote>; each reply is a td.reply. */
function oldPosts(page: HtmlPage, base: string | null): PostDraft[] {
  const { document } = page
  return selectAll(document, 'span[id^=nothread], span[id^=norep]').flatMap(mark => {
    let body = mark.next
    while (body && !(isTag(body) && /^(?:blockquote|table)$/.test(body.name))) body = body.next
    if (!body || !isTag(body) || body.name !== 'blockquote') return []
    return [oldPost(mark, headBefore(body), body, base)]
  })
}

function oldPost(mark: Element, head: readonly ChildNode[], body: Element, base: string | null): PostDraft {
  const isOpening = attribute(mark, 'id')!.startsWith('nothread')
  const named = (selector: string): string =>
    text(head.filter(isTag).flatMap(node => (matches(node, selector) ? [node] : selectAll(node, selector)))[0])
  const when = head.filter(isText).map(node => node.data)
  const shown = /\d\d\/\d\d\/\d\d\(\w{3}\)\d\d:\d\d(?::\d\d)?/.exec(when.join(' '))?.[0]
  const files = oldFiles(head)
  return draftPost({
    id: attribute(mark, 'id')!.replace(/^\D+/, ''),
    author: { name: nameWithTrip(named('.postername, .commentpostername'), named('.postertrip')), uid: null },
    subject: named('.filetitle, .replytitle') || null,
    time: shown === undefined ? null : readTime(shown, { savedAt: null }),
    body: withPictures(files, boardText(body)),
    attachments: attached(files, base),
    isOpening,
  })
}

function oldFiles(head: readonly ChildNode[]): BoardFile[] {
  const parts = head.filter(isTag)
  const line = parts.find(part => matches(part, '.filesize'))
  const link = line && select(line, 'a[href]')
  if (!line || !link) return []
  const image = parts.map(part => select(part, 'img')).find(found => found !== null)
  const title = attribute(select(line, 'span[title]'), 'title')
  const size = /\(([\d.]{1,10} ?[KMG]?B),/i.exec(textOf(line.children))?.[1] ?? null
  return [{ name: title ?? text(link), address: attribute(link, 'href'), size, thumbnail: attribute(image, 'src') }]
}
