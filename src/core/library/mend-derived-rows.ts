/* Rows of posts, threads and people that do not say what the pages say, worked out anew. */
import { setImmediate } from 'node:timers/promises'
import type { KeptBody, PageFacts } from '../store/derived-faults.ts'
import { misnumberedThreads, putPageFacts, recount, setTextHash } from '../store/derived-faults.ts'
import type { Identity, KeptCard } from '../store/people-faults.ts'
import { putCardNumbers, renoteName, restoreIdentities, unnotedNames } from '../store/people-faults.ts'
import { indexPost } from '../store/post-index.ts'
import { refreshPoster } from '../store/poster-identity.ts'
import type { WritableDB } from '../store/sql.ts'
import { keepCounts } from './completeness/keep-counts.ts'
import type { CardSnapshot } from './derived-people.ts'
import { faultyCards, faultyPosters, numbersOf } from './derived-people.ts'
import { faultyBodies, faultyPages, faultyPosts, faultyThreads } from './derived-rows.ts'
import { textHash } from './identity.ts'
import { settlePost } from './settle-post.ts'
import { settleThread } from './settle-thread.ts'

/** Works out anew what is wrong and answers how many rows that were. A post that no page shows any more stays. */
export async function mendDerivedRows(db: WritableDB, cancelled: AbortSignal): Promise<number> {
  let mended = db.transaction(() => recount(db))()
  mended += await mendPages(db, cancelled)
  mended += await mendTextHashes(db, cancelled)
  const posts = []
  for await (const faulty of faultyPosts(db, cancelled)) if (faulty.fault !== 'unseen') posts.push(faulty)
  for (const { postId } of posts) {
    db.transaction(() => settlePost(db, postId, (id, text) => indexPost(db, id, text)))()
    if (++mended % 200 === 0) await setImmediate()
  }
  for (const id of misnumberedThreads(db)) {
    db.transaction(() => settleThread(db, id, 'all'))()
    mended++
  }
  const threads = []
  for await (const faulty of faultyThreads(db, cancelled)) if (faulty.fault !== 'unseen') threads.push(faulty)
  for (const { threadId } of threads) {
    db.transaction(() => settleThread(db, threadId, 'all'))()
    if (++mended % 200 === 0) await setImmediate()
  }
  mended += await mendPeople(db, cancelled)
  await keepCounts(db, cancelled)
  return mended + db.transaction(() => recount(db))()
}

/**
 * Who is who, before anything is given to anybody by it: people have the ids and names again that their pages say, so that
 * what was marked of them stays theirs. Answers how many rows were wrong.
 */
export async function mendIdentities(db: WritableDB, cancelled: AbortSignal): Promise<number> {
  const strangers: Identity[] = []
  for await (const { identity } of faultyPosters(db, cancelled)) if (identity !== null) strangers.push(identity)
  return db.transaction(() => {
    const names = unnotedNames(db)
    names.forEach(name => renoteName(db, name))
    return names.length + restoreIdentities(db, strangers)
  })()
}

async function mendPages(db: WritableDB, cancelled: AbortSignal): Promise<number> {
  const pages: { pageId: number; facts: PageFacts }[] = []
  for await (const page of faultyPages(db, cancelled)) pages.push(page)
  db.transaction(() => pages.forEach(({ pageId, facts }) => putPageFacts(db, pageId, facts)))()
  return pages.length
}

async function mendTextHashes(db: WritableDB, cancelled: AbortSignal): Promise<number> {
  const bodies: KeptBody[] = []
  for await (const { body, fault } of faultyBodies(db, cancelled)) if (fault === 'textHash') bodies.push(body)
  db.transaction(() => bodies.forEach(({ id, text }) => setTextHash(db, id, textHash(text))))()
  return bodies.length
}

/** People's rows by their posts, and the numbers of their cards; who has no post is removed. */
async function mendPeople(db: WritableDB, cancelled: AbortSignal): Promise<number> {
  const posters: number[] = []
  for await (const { posterId } of faultyPosters(db, cancelled)) posters.push(posterId)
  const cards: KeptCard[] = []
  for await (const { card, fault } of faultyCards(db, cancelled)) if (fault === 'numbers') cards.push(card)
  db.transaction(() => {
    for (const id of posters) refreshPoster(db, id)
    for (const { id, data } of cards) putCardNumbers(db, id, numbersOf(JSON.parse(data) as CardSnapshot))
  })()
  return posters.length + cards.length
}
