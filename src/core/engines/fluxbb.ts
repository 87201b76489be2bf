/*
 * FluxBB and PunBB 1.2 (div.blockpost#pN) and, by its templates as no page was at hand, PunBB 1.3 and 1.4 (div.post with
 * .posthead#pN, .entry-content). Every post shows its number.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftCard, draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { CardField } from '../model/reading.ts'
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, isTag, matches, select, selectAll, text } from '../text/dom.ts'
import type { TimeContext } from '../text/time.ts'
import { readTime } from '../text/time.ts'
import { attachedBelow } from './attached-files.ts'
import { cardFieldOf, typedMembers } from './card-fields.ts'
import { clockOf } from './clock.ts'
import { markCode } from './code-box.ts'
import { editNote } from './edit-note.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { ownAddress } from './forum-address.ts'
import { forumHost, queryOf } from './page-facts.ts'
import { pageRow } from './page-row.ts'
import { quotedName } from './quoted-name.ts'

export const fluxbb: Engine = { id: 'fluxbb', name: 'FluxBB and PunBB', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (findPosts(document).length === 0) return 'no'
  const named = select(document, '#punviewtopic, #brd-viewtopic, .pun, .brd') !== null
  return named || /Powered by[\s\S]{0,120}?(?:FluxBB|PunBB)/i.test(page.source.slice(-20_000)) ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const trail = select(document, '.crumbs, #brd-crumbs-top')
  const links = trail ? selectAll(trail, 'a[href]').filter(link => text(link) !== '') : []
  const boards = [
    ...new Set(links.filter(link => /viewforum|forum[\d/-]/.test(attribute(link, 'href') ?? '')).map(text)),
  ]
  const topic = links.findLast(link => /viewtopic|topic[\d/-]/.test(attribute(link, 'href') ?? ''))
  const written = text(select(document, 'title'))
  const parts = written.split(/ (?:\/|—|»|\|) /)
  const heading = topic ?? select(document, '.main-title a, .main-title, .crumblast')
  const title = heading && text(heading) !== '' ? text(heading) : (parts[0] ?? page.name)
  const own = ownAddress(page)
  const told = selectAll(document, '.pagelink, .paging')
    .map(row => pageRow(row))
    .find(row => row.page !== null)
  const clock = clockOf(page, selectAll(document, '.blockpost h2 a, .post-link').map(text))
  const posts = findPosts(document).map(place => readPost(place, clock))
  const site = select(document, '#brdtitle h1, #brd-title')
  return draftPage({
    forum: { name: (site && text(site)) || (parts.length > 1 ? (parts.at(-1) ?? null) : null), host: forumHost(page) },
    board: boards.length === 0 ? null : { name: boards.at(-1)!, path: boards },
    thread: {
      title,
      id: topicId(document, own, attribute(topic, 'href'), page.name),
      url: own,
      page: told?.page ?? (posts[0]?.floor === 1 ? 1 : null),
      pages: told?.pages ?? null,
    },
    posts,
  })
}

function topicId(document: Document, own: string | null, heading: string | null, name: string): string | null {
  const reply = attribute(select(document, 'a[href*="post.php?tid="], form[action*="post.php?tid="]'), 'href')
  const action = attribute(select(document, 'form[action*="tid="]'), 'action')
  const canonical = attribute(select(document, 'link[rel=canonical]'), 'href')
  for (const address of [own, canonical, heading, reply, action, name]) {
    const asked = /viewtopic/.test(address ?? '') ? queryOf(address, 'id') : queryOf(address, 'tid')
    const id = asked ?? /(?:^|\/)topic[-/]?(\d{1,10})/.exec(address ?? '')?.[1]
    if (id !== undefined && /^\d{1,10}$/.test(id)) return id
  }
  return null
}

interface Place {
  readonly id: string
  readonly container: Element
}

function findPosts(document: Document): Place[] {
  const places = new Map<string, Place>()
  for (const marked of selectAll(document, '.blockpost[id^=p], .posthead[id^=p]')) {
    const id = /^p(\d{1,12})$/.exec(attribute(marked, 'id') ?? '')?.[1]
    const container = matches(marked, '.blockpost') ? marked : closest(marked, '.post')
    if (id === undefined || !container || places.has(id) || !select(container, '.postmsg, .entry-content')) continue
    places.set(id, { id, container })
  }
  return [...places.values()]
}

function readPost({ id, container }: Place, clock: TimeContext): PostDraft {
  const label = text(select(container, 'h2 .conr, .post-num'))
  const number = /^#?(\d{1,7})$/.exec(label)?.[1]
  const link = selectAll(container, 'h2 a[href*="pid="], h2 a[href], .post-link a, a.permalink').find(found =>
    /\d/.test(text(found)),
  )
  const name = ['.postleft dt strong', '.author-ident .username', '.post-byline a, .post-byline strong']
    .map(place => select(container, place))
    .find(found => found !== null && text(found) !== '')
  const profile = name ? (name.name === 'a' ? name : (select(name, 'a') ?? closest(name, 'a'))) : null
  const uid =
    queryOf(attribute(profile, 'href'), 'id') ??
    /user[/-](\d{1,10})/.exec(attribute(profile, 'href') ?? '')?.[1] ??
    null
  const author = { name: name ? text(name) : null, uid }
  const body = select(container, '.postmsg, .entry-content')
  const note = select(container, '.postedit, .lastedit')
  const edit = note ? editNote(note, clock) : null
  const subject = text(select(container, '.postright > h3, .postright h3, .entry-title'))
  const attached = attachedBelow(
    selectAll(container, '.attachments, fieldset').filter(box => !closest(box, '.signature')),
  )
  if (body) markBody(body)
  return draftPost({
    id,
    floor: number === undefined ? null : Number(number),
    floorLabel: label === '' ? null : label,
    isOpening: number === '1',
    author,
    time: link ? readTime(text(link), clock) : null,
    subject: subject === '' ? null : subject,
    card: cardOf(container, author, clock),
    body: [...(body?.children.filter(child => !holds(child, note)) ?? []), ...attached.pictures],
    edits: edit ? [edit] : [],
    attachments: attached.files,
  })
}

/** Whether a child of the body is the note of an edit. */
const holds = (child: Element['children'][number], note: Element | null): boolean =>
  note !== null &&
  (child === note || (isTag(child) && child.name === 'p' && select(child, '.postedit, .lastedit') === note))

function cardOf(container: Element, author: PostDraft['author'], clock: TimeContext): PostDraft['card'] {
  const box = select(container, '.postleft, .post-author')
  if (!box) return null
  const rows = selectAll(box, 'dd, .author-info li').filter(
    row => !matches(row, '.usertitle, .postavatar, .usercontacts'),
  )
  const fields = rows.flatMap((row): CardField[] => {
    const field = cardFieldOf(text(row))
    return field ? [field] : []
  })
  const rank = text(select(box, '.usertitle'))
  const status = select(container, '.postfootleft, .userstatus')
  const strong = status ? select(status, 'strong') : null
  return draftCard({
    ...typedMembers(fields, clock),
    ...author,
    ...(rank === '' ? {} : { rank }),
    // FluxBB writes the word of those who are there in <strong>, of the others in <span>.
    online: status && text(status) !== '' && select(container, '.postfootleft') ? strong !== null : null,
    avatar: attribute(select(box, '.postavatar img, .useravatar img'), 'src'),
    signature: signatureOf(container),
    fields,
  })
}

function signatureOf(container: Element): Element['children'] | null {
  const box = select(container, '.postsignature, .sig-content')
  return box
    ? box.children.filter(child => !(isTag(child) && (child.name === 'hr' || matches(child, '.sig-line'))))
    : null
}

function markBody(body: Element): void {
  for (const box of selectAll(body, '.codebox')) {
    const code = select(box, 'code, pre')
    if (code) markCode(box, code)
  }
  for (const box of selectAll(body, '.quotebox').toReversed()) {
    const quote = select(box, 'blockquote')
    const cite =
      box.children.filter(isTag).find(child => child.name === 'cite') ?? (quote ? select(quote, 'h4, cite') : null)
    if (!quote) continue
    const content = quote.children.filter(child => child !== cite)
    markQuote(box, { author: cite ? quotedName(text(cite)) : null }, content)
  }
}
