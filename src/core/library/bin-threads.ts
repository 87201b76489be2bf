/* The bin: threads that were thrown away, for a while or for good. */
import { setImmediate } from 'node:timers/promises'
import { addAction } from '../store/actions.ts'
import { binnedBefore, binnedSince, binnedThreads, deleteThread, setBinned } from '../store/bin.ts'
import type { WritableDB } from '../store/sql.ts'
import { knownThread } from './mark-threads.ts'

interface Done {
  readonly actionId: number | null
  readonly threadIds: number[]
}

/** How long the bin keeps a thread. */
export const daysInBin = 30

/** Puts threads into the bin as one action. Throws `thread-unknown`. */
export function putInBin(db: WritableDB, threadIds: readonly number[], now: string): Done {
  return setAll(db, 'bin', threadIds, now, now)
}

/** Takes threads out of the bin as one action. Throws `thread-unknown`. */
export function restoreFromBin(db: WritableDB, threadIds: readonly number[], now: string): Done {
  return setAll(db, 'restore', threadIds, null, now)
}

function setAll(
  db: WritableDB,
  kind: 'bin' | 'restore',
  threadIds: readonly number[],
  at: string | null,
  now: string,
): Done {
  const threads = [...new Set(threadIds.map(threadId => knownThread(db, threadId)))]
    .map(threadId => ({ threadId, before: binnedSince(db, threadId) ?? null }))
    .filter(({ before }) => (before === null) !== (at === null))
  for (const { threadId } of threads) setBinned(db, threadId, at)
  const changed = threads.map(({ threadId }) => threadId)
  if (changed.length === 0) return { actionId: null, threadIds: changed }
  const inverse = { kind: 'bin', threads }
  return { actionId: addAction(db, { kind, things: changed.length, inverse, at: now }), threadIds: changed }
}

/** Takes threads that are in the bin out of the library for good; others are left alone. Their originals stay. */
export function emptyBin(
  db: WritableDB,
  threadIds: readonly number[] | 'all',
  now: string,
): { threads: number; posts: number } {
  const inBin = new Set(binnedThreads(db))
  const wanted = threadIds === 'all' ? [...inBin] : [...new Set(threadIds)].filter(threadId => inBin.has(threadId))
  const posts = wanted.map(threadId => deleteThread(db, threadId, now))
  return { threads: wanted.length, posts: posts.reduce((sum, count) => sum + count, 0) }
}

/** Takes out of the library what was in the bin for too long, one thread a commit, letting other work in between. */
export async function emptyOldBin(db: WritableDB, now: Date, signal: AbortSignal): Promise<void> {
  await setImmediate()
  const oldest = new Date(now.getTime() - daysInBin * 24 * 60 * 60_000).toISOString()
  // Looked up one at a time: a thread may leave the bin while others are taken out.
  const next = (): number | undefined => (signal.aborted ? undefined : binnedBefore(db, oldest)[0])
  for (let threadId = next(); threadId !== undefined; threadId = next()) {
    const old = threadId
    db.transaction(() => emptyBin(db, [old], now.toISOString()))()
    await setImmediate()
  }
}
