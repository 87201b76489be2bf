/* The index is derived from the posts: where the two disagree, or the program makes tokens otherwise, it is mended. */
import { setImmediate } from 'node:timers/promises'
import {
  countUnindexed,
  indexGaps,
  indexState,
  isIndexSound,
  reindexAfter,
  remakeFullText,
  removePost,
  setIndexState,
} from '../store/post-index.ts'
import { isDamage, type WritableDB } from '../store/sql.ts'
import { tokensVersion } from '../text/tokens.ts'
import { keepPairs } from './keep-pairs.ts'

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
  const { missing, strays } = gapsOf(db)
  // An index of another version is made anew from the first post to the last, the missing ones among them.
  if (missing.length > 0 && indexState(db).version === version) {
    setIndexState(db, { ...indexState(db), isBehind: true })
    await inBatches(db, signal, missing, id => reindexAfter(db, id - 1, 1))
  }
  await inBatches(db, signal, strays, id => removePost(db, id))
  const isWhole = await remake(db, signal, version)
  if (isWhole && indexState(db).isBehind) setIndexState(db, { version, next: null, reached: 0 })
}

/** Where index and posts disagree; an index that cannot even tell is put aside, and all posts are missing. */
function gapsOf(db: WritableDB): { missing: number[]; strays: number[] } {
  try {
    return indexGaps(db)
  } catch (thrown) {
    if (!isDamage(thrown) && !(thrown instanceof Error && /no such table/.test(thrown.message))) throw thrown
    remakeFullText(db)
    return indexGaps(db)
  }
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

/** Makes an index of another version anew; answers whether it came to the end. */
async function remake(db: WritableDB, signal: AbortSignal, version: number): Promise<boolean> {
  for (;;) {
    const state = indexState(db)
    if (signal.aborted) return false
    if (state.version === version) return true
    const after = state.next === version ? state.reached : 0
    db.transaction(() => {
      const reached = reindexAfter(db, after, batch)
      if (reached === null) setIndexState(db, { version, next: null, reached: 0 })
      else setIndexState(db, { version: state.version, next: version, reached })
    })()
    await setImmediate()
  }
}

/** Keeps the index of an open library, one work after the other. What cannot be done now is when it is next opened. */
export class IndexKeeper {
  settled: Promise<void> = Promise.resolve()
  private readonly db: WritableDB
  private readonly closing: AbortSignal
  private isProving = false

  constructor(db: WritableDB, closing: AbortSignal) {
    this.db = db
    this.closing = closing
  }

  /** Mends the index behind all other work. */
  keep(): void {
    this.afterwards(() => keepIndex(this.db, this.closing))
    this.afterwards(() => keepPairs(this.db, this.closing))
  }

  /** Mends it where it is known to lag behind the posts, and notes the pairs of new ones. */
  keepUp(): void {
    if (countUnindexed(this.db, tokensVersion) > 0) this.keep()
    else this.afterwards(() => keepPairs(this.db, this.closing))
  }

  /** Proves an index that was found unusable, and makes it anew where it is. */
  prove(): void {
    if (this.isProving) return
    this.isProving = true
    this.afterwards(async () => {
      await setImmediate()
      if (!this.closing.aborted && !isIndexSound(this.db)) remakeFullText(this.db)
    })
    this.keep()
    void this.settled.then(() => (this.isProving = false))
  }

  private afterwards(work: () => Promise<void>): void {
    this.settled = this.settled.then(work).catch(() => undefined)
  }
}
