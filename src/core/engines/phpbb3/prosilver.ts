/* Posts of prosilver and the styles made from it: div.post#pN with .content, or #post_contentN where the id is gone. */
import type { PostDraft } from '../../clean/draft.ts'
import { draftPost } from '../../clean/draft.ts'
import type { EditReading, Notice, PollReading, RatingReading } from '../../model/reading.ts'
import type { Document, Element } from '../../text/dom.ts'
import { attribute, closest, foldSpace, select, selectAll, text } from '../../text/dom.ts'
import type { TimeContext, TimeReading } from '../../text/time.ts'
import { fromIso, readTime } from '../../text/time.ts'
import { editNote } from '../edit-note.ts'
import { postOf } from './address.ts'
import { markBody, takeAttachments } from './body.ts'
import { cardOf, posterOf } from './card.ts'

interface Place {
  readonly id: string | null
  readonly container: Element
}

/** Where each post of the page is; a sponsored "post" has the id 0, and the print view has none at all. */
export function findPosts(document: Document): Place[] {
  const places = new Map<Element, Place>()
  for (const marked of selectAll(document, '[id^=p], .post')) {
    const id = /^(?:p|post_content)(\d{1,12})$/.exec(attribute(marked, 'id') ?? '')?.[1]
    const own = id !== undefined && (marked.attribs['id']!.startsWith('post_content') || isPost(marked))
    if (!own && !(id === undefined && isPost(marked) && isPrinted(marked))) continue
    const container = isPost(marked) ? marked : (closest(marked, '.post') ?? closest(marked, '.postbody') ?? marked)
    if (places.has(container) || closest(container, '#preview, .signature, .content')) continue
    places.set(container, { id: id ?? idIn(container), container })
  }
  return [...places.values()].filter(place => place.id !== '0')
}

const isPost = (element: Element): boolean =>
  / (?:post|postbody|post-container) /.test(` ${(element.attribs['class'] ?? '').replace(/\s+/g, ' ')} `) &&
  select(element, bodies) !== null

const bodies = '.content, .post-entry, .ignore'
const isPrinted = (element: Element): boolean =>
  select(element, '.author') !== null && select(element, '.date, h3, .postprofile') !== null

function idIn(container: Element): string | null {
  const link = selectAll(container, 'h3 a[href*="#p"], .author a[href*="#p"], [id^=profile]')[0]
  return /^profile(\d{1,12})$/.exec(attribute(link, 'id') ?? '')?.[1] ?? postOf(attribute(link, 'href'))
}

/** Reads one post; its floor is the page's to say. */
export function readPost({ id, container }: Place, time: TimeContext): PostDraft {
  const body = select(container, bodies)
  const poster = posterOf(container)
  const edits = selectAll(container, '.notice').filter(note => !closest(note, '.content'))
  const attached = body ? takeAttachments(container, body) : { files: [], pictures: [] }
  if (body) markBody(body)
  const isWithheld = body !== null && / ignore /.test(` ${body.attribs['class'] ?? ''} `)
  return draftPost({
    id,
    floorLabel: labelOf(container),
    author: poster,
    time: timeOf(container, time),
    subject: subjectOf(container),
    card: cardOf(container, poster, time),
    body: [...(body?.children ?? []), ...attached.pictures],
    edits: edits.map(note => editNote(note, time)).filter((edit): edit is EditReading => edit !== null),
    attachments: attached.files,
    ratings: thanksOf(container),
    notices: noticesOf(container, time),
    hidden: isWithheld ? [{ reason: text(body), text: text(body) }] : [],
  })
}

/** Forumotion counts its posts: 「Beitrag #1」. */
function labelOf(container: Element): string | null {
  const info = select(container, '.post-info')
  return info ? (/#\d{1,7}/.exec(text(info))?.[0] ?? null) : null
}

function subjectOf(container: Element): string | null {
  const heading = select(container, '.postbody h3, .postbody .post-subject, h3')
  const subject = heading && !closest(heading, bodies) ? text(heading) : ''
  return subject === '' ? null : subject
}

/** 3.3 has <time>; before it the date is the text behind "»" in p.author, and some styles carry it elsewhere. */
function timeOf(container: Element, time: TimeContext): TimeReading | null {
  const machine = selectAll(container, 'time[datetime]').find(found => !closest(found, '.content, .signature'))
  const exact = machine && fromIso(attribute(machine, 'datetime') ?? '', text(machine))
  if (exact) return exact
  for (const place of selectAll(container, 'p.author, .author, .date, .post-date, .lastpost__date, .posted')) {
    if (closest(place, '.content, .post-entry, .postprofile, .signature')) continue
    const shown = shownDate(place)
    const read = shown === '' ? null : readTime(shown, time)
    if (read) return read
  }
  const stated = attribute(container, 'data-date')
  return stated === null ? null : fromIso(stated, stated)
}

/** The text after the name, which itself may hold a date. */
function shownDate(place: Element): string {
  const whole = text(place)
  const arrow = whole.lastIndexOf('»')
  if (arrow >= 0) return foldSpace(whole.slice(arrow + 1))
  const name = selectAll(place, 'strong, .username, .username-coloured').findLast(found => text(found) !== '')
  const at = name ? whole.indexOf(text(name)) + text(name).length : 0
  const rest = foldSpace(whole.slice(at))
  return rest === '' && name ? text(name) : rest
}

/** "This post was deleted by …", "reported", "unapproved". */
function noticesOf(container: Element, time: TimeContext): Notice[] {
  const marks = selectAll(container, '.post-notice, .post_deleted_msg').filter(mark => !closest(mark, '.content'))
  return marks.flatMap(mark => {
    const shown = text(mark)
    if (shown === '') return []
    const action = /deleted|reported|unapproved|error/.exec(attribute(mark, 'class') ?? '')?.[0] ?? shown
    const name = select(mark, '.username, .username-coloured, strong a')
    return [{ action, by: name ? text(name) : null, at: readTime(shown, time)?.at ?? null, text: shown }]
  })
}

/** Two common add-ons: "Thanks for posts" lists names, "Post love" counts with the names in a title. */
function thanksOf(container: Element): RatingReading[] {
  const list = select(container, '[id^=list_thanks]')
  const names = list ? selectAll(list, '.username, .username-coloured, a[href*="u="]').map(text) : []
  const thanked = [...new Set(names)].filter(name => name !== '')
  const liked = select(container, '.postlove__likes-number, [id^=like_]')
  const count = liked ? Number(/^\d{1,7}$/.exec(text(liked))?.[0] ?? 0) : 0
  const by = (attribute(liked, 'title') ?? '').split(/\s*[,•\n]\s*/).filter(name => name !== '')
  return [
    ...(thanked.length > 0 ? [{ kind: 'thanks', count: thanked.length, by: thanked, reason: null }] : []),
    ...(count > 0 ? [{ kind: 'like', count, by, reason: null }] : []),
  ]
}

/** The topic's poll, shown above its posts; null where there is none. */
export function readPoll(document: Document): PollReading | null {
  const form = select(document, 'form.topic_poll, .poll, fieldset.polls')
  const list = form && (form.name === 'fieldset' ? form : select(form, 'fieldset.polls, .polls'))
  if (!list) return null
  const box = closest(list, '.content, .panel, form') ?? list
  const options = selectAll(list, 'dl').flatMap(row => {
    const name = select(row, 'dt')
    const bar = select(row, '[class^=pollbar], .resultbar div, dd.resultbar')
    const votes = /\d{1,8}/.exec(text(bar))?.[0]
    const percent = /(\d{1,3}(?:[.,]\d+)?)\s*%/.exec(text(row))?.[1]
    if (!name || text(name) === '' || (votes === undefined && select(row, 'input[name^=vote]') === null)) return []
    return [
      {
        text: text(name),
        votes: votes === undefined ? null : Number(votes),
        percent: percent === undefined ? null : Number(percent.replace(',', '.')),
      },
    ]
  })
  const heading = select(box, '.poll-title, h2, h3')
  const total = select(list, '.poll_total_vote_cnt') ?? selectAll(list, 'dd.resultbar, .poll_total_votes').at(-1)
  const voters = total ? /\d{1,9}/.exec(text(total))?.[0] : undefined
  return options.length === 0
    ? null
    : { question: (heading && text(heading)) || null, voters: voters === undefined ? null : Number(voters), options }
}
