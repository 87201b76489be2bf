/* The poster's profile beside a prosilver post: dl.postprofile, whose dd say a label in <strong> and a value. */
import type { CardDraft } from '../../clean/draft.ts'
import { draftCard } from '../../clean/draft.ts'
import type { CardField } from '../../model/reading.ts'
import type { ChildNode, Element } from '../../text/dom.ts'
import { attribute, closest, isTag, matches, select, selectAll, text, textLines } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { cardField, cardFieldOf, typedMembers } from '../card-fields.ts'
import { userOf } from './address.ts'

export interface Poster {
  readonly name: string | null
  readonly uid: string | null
}

/** Who wrote a post: the profile's name, else the one after "by"; guests and deleted people as the page calls them. */
export function posterOf(container: Element): Poster {
  const profile = select(container, '.postprofile')
  const places = [profile, select(container, 'p.author, .author')].filter(place => place !== null)
  for (const place of places) {
    const name = selectAll(place, '.username, .username-coloured, a.postauthor').find(named => text(named) !== '')
    if (name) return { name: text(name), uid: userOf(attribute(name, 'href')) ?? uidIn(places) }
  }
  for (const place of places) {
    const link = selectAll(place, 'a[href]').find(
      found => userOf(attribute(found, 'href')) !== null && text(found) !== '' && !closest(found, '.profile-contact'),
    )
    if (link) return { name: text(link), uid: userOf(attribute(link, 'href')) }
  }
  const strong = places.map(place => select(place, 'dt strong, .popmenubutton a') ?? select(place, 'strong'))
  const bold = strong.find(found => found !== null && text(found) !== '' && !/[:：]$/.test(text(found)))
  return { name: bold ? text(bold) : null, uid: uidIn(places) }
}

function uidIn(places: readonly Element[]): string | null {
  for (const place of places)
    for (const link of selectAll(place, 'a[href]')) {
      const uid = userOf(attribute(link, 'href'))
      if (uid !== null) return uid
    }
  return null
}

/** The profile as a card; null where the post has none. */
export function cardOf(container: Element, poster: Poster, time: TimeContext): CardDraft | null {
  const profile = select(container, '.postprofile')
  if (!profile) return null
  const rows = selectAll(profile, 'dd').filter(row => !matches(row, '.profile-contact, .profile-icons'))
  const fields = rows.length > 0 ? rows.flatMap(rowField) : textLines(profile).flatMap(line => cardFieldOf(line) ?? [])
  const typed = typedMembers(fields, time)
  const known = {
    postCount: numberIn(rows, '.profile-posts') ?? typed.postCount ?? null,
    joined: typed.joined ?? typedMembers(joinedOf(rows), time).joined ?? null,
  }
  return draftCard({
    ...typed,
    ...known,
    name: poster.name,
    uid: poster.uid,
    rank: rankOf(profile, rows) ?? typed.rank ?? null,
    online: closest(container, '.online') ? true : null,
    avatar: attribute(select(profile, 'img.avatar, .avatar img, .avatar-container img, dt a > img'), 'src'),
    signature: signatureOf(container),
    fields,
  })
}

/** A row with its label in <strong>; a row without one is the rank, which is no field. */
function rowField(row: Element): CardField[] {
  const label = row.children.filter(isTag).find(child => child.name === 'strong' || matches(child, '.profile-label'))
  if (!label || select(row, 'ul.profile-icons')) {
    const plain = label ? null : cardFieldOf(text(row))
    return plain ? [plain] : []
  }
  const value = row.children.filter(child => child !== label).map(child => text(child) || pictureWords(child))
  const field = cardField(text(label), value.join(' '))
  return field.label === '' || field.value === '' ? [] : [field]
}

const pictureWords = (node: ChildNode): string =>
  isTag(node) ? (attribute(node.name === 'img' ? node : select(node, 'img'), 'alt') ?? '') : ''

function numberIn(rows: readonly Element[], selector: string): number | null {
  const row = rows.find(found => matches(found, selector))
  return (row && rowField(row)[0]?.number) ?? null
}

/** The joining row has its class since 3.1, whatever its label's language. */
function joinedOf(rows: readonly Element[]): CardField[] {
  const row = rows.find(found => matches(found, '.profile-joined'))
  const [field] = row ? rowField(row) : []
  return field ? [{ ...field, label: 'Joined' }] : []
}

function rankOf(profile: Element, rows: readonly Element[]): string | null {
  const told = select(profile, '.profile-rank, .post-user-status') ?? rows.find(row => isPlain(row)) ?? null
  const shown = told ? text(told) || attribute(select(told, 'img'), 'alt') : null
  return shown === null || shown === '' ? null : shown
}

const isPlain = (row: Element): boolean =>
  (text(row) !== '' || select(row, 'img') !== null) && select(row, 'strong, ul') === null && !/[:：]/.test(text(row))

/** The signature's nodes, or null. */
export function signatureOf(container: Element): readonly ChildNode[] | null {
  const box = select(container, '.signature, [id^=sig]')
  return box && box.children.length > 0 ? box.children : null
}
