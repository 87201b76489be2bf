/* The topic as the server hands it to the app: JSON in #data-preloaded, whose members are JSON texts themselves. */
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftCard, draftPost } from '../../clean/draft.ts'
import type { PollReading, RatingReading } from '../../model/reading.ts'
import type { Document } from '../../text/dom.ts'
import { attribute, parseHtml, select, text } from '../../text/dom.ts'
import { fromIso } from '../../text/time.ts'
import { cardField } from '../card-fields.ts'
import type { JsonData } from '../json-data.ts'
import { dataOf, idIn, listOf, numberIn, parsedJson, scriptText, textIn } from '../json-data.ts'
import { readBody } from './body.ts'

export interface Preloaded {
  readonly forum: string | null
  readonly boards: readonly string[]
  readonly thread: Partial<PageDraft['thread']>
  readonly posts: readonly PostDraft[]
}

/** What the embedded JSON says of a topic; null where the page has none, or none with posts. */
export function readPreloaded(document: Document): Preloaded | null {
  const element = select(document, '#data-preloaded')
  if (!element) return null
  const data = dataOf(parsedJson(attribute(element, 'data-preloaded') ?? scriptText(element)))
  const key = Object.keys(data).find(name => /^topic_\d{1,12}$/.test(name))
  if (key === undefined) return null
  const topic = dataOf(parsedJson(textIn(data, key)))
  const stream = dataOf(topic['post_stream'])
  const posts = listOf(stream['posts'])
  if (posts.length === 0) return null
  const id = idIn(topic, 'id') ?? key.slice('topic_'.length)
  const count = numberIn(topic, 'posts_count')
  return {
    forum: textIn(dataOf(parsedJson(textIn(data, 'siteSettings'))), 'title'),
    boards: boardsOf(dataOf(parsedJson(textIn(data, 'site'))), numberIn(topic, 'category_id')),
    thread: {
      ...(textIn(topic, 'title') === null ? {} : { title: textIn(topic, 'title')! }),
      id,
      ...pagesOf(stream['stream'], posts, numberIn(topic, 'chunk_size') ?? 20),
      views: numberIn(topic, 'views'),
      replies: count === null ? null : count - 1,
    },
    posts: posts.map(post => postOf(post, id)),
  }
}

/** The names from the topmost category down to the topic's own. */
function boardsOf(site: JsonData, category: number | null): string[] {
  const categories = new Map(listOf(site['categories']).map(each => [numberIn(each, 'id'), each]))
  const path: string[] = []
  let next = category
  while (next !== null && path.length < 6) {
    const found = categories.get(next)
    const name = found ? textIn(found, 'name') : null
    if (!found || name === null) break
    path.unshift(name)
    next = numberIn(found, 'parent_category_id')
  }
  return path
}

/** The app loads posts in chunks; a topic opened in its middle shows a window that is no page. */
function pagesOf(
  stream: unknown,
  posts: readonly JsonData[],
  chunk: number,
): Pick<PageDraft['thread'], 'page' | 'pages'> {
  const ids: unknown[] = Array.isArray(stream) ? stream : []
  const before = ids.indexOf(posts[0]?.['id'])
  if (before < 0 || chunk < 1) return { page: null, pages: null }
  return { page: before % chunk === 0 ? before / chunk + 1 : null, pages: Math.ceil(ids.length / chunk) }
}

function postOf(post: JsonData, topic: string): PostDraft {
  const number = numberIn(post, 'post_number')
  const written = textIn(post, 'created_at') ?? ''
  const body = select(parseHtml(textIn(post, 'cooked') ?? ''), 'body')
  const facts = readBody(body, topic)
  const name = textIn(post, 'username')
  const uid = idIn(post, 'user_id')
  const action = textIn(post, 'action_code')
  const answered = numberIn(post, 'reply_to_post_number')
  const edited = (numberIn(post, 'version') ?? 1) > 1 ? textIn(post, 'updated_at') : null
  return draftPost({
    ...facts,
    id: number === null ? idIn(post, 'id') : String(number),
    floor: number,
    floorLabel: number === null ? null : `#${String(number)}`,
    author: { name, uid },
    time: fromIso(written, written),
    isOpening: number === 1,
    parentId: answered === null ? null : String(answered),
    card: cardOf(post, name, uid),
    edits: edited
      ? [{ by: null, at: fromIso(edited, edited)?.at ?? null, text: textIn(post, 'edit_reason') ?? '' }]
      : [],
    notices: action
      ? [
          {
            action,
            by: name,
            at: fromIso(written, written)?.at ?? null,
            text: textIn(post, 'action_code_who') ?? action,
          },
        ]
      : post['accepted_answer'] === true
        ? [{ action: 'accepted answer', by: null, at: null, text: 'accepted answer' }]
        : [],
    hidden: post['hidden'] === true ? [{ reason: text(body), text: text(body) }] : [],
    ratings: ratingsOf(post),
    poll: pollOf(post) ?? facts.poll,
  })
}

function cardOf(post: JsonData, name: string | null, uid: string | null): PostDraft['card'] {
  const shown = textIn(post, 'name')
  const signature = textIn(post, 'user_signature')
  return draftCard({
    name,
    uid,
    rank: textIn(post, 'user_title') ?? textIn(post, 'primary_group_name'),
    avatar: textIn(post, 'avatar_template')?.replace('{size}', '120') ?? null,
    postCount: numberIn(post, 'user_post_count'),
    signature:
      signature && !/^https?:/.test(signature) ? (select(parseHtml(signature), 'body')?.children ?? null) : null,
    fields: shown === null || shown === name ? [] : [cardField('Name', shown)],
  })
}

/** The reactions add-on counts each kind; without it there are likes. */
function ratingsOf(post: JsonData): RatingReading[] {
  const reactions = listOf(post['reactions']).map(each => ({
    kind: textIn(each, 'id'),
    count: numberIn(each, 'count'),
  }))
  const like = listOf(post['actions_summary']).find(each => each['id'] === 2)
  const counted = reactions.length > 0 ? reactions : [{ kind: 'like', count: like ? numberIn(like, 'count') : null }]
  return counted.flatMap(({ kind, count }) =>
    kind === null || count === null || count === 0 ? [] : [{ kind, count, by: [], reason: null }],
  )
}

function pollOf(post: JsonData): PollReading | null {
  const [poll] = listOf(post['polls'])
  if (!poll) return null
  const voters = numberIn(poll, 'voters')
  const options = listOf(poll['options']).map(option => {
    const votes = numberIn(option, 'votes')
    return { text: text(select(parseHtml(textIn(option, 'html') ?? ''), 'body')), votes, percent: null }
  })
  return options.length === 0 ? null : { question: textIn(poll, 'title'), voters, options }
}
