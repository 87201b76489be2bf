/* Many small changes become few answers to them. */

const pause = 500

/**
 * Hears of changed threads and acts at most twice a second, with all that changed since. A change that names no thread
 * may have touched any of them: `act` is then given null.
 */
export function gathered(
  act: (threadIds: ReadonlySet<number> | null) => void,
): (change: { threadIds: readonly number[] }) => void {
  let touched: Set<number> | null = new Set()
  let timer: ReturnType<typeof setTimeout> | null = null
  return ({ threadIds }) => {
    if (threadIds.length === 0) touched = null
    for (const id of threadIds) touched?.add(id)
    timer ??= setTimeout(() => {
      const all = touched
      timer = null
      touched = new Set()
      act(all)
    }, pause)
  }
}
