/*
 * Lemmy: a post and the tree of its comments. window.isoData knows ids, exact times and counts but has the texts as
 * Markdown only, so bodies are read from the page and all else from the data where it survived. The post's own id is
 * written post-ID: comments have ids of their own that may be the same number. Built from lemmy-ui; no real page was found.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../clean/draft.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, isTag, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { fromIso, readTime } from '../text/time.ts'
import { removeAll, smileysToWords } from './body-parts.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import type { JsonData } from './json-data.ts'
import { dataOf, idIn, listOf, numberIn, parsedJson, scriptText, textIn } from './json-data.ts'
import { forumHost, pageAddress } from './page-facts.ts'
import { selectFirst } from './select-first.ts'
import { siteInTitle } from './site-name.ts'

export const lemmy: Engine = { id: 'lemmy', name: 'Lemmy', detect, read }

const comments = 'article[id^=comment-], .comment-node[id^=comment-]'

function detect(page: HtmlPage): Grade {
  const { document } = page
  const hasComments = select(document, '.comment-node[id^=comment-] .comment-content, .comment-node .md-div') !== null
  const isPost = /\/(?:post|comment)\/\d/.test(pageAddress(page) ?? '') || /"post_view"/.test(page.source)
  const hasPost = select(document, '.post-listing') !== null && (select(document, '#postContent') !== null || isPost)
  if (!hasComments && !hasPost) return 'no'
  // Front pages list many posts, and people's pages many comments, neither of them a thread.
  return selectAll(document, '.post-listing').length === 1 ? 'sure' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const clock: TimeContext = { savedAt: page.savedAt }
  const url = pageAddress(page)
  const told = isoData(document)
  const listing = select(document, '.post-listing')
  const view = told.post
  const facts = dataOf(view['post'])
  const community = dataOf(view['community'])
  const title = textIn(facts, 'name') ?? titleOf(page, listing)
  const id = idIn(facts, 'id') ?? /\/post\/(\d{1,12})(?=[/?#]|$)/.exec(url ?? '')?.[1] ?? null
  const board = textIn(community, 'title') ?? (text(listing && select(listing, '.community-link')) || null)
  const answers = selectAll(document, comments).flatMap(article => commentOf(article, told.comments, clock))
  const found = listing ? [openingOf(document, listing, view, id, clock), ...answers] : answers
  const counts = dataOf(view['counts'])
  return draftPage({
    forum: { name: told.site ?? siteInTitle(page, title), host: forumHost(page) },
    board: board === null ? null : { name: board, path: [board] },
    thread: {
      title,
      id,
      url,
      page: 1,
      replies: numberIn(counts, 'comments') ?? numberIn(facts, 'comments'),
    },
    // No floor is shown: a comment's place is the one that the page gives it.
    posts: found.map((post, index) => ({ ...post, floor: index + 1 })),
  })
}

interface IsoData {
  readonly site: string | null
  readonly post: JsonData
  readonly comments: ReadonlyMap<string, JsonData>
}

function isoData(document: Document): IsoData {
  const source =
    selectAll(document, 'script')
      .map(scriptText)
      .find(script => /window\.isoData\s*=/.test(script.slice(0, 200))) ?? ''
  const written = source.slice(source.indexOf('{'), source.lastIndexOf('}') + 1)
  const data = dataOf(parsedJson(written) ?? parsedJson(written.replace(/:undefined(?=[,}])/g, ':null')))
  const route = dataOf(data['routeData'])
  const answer = (name: string): JsonData => dataOf(dataOf(route[name])['data'])
  const site = dataOf(dataOf(dataOf(data['site_res'])['site_view'])['site'])
  const listed = listOf(answer('commentsRes')['comments'])
  return {
    site: textIn(site, 'name'),
    post: dataOf(answer('postRes')['post_view']),
    comments: new Map(listed.map(each => [idIn(dataOf(each['comment']), 'id') ?? '', each])),
  }
}

function titleOf(page: HtmlPage, listing: Element | null): string {
  const heading = selectFirst(listing, '.post-title h1', '.post-title', 'h1', 'h2')
  const shared = attribute(select(page.document, 'meta[property="og:title"]'), 'content')
  return text(heading) || (shared?.trim() ?? '') || text(select(page.document, 'title')) || page.name
}

function openingOf(
  document: Document,
  listing: Element,
  view: JsonData,
  id: string | null,
  clock: TimeContext,
): PostDraft {
  const body = selectFirst(document, '#postContent .md-div', '#postContent', '.post-listing .md-div')
  const facts = dataOf(view['post'])
  const link = selectAll(listing, 'a[href^="http"][rel*=noopener]').find(found => text(found) !== '')
  if (body) markBody(body)
  const person = personOf(listing, dataOf(view['creator']))
  return draftPost({
    ...person,
    id: id === null ? null : `post-${id}`,
    isOpening: true,
    time: timeOf(listing, facts, clock),
    edits: editsOf(facts),
    // A post may be nothing but a link or a picture.
    body: body?.children ?? (link ? [link] : selectAll(listing, 'img').slice(0, 1)),
    ratings: scoreOf(view),
  })
}

function commentOf(article: Element, told: ReadonlyMap<string, JsonData>, clock: TimeContext): PostDraft[] {
  const id = /^comment-(\d{1,12})$/.exec(attribute(article, 'id') ?? '')?.[1]
  if (id === undefined) return []
  const view = told.get(id) ?? {}
  const facts = dataOf(view['comment'])
  const body = selectFirst(article, '.comment-content .md-div', '.comment-content', '.md-div')
  const said = textIn(facts, 'path')?.split('.').at(-2)
  const parent = said === undefined ? parentOf(article) : said === '0' ? null : said
  if (body) markBody(body)
  const withheld = facts['removed'] === true ? 'removed' : facts['deleted'] === true ? 'deleted' : null
  return [
    draftPost({
      ...personOf(article, dataOf(view['creator'])),
      id,
      parentId: parent,
      time: timeOf(article, facts, clock),
      edits: editsOf(facts),
      body: body?.children ?? [],
      ratings: scoreOf(view),
      notices: withheld === null ? [] : [{ action: withheld, by: null, at: null, text: text(body) || withheld }],
    }),
  ]
}

/** A reply stands in a list inside the list item of what it answers. */
function parentOf(article: Element): string | null {
  const item = closest(article, 'li.comment')
  const above = item?.parent && isTag(item.parent) ? closest(item.parent, 'li.comment') : null
  const parent = above?.children.filter(isTag).find(child => /^comment-\d/.test(child.attribs['id'] ?? ''))
  return attribute(parent, 'id')?.slice('comment-'.length) ?? null
}

function personOf(element: Element, creator: JsonData): Pick<PostDraft, 'author' | 'card'> {
  const link = select(element, '.person-listing')
  const shown = text(link && (select(link, 'span') ?? link))
  const name =
    textIn(creator, 'display_name') ?? textIn(creator, 'name') ?? (shown === '' ? null : shown.replace(/^@/, ''))
  const uid = idIn(creator, 'id')
  const avatar = textIn(creator, 'avatar') ?? attribute(link && select(link, 'img'), 'src')
  return { author: { name, uid }, card: name === null ? null : draftCard({ name, uid, avatar }) }
}

/** The page says only how long ago, and the whole date in a tooltip, behind it the date of a change. */
function timeOf(element: Element, facts: JsonData, clock: TimeContext): TimeReading | null {
  const when = select(element, '.moment-time')
  const tip = attribute(when, 'data-tippy-content')?.split('\n')[0]?.trim() ?? ''
  const stated = textIn(facts, 'published') ?? textIn(facts, 'published_at')
  const shown = tip || text(when)
  return (
    (stated === null ? null : fromIso(withZone(stated), shown || stated)) ??
    readTime(tip.replace(/^\D{1,20}:\s/, ''), clock) ??
    readTime(text(when), clock)
  )
}

/** Before 0.19 the server left the Z of its universal times out. */
const withZone = (stated: string): string => (/(?:Z|[+-]\d\d:?\d\d)$/.test(stated) ? stated : `${stated}Z`)

function editsOf(facts: JsonData): PostDraft['edits'] {
  const at = textIn(facts, 'updated') ?? textIn(facts, 'updated_at')
  return at === null ? [] : [{ by: null, at: fromIso(withZone(at), at)?.at ?? null, text: '' }]
}

function scoreOf(view: JsonData): PostDraft['ratings'] {
  const score = numberIn(dataOf(view['counts']), 'score')
  return score === null ? [] : [{ kind: 'score', count: score, by: [], reason: null }]
}

function markBody(body: Element): void {
  removeAll(body, 'script')
  smileysToWords(body, 'img.icon-emoji, img.emoji')
}
