/* The index is derived from the posts: where the two disagree, or the program makes tokens otherwise, it is mended. */
import { setImmediate } from 'node:timers/promises'
import { indexGaps, indexState, reindexAfter, removePost, setIndexState } from '../store/post-index.ts'
import type { WritableDB } from '../store/sql.ts'
import { tokensVersion } from '../text/tokens.ts'

// Small enough that an import or a cancel hardly waits for it.
const batch = 200

/**
 * Mends the index bit by bit, letting other work in between. Every bit is a commit, an interrupted mending goes on the
 * next time, and until a post's turn comes its old entry answers.
 */
export async function keepIndex(db: WritableDB, signal: AbortSignal, version = tokensVersion): Promise<void> {
  // Opening must not wait for the comparison.
  await setImmediate()
  if (signal.aborted) return
  const { missing, strays } = indexGaps(db)
  await inBatches(db, signal, missing, id => reindexAfter(db, id - 1, 1))
  await inBatches(db, signal, strays, id => removePost(db, id))
  await remake(db, signal, version)
}

async function inBatches(
  db: WritableDB,
  signal: AbortSignal,
  ids: readonly number[],
  mend: (id: number) => unknown,
): Promise<void> {
  for (let at = 0; at < ids.length && !signal.aborted; at += batch) {
    db.transaction(() => ids.slice(at, at + batch).forEach(mend))()
    await setImmediate()
  }
}

async function remake(db: WritableDB, signal: AbortSignal, version: number): Promise<void> {
  for (;;) {
    const state = indexState(db)
    if (state.version === version || signal.aborted) return
    const after = state.next === version ? state.reached : 0
    db.transaction(() => {
      const reached = reindexAfter(db, after, batch)
      if (reached === null) setIndexState(db, { version, next: null, reached: 0 })
      else setIndexState(db, { version: state.version, next: version, reached })
    })()
    await setImmediate()
  }
}
