/* Rows of posts, threads and people that do not say what the pages say, worked out anew. */
import { setImmediate } from 'node:timers/promises'
import { emptyPosters, misnumberedThreads, recount, setSaveOrder } from '../store/derived-faults.ts'
import { indexPost } from '../store/post-index.ts'
import { refreshPoster } from '../store/poster-identity.ts'
import type { WritableDB } from '../store/sql.ts'
import { keepCounts } from './completeness/keep-counts.ts'
import { faultyPosts, faultyThreads, misorderedPages } from './derived-rows.ts'
import { settlePost } from './settle-post.ts'
import { settleThread } from './settle-thread.ts'

/** Works out anew what is wrong and answers how many rows that were. A post that no page shows any more stays. */
export async function mendDerivedRows(db: WritableDB, cancelled: AbortSignal): Promise<number> {
  let mended = db.transaction(() => recount(db))()
  const misordered: { pageId: number; order: string }[] = []
  for await (const page of misorderedPages(db, cancelled)) misordered.push(page)
  db.transaction(() => misordered.forEach(({ pageId, order }) => setSaveOrder(db, pageId, order)))()
  mended += misordered.length
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
  await keepCounts(db, cancelled)
  return (
    mended +
    db.transaction(() => {
      const empty = emptyPosters(db)
      for (const id of empty) refreshPoster(db, id)
      return empty.length + recount(db)
    })()
  )
}
