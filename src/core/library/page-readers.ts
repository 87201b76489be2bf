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
  const pool = new Piscina<SourceFile, Reply<FileReading>>({
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
      const tooSlow = AbortSignal.timeout(budget.milliseconds)
      const signal = cancelled ? AbortSignal.any([tooSlow, cancelled]) : tooSlow
      try {
        return valueOf(await pool.run(file, { signal }))
      } catch (thrown) {
        if (cancelled?.aborted) throw new ThreadloftError('cancelled', {}, { cause: thrown })
        if (tooSlow.aborted)
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
      }
    },
  }
}

const isOutOfMemory = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_WORKER_OUT_OF_MEMORY'
