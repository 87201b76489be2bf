import type { ContractAt } from '../contract/index.ts'
import type { Emit } from '../contract/events.ts'
import type { Handlers } from '../contract/procedure.ts'
import { ThreadloftError } from '../errors.ts'
import { startRun } from '../store/imports.ts'
import type { WritableDB } from '../store/sql.ts'
import { noteVisit } from '../store/visits.ts'
import type { Clock } from './ports.ts'
import type { GivenFiles } from './import-sources.ts'
import { importSources } from './import-sources.ts'
import { inspectFile } from './inspect-file.ts'
import { keepIndex } from './keep-index.ts'
import type { PageReaders } from './page-readers.ts'
import { rereadOriginals } from './reread-originals.ts'
import type { RereadReport } from '../model/upkeep.ts'
import { savedSearchChanges } from './saved-searches.ts'
import { setSettings } from './settings.ts'

export interface WriterPorts {
  readonly db: WritableDB
  readonly folder: string
  readonly readers: PageReaders
  readonly emit: Emit
  readonly clock: Clock
}

/** Answers the calls that change the library. Import runs wait for each other; `close` cancels them and waits for the last commit. */
export function writerHandlers(ports: WriterPorts): {
  handlers: Handlers<ContractAt<'writer'>>
  close: () => Promise<void>
} {
  const { db, folder, readers, emit, clock } = ports
  const running = new Map<number, AbortController>()
  let last: Promise<void> = Promise.resolve()
  const closing = new AbortController()
  // What cannot be mended now, as on a full disk, is tried when the library is next opened; nothing waits for it.
  const indexKept = keepIndex(db, closing.signal).catch(() => undefined)

  const start = (given: GivenFiles): number => {
    const runId = startRun(db, { startedAt: clock.now().toISOString(), paths: given.paths })
    const controller = new AbortController()
    running.set(runId, controller)
    const run = last.then(() =>
      importSources({ db, folder, readers, emit, now: () => clock.now() }, runId, given, controller.signal),
    )
    // A run that fails has told so in its row and its last event; the next one starts all the same.
    last = run
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => running.delete(runId))
    return runId
  }

  const rereading = new Set<AbortController>()
  const reread = (engine: string | null): Promise<RereadReport> => {
    const controller = new AbortController()
    rereading.add(controller)
    const work = last.then(() =>
      rereadOriginals({ db, folder, readers, emit, now: () => clock.now() }, engine, controller.signal),
    )
    last = work
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => rereading.delete(controller))
    return work
  }

  return {
    handlers: {
      'imports.start': ({ paths, root }) => ({ runId: start({ paths, root: root ?? null }) }),
      'imports.cancel': ({ runId }) => {
        const controller = running.get(runId)
        if (!controller) throw new ThreadloftError('run-unknown', { run: runId })
        controller.abort()
        return {}
      },
      'services.reread': ({ engine }) => reread(engine),
      'services.cancelReread': () => {
        for (const controller of rereading) controller.abort()
        return {}
      },
      ...savedSearchChanges(db, clock),
      'visits.note': ({ kind, id }) => {
        noteVisit(db, kind, id, clock.now().toISOString())
        return {}
      },
      'settings.set': changes => setSettings(db, changes),
      'inspect.file': async ({ path }) => ({ pages: await inspectFile(readers, path) }),
    },
    async close() {
      closing.abort()
      for (const controller of [...running.values(), ...rereading]) controller.abort()
      await last
      await indexKept
      await readers.close()
    },
  }
}
