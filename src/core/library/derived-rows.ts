/* Whether the rows of posts and threads say what their pages say, looked at one by one. */
import { setImmediate } from 'node:timers/promises'
import { ThreadloftError } from '../errors.ts'
import type { KeptBody, KeptPostRow, PageFacts } from '../store/derived-faults.ts'
import { bodiesAfter, idsAfter, keptPostRow, mayBeEmpty, pagesAfter } from '../store/derived-faults.ts'
import { countsOf, gonePosts as notedGonePosts } from '../store/completeness.ts'
import { pagesOfThread } from '../store/pages.ts'
import { sightingsOf, versionsOf } from '../store/sightings.ts'
import type { ReadableDB } from '../store/sql.ts'
import { keptThreadRow } from '../store/thread-rows.ts'
import { gonePosts } from './completeness/gone-posts.ts'
import { completenessOf, countGaps } from './completeness/work-out.ts'
import { bodyHash, nameKey, saveOrder, textHash } from './identity.ts'
import { factsOf } from './settle-post.ts'
import { threadRowOf } from './settle-thread.ts'
import { WhoIsWho } from './who-is-who.ts'

/** `unseen`: no page shows it any more; a list: the facts of which its row says something else. */
export type RowFault = 'unseen' | readonly string[]

/** What is wrong with a post's row; null where nothing is. Whom it takes its author for is not asked of `excused` people. */
function postFault(db: ReadableDB, kept: KeptPostRow, postId: number, people: WhoIsWho): RowFault | null {
  const sightings = sightingsOf(db, postId)
  if (sightings.length === 0) return 'unseen'
  const versions = versionsOf(db, postId)
  // A sighting whose body is gone is named as a row that names nothing.
  if (!sightings.some(seen => versions.some(({ id }) => id === seen.versionId))) return null
  const { version: _version, authorForumId, ...facts } = factsOf(sightings, versions)
  const different = differences(facts, kept)
  const isOwn = people.isAuthor(kept.posterId, { forumId: authorForumId, name: facts.authorName, uid: facts.authorUid })
  return isOwn ? different : [...(different ?? []), 'poster']
}

/** What is wrong with a thread's row; null where nothing is, or the thread is without pages because they were put elsewhere by hand. */
function threadFault(db: ReadableDB, threadId: number): RowFault | null {
  const kept = keptThreadRow(db, threadId)
  if (!kept) return null
  if (pagesOfThread(db, threadId).length === 0) return mayBeEmpty(db, threadId) ? null : 'unseen'
  const different = differences(threadRowOf(db, threadId), kept)
  return isCountedRight(db, threadId) ? different : [...(different ?? []), 'completeness']
}

/** Whether what a thread lacks, and which of its posts are gone, is as the pages say; true while it is still to be counted. */
function isCountedRight(db: ReadableDB, threadId: number): boolean {
  const counted = countsOf(db, threadId)
  if (counted === null) return true
  const completeness = completenessOf(db, threadId)
  if (differences(countGaps(db, threadId, completeness), counted) !== null) return false
  const noted = notedGonePosts(db, threadId)
  const gone = gonePosts(completeness.views)
  return gone.size === noted.size && [...gone].every(([postId, since]) => noted.get(postId) === since)
}

function differences<Facts extends object>(facts: Facts, kept: Facts): readonly string[] | null {
  const different = (Object.keys(facts) as (keyof Facts & string)[]).filter(name => facts[name] !== kept[name])
  return different.length === 0 ? null : different
}

function isBodyWhole(body: KeptBody): boolean {
  return bodyHash(body, body.extra, body.lacking).equals(body.bodyHash)
}

const batch = 200

/**
 * Every post with something wrong with its row, looked for bit by bit so that other work comes in between. Of people named
 * already, whose row does not say who they are, the posts are not named for it once more.
 */
export async function* faultyPosts(
  db: ReadableDB,
  cancelled: AbortSignal,
  named: ReadonlySet<number> = new Set(),
): AsyncGenerator<{ postId: number; fault: RowFault }> {
  const people = new WhoIsWho(db, named)
  for (let ids = idsAfter(db, 'post', 0, batch); ids.length > 0; ids = idsAfter(db, 'post', ids.at(-1)!, batch)) {
    await breathe(cancelled)
    for (const postId of ids) {
      const kept = keptPostRow(db, postId)
      const fault = kept && postFault(db, kept, postId, people)
      if (fault !== null) yield { postId, fault }
    }
  }
}

/** Every thread with something wrong with its row. */
export async function* faultyThreads(
  db: ReadableDB,
  cancelled: AbortSignal,
): AsyncGenerator<{ threadId: number; fault: RowFault }> {
  for (let ids = idsAfter(db, 'thread', 0, batch); ids.length > 0; ids = idsAfter(db, 'thread', ids.at(-1)!, batch)) {
    await breathe(cancelled)
    for (const threadId of ids) {
      const fault = threadFault(db, threadId)
      if (fault !== null) yield { threadId, fault }
    }
  }
}

/** Every page that has not its place among all saves, or of which the way to its thread is not what it says. */
export async function* faultyPages(
  db: ReadableDB,
  cancelled: AbortSignal,
): AsyncGenerator<{ pageId: number; fault: RowFault; facts: PageFacts }> {
  for (let pages = pagesAfter(db, 0, batch); pages.length > 0; pages = pagesAfter(db, pages.at(-1)!.id, batch)) {
    await breathe(cancelled)
    for (const { id, name, savedAt, sha256, title, opening, ...kept } of pages) {
      const facts = { order: saveOrder(savedAt, sha256, name), titleKey: nameKey(title), ...openingFacts(opening) }
      const fault = differences(facts, kept)
      if (fault !== null) yield { pageId: id, fault, facts }
    }
  }
}

/** The opening post as a page shows it, which is known by author and time where there is no thread id. */
function openingFacts(opening: string | null): Pick<PageFacts, 'openingAuthor' | 'openingAt' | 'isOpening'> {
  const [author, at] = opening === null ? [null, null] : (JSON.parse(opening) as [string | null, string | null])
  return { openingAuthor: author, openingAt: at, isOpening: Number(opening !== null) }
}

/** Every body that is not the one whose hash was noted, or that is not known by its own words. */
export async function* faultyBodies(
  db: ReadableDB,
  cancelled: AbortSignal,
): AsyncGenerator<{ body: KeptBody; fault: 'altered' | 'textHash' }> {
  for (let rows = bodiesAfter(db, 0, batch); rows.length > 0; rows = bodiesAfter(db, rows.at(-1)!.id, batch)) {
    await breathe(cancelled)
    for (const body of rows)
      if (!isBodyWhole(body)) yield { body, fault: 'altered' }
      else if (!textHash(body.text).equals(body.textHash)) yield { body, fault: 'textHash' }
  }
}

/** Lets other work come in between. Throws `cancelled`. */
export async function breathe(cancelled: AbortSignal): Promise<void> {
  await setImmediate()
  if (cancelled.aborted) throw new ThreadloftError('cancelled')
}
