/* A library's writer in this process, for tests that must see it between two steps. */
import type { ContractAt } from '../../src/core/contract/index.ts'
import type { EventData } from '../../src/core/contract/events.ts'
import type { Handlers } from '../../src/core/contract/procedure.ts'
import { ThreadloftError } from '../../src/core/errors.ts'
import type { WatchPace } from '../../src/core/library/folder-watcher.ts'
import type { PageReaders } from '../../src/core/library/page-readers.ts'
import { startPageReaders } from '../../src/core/library/page-readers.ts'
import { systemClock } from '../../src/core/library/ports.ts'
import { writerHandlers } from '../../src/core/library/writer-handlers.ts'
import { isOver } from '../../src/core/model/imports.ts'
import { reportOf } from '../../src/core/store/imports.ts'
import type { NotedReport } from '../../src/core/store/imports.ts'
import { openForWriting } from '../../src/core/store/open.ts'
import type { WritableDB } from '../../src/core/store/sql.ts'
import { workerEntries } from './library.ts'

export interface TestWriter extends Handlers<ContractAt<'writer'>> {
  readonly db: WritableDB
  /** Every progress that was told, in order. */
  readonly told: EventData<'imports.progress'>[]
  /** The files whose reading began, in order. */
  readonly read: string[]
  report(runId: number): NotedReport
  /** Settles when a run stops, with its report. */
  stopped(runId: number): Promise<NotedReport>
  close(): Promise<void>
}

export interface WriterOptions {
  readonly watching?: WatchPace
  /** Called before each file is read; it is read when this settles. */
  readonly beforeRead?: (name: string) => Promise<unknown> | undefined
  /** Every page takes too long. */
  readonly tooSlow?: boolean
}

/** Opens a library for writing in this process, with page reader threads of its own. */
export function openWriter(folder: string, options: WriterOptions = {}): TestWriter {
  const db = openForWriting(folder)
  const told: EventData<'imports.progress'>[] = []
  const read: string[] = []
  const real = startPageReaders(new URL('page-reader.ts', workerEntries), 2)
  const readers: PageReaders = {
    ...real,
    async read(file, cancelled) {
      read.push(file.shownAs ?? file.name)
      await options.beforeRead?.(file.shownAs ?? file.name)
      if (options.tooSlow) throw new ThreadloftError('page-too-slow', { path: file.name, seconds: 10 })
      return real.read(file, cancelled)
    },
  }
  const emit = (name: string, data: unknown): void => {
    if (name === 'imports.progress') told.push(data as EventData<'imports.progress'>)
  }
  const { handlers, close } = writerHandlers(
    { db, folder, readers, emit, clock: systemClock },
    options.watching ?? null,
  )
  return {
    ...handlers,
    db,
    told,
    read,
    report: runId => reportOf(db, runId),
    async stopped(runId) {
      for (;;) {
        const report = reportOf(db, runId)
        if (isOver(report.state)) return report
        await new Promise(resolve => setTimeout(resolve, 10))
      }
    },
    async close() {
      await close()
      db.close()
    },
  }
}
