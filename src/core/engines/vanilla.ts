/*
 * Vanilla: the first post is #Discussion_ID and stands on page 1 only, answers are #Comment_ID. The exact time is in
 * <time datetime>, its text is often a month. A comment's permalink carries its number (name="Item_3").
 */
import { removeElement } from 'domutils'
import type { CardDraft, PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { EditReading, RatingReading } from '../model/reading.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, parseHtml, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { fromIso, readTime } from '../text/time.ts'
import { removeAll, smileysToWords } from './body-parts.ts'
import { cardFieldOf, typedMembers } from './card-fields.ts'
import { editWords } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { withoutSession } from './forum-address.ts'
import { dataOf, idIn, parsedJson, scriptText, textIn } from './json-data.ts'
import { forumHost, pageAddress } from './page-facts.ts'
import { quotedName } from './quoted-name.ts'
import { selectFirst } from './select-first.ts'
import { siteInTitle } from './site-name.ts'
import { markSpoiler } from './spoiler.ts'

export const vanilla: Engine = { id: 'vanilla', name: 'Vanilla', detect, read }

const posts = '[id^=Discussion_], [id^=Comment_]'
const bodies = '.Message, .userContent'

function detect(page: HtmlPage): Grade {
  const { document } = page
  const items = selectAll(document, posts).filter(item => select(item, bodies) !== null)
  if (items.length === 0) return 'no'
  const signs = [
    select(document, 'body.Vanilla, #vanilla_discussion_index') !== null,
    select(document, '.ItemDiscussion, .ItemComment') !== null,
    select(document, '.MessageList, .Meta .MItem, .Author .PhotoWrap') !== null,
  ]
  return signs.filter(Boolean).length >= 2 ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const clock: TimeContext = { savedAt: page.savedAt }
  const stated = statedAddress(document)
  const url = withoutSession(pageAddress(page) ?? stated)
  const title = titleOf(page)
  const boards = boardsOf(document, title)
  const read = new Map<string, PostDraft>()
  for (const item of selectAll(document, posts)) {
    const [, kind, id] = /^(Discussion|Comment)_(\d{1,12})$/.exec(attribute(item, 'id') ?? '') ?? []
    if (!kind || !id || !select(item, bodies) || read.has(`${kind}${id}`)) continue
    read.set(`${kind}${id}`, readPost(item, id, kind === 'Discussion', clock))
  }
  const named = attribute(select(document, 'meta[property="og:site_name"]'), 'content')?.trim()
  return draftPage({
    forum: { name: named ? named : siteInTitle(page, title, boards), host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: { title, id: discussionId(document, [url, stated]), url, ...pagesOf(document, url, page.isWhole) },
    posts: [...read.values()],
  })
}

/** JSON-LD names the discussion's address even in copies whose links were rewritten. */
function statedAddress(document: Document): string | null {
  for (const script of selectAll(document, 'script[type="application/ld+json"]')) {
    const address = textIn(dataOf(parsedJson(scriptText(script))), 'discussionUrl')
    if (address !== null && URL.canParse(address)) return address
  }
  return null
}

function titleOf(page: HtmlPage): string {
  const heading = selectFirst(page.document, '.PageTitle h1', '.DiscussionHeader h1', 'h1')
  const shared = attribute(select(page.document, 'meta[property="og:title"]'), 'content')
  return text(heading) || shared?.trim() || text(select(page.document, 'title')) || page.name
}

function boardsOf(document: Document, title: string): string[] {
  const labels = selectAll(document, '.Breadcrumbs .CrumbLabel').filter(
    label => !/ HomeCrumb /.test(` ${attribute(label, 'class') ?? ''} `),
  )
  const names = labels.map(text).filter(name => name !== '' && name !== title)
  const category = text(select(document, '.DiscussionMeta .Category a, .MItem.Category a'))
  return names.length > 0 ? [...new Set(names)] : category === '' ? [] : [category]
}

function discussionId(document: Document, addresses: readonly (string | null)[]): string | null {
  const opening = /^Discussion_(\d{1,12})$/.exec(attribute(select(document, '[id^=Discussion_]'), 'id') ?? '')?.[1]
  const canonical = attribute(select(document, 'link[rel=canonical]'), 'href')
  const field = attribute(select(document, 'input[name=DiscussionID]'), 'value')
  // The sign-in link leads back to the discussion.
  const back = attribute(select(document, 'a[href*="Target=discussion"]'), 'href')?.replaceAll('%2F', '/')
  for (const address of [...addresses, canonical, back ?? null]) {
    const id = /\bdiscussion\/(\d{1,12})(?=[/?#%&]|$)/i.exec(address ?? '')?.[1]
    if (id !== undefined) return id
  }
  return opening ?? (field !== null && /^\d{1,12}$/.test(field) ? field : null)
}

function pagesOf(
  document: Document,
  url: string | null,
  isWhole: boolean,
): { page: number | null; pages: number | null } {
  const row = selectAll(document, '.Pager').find(found => select(found, '.Highlight') !== null)
  const asked = Number(/\/p(\d{1,6})(?=[/?#]|$)/.exec(url ?? '')?.[1] ?? Number.NaN)
  if (row) {
    const numbers = selectAll(row, 'a').flatMap(link => {
      const shown = text(link).replace(/[.,]/g, '')
      return /^\d{1,6}$/.test(shown) ? [Number(shown)] : []
    })
    const current = Number(text(select(row, '.Highlight')).replace(/[.,]/g, ''))
    if (Number.isInteger(current) && current > 0) return { page: current, pages: Math.max(current, ...numbers) }
  }
  if (Number.isInteger(asked)) return { page: asked, pages: null }
  const isFirst = select(document, '[id^=Discussion_]') !== null
  return { page: isFirst || isWhole ? 1 : null, pages: isWhole ? 1 : null }
}

function readPost(item: Element, id: string, isOpening: boolean, clock: TimeContext): PostDraft {
  const number = /^Item_(\d{1,9})$/.exec(attribute(select(item, 'a.Permalink[name]'), 'name') ?? '')?.[1]
  const author = authorOf(item)
  const body = select(item, bodies)
  if (body) markBody(body)
  return draftPost({
    id,
    floor: isOpening ? 1 : number === undefined ? null : Number(number) + 1,
    author,
    time: timeOf(item, clock),
    isOpening,
    card: cardOf(item, author, clock),
    body: body?.children ?? [],
    attachments: filesOf(item),
    edits: editsOf(item, clock),
    ratings: ratingsOf(item),
    notices: / (?:Accepted|AcceptedAnswer) /.test(` ${attribute(item, 'class') ?? ''} `)
      ? [{ action: 'accepted answer', by: null, at: null, text: 'accepted answer' }]
      : [],
  })
}

function authorOf(item: Element): PostDraft['author'] {
  const link = selectFirst(item, '.Author a.Username', '.Author a[title]', '.Author a', '.Author')
  const name = text(link) || (attribute(link, 'title') ?? '')
  const uid = /\/profile\/(\d{1,12})\//.exec(attribute(link, 'href') ?? '')?.[1]
  return { name: name === '' ? null : name, uid: uid ?? null }
}

function timeOf(item: Element, clock: TimeContext): TimeReading | null {
  const when =
    selectFirst(item, '.DateCreated time', '.Meta time') ??
    selectAll(item, 'time').find(found => !closest(found, bodies))
  const title = attribute(when ?? null, 'title')
  const shown = text(when ?? null) || (title ?? '')
  return fromIso(attribute(when ?? null, 'datetime') ?? '', shown) ?? readTime(title ?? shown, clock)
}

function cardOf(item: Element, author: PostDraft['author'], clock: TimeContext): CardDraft | null {
  if (!author.name) return null
  const rows = selectAll(item, '.AuthorInfo .MItem')
  const fields = rows.flatMap(row => cardFieldOf(text(row)) ?? [])
  const rank = selectFirst(item, '.AuthorInfo .AuthorTitle', '.AuthorInfo .Rank', '.AuthorInfo .RoleTitle')
  const signature = select(item, '.UserSignature')
  return draftCard({
    ...typedMembers(fields, clock),
    name: author.name,
    uid: author.uid,
    rank: text(rank) || null,
    avatar: attribute(select(item, '.Author img.ProfilePhoto, .PhotoWrap img'), 'src'),
    signature: signature && signature.children.length > 0 ? signature.children : null,
    fields,
  })
}

function editsOf(item: Element, clock: TimeContext): EditReading[] {
  return selectAll(item, '.DateUpdated').flatMap(note => {
    const said = attribute(note, 'title') ?? text(note)
    return editWords(said, clock, /\bby (.{1,80}?)\.?$/.exec(said)?.[1]) ?? []
  })
}

function ratingsOf(item: Element): RatingReading[] {
  return selectAll(item, '.Reactions .ReactButton, .Reactions [class*=ReactButton-]').flatMap(button => {
    const count = Number(/^\d{1,7}$/.exec(text(select(button, '.Count')))?.[0] ?? 0)
    const kind = text(select(button, '.ReactLabel')) || (attribute(button, 'title') ?? '')
    return count === 0 || kind === '' ? [] : [{ kind, count, by: [], reason: null }]
  })
}

function filesOf(item: Element): PostDraft['attachments'] {
  return selectAll(item, '.Attachments .Attachment, .AttachFileWrapper').flatMap(box => {
    const link = select(box, 'a[href]')
    const name = text(selectFirst(box, '.FileName', '.AttachFile-name', 'a'))
    return name === '' ? [] : [{ name, url: attribute(link, 'href'), size: text(select(box, '.FileSize')) || null }]
  })
}

function markBody(body: Element): void {
  removeAll(body, '.QuoteFolding, .Reactions')
  smileysToWords(body, 'img.emoji')
  for (const embed of selectAll(body, '[data-embedjson]')) markEmbed(embed)
  for (const quote of selectAll(body, 'blockquote.Quote, blockquote.UserQuote, blockquote[rel]')) {
    const head = select(quote, '.QuoteAuthor')
    const content = select(quote, '.QuoteText')
    const postId = /Comment_(\d{1,12})$/.exec(
      attribute(head && select(head, 'a[href*="#Comment_"]'), 'href') ?? '',
    )?.[1]
    const author = attribute(quote, 'rel') ?? (head ? (quotedName(text(head)) ?? text(select(head, 'a'))) : null)
    markQuote(
      quote,
      { author: author === '' ? null : author, postId: postId ?? null },
      content?.children ?? quote.children.filter(child => child !== head),
    )
  }
  for (const spoiler of selectAll(body, '.Spoiler, .UserSpoiler')) {
    const title = select(spoiler, '.SpoilerTitle')
    const content = select(spoiler, '.SpoilerText')
    if (title) removeElement(title)
    markSpoiler(spoiler, text(title) || 'Spoiler', (content ?? spoiler).children)
  }
}

/** Rich posts embed what they quote as JSON, drawn by a script that a saved page may not have run. */
function markEmbed(embed: Element): void {
  const data = dataOf(parsedJson(attribute(embed, 'data-embedjson')))
  if (textIn(data, 'embedType') !== 'quote' && textIn(data, 'type') !== 'quote') return
  const written = select(parseHtml(textIn(data, 'body') ?? ''), 'body')
  const content = written && written.children.length > 0 ? written.children : embed.children
  const isComment = textIn(data, 'recordType') === 'comment'
  const author = textIn(dataOf(data['insertUser']), 'name')
  markQuote(embed, { author, postId: isComment ? idIn(data, 'recordID') : null }, content)
}
