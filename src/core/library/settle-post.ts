/*
 * A post's row, worked out from everything that pages say of it. It depends on the sightings alone, never on the order
 * in which they came.
 */
import type { PlacedPost, PostRow } from '../store/post-rows.ts'
import { placedPost, removePost, sharesItsPlace, unplaced, writePost } from '../store/post-rows.ts'
import { ensurePoster, isNewestAt, notePosterSeen, refreshPoster } from '../store/poster-identity.ts'
import type { OrderedSighting, Version } from '../store/sightings.ts'
import { bodyOf, removeUnseenVersions, sightingsOf, versionsOf } from '../store/sightings.ts'
import type { WritableDB } from '../store/sql.ts'

export interface Settled {
  /** The post has a new place, or none yet. */
  readonly isMoved: boolean
  readonly isRemoved: boolean
}

/** Writes a post's row anew and hands its text to the index when it changed; a post no page shows is removed. */
export function settlePost(db: WritableDB, postId: number, indexPost: (postId: number, text: string) => void): Settled {
  const before = placedPost(db, postId)
  if (!before) return { isMoved: false, isRemoved: false }
  const sightings = sightingsOf(db, postId)
  if (sightings.length === 0) {
    removePost(db, postId)
    if (before.posterId !== null) refreshPoster(db, before.posterId)
    return { isMoved: false, isRemoved: true }
  }
  const versions = versionsOf(db, postId)
  const { version, authorForumId, ...facts } = factsOf(sightings, versions)
  const posterId = ensurePoster(db, authorForumId, facts.authorName, facts.authorUid)
  writePost(db, postId, { ...facts, posterId })
  if (versions.length > 1) removeUnseenVersions(db, postId)
  tellPosters(db, before, { ...facts, posterId }, sightings)
  if (before.versionId !== version.id) indexPost(postId, bodyOf(db, version.id).text)
  const isMoved =
    before.position === unplaced ||
    before.sortFloor !== facts.sortFloor ||
    before.sortPage !== facts.sortPage ||
    before.sortOrdinal !== facts.sortOrdinal ||
    sharesItsPlace(db, postId)
  return { isMoved, isRemoved: false }
}

/** What a post's row has to say by its sightings, latest save first, whoever its author is as a person. */
export function factsOf(
  sightings: readonly OrderedSighting[],
  versions: readonly Version[],
): Omit<PostRow, 'posterId'> & { readonly version: Version; readonly authorForumId: number } {
  const version = currentVersion(sightings, versions)
  return { ...foldSightings(sightings), version, versionId: version.id, hasPictures: hasPictures(version) }
}

/** Whether a body has pictures, kept or missing. */
export function hasPictures(body: Pick<Version, 'pictures' | 'picturesMissing'>): 0 | 1 {
  return body.pictures + body.picturesMissing > 0 ? 1 : 0
}

function tellPosters(
  db: WritableDB,
  before: PlacedPost,
  { posterId, ...now }: Omit<PostRow, 'versionId' | 'hasPictures'>,
  sightings: readonly OrderedSighting[],
): void {
  if (posterId !== null)
    for (const { authorName, cardId, order } of sightings)
      notePosterSeen(db, posterId, {
        threadId: before.threadId,
        name: authorName,
        cardId,
        order,
        postedAt: now.postedAt,
      })
  if (before.posterId === null) return
  // Whose newest post turns out to be of another time may have a newer one.
  const wasNewest = before.postedAt !== null && before.postedAt !== now.postedAt
  if (before.posterId !== posterId || (wasNewest && isNewestAt(db, posterId, before.postedAt)))
    refreshPoster(db, before.posterId)
}

/** The facts of a post by its sightings, latest save first: each fact from the latest save that tells it best. */
export function foldSightings(
  sightings: readonly OrderedSighting[],
): Omit<PostRow, 'posterId' | 'versionId' | 'hasPictures'> & { readonly authorForumId: number } {
  const latest = sightings[0]!
  const floored = sightings.find(seen => seen.floor !== null) ?? latest
  const author =
    sightings.find(seen => seen.authorUid !== null) ?? sightings.find(seen => seen.authorName !== null) ?? latest
  const timed = sightings.reduce((best, seen) => (timeRank(seen) > timeRank(best) ? seen : best))
  return {
    externalId: sightings.find(seen => seen.externalId !== null)?.externalId ?? null,
    floor: floored.floor,
    floorLabel: floored.floorLabel ?? sightings.find(seen => seen.floorLabel !== null)?.floorLabel ?? null,
    sortFloor: floored.nearFloor,
    sortPage: floored.page,
    sortOrdinal: floored.ordinal,
    authorName: author.authorName ?? sightings.find(seen => seen.authorName !== null)?.authorName ?? null,
    authorUid: author.authorUid,
    authorForumId: author.forumId,
    postedAt: timed.postedAt,
    postedAtText: timed.postedAtText,
    precision: timed.precision,
    derived: timed.derived,
    isOpening: Number(sightings.some(seen => seen.isOpening === 1)),
    parentId: sightings.find(seen => seen.parentId !== null)?.parentId ?? null,
    cardId: sightings.find(seen => seen.cardId !== null)?.cardId ?? null,
    extra: foldExtra(sightings),
  }
}

const precisions = ['year', 'month', 'day', 'minute', 'second']

function timeRank(seen: OrderedSighting): number {
  if (seen.postedAt === null) return -1
  return (seen.derived === 1 ? 0 : precisions.length) + precisions.indexOf(seen.precision ?? '')
}

/** Notices, ratings, edits and poll, each as the latest save that has it shows it. */
function foldExtra(sightings: readonly OrderedSighting[]): string | null {
  const told = sightings.flatMap(seen => seen.extra ?? [])
  if (told.length <= 1) return told[0] ?? null
  const merged = Object.assign({}, ...told.toReversed().map(json => JSON.parse(json) as object)) as object
  return JSON.stringify(Object.fromEntries(Object.entries(merged).toSorted(([a], [b]) => (a < b ? -1 : 1))))
}

/**
 * The version that is shown: what was seen latest, but never one with parts hidden or cut off in place of a whole one;
 * of the same text in several forms, the one with most of its pictures.
 */
export function currentVersion(sightings: readonly OrderedSighting[], versions: readonly Version[]): Version {
  const hashOf = new Map(versions.map(version => [version.id, Buffer.from(version.textHash).toString('hex')]))
  const lastOfText = new Map<string, string>()
  const lastOfVersion = new Map<number, string>()
  for (const { versionId, order } of sightings.toReversed()) {
    lastOfVersion.set(versionId, order)
    lastOfText.set(hashOf.get(versionId)!, order)
  }
  const rank = (version: Version): readonly (number | string)[] => [
    -version.lacking,
    lastOfText.get(hashOf.get(version.id)!)!,
    version.pictures,
    -version.picturesMissing,
    lastOfVersion.get(version.id)!,
  ]
  const seen = versions.filter(version => lastOfVersion.has(version.id))
  return seen.reduce((best, version) => (isHigher(rank(version), rank(best)) ? version : best))
}

function isHigher(one: readonly (number | string)[], other: readonly (number | string)[]): boolean {
  const index = one.findIndex((part, place) => part !== other[place])
  return index >= 0 && one[index]! > other[index]!
}
