/*
 * SMF 2.0 and 2.1: div.post_wrapper with #subject_N and #msg_N. Replies are counted from 1 and the opening post is not, so
 * 「Reply #24」 is the 25th post. 2.1 is read by its templates; no page of it was at hand.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../clean/draft.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext } from '../text/time.ts'
import { attachedBelow } from './attached-files.ts'
import { cardFieldOf, typedMembers } from './card-fields.ts'
import { clockOf } from './clock.ts'
import { editNote } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { queryOf } from './page-facts.ts'
import { smfBody, smfHead } from './smf-body.ts'
import { smfPoll, smfTopic } from './smf-topic.ts'

export const smf2: Engine = { id: 'smf2', name: 'SMF 2', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  const places = findPosts(document)
  if (places.length === 0) return 'no'
  const signs = [
    select(document, '#forumposts') !== null,
    select(document, '[id$=_extra_info], .keyinfo, .postinfo, .navigate_section') !== null,
    /SMF 2\.\d|Simple Machines/i.test(page.source.slice(-30_000)),
  ]
  return signs.some(Boolean) ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const places = findPosts(page.document)
  const subject = select(places[0]?.container ?? page.document, '[id^=subject_]')
  const { offset, ...facts } = smfTopic(page, subject ? text(subject) : null)
  const clock = clockOf(page, selectAll(page.document, '.keyinfo .smalltext, .postinfo').map(text))
  const posts = places.map((place, index) => readPost(place, offset === null ? null : offset + index + 1, clock))
  const poll = posts[0]?.isOpening === true ? smfPoll(page.document) : null
  return draftPage({ ...facts, posts: poll && posts[0] ? [{ ...posts[0], poll }, ...posts.slice(1)] : posts })
}

interface Place {
  readonly id: string
  readonly container: Element
  readonly body: Element
}

function findPosts(document: Document): Place[] {
  const places = new Map<string, Place>()
  for (const body of selectAll(document, '[id^=msg_]')) {
    const id = /^msg_(\d{1,12})$/.exec(attribute(body, 'id') ?? '')?.[1]
    const container = id === undefined ? null : closest(body, '.post_wrapper')
    if (id !== undefined && container && !places.has(id)) places.set(id, { id, container, body })
  }
  return [...places.values()]
}

function readPost({ id, container, body }: Place, counted: number | null, clock: TimeContext): PostDraft {
  const lines = ['.keyinfo > .smalltext', '.postinfo a.smalltext', '.postinfo', '.keyinfo .smalltext']
  const line = lines.map(place => select(container, place)).find(found => found !== null) ?? null
  const head = smfHead(line, clock)
  // 2.1 shows the reply's number beside the date.
  const beside = /^#(\d{1,7})$/.exec(text(select(container, '.page_number')))
  const reply = head.reply ?? (beside ? Number(beside[1]) : null)
  const floor = reply !== null ? reply + 1 : counted
  const author = authorOf(container)
  const attached = attachedBelow(
    selectAll(container, '.attachments').filter(box => closest(box, '[id^=msg_]') !== body),
  )
  const note = select(container, `[id="modified_${id}"], .modified`)
  const edit = note && (select(note, 'em, .lastedit') ?? note)
  const subject = text(select(container, `[id="subject_${id}"]`))
  const likes = /\d{1,7}/.exec(text(select(container, '.like_count')))?.[0]
  smfBody(body)
  return draftPost({
    id,
    floor,
    floorLabel: head.label ?? beside?.[0] ?? null,
    isOpening: floor === 1,
    author,
    time: head.time,
    subject: subject === '' ? null : subject,
    card: cardOf(container, author, clock),
    body: [...body.children, ...attached.pictures],
    edits: edit ? [editNote(edit, clock)].filter(known => known !== null) : [],
    attachments: attached.files,
    ratings: likes === undefined ? [] : [{ kind: 'like', count: Number(likes), by: [], reason: null }],
  })
}

function authorOf(container: Element): PostDraft['author'] {
  const box = select(container, '.poster h4')
  const link = box
    ? selectAll(box, 'a[href*="action=profile"], a[href*="profile/"]').find(found => text(found) !== '')
    : null
  const name = link ? text(link) : box ? text(box) : ''
  const address = attribute(link, 'href')
  const uid = queryOf(address?.replaceAll(';', '&'), 'u') ?? /u=(\d{1,10})/.exec(address ?? '')?.[1] ?? null
  return { name: name === '' ? null : name, uid }
}

function cardOf(container: Element, author: PostDraft['author'], clock: TimeContext): PostDraft['card'] {
  const list = select(container, '[id$=_extra_info], .user_info')
  if (!list) return null
  const rows = selectAll(list, 'li')
  const fields = rows.flatMap(row => cardFieldOf(text(row)) ?? [])
  const rank = ['.membergroup', '.title', '.postgroup']
    .map(place => text(select(list, place)))
    .find(shown => shown !== '')
  const mark = select(container, 'img[src*="useron"], img[src*="useroff"], .poster .on, .poster .off')
  const said = `${attribute(mark, 'src') ?? ''} ${attribute(mark, 'class') ?? ''}`
  return draftCard({
    ...typedMembers(fields, clock),
    ...author,
    ...(rank === undefined ? {} : { rank }),
    online: mark ? !/useroff|(?:^|\s)off(?:\s|$)/.test(said) : null,
    avatar: attribute(select(list, '.avatar img, img.avatar'), 'src'),
    signature: select(container, '.signature')?.children ?? null,
    fields,
  })
}
