/*
 * Stack Exchange: a question and its answers in the order of their votes. Comments are remarks on a post and stay with it
 * (kind `comment`, as Discuz!'s 点评), for they have no place in the thread. A community wiki has no author but many.
 */
import type { CardDraft, PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../clean/draft.ts'
import type { EditReading, Notice, RatingReading } from '../model/reading.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, foldSpace, ownText, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { fromIso, readTime } from '../text/time.ts'
import { cardField } from './card-fields.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { forumHost, pageAddress, queryOf } from './page-facts.ts'
import { pageRow } from './page-row.ts'
import { selectFirst } from './select-first.ts'

export const stackexchange: Engine = { id: 'stackexchange', name: 'Stack Exchange', detect, read }

const bodies = ['.js-post-body', '.s-prose', '.post-text']

function detect(page: HtmlPage): Grade {
  const { document } = page
  const question = select(document, '#question')
  if (!question || !bodies.some(body => select(question, body))) return 'no'
  return select(document, '[data-questionid], #answers, .post-signature, .votecell') ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const clock: TimeContext = { savedAt: page.savedAt }
  const url = pageAddress(page)
  const question = select(document, '#question')
  const shown = text(selectFirst(document, '#question-header h1', 'h1 .question-hyperlink', 'h1'))
  const title = shown.replace(/\s*\[(?:closed|duplicate|on hold|migrated|locked)\]$/i, '') || page.name
  const id = attribute(question, 'data-questionid') ?? /\/questions\/(\d{1,12})(?=[/?#]|$)/.exec(url ?? '')?.[1] ?? null
  const answers = selectAll(document, '#answers [id^=answer-], .answer[id^=answer-]').filter(element =>
    /^answer-\d{1,12}$/.test(attribute(element, 'id') ?? ''),
  )
  const pages = pagesOf(document, url, page.isWhole)
  const site = siteOf(page)
  const posts = [...new Set(answers)].map((element, index) => readAnswer(element, index, pages.page, id, clock))
  return draftPage({
    forum: { name: site, host: forumHost(page) },
    board: site === null ? null : { name: boardOf(site), path: [boardOf(site)] },
    thread: { title, id, url, ...pages, ...countsOf(document) },
    posts: question ? [readQuestion(document, question, id, clock), ...posts] : posts,
  })
}

function siteOf(page: HtmlPage): string | null {
  const named = attribute(select(page.document, 'meta[property="og:site_name"]'), 'content')?.trim()
  const last = / - ([^-]{2,80})$/.exec(text(select(page.document, 'title')))?.[1]
  return named ? named : (last ?? null)
}

const boardOf = (site: string): string => site.replace(/ Stack Exchange$/, '')

function pagesOf(
  document: Document,
  url: string | null,
  isWhole: boolean,
): { page: number | null; pages: number | null } {
  const row = pageRow(select(document, '.s-pagination, .pager-answers'))
  if (row.page !== null) return row
  const asked = queryOf(url, 'page')
  if (asked !== null && /^\d{1,6}$/.test(asked)) return { page: Number(asked), pages: null }
  return { page: 1, pages: isWhole ? 1 : null }
}

/** Views stand in a title beside the question's dates, answers above the first of them. */
function countsOf(document: Document): { views: number | null; replies: number | null } {
  const titles = selectAll(document, '.inner-content [title], #content [title], #qinfo [title]').map(
    element => attribute(element, 'title') ?? '',
  )
  const views = titles.map(
    title => /^\D{3,30}?\s?(\d{1,3}(?:[,.\u00a0]\d{3})*|\d{1,9})\s(?:times|раз|veces|vezes|回)$/.exec(title)?.[1],
  )
  const found = views.find(count => count !== undefined)
  const answers =
    attribute(select(document, '[data-answercount]'), 'data-answercount') ??
    text(select(document, '[itemprop=answerCount]'))
  return {
    views: found === undefined ? null : Number(found.replace(/\D/g, '')),
    replies: /^\d{1,6}$/.test(answers) ? Number(answers) : null,
  }
}

function readQuestion(document: Document, element: Element, id: string | null, clock: TimeContext): PostDraft {
  const asked = select(document, '#question-header ~ * time[itemprop=dateCreated], time[itemprop=dateCreated]')
  const post = readPost(element, clock)
  const stated = attribute(asked, 'datetime')
  return {
    ...post,
    id,
    floor: 1,
    isOpening: true,
    time: post.time ?? (stated === null ? null : fromIso(stated, text(asked))),
    notices: [...noticesOf(document), ...post.notices],
  }
}

/** Answers stand in pages of thirty, each saying where on its page it is. */
function readAnswer(
  element: Element,
  index: number,
  page: number | null,
  question: string | null,
  clock: TimeContext,
): PostDraft {
  const place = Number(attribute(element, 'data-position-on-page') ?? index + 1)
  const post = readPost(element, clock)
  const isAccepted =
    select(element, '.vote-accepted-on') !== null || / accepted-answer /.test(` ${attribute(element, 'class') ?? ''} `)
  return {
    ...post,
    id: attribute(element, 'id')!.slice('answer-'.length),
    floor: page === null || !Number.isInteger(place) ? null : (page - 1) * 30 + place + 1,
    parentId: question,
    notices: isAccepted
      ? [{ action: 'accepted answer', by: null, at: null, text: 'accepted answer' }, ...post.notices]
      : post.notices,
  }
}

function readPost(element: Element, clock: TimeContext): PostDraft {
  const signatures = selectAll(element, '.post-signature')
  const last = signatures.at(-1) ?? null
  const wiki = select(element, '.community-wiki')
  const body = selectFirst(element, ...bodies)
  const author = wiki ? { name: text(wiki), uid: null } : authorOf(last)
  return draftPost({
    author,
    time: signedTime(last, clock),
    card: wiki ? null : cardOf(last, author),
    body: body?.children ?? [],
    edits: signatures.length > 1 ? editsOf(signatures[0]!, clock) : [],
    ratings: [...votesOf(element), ...selectAll(element, 'li.comment, tr.comment').flatMap(commentOf)],
    notices: wiki ? [{ action: text(wiki), by: null, at: null, text: text(last) }] : [],
  })
}

function authorOf(signature: Element | null): PostDraft['author'] {
  const details = signature ? (select(signature, '.user-details') ?? signature) : null
  const link = details && selectAll(details, 'a[href*="/users/"]').find(found => text(found) !== '')
  const name = text(link) || text(details && select(details, '[itemprop=name]')) || ownText(details) || null
  const uid = /\/users\/(\d{1,12})(?=[/?#]|$)/.exec(attribute(link ?? null, 'href') ?? '')?.[1]
  return { name, uid: uid ?? null }
}

function signedTime(signature: Element | null, clock: TimeContext): TimeReading | null {
  const when = selectFirst(signature, '.relativetime', '.user-action-time span[title]', 'time')
  if (!when) return null
  const shown = text(when)
  const title = attribute(when, 'title') ?? attribute(when, 'datetime') ?? ''
  return fromIso(title.slice(0, 20), shown) ?? readTime(title || shown, clock)
}

function editsOf(signature: Element, clock: TimeContext): EditReading[] {
  const time = signedTime(signature, clock)
  const words = text(select(signature, '.user-action-time'))
  return words === '' && !time ? [] : [{ by: authorOf(signature).name, at: time?.at ?? null, text: words }]
}

function cardOf(signature: Element | null, author: PostDraft['author']): CardDraft | null {
  if (!signature || author.name === null) return null
  const score = select(signature, '.reputation-score')
  // The text is short (25.8k), the title whole.
  const whole = /\d[\d.,]{0,12}$/.exec(attribute(score, 'title') ?? '')?.[0] ?? text(score)
  const badges = selectAll(signature, '[title*=badge]').flatMap(badge => {
    const [, count, label] = /^([\d,.]{1,9})\s(.{1,40})$/.exec(attribute(badge, 'title') ?? '') ?? []
    return count && label ? [cardField(label, count)] : []
  })
  return draftCard({
    name: author.name,
    uid: author.uid,
    avatar: attribute(select(signature, '.user-gravatar32 img, .gravatar-wrapper-32 img'), 'src'),
    fields: [...(whole === '' ? [] : [cardField('Reputation', whole)]), ...badges],
  })
}

function votesOf(element: Element): RatingReading[] {
  const shown = select(element, '.js-vote-count, .vote-count-post')
  const value = attribute(shown, 'data-value') ?? attribute(element, 'data-score') ?? text(shown)
  return /^-?\d{1,7}$/.test(value) ? [{ kind: 'score', count: Number(value), by: [], reason: null }] : []
}

function commentOf(comment: Element): RatingReading[] {
  const said = text(select(comment, '.comment-copy'))
  const by = text(select(comment, '.comment-user'))
  const when = attribute(select(comment, '.relativetime-clean, .comment-date [title]'), 'title')
  const date = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/.exec(when ?? '')?.[0]
  const reason = foldSpace(date === undefined ? said : `${said} (${date})`)
  return said === '' ? [] : [{ kind: 'comment', count: null, by: by === '' ? [] : [by], reason }]
}

/** Closed, protected, duplicate: a box above or below the question. */
function noticesOf(document: Document): Notice[] {
  return selectAll(document, '.js-post-notice, .question-status, .question-originals-of-duplicate').flatMap(box => {
    const words = text(box).slice(0, 500)
    return words === ''
      ? []
      : [{ action: text(select(box, 'b, h2, strong')) || words, by: null, at: null, text: words }]
  })
}
