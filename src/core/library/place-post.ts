/* Which post of a thread a page shows: by the forum's id; else by floor, author and time; else by author and text. */
import type { PostReading } from '../model/reading.ts'
import { ensurePoster, findPoster, notePosterName, notePosterSeen } from '../store/poster-identity.ts'
import type { PostIdentity } from '../store/post-rows.ts'
import { insertPost, postByExternalId, postsByText, postsOnFloor, showVersion } from '../store/post-rows.ts'
import type { Body, Sighting } from '../store/sightings.ts'
import { ensureCard, ensureVersion, insertVersion, putSighting } from '../store/sightings.ts'
import type { WritableDB } from '../store/sql.ts'
import { jsonOrNull } from '../store/sql.ts'
import { bodyHash, hashOf, personName, textHash } from './identity.ts'
import { isExact, sameTime } from './same-time.ts'
import { foldSightings, hasPictures } from './settle-post.ts'

/** What a page says of a post, before it is known which version of the body it is. */
export type Seen = Omit<Sighting, 'versionId'>

export interface Place {
  readonly forumId: number
  readonly threadId: number
  /** The page's number, and its place among all saves. */
  readonly page: number
  readonly order: string
  /** Posts this page has shown already: one page never shows a post twice. */
  readonly taken: Set<number>
  /** Whether posts were there before the page that have no id of the forum's own. */
  readonly hasPostsWithoutId: boolean
}

export interface PlacedPost {
  readonly postId: number
  /** The post was made for this sighting, and its row says all there is to say. */
  readonly isNew: boolean
}

/** Finds the post in its thread, or makes it, and notes the sighting. */
export function placePost(db: WritableDB, place: Place, shown: Seen, body: Body): PlacedPost {
  if (shown.authorName !== null && shown.authorUid !== null)
    notePosterName(db, place.forumId, shown.authorName, shown.authorUid)
  const found = findPost(db, place, shown, body)
  const seen = withFreeId(db, place, shown, found)
  const postId = found ?? makePost(db, place, seen, body)
  const versionId = found === null ? insertVersion(db, postId, body) : ensureVersion(db, postId, body)
  if (found === null) showVersion(db, postId, versionId)
  place.taken.add(postId)
  putSighting(db, postId, { ...seen, versionId })
  return { postId, isNew: found === null }
}

function makePost(db: WritableDB, place: Place, seen: Seen, body: Body): number {
  const { forumId, threadId, page, order } = place
  const posterId = ensurePoster(db, forumId, seen.authorName, seen.authorUid)
  if (posterId !== null)
    notePosterSeen(db, posterId, {
      threadId,
      name: seen.authorName,
      cardId: seen.cardId,
      order,
      postedAt: seen.postedAt,
    })
  const { authorForumId: _forum, ...facts } = foldSightings([{ ...seen, versionId: 0, page, order, forumId }])
  return insertPost(db, threadId, { ...facts, posterId, hasPictures: hasPictures(body) })
}

function findPost(db: WritableDB, place: Place, seen: Seen, body: Body): number | null {
  const { threadId, taken } = place
  if (seen.externalId !== null) {
    const known = postByExternalId(db, threadId, seen.externalId)
    if (known !== null && !taken.has(known)) return known
    // Where every post has an id, one with another id is new: a long thread is not looked through for each of its posts.
    if (!place.hasPostsWithoutId) return null
  }
  const canBe = (post: PostIdentity): boolean =>
    !taken.has(post.id) && (post.externalId === null || seen.externalId === null) && isSameAuthor(post, seen)
  const onFloor =
    seen.floor === null
      ? []
      : postsOnFloor(db, threadId, seen.floor).filter(post => canBe(post) && isSameTime(post, seen))
  if (onFloor.length > 0) return onFloor.length === 1 ? onFloor[0]!.id : null
  if (seen.floor !== null && !isExact(timeOf(seen))) return null
  const sameText = postsByText(
    db,
    threadId,
    findPoster(db, place.forumId, seen.authorName, seen.authorUid),
    body.textHash,
  ).filter(
    post =>
      canBe(post) &&
      isSameTime(post, seen) &&
      // Short answers recur: another floor at another moment is another post.
      (post.floor === null || seen.floor === null || (isExact(timeOf(post)) && isExact(timeOf(seen)))),
  )
  return sameText.length === 1 ? sameText[0]!.id : null
}

/** Some pages use one id twice; the second post then goes without. */
function withFreeId(db: WritableDB, place: Place, seen: Seen, found: number | null): Seen {
  if (seen.externalId === null) return seen
  const holder = postByExternalId(db, place.threadId, seen.externalId)
  return holder === null || holder === found ? seen : { ...seen, externalId: null }
}

function isSameAuthor(post: PostIdentity, seen: Seen): boolean {
  if (post.authorUid !== null && seen.authorUid !== null) return post.authorUid === seen.authorUid
  return post.authorName === seen.authorName
}

const timeOf = (post: { postedAt: string | null; derived: number }): { at: string | null; derived: boolean } => ({
  at: post.postedAt,
  derived: post.derived === 1,
})

function isSameTime(post: PostIdentity, seen: Seen): boolean {
  if (post.postedAt === null && seen.postedAt === null) return true
  return sameTime(timeOf(post), timeOf(seen))
}

/** What a page's reading says of its posts, as sightings with their bodies, in the page's order. */
export function seenPosts(
  db: WritableDB,
  pageId: number,
  posts: readonly PostReading[],
  isCut: boolean,
): { seen: Seen; body: Body }[] {
  let nearFloor = -1
  return posts.map((post, ordinal) => {
    nearFloor = post.floor ?? nearFloor
    const card = post.card && JSON.stringify(post.card)
    const cardId = card === null ? null : ensureCard(db, hashOf(card), card)
    return {
      seen: { pageId, ordinal, nearFloor, cardId, ...factsOf(post) },
      body: bodyOfReading(post, isCut && ordinal === posts.length - 1),
    }
  })
}

function factsOf(post: PostReading): Omit<Seen, 'pageId' | 'ordinal' | 'nearFloor' | 'cardId'> {
  return {
    externalId: post.id,
    floor: post.floor,
    floorLabel: post.floorLabel,
    authorName: personName(post.author.name),
    authorUid: post.author.uid?.trim() || null,
    postedAt: post.postedAt,
    postedAtText: post.postedAtText,
    precision: post.precision,
    derived: Number(post.postedAtDerived),
    isOpening: Number(post.isOpening),
    parentId: post.parentId,
    extra: kept({ notices: post.notices, ratings: post.ratings, edits: post.edits, poll: post.poll }),
  }
}

const assetLink = /\bassets\/([0-9a-f]{64})\b/g

function bodyOfReading(post: PostReading, isCut: boolean): Body {
  const { subject, source, quotes, attachments, hidden, missingPictures } = post
  const extra = kept({ subject, source, quotes, attachments, hidden, missingPictures })
  const pictures = new Set(Array.from(post.html.matchAll(assetLink), match => match[1]!))
  const attached = attachments.flatMap(file =>
    file.asset ? Array.from(file.asset.matchAll(assetLink), m => m[1]!) : [],
  )
  const lacking = hidden.length + Number(isCut)
  return {
    bodyHash: bodyHash(post, extra, lacking),
    textHash: textHash(post.text),
    text: post.text,
    html: post.html,
    lacking,
    pictures: pictures.size,
    picturesMissing: missingPictures.length,
    extra,
    assets: [...new Set([...pictures, ...attached])],
  }
}

/** JSON of those members that say something, or null. */
function kept(members: Readonly<Record<string, unknown>>): string | null {
  const telling = Object.entries(members).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return telling.length === 0 ? null : jsonOrNull(Object.fromEntries(telling))
}
