/* Something Awful: a descendant of vBulletin 2 with its own markup; posts are table.post#post<id> numbered by data-idx. */
import type { CardDraft, PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { EditReading } from '../model/reading.ts'
import type { ChildNode, Element } from '../text/dom.ts'
import { attribute, isTag, matches, ownText, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext } from '../text/time.ts'
import { readTime } from '../text/time.ts'
import { cardField } from './card-fields.ts'
import { markCode } from './code-box.ts'
import { editWords } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { withoutSession } from './forum-address.ts'
import { forumHost, pageAddress, queryOf } from './page-facts.ts'
import { markSpoiler } from './spoiler.ts'

export const somethingAwful: Engine = { id: 'something-awful', name: 'Something Awful', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (!select(document, 'table.post[id^=post] td.postbody')) return 'no'
  return select(document, 'table.post[data-idx], #thread[class^="thread:"], body[data-thread]') ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const boards = selectAll(document, '.breadcrumbs a[href*="forumid="]')
  const path = [...new Set(boards.map(text))].filter(name => name !== '')
  const heading = select(document, '.breadcrumbs .bclast, .breadcrumbs a[href*="showthread.php"]')
  const titled = text(select(document, 'title')).replace(/ - The Something Awful Forums$/, '')
  const address = withoutSession(pageAddress(page))
  const home = select(document, '.breadcrumbs a[href="/"], .breadcrumbs a')
  const id =
    /thread:(\d{1,12})/.exec(attribute(select(document, '#thread'), 'class') ?? '')?.[1] ??
    attribute(select(document, 'body[data-thread]'), 'data-thread') ??
    queryOf(address, 'threadid')
  return draftPage({
    forum: { name: (home && text(home)) || 'The Something Awful Forums', host: forumHost(page) },
    board: path.length === 0 ? null : { name: path.at(-1)!, path },
    thread: { title: text(heading) || titled || page.name, id, url: address, ...pagesOf(page) },
    posts: selectAll(document, 'table.post[id^=post]').flatMap(table => readPost(table, page)),
  })
}

/** The page row is a <select> or links; some skins show neither where a thread has one page. */
function pagesOf(page: HtmlPage): { page: number | null; pages: number | null } {
  const row = select(page.document, '.pages')
  if (!row) return { page: null, pages: null }
  const chosen = attribute(select(row, 'option[selected]'), 'value')
  const values = selectAll(row, 'option').map(option => Number(attribute(option, 'value') ?? text(option)))
  const current = Number(chosen ?? text(select(row, '.curpage, .selected')))
  const links = selectAll(row, 'a[href*="pagenumber="]').map(link =>
    Number(queryOf(attribute(link, 'href'), 'pagenumber')),
  )
  const numbers = [...values, ...links].filter(number => Number.isInteger(number) && number > 0)
  if (!Number.isInteger(current) || current < 1) {
    const shown = attribute(row, 'data-current-page') ?? queryOf(pageAddress(page), 'pagenumber')
    return { page: shown === null ? null : Number(shown), pages: numbers.length > 0 ? Math.max(...numbers) : null }
  }
  return { page: current, pages: Math.max(current, ...numbers) }
}

function readPost(table: Element, page: HtmlPage): PostDraft[] {
  const id = /^post(\d{1,12})$/.exec(attribute(table, 'id') ?? '')?.[1]
  const body = select(table, 'td.postbody')
  if (id === undefined || !body) return []
  const clock: TimeContext = { savedAt: page.savedAt }
  const index = attribute(table, 'data-idx')
  const floor = index !== null && /^\d{1,7}$/.test(index) ? Number(index) : null
  const edited = select(body, 'p.editedby')
  const author = select(table, '.userinfo .author, dt.author')
  return [
    draftPost({
      id,
      floor,
      author: { name: text(author) || null, uid: uidOf(table) },
      time: readTime(ownText(select(table, 'td.postdate')), clock),
      body: bodyOf(body),
      card: cardOf(table, clock),
      isOpening: floor === 1,
      edits: editsOf(edited, clock),
    }),
  ]
}

const uidOf = (table: Element): string | null =>
  /\buserid-(\d{1,12})/.exec(attribute(select(table, 'td.userinfo'), 'class') ?? '')?.[1] ??
  queryOf(attribute(select(table, 'a[href*="userid="]'), 'href'), 'userid')

/** 「Wickman … this message at Sep 20, 2012 around 11:20」 */
function editsOf(note: Element | null, clock: TimeContext): EditReading[] {
  const words = text(note)
  const match = /^(.{1,60}?)\s+(?:fucked around with|edited)\s+this message at\s+(.{5,60})$/.exec(words)
  if (match)
    return [{ by: match[1]!, at: readTime(match[2]!.replace(' around ', ' '), clock)?.at ?? null, text: words }]
  const edit = words === '' ? null : editWords(words, clock)
  return edit ? [edit] : []
}

function cardOf(table: Element, clock: TimeContext): CardDraft {
  const author = select(table, 'dt.author')
  const title = select(table, 'dd.title')
  const joined = text(select(table, 'dd.registered'))
  const rank = text(title)
  const role = attribute(author, 'title') ?? ''
  return draftCard({
    name: text(author) || null,
    uid: uidOf(table),
    rank: rank || null,
    avatar: attribute(title && select(title, 'img'), 'src'),
    joined: readTime(joined, clock)?.at ?? null,
    fields: role === '' ? [] : [cardField('Role', role)],
  })
}

function bodyOf(cell: Element): readonly ChildNode[] {
  for (const block of selectAll(cell, '.bbc-block')) {
    const head = select(block, 'h4')
    if (matches(block, '.code, .php, .pre') || select(block, 'pre')) {
      const code = select(block, 'pre, code')
      if (code) markCode(block, code)
      continue
    }
    const link = head && select(head, 'a.quote_link')
    const quoted = block.children.find(child => isTag(child) && child.name === 'blockquote')
    const author = /^(.{1,60}?)(?:" post="\d{1,12})? posted:$/.exec(text(head))?.[1] ?? null
    const postId =
      queryOf(attribute(link, 'href'), 'postid') ?? /" post="(\d{1,12}) posted:$/.exec(text(head))?.[1] ?? null
    markQuote(block, { author, postId }, quoted && isTag(quoted) ? quoted.children : block.children)
  }
  for (const spoiler of selectAll(cell, 'span.bbc-spoiler')) markSpoiler(spoiler, 'Spoiler', spoiler.children)
  return cell.children.filter(node => !isTag(node) || !matches(node, 'p.editedby, p.signature'))
}
