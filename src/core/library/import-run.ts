/*
 * An import run: every file given ends as imported, known, skipped or failed, one bad file never stops the rest, and
 * what is reported as imported is committed. Files are read ahead by the page readers while the writer commits what is
 * ready in one transaction.
 *
 *   listing ─▶ running ─▶ finished          cancelled: a person ended it
 *      ▲    ◀─ paused ◀─┘                   failed: the library could not take more (reason in its row)
 *      └────── interrupted, failed ─ continue: the files that were left are taken, by the same run
 */
import path from 'node:path'
import type { Emit } from '../contract/events.ts'
import type { ThreadloftError } from '../errors.ts'
import { asThreadloftError } from '../errors.ts'
import type { ImportItem, ImportState } from '../model/imports.ts'
import { dropAllLeft, dropLeft } from '../store/import-left.ts'
import type { GivenToRun } from '../store/imports.ts'
import { addItem, finishRun, givenToRun, reportOf, setGiven, setRunState } from '../store/imports.ts'
import type { WritableDB } from '../store/sql.ts'
import { reasonOf } from './import-item.ts'
import { keepCounts } from './completeness/keep-counts.ts'
import { KnownGaps } from './completeness/known-gaps.ts'
import type { WaitingFile } from './import-listing.ts'
import { filesOfRun } from './import-listing.ts'
import { needRoomForAll, needRoomForBatch, withRoomNeeded } from './import-room.ts'
import { ImportTally } from './import-tally.ts'
import type { PageReaders } from './page-readers.ts'
import type { RunControl } from './run-control.ts'
import type { ReadFile } from './take-file.ts'
import { readEntry, storeReadFile } from './take-file.ts'
import { takeWhole } from './take-export.ts'
import type { Turns } from './turns.ts'
import { isAbortedBefore } from './turns.ts'

export interface ImportPorts {
  readonly db: WritableDB
  readonly folder: string
  readonly readers: PageReaders
  readonly emit: Emit
  readonly now: () => Date
}

/** Takes a run to where it stops, and answers how it stands then; its row exists already. Never throws. */
export async function takeRun(
  ports: ImportPorts,
  runId: number,
  control: RunControl,
  turns: Turns,
): Promise<ImportState> {
  const run = new ImportRun(ports, runId, control)
  try {
    await run.takeAll(turns)
    return run.end(control.ending ?? 'finished', null)
  } catch (thrown) {
    return run.end('failed', asThreadloftError(thrown))
  } finally {
    control.stopped()
  }
}

// Pages that are committed together share the work on the same parts of the indexes, and one wait for the disk.
const committedTogether = 8
const committedEvery = 250

type Ready = ReadFile & { readonly place: number }

class ImportRun {
  private readonly tally: ImportTally
  private readonly given: GivenToRun
  private waiting: WaitingFile[] | null = null
  private ready: Ready[] = []
  private committedAt = -Infinity
  /** Files that are being read, or are read and not committed. */
  private readonly begun = new Map<number, WaitingFile>()
  private readonly ports: ImportPorts
  private readonly runId: number
  private readonly control: RunControl
  private readonly gaps: KnownGaps

  constructor(ports: ImportPorts, runId: number, control: RunControl) {
    this.ports = ports
    this.runId = runId
    this.control = control
    this.gaps = new KnownGaps(ports.db)
    this.given = givenToRun(ports.db, runId)
    this.tally = new ImportTally(reportOf(ports.db, runId), ports.emit)
  }

  /** Works in stretches: each has its turn among the runs, and ends when the run is done or is to stop. */
  async takeAll(turns: Turns): Promise<void> {
    while (!this.control.ending) {
      if (this.control.isPaused) {
        this.enter('paused')
        await this.control.rest()
        continue
      }
      this.enter(this.waiting ? 'running' : 'listing')
      const giveBack = await turns.take(this.control.stretch)
      if (!giveBack) continue
      this.tally.startClock()
      try {
        if (await this.stretch()) return
      } catch (thrown) {
        throw withRoomNeeded(thrown, this.ports, [...this.begun.values(), ...(this.waiting ?? [])])
      } finally {
        this.tally.stopClock()
        giveBack()
      }
    }
  }

  /** Takes files until none is left or the run is to stop; whether it is done. */
  private async stretch(): Promise<boolean> {
    this.waiting ??= await this.list()
    if (!this.waiting) return false
    this.enter('running')
    const work = async (): Promise<void> => {
      for (let next = this.nextFile(); next; next = this.nextFile()) await this.take(next)
    }
    const workers = Array.from({ length: this.ports.readers.threads }, work)
    try {
      await Promise.all(workers)
    } catch (thrown) {
      // The others must have stopped before the run is told to have failed.
      this.control.end('interrupted')
      await Promise.allSettled(workers)
      throw thrown
    }
    this.commit()
    if (this.waiting.length > 0) return false
    await keepCounts(this.ports.db, this.control.stretch)
    return true
  }

  private nextFile(): WaitingFile | undefined {
    const next = this.control.goesOn ? this.waiting?.shift() : undefined
    if (next) this.begun.set(next.place, next)
    return next
  }

  private async list(): Promise<WaitingFile[] | null> {
    if (this.takeExported()) return []
    const { db, folder } = this.ports
    const listing = filesOfRun({ db, folder }, this.runId, this.given, this.control.stretch)
    if (await isAbortedBefore(listing, this.control.stretch)) return null
    const waiting = await listing
    if (!waiting) return null
    this.tally.given(givenToRun(db, this.runId).given)
    needRoomForAll(db, folder, waiting)
    return waiting
  }

  /** A whole exported library becomes an empty one as it is; whether that was done. */
  private takeExported(): boolean {
    const { db, folder, emit } = this.ports
    const [given, ...more] = this.given.paths
    if (this.given.kind !== 'hand' || given === undefined || more.length > 0) return false
    const items = takeWhole(db, folder, given, this.control.stretch)
    if (!items) return false
    db.transaction(() => {
      setGiven(db, this.runId, items.length)
      for (const item of items) addItem(db, this.runId, item, null)
    })()
    this.tally.given(items.length)
    for (const item of items) this.tally.count(item)
    emit('library.changed', { threadIds: [...new Set(items.flatMap(item => item.threadId ?? []))] })
    return true
  }

  /** Reads one listed file and leaves it to be committed; one whose reading is given up waits again. */
  private async take(file: WaitingFile): Promise<void> {
    const shown = this.shown(file.entry.path)
    this.tally.tellSoon('running', shown)
    const read = await readEntry(this.ports, file.entry, shown, this.control.patient)
    if (read === null) {
      this.begun.delete(file.place)
      this.waiting?.unshift(file)
      return
    }
    this.ready.push({ ...read, place: file.place })
    // Let other readers' results come in, so that one transaction takes them all.
    await new Promise(resolve => setImmediate(resolve))
    if (this.ready.length >= committedTogether || performance.now() - this.committedAt > committedEvery) this.commit()
  }

  /** Commits all that is ready in one transaction, then tells. */
  private commit(): void {
    const batch = this.ready
    if (batch.length === 0) return
    this.ready = []
    this.committedAt = performance.now()
    const { db, folder, emit } = this.ports
    needRoomForBatch(folder, batch)
    const shelf = { db, folder, now: this.ports.now().toISOString(), gaps: this.gaps }
    const items = db.transaction(() => {
      const stored = batch.map(ready => this.store(shelf, ready))
      setRunState(db, this.runId, 'running', this.tally.soFar())
      return stored
    })()
    for (const { place } of batch) this.begun.delete(place)
    for (const item of items) this.tally.count(item)
    const changed = items.flatMap(item => (item.outcome === 'imported' ? (item.threadId ?? []) : []))
    if (changed.length > 0) emit('library.changed', { threadIds: [...new Set(changed)] })
    this.tally.tellSoon('running', null)
  }

  private store(shelf: Parameters<typeof storeReadFile>[0], ready: Ready): ImportItem {
    const { item, sourceId } = storeReadFile(shelf, ready)
    addItem(shelf.db, this.runId, item, sourceId)
    dropLeft(shelf.db, this.runId, ready.place)
    return item
  }

  /** A path without the folder that files were uploaded to, which says nothing to people. */
  private shown(file: string): string {
    return this.given.root === null ? file : path.relative(this.given.root, file)
  }

  private enter(state: ImportState): void {
    setRunState(this.ports.db, this.runId, state, this.tally.soFar())
    this.tally.tell(state, null)
  }

  /** Ends the run's row and tells its last state; a disk too full for that must not keep anybody waiting. */
  end(state: ImportState, error: ThreadloftError | null): ImportState {
    const { db } = this.ports
    const reason = error && reasonOf(error)
    try {
      db.transaction(() => {
        setRunState(db, this.runId, state, this.tally.soFar())
        if (state === 'interrupted') return
        finishRun(db, this.runId, this.ports.now().toISOString(), reason)
        if (state !== 'failed') dropAllLeft(db, this.runId)
      })()
      this.tally.tell(state, null, reason)
      return state
    } catch (thrown) {
      this.tally.tell('failed', null, reason ?? reasonOf(asThreadloftError(thrown)))
      return 'failed'
    }
  }
}
