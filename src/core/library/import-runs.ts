/* The runs of an open library: who started which, and what people want of them meanwhile. They take turns. */
import { createHash } from 'node:crypto'
import { ThreadloftError } from '../errors.ts'
import type { SourceFile } from '../intake/saved-page.ts'
import type { ImportState } from '../model/imports.ts'
import { dropAllLeft, noteLeft } from '../store/import-left.ts'
import type { NewRun } from '../store/imports.ts'
import {
  failedFiles,
  finishRun,
  givenToRun,
  reopenRun,
  reportOf,
  setGiven,
  setRunState,
  startRun,
} from '../store/imports.ts'
import { failedAgain } from './import-listing.ts'
import type { ImportPorts } from './import-run.ts'
import { takeRun } from './import-run.ts'
import { ImportTally } from './import-tally.ts'
import { RunControl } from './run-control.ts'
import { keepUnreadFile } from './store-file-reading.ts'
import type { Turns } from './turns.ts'

export class ImportRuns {
  private readonly active = new Map<number, { control: RunControl; ended: Promise<unknown> }>()
  private readonly ports: ImportPorts
  private readonly turns: Turns
  private isClosing = false
  private readonly listeners = new Set<(runId: number, state: ImportState) => void>()

  constructor(ports: ImportPorts, turns: Turns) {
    this.ports = ports
    this.turns = turns
  }

  /** Hears of every run that stops. */
  onStop(listener: (runId: number, state: ImportState) => void): void {
    this.listeners.add(listener)
  }

  /** Starts a run and answers its number. */
  start(given: Pick<NewRun, 'kind' | 'paths' | 'root'>): number {
    const runId = startRun(this.ports.db, { ...given, ofRun: null, startedAt: this.now() })
    this.go(runId)
    return runId
  }

  /** Keeps what was pasted, then reads it: so nothing is lost when the program ends meanwhile. */
  paste(file: SourceFile): number {
    const { db, folder } = this.ports
    const { name, bytes } = file
    const now = this.now()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const runId = db.transaction(() => {
      const sourceId = keepUnreadFile({ db, folder, now }, file, sha256)
      const run = startRun(db, { kind: 'paste', paths: [name], root: null, ofRun: null, startedAt: now })
      setGiven(db, run, 1)
      noteLeft(db, run, [{ path: name, sourceId }])
      return run
    })()
    this.go(runId)
    return runId
  }

  /** Tries the failed files of a run again, as a run of its own. */
  retry(ofRun: number): number {
    const { db } = this.ports
    const { root } = givenToRun(db, ofRun)
    const files = failedAgain(failedFiles(db, ofRun), root)
    const runId = db.transaction(() => {
      const paths = files.map(file => file.path)
      const run = startRun(db, { kind: 'retry', paths, root, ofRun, startedAt: this.now() })
      setGiven(db, run, files.length)
      noteLeft(db, run, files)
      return run
    })()
    this.go(runId)
    return runId
  }

  /** Goes on with a run that was cut short. Throws `run-not-open` for one that was not. */
  continue(runId: number): void {
    const { db } = this.ports
    const { state } = givenToRun(db, runId)
    if (this.active.has(runId) || (state !== 'interrupted' && state !== 'failed'))
      throw new ThreadloftError('run-not-open', { run: runId })
    reopenRun(db, runId)
    this.go(runId)
  }

  async pause(runId: number): Promise<void> {
    await this.activeRun(runId).control.pause()
  }

  resume(runId: number): void {
    this.activeRun(runId).control.resume()
  }

  /** Ends a run for good; one that was cut short is not offered any more. Throws `run-unknown` where nothing is to end. */
  cancel(runId: number): void {
    const active = this.active.get(runId)
    if (active) return active.control.end('cancelled')
    const { db } = this.ports
    const { state, bytes, activeMs } = givenToRun(db, runId)
    if (state !== 'interrupted' && state !== 'failed') throw new ThreadloftError('run-unknown', { run: runId })
    db.transaction(() => {
      setRunState(db, runId, 'cancelled', { bytes, activeMs })
      finishRun(db, runId, this.now(), null)
      dropAllLeft(db, runId)
    })()
    new ImportTally(reportOf(db, runId), this.ports.emit).tell('cancelled', null)
  }

  /** Cuts every run short, to go on when the library is next opened; settles when the last commit is done. */
  async close(): Promise<void> {
    this.isClosing = true
    for (const { control } of this.active.values()) control.end('interrupted')
    await Promise.all(Array.from(this.active.values(), run => run.ended))
  }

  private go(runId: number): void {
    const control = new RunControl()
    if (this.isClosing) control.end('interrupted')
    const ended = takeRun(this.ports, runId, control, this.turns).then(state => {
      this.active.delete(runId)
      for (const listener of this.listeners) listener(runId, state)
    })
    this.active.set(runId, { control, ended })
  }

  private activeRun(runId: number): { control: RunControl } {
    const run = this.active.get(runId)
    if (!run) throw new ThreadloftError('run-unknown', { run: runId })
    return run
  }

  private now(): string {
    return this.ports.now().toISOString()
  }
}
