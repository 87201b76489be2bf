import { exitStatus } from '../core/errors.ts'

/** One press of Ctrl+C may arrive twice: from the terminal and from a process above. */
const onePressMs = 500

/** Does something at the first Ctrl+C or request to end; a second press ends the process at once. Gives back the way to stop listening. */
export function onInterrupt(act: () => void): () => void {
  let askedAt: number | null = null
  const heard = (): void => {
    const now = performance.now()
    if (askedAt === null) {
      askedAt = now
      act()
    } else if (now - askedAt > onePressMs) process.exit(exitStatus.cancelled)
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.on(signal, heard)
  return () => {
    for (const signal of signals) process.off(signal, heard)
  }
}
