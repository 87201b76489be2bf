/* The index over the posts' text, proved and mended post by post. */
import { setImmediate } from 'node:timers/promises'
import { indexState, reindexAfter } from '../store/post-index.ts'
import { outdatePairs } from '../store/post-pairs.ts'
import { indexedPostIds, indexFaults, isFoundByOwnText } from '../store/soundness.ts'
import type { WritableDB } from '../store/sql.ts'
import { tokensVersion } from '../text/tokens.ts'
import { keepIndex } from './keep-index.ts'
import { faultyBlocks, keepPairs } from './keep-pairs.ts'

const batch = 200

/** Makes every post findable by its own text and nothing else findable; answers how many entries were made anew. */
export async function mendFullText(db: WritableDB, cancelled: AbortSignal): Promise<number> {
  const isOutdated = indexState(db).version !== tokensVersion
  const { missing, strays } = indexFaults(db)
  await keepIndex(db, cancelled)
  const ids = indexedPostIds(db)
  if (isOutdated) return ids.length
  let mended = missing.length + strays.length
  for (let at = 0; at < ids.length && !cancelled.aborted; at += batch) {
    const wrong = ids.slice(at, at + batch).filter(id => !isFoundByOwnText(db, id))
    db.transaction(() => wrong.forEach(id => reindexAfter(db, id - 1, 1)))()
    mended += wrong.length
    await setImmediate()
  }
  for await (const block of faultyBlocks(db, cancelled)) outdatePairs(db, block.first)
  await keepPairs(db, cancelled)
  return mended
}
