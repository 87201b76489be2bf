/*
 * The pool of page reader threads. A page gets a budget of time and memory; a thread that exceeds it is killed and
 * replaced, and the page is refused with a reason while all other pages go on.
 */
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { Reply } from '../contract/procedure.ts'
import { valueOf } from '../contract/procedure.ts'
import { ThreadloftError } from '../errors.ts'
import type { SourceFile } from '../intake/saved-page.ts'
import type { FileReading } from './file-reading.ts'

export interface PageReaders {
  readonly threads: number
  /** Reads a file's pages. Throws ThreadloftError: page-too-slow, page-too-large, cancelled, or why the file cannot be read. */
  read(file: SourceFile, cancelled?: AbortSignal): Promise<FileReading>
  close(): Promise<void>
}

export interface PageBudget {
  readonly milliseconds: number
  readonly megabytes: number
}
/** What a page reader thread is told when it starts: the folder or file of the rules it reads by. */
export interface PageReaderData {
  readonly rules: string | null
}
/** What a page reader thread is given: it sets `begun` when it begins with the file. */
export interface PageTask {
  readonly file: SourceFile
  readonly begun: Int32Array<SharedArrayBuffer>
}
const ordinaryBudget: PageBudget = { milliseconds: 10_000, megabytes: 1_024 }

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
    resourceLimits: { maxOldGenerationSizeMb: budget.megabytes },
  })
  return {
    threads,
    close: () => pool.destroy(),
    async read(file, cancelled) {
      const begun = new Int32Array(new SharedArrayBuffer(4))
      const clock = new Clock(budget.milliseconds, begun)
      const signal = cancelled ? AbortSignal.any([clock.tooSlow, cancelled]) : clock.tooSlow
      try {
        return valueOf(await pool.run({ file, begun }, { signal }))
      } catch (thrown) {
        if (cancelled?.aborted) throw new ThreadloftError('cancelled', {}, { cause: thrown })
        if (clock.tooSlow.aborted)
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
        clock.stop()
      }
    },
  }
}

/** However busy the machine is, a thread has begun by then. */
const longestStartMs = 60_000

/** A page's time: it runs from where its reader begins with it, so that no page pays for a thread that starts slowly. */
class Clock {
  private readonly controller = new AbortController()
  private timer: NodeJS.Timeout | undefined
  private isStopped = false
  private readonly begun: Int32Array<SharedArrayBuffer>

  constructor(milliseconds: number, begun: Int32Array<SharedArrayBuffer>) {
    this.begun = begun
    const waiting = Atomics.waitAsync(begun, 0, 0, longestStartMs)
    void Promise.resolve(waiting.value).then(() => {
      if (!this.isStopped) this.timer = setTimeout(() => this.controller.abort(), milliseconds)
    })
  }

  get tooSlow(): AbortSignal {
    return this.controller.signal
  }

  stop(): void {
    this.isStopped = true
    clearTimeout(this.timer)
    // Nobody waits any longer for a thread that never began.
    Atomics.notify(this.begun, 0)
  }
}

const isOutOfMemory = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_WORKER_OUT_OF_MEMORY'
