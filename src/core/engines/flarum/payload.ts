/* The JSON:API document that the server gives to the app: a discussion with its posts, people and tags beside it. */
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftCard, draftPost } from '../../clean/draft.ts'
import type { Document } from '../../text/dom.ts'
import { parseHtml, select, selectAll } from '../../text/dom.ts'
import { fromIso } from '../../text/time.ts'
import type { JsonData } from '../json-data.ts'
import { dataOf, idIn, listOf, numberIn, parsedJson, scriptText, textIn } from '../json-data.ts'
import { markBody } from './body.ts'

export interface Payload {
  readonly forum: string | null
  readonly boards: readonly string[]
  readonly thread: Partial<PageDraft['thread']>
  readonly posts: readonly PostDraft[]
}

/** What the page's JSON says of a discussion; null where it has none with posts. */
export function readPayload(document: Document): Payload | null {
  const payload = payloadOf(document)
  const api = dataOf(payload['apiDocument'])
  const discussion = dataOf(api['data'])
  if (textIn(discussion, 'type') !== 'discussions') return null
  const included = listOf(api['included'])
  const posts = included.filter(each => textIn(each, 'type') === 'posts')
  if (posts.length === 0) return null
  const users = new Map(included.filter(each => textIn(each, 'type') === 'users').map(each => [idIn(each, 'id'), each]))
  const facts = dataOf(discussion['attributes'])
  const count = numberIn(facts, 'commentCount')
  const title = textIn(facts, 'title')
  const read = posts.map(post => postOf(post, users)).sort((one, other) => (one.floor ?? 0) - (other.floor ?? 0))
  return {
    forum: forumOf(payload),
    boards: boardsOf(discussion, included),
    thread: {
      ...(title === null ? {} : { title }),
      id: idIn(discussion, 'id'),
      ...pagesOf(related(discussion, 'posts'), read[0]?.id ?? null),
      views: numberIn(facts, 'viewCount'),
      replies: count === null ? null : count - 1,
    },
    posts: read,
  }
}

/** Older versions hand the same object to app.load(…) in a script. */
function payloadOf(document: Document): JsonData {
  const own = scriptText(select(document, 'script#flarum-json-payload'))
  if (own !== '') return dataOf(parsedJson(own))
  for (const script of selectAll(document, 'script')) {
    const source = scriptText(script)
    if (source.includes('"apiDocument"'))
      return dataOf(parsedJson(source.slice(source.indexOf('{'), source.lastIndexOf('}') + 1)))
  }
  return {}
}

const forumOf = (payload: JsonData): string | null => {
  const forum = listOf(payload['resources']).find(each => textIn(each, 'type') === 'forums')
  return forum ? textIn(dataOf(forum['attributes']), 'title') : null
}

/** Ids of what an object is related to. */
function related(data: JsonData, name: string): string[] {
  const list = dataOf(dataOf(data['relationships'])[name])['data']
  const all = Array.isArray(list) ? listOf(list) : [dataOf(list)]
  return all.flatMap(each => idIn(each, 'id') ?? [])
}

/** Tags with a place are boards, those below others after them; the rest are labels. */
function boardsOf(discussion: JsonData, included: readonly JsonData[]): string[] {
  const own = new Set(related(discussion, 'tags'))
  const tags = included.filter(each => textIn(each, 'type') === 'tags' && own.has(idIn(each, 'id') ?? ''))
  const placed = tags.map(tag => dataOf(tag['attributes'])).filter(tag => numberIn(tag, 'position') !== null)
  const sorted = [...placed.filter(tag => tag['isChild'] !== true), ...placed.filter(tag => tag['isChild'] === true)]
  return sorted.flatMap(tag => textIn(tag, 'name') ?? [])
}

/** Twenty posts a page; a discussion opened in its middle shows a window that is no page. */
function pagesOf(ids: readonly string[], first: string | null): Pick<PageDraft['thread'], 'page' | 'pages'> {
  const before = first === null ? -1 : ids.indexOf(first)
  if (before < 0) return { page: null, pages: null }
  return { page: before % 20 === 0 ? before / 20 + 1 : null, pages: Math.ceil(ids.length / 20) }
}

function postOf(post: JsonData, users: ReadonlyMap<string | null, JsonData>): PostDraft {
  const facts = dataOf(post['attributes'])
  const uid = related(post, 'user')[0] ?? null
  const user = dataOf(dataOf(users.get(uid))['attributes'])
  const number = numberIn(facts, 'number')
  const written = textIn(facts, 'createdAt') ?? textIn(facts, 'time') ?? ''
  const edited = textIn(facts, 'editedAt') ?? textIn(facts, 'editTime')
  const kind = textIn(facts, 'contentType') ?? 'comment'
  const name = textIn(user, 'displayName') ?? textIn(user, 'username')
  const body = select(parseHtml(textIn(facts, 'contentHtml') ?? ''), 'body')
  if (body) markBody(body)
  const editor = users.get(related(post, 'editedUser')[0] ?? '')
  const time = fromIso(written, written)
  const likes = related(post, 'likes').length
  return draftPost({
    id: idIn(post, 'id'),
    floor: number,
    author: { name, uid: name === null ? null : uid },
    time,
    isOpening: number === 1,
    card: name === null ? null : cardOf(user, name, uid),
    body: body?.children ?? [],
    edits: edited
      ? [
          {
            by: textIn(dataOf(dataOf(editor)['attributes']), 'displayName'),
            at: fromIso(edited, edited)?.at ?? null,
            text: '',
          },
        ]
      : [],
    notices: kind === 'comment' ? [] : [{ action: kind, by: name, at: time?.at ?? null, text: kind }],
    ratings:
      likes > 0 ? [{ kind: 'like', count: likes, by: namesOf(related(post, 'likes'), users), reason: null }] : [],
  })
}

const namesOf = (ids: readonly string[], users: ReadonlyMap<string | null, JsonData>): string[] =>
  ids.flatMap(id => textIn(dataOf(dataOf(users.get(id))['attributes']), 'displayName') ?? [])

function cardOf(user: JsonData, name: string, uid: string | null): PostDraft['card'] {
  const joined = textIn(user, 'joinTime')
  return draftCard({
    name,
    uid,
    avatar: textIn(user, 'avatarUrl'),
    postCount: numberIn(user, 'commentCount'),
    joined: joined === null ? null : (fromIso(joined, joined)?.at ?? null),
  })
}
