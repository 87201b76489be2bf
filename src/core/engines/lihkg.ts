/*
 * LIHKG 連登: answers of its API saved as JSON files (alone or below a comment line), and HKGolden 高登 pages (view.aspx).
 * LIHKG's own pages have hashed class names and only their data-post-id and numbers to go by; of those and of HKGolden
 * no real page was at hand.
 */
import { Element } from 'domhandler'
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { ChildNode } from '../text/dom.ts'
import { attribute, isTag, parseHtml, select, selectAll, text } from '../text/dom.ts'
import { fromUnixSeconds, readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage, TextPage } from './engine.ts'
import { forumHost, pageAddress, queryOf } from './page-facts.ts'

export const lihkg: Engine = {
  id: 'lihkg',
  name: 'LIHKG / HKGolden',
  detect,
  read,
  copiedText: { detect: detectJson, read: readJson },
}

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})
const words = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null
const count = (value: unknown): number | null => {
  const shown = words(value)
  return shown !== null && /^-?\d{1,12}$/.test(shown) ? Number(shown) : null
}

function detectJson(page: TextPage): Grade {
  const start = page.text.slice(0, 200_000)
  if (!/^\s*(?:\/\/[^\n]{0,300}\n\s*)?\{/.test(start)) return 'no'
  return /"item_data"\s*:/.test(start) && /"thread_id"\s*:/.test(start) ? 'sure' : 'no'
}

/** The answer as JSON; of a file cut off, what stands before the last whole post's end. */
function parsed(page: TextPage): { readonly answer: Fields; readonly isWhole: boolean } {
  const json = page.text.replace(/^\s*\/\/[^\n]*\n/, '')
  for (const [text, isWhole] of [[json, true] as const, [mended(json), false] as const]) {
    try {
      return { answer: fieldsOf(JSON.parse(text)), isWhole }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  return { answer: {}, isWhole: false }
}

/** Cut behind the last item of a list three levels deep (answer, response, item_data) and closed again. */
function mended(json: string): string {
  let [depth, end, inString] = [0, 0, false]
  for (let index = 0; index < json.length; index++) {
    const mark = json[index]
    if (inString) {
      if (mark === '\\') index++
      else if (mark === '"') inString = false
    } else if (mark === '"') inString = true
    else if (mark === '{' || mark === '[') depth++
    else if (mark === '}' || mark === ']') {
      depth--
      if (mark === '}' && depth === 3) end = index + 1
    }
  }
  return json.slice(0, end) + ']}}'
}

function readJson(page: TextPage): PageDraft {
  const { answer, isWhole } = parsed(page)
  const response = fieldsOf(answer['response'])
  const items = Array.isArray(response['item_data']) ? (response['item_data'] as unknown[]).filter(isFields) : []
  const id = words(response['thread_id'])
  const number = count(response['page'])
  const board = words(fieldsOf(response['category'])['name'])
  return draftPage({
    forum: { name: 'LIHKG', host: 'lihkg.com' },
    board: board === null ? null : { name: board, path: [board] },
    thread: {
      title: words(response['title']) ?? page.name,
      id,
      url: id === null ? page.url : `https://lihkg.com/thread/${id}/page/${String(number ?? 1)}`,
      page: number,
      pages: count(response['total_page']),
      replies: count(response['no_of_reply']),
    },
    posts: items.map(itemPost),
    problems: isWhole
      ? []
      : [{ code: 'page-incomplete', message: 'The file ends before the page does: later posts may be missing.' }],
  })
}

function itemPost(item: Fields): PostDraft {
  const seconds = count(item['reply_time'])
  const floor = count(item['msg_num'])
  const user = fieldsOf(item['user'])
  const name = words(item['user_nickname']) ?? words(user['nickname'])
  const uid = words(user['user_id']) ?? words(item['user_id'])
  const joined = count(user['create_time'])
  const liked = count(item['like_count'])
  const disliked = count(item['dislike_count'])
  return draftPost({
    id: words(item['msg_num']) ?? words(item['post_id']),
    floor,
    floorLabel: floor === null ? null : `#${String(floor)}`,
    author: { name, uid },
    time: seconds === null ? null : fromUnixSeconds(seconds, String(seconds)),
    body: [...quoteOf(item['quote']), ...bodyOf(words(item['msg']) ?? '')],
    card: isFields(item['user'])
      ? draftCard({
          name,
          uid,
          rank: words(user['level_name']),
          joined: joined === null ? null : (fromUnixSeconds(joined, '')?.at ?? null),
        })
      : null,
    ratings: [
      ...(liked ? [{ kind: 'like', count: liked, by: [], reason: null }] : []),
      ...(disliked ? [{ kind: 'dislike', count: disliked, by: [], reason: null }] : []),
    ],
    isOpening: floor === 1,
  })
}

/** The quoted post comes beside the answer, not in its text. */
function quoteOf(value: unknown): ChildNode[] {
  if (!isFields(value)) return []
  const quote = new Element('blockquote', {})
  const content = bodyOf(words(value['msg']) ?? '')
  markQuote(
    quote,
    { author: words(value['user_nickname']), postId: words(value['msg_num']), floor: count(value['msg_num']) },
    content,
  )
  return [quote]
}

/** Pictures of the smiley set are named by their class; the rest of the markup is plain. */
const bodyOf = (markup: string): ChildNode[] => select(parseHtml(markup), 'body')?.children ?? []

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, '[data-post-id] [data-ast-root], [data-post-id][id^="page-"]')) return 'sure'
  const golden = select(document, 'a[href*="view.aspx?"][href*="message="], form[action*="view.aspx"], form#aspnetForm')
  return golden && select(document, 'table.repliers, .repliers_left, .repliers_right, .ContentGrid') ? 'sure' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const golden = select(document, 'table.repliers, .repliers_left, .repliers_right') !== null
  const address = pageAddress(page)
  const place = /\/thread\/(\d{1,12})(?:\/page\/(\d{1,5}))?/.exec(address ?? '')
  const title = text(select(document, 'title')).replace(/\s*[-|–]\s*(?:LIHKG|香港高登|高登).{0,40}$/i, '')
  const asked = golden ? queryOf(address, 'page') : place?.[2]
  return draftPage({
    forum: { name: golden ? '香港高登' : 'LIHKG', host: forumHost(page) },
    thread: {
      title: title || page.name,
      id: (golden ? queryOf(address, 'message') : place?.[1]) ?? null,
      url: address,
      page: address === null ? null : Number(asked ?? 1),
    },
    posts: golden ? goldenPosts(page) : appPosts(page),
  })
}

/** In the app a post is [data-post-id]; its number, name and time stand in its first line. */
function appPosts(page: HtmlPage): PostDraft[] {
  return selectAll(page.document, '[data-post-id]').flatMap(post => {
    const body = select(post, '[data-ast-root]')
    if (!body) return []
    const number = /^#?(\d{1,5})$/.exec(
      selectAll(post, 'span')
        .map(text)
        .find(shown => /^#?\d{1,5}$/.test(shown)) ?? '',
    )
    const time = select(post, '[data-tip], time, span[title]')
    const shown = attribute(time, 'title') ?? attribute(time, 'data-tip') ?? text(time)
    const floor = number ? Number(number[1]) : null
    return [
      draftPost({
        id: number?.[1] ?? attribute(post, 'data-post-id'),
        floor,
        floorLabel: floor === null ? null : `#${String(floor)}`,
        author: { name: text(select(post, 'a[href^="/profile/"], a[href*="/profile/"]')) || null, uid: null },
        time: readTime(shown, { savedAt: page.savedAt, order: 'day-first' }),
        body: body.children,
        isOpening: floor === 1,
      }),
    ]
  })
}

/** HKGolden: a row for each post, the person at the left, text and time at the right. */
function goldenPosts(page: HtmlPage): PostDraft[] {
  return selectAll(page.document, 'tr[userid], tr[username]').flatMap(row => {
    const body = select(row, '.ContentGrid, .repliers_right td')
    if (!body) return []
    const around = row.parent && isTag(row.parent) ? row.parent : row
    const shown = text(select(around, 'span[style*="color:gray"], .date, td[align=right]'))
    return [
      draftPost({
        id: attribute(row, 'id') ?? null,
        author: { name: attribute(row, 'username'), uid: attribute(row, 'userid') },
        time: readTime(shown, { savedAt: page.savedAt, order: 'day-first' }),
        body: body.children,
      }),
    ]
  })
}
