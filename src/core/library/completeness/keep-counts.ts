/* Counts are derived: threads that changed, and those of libraries that were never counted, are counted in between. */
import { setImmediate } from 'node:timers/promises'
import { uncountedThreads } from '../../store/completeness.ts'
import type { WritableDB } from '../../store/sql.ts'
import { settleCompleteness } from './work-out.ts'

// Small enough that an import or a cancel hardly waits for it.
const batch = 20

/** Counts what threads lack, some at a time, until none is left to count; answers how many were counted. */
export async function keepCounts(
  db: WritableDB,
  signal: AbortSignal,
  tell: (threadIds: number[]) => void = () => undefined,
): Promise<number> {
  let counted = 0
  for (;;) {
    await setImmediate()
    if (signal.aborted) return counted
    const threads = uncountedThreads(db, batch)
    if (threads.length === 0) return counted
    db.transaction(() => threads.forEach(threadId => settleCompleteness(db, threadId)))()
    counted += threads.length
    tell(threads)
  }
}
