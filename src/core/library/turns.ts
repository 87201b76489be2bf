/* Long work on the library takes its turn, so that no page waits in its own budget of time for another's. */

/** Settles with true when the signal aborts first, else with false when the work is done. */
export async function isAbortedBefore(work: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return true
  const aborted = Promise.withResolvers<true>()
  const hear = (): void => aborted.resolve(true)
  signal.addEventListener('abort', hear, { once: true })
  try {
    return await Promise.race([work.then(() => false), aborted.promise])
  } finally {
    signal.removeEventListener('abort', hear)
  }
}

export class Turns {
  private last: Promise<unknown> = Promise.resolve()

  /** Waits for one's turn and answers how to give it back; null when the signal aborted first. */
  async take(signal: AbortSignal): Promise<(() => void) | null> {
    const own = Promise.withResolvers<null>()
    const before = this.last
    this.last = before.then(() => own.promise)
    const giveBack = (): void => own.resolve(null)
    if (!(await isAbortedBefore(before, signal))) return giveBack
    giveBack()
    return null
  }
}
