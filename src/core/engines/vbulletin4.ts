/*
 * vBulletin 4: li.postcontainer#post_N with #post_message_N. Owners take out the generator, the counters and the words;
 * the ids stay. A box of thanks has an id of the same beginning, and advertisements come as posts without a date.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { CardField } from '../model/reading.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, foldSpace, isTag, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { attachedBelow } from './attached-files.ts'
import { cardField, typedMembers } from './card-fields.ts'
import { clockOf } from './clock.ts'
import { markCode } from './code-box.ts'
import { editNote } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { ownAddress } from './forum-address.ts'
import { forumHost, generator } from './page-facts.ts'
import { pageRow } from './page-row.ts'
import { siteInTitle } from './site-name.ts'
import { vbUserOf } from './vbulletin-address.ts'
import { quotedBy, resultsShown, thanksFor, vbPoll, vbThreadId, vbTime } from './vbulletin-parts.ts'

export const vbulletin4: Engine = { id: 'vbulletin4', name: 'vBulletin 4', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, '[id^=post_message_]') === null) return 'no'
  if (select(document, 'li.postcontainer[id^=post_], li.postbit[id^=post_], li.postbitlegacy[id^=post_]')) return 'sure'
  const named =
    /^vBulletin 4/.test(generator(page) ?? '') || select(document, '#vbulletin_html, blockquote.postcontent')
  return named ? 'likely' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const title = titleOf(page)
  const crumbs = crumbsOf(document, title)
  const own = ownAddress(page)
  const shown = selectAll(document, '.postpagestats')
    .map(stats => resultsShown(text(stats)))
    .find(found => found !== null)
  const clock = clockOf(page, selectAll(document, '.postdate, .date, .userinfo_extra dd, .lastedited').map(text))
  const posts = findPosts(document)
    .map(place => readPost(document, place, clock))
    .filter(post => post !== null)
    .map((post, index) => (post.floor === null && shown ? { ...post, floor: shown.start + index + 1 } : post))
    .map(post => (post.floor === 1 ? { ...post, isOpening: true } : post))
  const poll = posts[0]?.isOpening === true ? vbPoll(document) : null
  return draftPage({
    forum: { name: forumName(page, title, crumbs), host: forumHost(page) },
    board: crumbs.length === 0 ? null : { name: crumbs.at(-1)!, path: crumbs },
    thread: {
      title,
      id: vbThreadId(page, own),
      url: own,
      ...pagesOf(page, shown?.total ?? null, posts.length),
      replies: shown ? shown.total - 1 : null,
    },
    posts: poll && posts[0] ? [{ ...posts[0], poll }, ...posts.slice(1)] : posts,
  })
}

function titleOf(page: HtmlPage): string {
  const { document } = page
  const heading =
    select(document, '.threadtitle') ?? select(document, '.lastnavbit') ?? select(document, '#pagetitle h1')
  const shown = heading ? text(heading) : ''
  return shown !== ''
    ? shown
    : text(select(document, 'title')).replace(/ - [^-]{1,20} \d{1,5}(?: - .*)?$/, '') || page.name
}

/** The boards: what stands between the forum's own links and the thread. */
function crumbsOf(document: Document, title: string): string[] {
  const trail = select(document, '#breadcrumb, .breadcrumb')
  if (!trail) return []
  const links = selectAll(trail, '.navbit a[href], li a[href]').filter(
    link => text(link) !== '' && text(link) !== title,
  )
  const root =
    attribute(select(document, '#e_vb_meta_bburl'), 'content') ?? attribute(select(document, 'base[href]'), 'href')
  const folder = root !== null && URL.canParse(root) ? new URL(root).pathname.replace(/\/$/, '') : ''
  const boards = links.filter(
    link => !isHome(attribute(link, 'href') ?? '', folder) || /forumdisplay/.test(attribute(link, 'href') ?? ''),
  )
  return [...new Set(boards.map(text))]
}

/** The pages above all boards: the site, the list of boards, a start page; told from where the forum lies. */
function isHome(address: string, folder: string): boolean {
  const path = address.replace(/^https?:\/\/[^/?#]+/i, '').split(/[?#]/)[0]!
  const inside = (path.startsWith(folder) ? path.slice(folder.length) : path).replace(/^\/+/, '')
  return /^(?:(?:forums?|index|home|activity|content|cmps_index)(?:\.php|\.html)?\/?)?$/i.test(inside)
}

function forumName(page: HtmlPage, title: string, boards: readonly string[]): string | null {
  const feed = attribute(
    select(page.document, 'link[type="application/rss+xml"][href*="external.php?type=RSS2"]'),
    'title',
  )
  return feed?.replace(/\s+RSS[- ]?Feed$/i, '') ?? siteInTitle(page, title, boards)
}

function pagesOf(page: HtmlPage, total: number | null, posts: number): { page: number | null; pages: number | null } {
  // The words 「Page 2 of 3」 alone: beside them stand the numbers of other pages.
  const words = selectAll(page.document, 'form.pagination a.popupctrl, .pagination a.popupctrl')
  const rows = [...words, ...selectAll(page.document, '.pagination, .pagination_top')]
  const told = rows.map(row => pageRow(row)).find(row => row.page !== null)
  if (told) return told
  return total !== null && total === posts ? { page: 1, pages: 1 } : { page: null, pages: null }
}

interface Place {
  readonly id: string
  readonly container: Element
  readonly message: Element
}

function findPosts(document: Document): Place[] {
  const places = new Map<string, Place>()
  for (const message of selectAll(document, '[id^=post_message_]')) {
    const id = /^post_message_(\d{1,12})$/.exec(attribute(message, 'id') ?? '')?.[1]
    const container = id === undefined ? null : closest(message, `[id="post_${id}"], .postcontainer, .postbit`)
    if (id === undefined || !container || places.has(id)) continue
    places.set(id, { id, container, message })
  }
  return [...places.values()]
}

/** One post; null for an advertisement that is dressed as one. */
function readPost(document: Document, { id, container, message }: Place, clock: TimeContext): PostDraft | null {
  const counter = select(container, `a[id="postcount${id}"][name]`)
  const label = text(select(container, 'a.postcounter'))
  const time = timeOf(container, clock)
  const floor = Number(/^\d{1,7}$/.exec(attribute(counter, 'name') ?? '')?.[0] ?? /\d{1,7}/.exec(label)?.[0] ?? 0)
  if (floor === 0 && (time === null || time.precision === 'month' || !/\d/.test(time.text))) return null
  const author = authorOf(container)
  const body = select(message, '.postcontent') ?? message
  const below = selectAll(container, '.attachments').filter(box => closest(box, '[id^=post_message_]') === null)
  const attached = attachedBelow(below)
  const subject = text(select(container, 'h2.title, h2.posttitle'))
  const notes = selectAll(container, '.lastedited, .postcontent.lastedited').map(note => editNote(note, clock))
  markBody(body)
  return draftPost({
    id,
    floor: floor > 0 ? floor : null,
    floorLabel: label === '' ? null : label,
    author,
    time,
    subject: subject === '' ? null : subject,
    card: cardOf(container, author, clock),
    body: [...body.children, ...attached.pictures],
    edits: notes.filter(note => note !== null),
    attachments: attached.files,
    ratings: thanksFor(document, id),
  })
}

function timeOf(container: Element, clock: TimeContext): TimeReading | null {
  for (const place of selectAll(container, '.postdate .date, .postdate, .date, .userinfo_extra dd')) {
    if (closest(place, '[id^=post_message_], .lastedited')) continue
    const time = vbTime(text(place), clock)
    if (time) return time
  }
  return null
}

function authorOf(container: Element): PostDraft['author'] {
  const box = select(container, '.username_container, .userinfo, .userinfo_noavatar') ?? container
  const name = selectAll(box, '.username').find(found => text(found) !== '' && !closest(found, '.memberaction_body'))
  const link = name?.name === 'a' ? name : name ? select(name, 'a') : null
  return { name: name ? text(name) : null, uid: link ? vbUserOf(attribute(link, 'href')) : null }
}

function cardOf(container: Element, author: PostDraft['author'], clock: TimeContext): PostDraft['card'] {
  const box = select(container, '.userinfo, .userinfo_noavatar, .postdetails_noavatar')
  if (!box) return null
  const fields = selectAll(container, '.userinfo_extra dt, .userinfo dt').flatMap(fieldOf)
  const rank = text(select(container, '.usertitle'))
  const name = select(container, '.username')
  const picture = select(
    container,
    '.postuseravatar img, .postuseravatarlink img, .useravatar_container img, .avatarlink img',
  )
  return draftCard({
    ...typedMembers(fields, clock),
    ...author,
    ...(rank === '' ? {} : { rank }),
    online: name ? onlineOf(attribute(name, 'class') ?? '') : null,
    avatar: attribute(picture, 'data-original') ?? attribute(picture, 'src'),
    signature: select(container, '.signaturecontainer')?.children ?? null,
    fields,
  })
}

const onlineOf = (classes: string): boolean | null =>
  /(?:^|\s)offline(?:\s|$)/.test(classes) ? false : /(?:^|\s)online(?:\s|$)/.test(classes) ? true : null

function fieldOf(label: Element): CardField[] {
  let next = label.next
  while (next && !isTag(next)) next = next.next
  if (next?.name !== 'dd' || closest(label, '[id^=post_message_]')) return []
  const field = cardField(text(label), foldSpace(text(next)))
  return field.label === '' || field.value === '' ? [] : [field]
}

function markBody(body: Element): void {
  for (const box of selectAll(body, '.bbcode_container').toReversed()) {
    const code = select(box, 'pre.bbcode_code, .bbcode_code')
    const quote = select(box, '.quote_container, .bbcode_quote')
    if (code && !quote) markCode(box, code)
    if (!quote) continue
    const head = select(quote, '.bbcode_postedby')
    const message = select(quote, '.message')
    const content = message
      ? message.children
      : quote.children.filter(
          child => child !== head && !(isTag(child) && /bbcode_quote_container/.test(child.attribs['class'] ?? '')),
        )
    markQuote(box, quotedBy(head), content)
  }
}
