import type { ContractAt } from '../contract/index.ts'
import type { Emit } from '../contract/events.ts'
import type { Handlers } from '../contract/procedure.ts'
import type { WritableDB } from '../store/sql.ts'
import { noteVisit } from '../store/visits.ts'
import type { Clock } from './ports.ts'
import { emptyOldBin } from './bin-threads.ts'
import type { WatchPace } from './folder-watcher.ts'
import { FolderWatcher } from './folder-watcher.ts'
import { importHandlers, watchHandlers } from './import-handlers.ts'
import { ImportRuns } from './import-runs.ts'
import { CountKeeper } from './completeness/keep-counts.ts'
import { inspectFile } from './inspect-file.ts'
import { IndexKeeper } from './keep-index.ts'
import { ownWriterHandlers } from './own-writer-handlers.ts'
import { mendLibrary } from './mend-library.ts'
import type { PageReaders } from './page-readers.ts'
import { rereadOriginals } from './reread-originals.ts'
import { savedSearchChanges } from './saved-searches.ts'
import { setSettings } from './settings.ts'
import { Turns } from './turns.ts'

export interface WriterPorts {
  readonly db: WritableDB
  readonly folder: string
  readonly readers: PageReaders
  readonly emit: Emit
  readonly clock: Clock
}

/**
 * Answers the calls that change the library. Import runs wait for each other; `close` cuts them short and waits for the last
 * commit. Folders are watched where that is asked for.
 */
export function writerHandlers(
  { db, folder, readers, emit, clock }: WriterPorts,
  watching: WatchPace | null = null,
): {
  handlers: Handlers<ContractAt<'writer'>>
  close: () => Promise<void>
} {
  const now = (): Date => clock.now()
  const ports = { db, folder, readers, emit, now }
  const turns = new Turns()
  const runs = new ImportRuns(ports, turns)
  const watcher = new FolderWatcher({ db, runs, now, emit }, watching)
  const closing = new AbortController()
  // What cannot be mended now, as on a full disk, is tried when the library is next opened; nothing waits for it.
  const emptied = emptyOldBin(db, clock.now(), closing.signal).catch(() => undefined)
  const index = new IndexKeeper(db, closing.signal)
  index.keep()
  // An import puts a damaged index aside for an empty one and goes on.
  runs.onStop(() => index.keepUp())
  const counts = new CountKeeper(db, emit, closing.signal)
  counts.later()
  runs.onStop(() => counts.later())
  /** Whatever moves pages from thread to thread says so, and leaves counts behind that are to be made anew. */
  const tellAndCount: Emit = (name, data) => {
    emit(name, data)
    if (name === 'library.changed') counts.later()
  }

  const rereading = new Set<{ controller: AbortController; work: Promise<unknown> }>()
  /** Work on the whole library waits for the imports before it, those after it wait for it, and its report for the counts. */
  const inTurn = async <Report>(begin: (cancelled: AbortSignal) => Promise<Report>): Promise<Report> => {
    const controller = new AbortController()
    const workInTurn = async (): Promise<Report> => {
      const giveBack = await turns.take(controller.signal)
      try {
        return await begin(controller.signal)
      } finally {
        giveBack?.()
      }
    }
    const work = workInTurn()
    const mine = { controller, work }
    rereading.add(mine)
    return work.finally(() => {
      rereading.delete(mine)
      return counts.settled()
    })
  }

  return {
    handlers: {
      ...ownWriterHandlers(db, tellAndCount, clock),
      ...importHandlers(ports, runs),
      ...watchHandlers(ports, watcher),
      'services.reread': ({ engine }) => inTurn(cancelled => rereadOriginals(ports, engine, cancelled)),
      'services.mend': () => inTurn(cancelled => mendLibrary(ports, cancelled)),
      'services.cancelReread': () => {
        for (const { controller } of rereading) controller.abort()
        return {}
      },
      'search.rebuild': () => {
        index.prove()
        return {}
      },
      ...savedSearchChanges(db, clock),
      'visits.note': ({ kind, id }) => {
        noteVisit(db, kind, id, clock.now().toISOString())
        return {}
      },
      'gaps.count': async () => ({ counted: await counts.count() }),
      'settings.set': changes => setSettings(db, changes),
      'inspect.file': async ({ path }) => ({ pages: await inspectFile(readers, path) }),
    },
    async close() {
      closing.abort()
      watcher.close()
      for (const { controller } of rereading) controller.abort()
      await Promise.allSettled([runs.close(), ...Array.from(rereading, ({ work }) => work)])
      await emptied
      await index.settled
      await counts.settled()
      await readers.close()
    },
  }
}
