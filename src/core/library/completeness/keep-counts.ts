/* Counts are derived: threads that changed, and those of libraries that were never counted, are counted in between. */
import { setImmediate } from 'node:timers/promises'
import { uncountedThreads } from '../../store/completeness.ts'
import type { Emit } from '../../contract/events.ts'
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

/** Keeps the counts of an open library: one counting after the other, and told as a change of the threads it counted. */
export class CountKeeper {
  private counted: Promise<number> = Promise.resolve(0)
  private readonly db: WritableDB
  private readonly emit: Emit
  private readonly closing: AbortSignal

  constructor(db: WritableDB, emit: Emit, closing: AbortSignal) {
    this.db = db
    this.emit = emit
    this.closing = closing
  }

  /** Counts all that is to be counted, and answers how many threads that were. */
  count(): Promise<number> {
    const tell = (threadIds: number[]): void => this.emit('library.changed', { threadIds })
    this.counted = this.counted.catch(() => 0).then(() => keepCounts(this.db, this.closing, tell))
    return this.counted
  }

  /** The same, while nobody waits: what cannot be counted now, as on a full disk, is when the library is next opened. */
  later(): void {
    void this.settled()
  }

  /** Settles when all is counted that can be. */
  async settled(): Promise<void> {
    await this.count().catch(() => undefined)
  }
}
