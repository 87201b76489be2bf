/*
 * The pool of page reader threads. A page gets a budget of CPU time and memory; a thread that exceeds it is killed and
 * replaced, and the page is refused with a reason while all other pages go on.
 */
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { Reply } from '../contract/procedure.ts'
import { valueOf } from '../contract/procedure.ts'
import { ThreadloftError } from '../errors.ts'
import type { SourceFile } from '../intake/saved-page.ts'
import type { FileReading } from './file-reading.ts'
import type { PageClock } from './page-clock.ts'
import { hasBegun, newPageClock, spentOnPage } from './page-clock.ts'

export interface PageReaders {
  readonly threads: number
  /** Reads a file's pages. Throws ThreadloftError: page-too-slow, page-too-large, cancelled, or why the file cannot be read. */
  read(file: SourceFile, cancelled?: AbortSignal): Promise<FileReading>
  close(): Promise<void>
}

export interface PageBudget {
  /** CPU time; by the clock on the wall a page may take `patience` times as long once it has begun. */
  readonly milliseconds: number
  readonly megabytes: number
}
/** What a page reader thread is told when it starts: the folder or file of the rules it reads by. */
export interface PageReaderData {
  readonly rules: string | null
}
/** What a page reader thread is given: it starts `clock` when it begins with the file. */
export interface PageTask {
  readonly file: SourceFile
  readonly clock: PageClock
}
const ordinaryBudget: PageBudget = { milliseconds: 10_000, megabytes: 1_024 }
const patience = 12
/** On a busy machine a thread takes many times as long to start as to read a page, and is not to be killed for it. */
const startPatience = 10

/** Reading pages makes way for whoever asks something meanwhile, where a system can tell that of one thread. */
const niceIncrement = { linux: 10, win32: -1 }[process.platform as string] ?? 0

/**
 * Starts page readers on the entry given (src/worker/page-reader.ts or its bundle), with the rules in a folder or file.
 * Each read must be awaited before more than `threads` are asked for, so that waiting is not charged to a page.
 */
export function startPageReaders(
  entry: URL,
  threads = 2,
  budget = ordinaryBudget,
  rules: string | null = null,
): PageReaders {
  const workerData: PageReaderData = { rules }
  const pool = new Piscina<PageTask, Reply<FileReading>>({
    filename: fileURLToPath(entry),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
    workerData,
    niceIncrement,
    resourceLimits: { maxOldGenerationSizeMb: budget.megabytes },
  })
  return {
    threads,
    close: () => pool.destroy(),
    async read(file, cancelled) {
      const clock = newPageClock()
      const watched = watch(clock, pool, budget.milliseconds)
      const signal = cancelled ? AbortSignal.any([watched.tooSlow, cancelled]) : watched.tooSlow
      try {
        return valueOf(await pool.run({ file, clock }, { signal }))
      } catch (thrown) {
        if (cancelled?.aborted) throw new ThreadloftError('cancelled', {}, { cause: thrown })
        if (watched.tooSlow.aborted)
          throw new ThreadloftError(
            'page-too-slow',
            { path: file.name, seconds: budget.milliseconds / 1000 },
            { cause: thrown },
          )
        if (isOutOfMemory(thrown))
          throw new ThreadloftError(
            'page-too-large',
            { path: file.name, megabytes: budget.megabytes },
            { cause: thrown },
          )
        throw thrown
      } finally {
        watched.stop()
      }
    },
  }
}

/** A signal that comes when a page has used up its time. */
function watch(
  clock: PageClock,
  pool: { readonly threads: readonly Worker[] },
  milliseconds: number,
): { readonly tooSlow: AbortSignal; stop(): void } {
  const controller = new AbortController()
  const asked = performance.now()
  const everyMs = Math.min(250, milliseconds / 4)
  const waited = { toBegin: 0, forPage: 0 }
  let lookedAt = asked
  const look = async (): Promise<void> => {
    const now = performance.now()
    // A machine that sleeps, or gives the program no time, lets no page wait meanwhile: one look counts as one.
    waited[hasBegun(clock) ? 'forPage' : 'toBegin'] += Math.min(now - lookedAt, 2 * everyMs)
    lookedAt = now
    const most = patience * milliseconds
    const isOver = waited.forPage > most || waited.toBegin > startPatience * most
    if (isOver || (await spentOnPage(clock, pool.threads, asked)) > milliseconds) controller.abort()
  }
  // A thread that has just ended tells nothing more; its page is answered or refused by then.
  const looking = setInterval(() => void look().catch(() => undefined), everyMs)
  return { tooSlow: controller.signal, stop: () => clearInterval(looking) }
}

const isOutOfMemory = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_WORKER_OUT_OF_MEMORY'
