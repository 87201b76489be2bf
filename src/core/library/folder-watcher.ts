/*
 * Watches folders for new files. A file is taken when two looks some time apart found it the same, so that one that is
 * still being written waits; what was taken is noted by name, length and time of change; what failed is not, and is tried
 * again when it changes, or when a person asks for it. Looking every few seconds is what counts: the system's own word
 * of a change is only a hint to look sooner.
 */
import type { FSWatcher } from 'node:fs'
import { watch } from 'node:fs'
import path from 'node:path'
import type { Emit } from '../contract/events.ts'
import type { ImportState } from '../model/imports.ts'
import { reportOf } from '../store/imports.ts'
import type { WritableDB } from '../store/sql.ts'
import type { FileState } from '../store/watched.ts'
import { failedWatched, isFileTaken, noteTakenFile, watchedFolders } from '../store/watched.ts'
import type { ImportRuns } from './import-runs.ts'
import type { FoundFile } from './watched-files.ts'
import { filesBelow } from './watched-files.ts'

export interface WatchPace {
  /** How often a folder is looked at. */
  readonly everyMs: number
  /** How long a file must have stayed the same. */
  readonly settledMs: number
}

export const ordinaryPace: WatchPace = { everyMs: 5_000, settledMs: 3_000 }

export interface WatcherPorts {
  readonly db: WritableDB
  readonly runs: ImportRuns
  readonly emit: Emit
  readonly now: () => Date
}

/** Between two looks that were only hinted at. */
const breathMs = 200
/** Looking takes at most a twentieth of the time, however large the folders are. */
const restPerLook = 20

export class FolderWatcher {
  /** Files that are not taken yet, with what was seen of them and since when. */
  private readonly settling = new Map<string, { signs: string; since: number }>()
  /** What could not be taken, as it was then. */
  private readonly refused = new Map<string, FileState>()
  /** When files failed before this start of the program. */
  private readonly failedBefore: ReadonlyMap<string, string>
  private readonly underWay = new Map<number, readonly FoundFile[]>()
  private readonly hints = new Map<string, FSWatcher>()
  private readonly stop = new AbortController()
  private timer: NodeJS.Timeout | undefined
  private isLooking = false
  private mustLookAgain = false
  private readonly ports: WatcherPorts
  private readonly pace: WatchPace | null

  /** Starts watching at once; with no pace nothing is ever watched. */
  constructor(ports: WatcherPorts, pace: WatchPace | null) {
    this.ports = ports
    this.pace = pace
    this.failedBefore = pace ? failedWatched(ports.db) : new Map<string, string>()
    ports.runs.onStop((runId, state) => this.runStopped(runId, state))
    this.lookIn(0)
  }

  /** The folders that are watched have changed. */
  lookAgain(): void {
    this.ports.emit('watch.changed', {})
    this.lookIn(0)
  }

  close(): void {
    this.stop.abort()
    clearTimeout(this.timer)
    for (const hint of this.hints.values()) hint.close()
    this.hints.clear()
  }

  private isClosed(): boolean {
    return this.stop.signal.aborted
  }

  private lookIn(ms: number): void {
    if (!this.pace || this.isClosed()) return
    if (this.isLooking) {
      this.mustLookAgain = true
      return
    }
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.look(this.pace!), ms)
  }

  private async look({ everyMs, settledMs }: WatchPace): Promise<void> {
    this.isLooking = true
    this.mustLookAgain = false
    const began = performance.now()
    const folders = watchedFolders(this.ports.db, path.sep).filter(folder => folder.isOn === 1)
    this.dropHints(new Set(folders.map(folder => folder.path)))
    const seen = new Set<string>()
    for (const folder of folders) {
      const files = await filesBelow(folder.path, this.stop.signal)
      if (this.isClosed()) return
      if (files) this.hearHints(folder.path)
      for (const file of files ?? []) seen.add(file.path)
      this.take((files ?? []).filter(file => this.isReady(file, settledMs)))
    }
    for (const file of this.settling.keys()) if (!seen.has(file)) this.settling.delete(file)
    const took = performance.now() - began
    this.isLooking = false
    if (folders.length === 0) return
    this.lookIn(Math.max(this.untilNextLook({ everyMs, settledMs }), took * restPerLook))
  }

  private untilNextLook({ everyMs, settledMs }: WatchPace): number {
    if (this.mustLookAgain) return breathMs
    return this.settling.size > 0 ? Math.min(everyMs, settledMs) : everyMs
  }

  private isReady(file: FoundFile, settledMs: number): boolean {
    // What is empty will be filled, or is nothing.
    const isDone = file.bytes === 0 || this.isRefused(file) || isFileTaken(this.ports.db, file)
    if (isDone || this.isUnderWay(file)) {
      this.settling.delete(file.path)
      return false
    }
    const before = this.settling.get(file.path)
    if (before?.signs === file.signs) return performance.now() - before.since >= settledMs
    this.settling.set(file.path, { signs: file.signs, since: performance.now() })
    return false
  }

  private isRefused(file: FileState): boolean {
    if (!this.refused.has(file.path) && this.hasFailedBefore(file)) this.refused.set(file.path, file)
    const refused = this.refused.get(file.path)
    return refused?.bytes === file.bytes && refused.modifiedAt === file.modifiedAt
  }

  private hasFailedBefore({ path: file, modifiedAt }: FileState): boolean {
    const isOf = (failed: string): boolean => failed === file || failed.startsWith(`${file}/`)
    return [...this.failedBefore].some(([failed, failedAt]) => modifiedAt < failedAt && isOf(failed))
  }

  private isUnderWay(file: FileState): boolean {
    return [...this.underWay.values()].some(files => files.some(other => other.path === file.path))
  }

  private take(files: readonly FoundFile[]): void {
    if (files.length === 0) return
    const runId = this.ports.runs.start({ kind: 'watched', paths: files.map(file => file.path), root: null })
    this.underWay.set(runId, files)
  }

  /** Notes what a run took in of the watched files, whoever started it. */
  private runStopped(runId: number, state: ImportState): void {
    const own = this.underWay.get(runId) ?? []
    this.underWay.delete(runId)
    if (this.isClosed() || (own.length === 0 && this.refused.size === 0)) return
    const { db, now } = this.ports
    const { items } = reportOf(db, runId)
    const isTaken = (file: FileState): boolean => {
      const parts = items.filter(item => item.path === file.path || item.path.startsWith(`${file.path}/`))
      return parts.length > 0 && parts.every(item => item.outcome !== 'failed') && state === 'finished'
    }
    const taken = [...own, ...this.refused.values()].filter(isTaken)
    for (const { path: file, bytes, modifiedAt } of own) this.refused.set(file, { path: file, bytes, modifiedAt })
    db.transaction(() => {
      for (const file of taken) {
        noteTakenFile(db, file, now().toISOString())
        this.refused.delete(file.path)
      }
    })()
    this.ports.emit('watch.changed', {})
    this.lookIn(breathMs)
  }

  private hearHints(folder: string): void {
    if (this.hints.has(folder)) return
    try {
      const hint = watch(folder, { persistent: false }, () => this.lookIn(breathMs))
      hint.on('error', () => this.dropHint(folder))
      this.hints.set(folder, hint)
    } catch (thrown) {
      // Systems have only so many hints to give; the next look finds the files all the same.
      if (!(thrown instanceof Error && 'code' in thrown)) throw thrown
    }
  }

  private dropHints(wanted: ReadonlySet<string>): void {
    for (const folder of this.hints.keys()) if (!wanted.has(folder)) this.dropHint(folder)
  }

  private dropHint(folder: string): void {
    this.hints.get(folder)?.close()
    this.hints.delete(folder)
  }
}
