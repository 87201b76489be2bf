/* How much of its budget a page has used: CPU time of its thread, so that a busy machine makes no page too slow. */
import process from 'node:process'
import { threadId, Worker } from 'node:worker_threads'

/** Shared with the reader thread: its number, and the CPU time in microseconds that it had used before the page. */
export type PageClock = Float64Array<SharedArrayBuffer>

/** A clock that has not begun. */
export const newPageClock = (): PageClock => new Float64Array(new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT))

// Node 22 tells neither; there a page's budget is of the wall clock.
const tellsCpuTime = 'cpuUsage' in Worker.prototype && 'threadCpuUsage' in process

/** In the reader thread: says that the page begins now. */
export function beginPage(clock: PageClock): void {
  clock[1] = tellsCpuTime ? total(process.threadCpuUsage()) : 0
  clock[0] = threadId
}

/** Whether a thread has begun with the page. */
export const hasBegun = (clock: PageClock): boolean => clock[0] !== 0

/** Milliseconds that a page has taken of the thread it is read in; 0 while it waits for one. */
export async function spentOnPage(clock: PageClock, threads: readonly Worker[], since: number): Promise<number> {
  if (!tellsCpuTime) return performance.now() - since
  const thread = threads.find(one => one.threadId === clock[0])
  return thread ? (total(await thread.cpuUsage()) - clock[1]!) / 1_000 : 0
}

const total = ({ user, system }: { user: number; system: number }): number => user + system
