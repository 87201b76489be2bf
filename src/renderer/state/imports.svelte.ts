import type { EventData } from '../../core/contract/events.ts'
import type { Output } from '../../core/contract/index.ts'
import type { Reply } from '../../core/contract/procedure.ts'
import type { ImportOutcome, ImportReport, TableFormat } from '../../core/model/imports.ts'
import type { Client } from '../api/client.ts'
import type { DroppedFile } from '../api/dropped-files.ts'
import { fetchFile } from '../api/fetch-file.ts'
import type { Toasts } from './toasts.svelte.ts'

export type Progress = EventData<'imports.progress'>
export type RunSummary = Output<'imports.list'>['runs'][number]

/** Events may be lost; a run that has been silent this long is asked how it is. */
const silence = 2_000
/** A report that is open while its run goes on is asked for anew at most this often, a long one less often. */
const reportEvery = (files: number): number => Math.max(2_000, files)

export const isOver = (state: Progress['state']): boolean => !['listing', 'running', 'paused'].includes(state)
/** Of the files given, those that have an outcome. */
export const done = (counts: Pick<Progress, 'imported' | 'known' | 'skipped' | 'failed'>): number =>
  counts.imported + counts.known + counts.skipped + counts.failed
/** Files a second, over the time at work; null while there is nothing to tell it by. */
export const filesASecond = (run: Parameters<typeof done>[0] & { activeMs: number }): number | null =>
  run.activeMs < 1_000 || done(run) === 0 ? null : (done(run) * 1_000) / run.activeMs

/** What the state has to say about imports; the features give the words. */
export interface ImportWords {
  readonly saved: (path: string) => string
  readonly pasted: (report: ImportReport) => string
}

/** Import runs: those going on, those of the past, and the report that is open. */
export class Imports {
  /** The runs that go on or rest, and the last one that stopped until it is put away. */
  shown = $state.raw<readonly Progress[]>([])
  runs = $state.raw<readonly RunSummary[]>([])
  report = $state.raw<ImportReport | null>(null)
  /** Runs that the end of the program cut short, as they were found at the start. */
  interrupted = $state.raw<readonly RunSummary[]>([])
  /** While files are being handed over, before the run has a number. */
  sending = $state(false)
  /** The thread that writes has died: no run goes on. */
  isLost = $state(false)
  readonly running = $derived(this.sending || this.shown.some(run => !isOver(run.state)))
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #words: ImportWords
  #heardAt = 0
  #reportAt = 0
  /** How often the list and a report were asked for. */
  #listed = 0
  #opened = 0
  #pastes: readonly number[] = []

  constructor(client: Client, toasts: Toasts, words: ImportWords) {
    this.#client = client
    this.#toasts = toasts
    this.#words = words
  }

  listen(): () => void {
    const stops = [
      this.#client.on('imports.progress', progress => this.#hear(progress)),
      this.#client.on('library.lost', ({ reason }) => this.#lose(reason)),
    ]
    const timer = setInterval(() => void this.#ask(), silence)
    void this.#findStopped()
    return () => {
      stops.forEach(stop => stop())
      clearInterval(timer)
    }
  }

  /** Asks in the system's dialog, then imports what was chosen. */
  async choose(kind: 'files' | 'folder'): Promise<void> {
    const chosen = await this.#client.call('imports.choose', { kind })
    if (!chosen.ok) this.#toasts.failed(chosen.error)
    else if (chosen.value.paths.length > 0) await this.paths(chosen.value.paths)
  }

  async paths(paths: string[]): Promise<void> {
    await this.#begin(() => this.#client.call('imports.start', { paths }))
  }

  async files(files: readonly DroppedFile[]): Promise<void> {
    if (files.length > 0) await this.#begin(() => this.#client.importFiles(files))
  }

  async sample(): Promise<void> {
    await this.#begin(() => this.#client.call('imports.sample', {}))
  }

  /** What was pasted comes in at once; what it brought can be taken back. */
  async paste(given: { html: string | null; text: string | null }): Promise<void> {
    const runId = await this.#begin(() => this.#client.call('imports.paste', given))
    if (runId === null) return
    this.#pastes = [...this.#pastes, runId]
    if (this.shown.some(run => run.runId === runId && isOver(run.state))) await this.#tellPaste(runId)
  }

  /** Tries the failed files of a run again. */
  async retry(runId: number): Promise<void> {
    await this.#begin(() => this.#client.call('imports.retry', { runId }))
  }

  async pause(runId: number): Promise<void> {
    this.#check(await this.#client.call('imports.pause', { runId }))
  }

  async resume(runId: number): Promise<void> {
    this.#check(await this.#client.call('imports.resume', { runId }))
  }

  /** Ends a run, or puts one away that was cut short. */
  async cancel(runId: number): Promise<void> {
    this.#check(await this.#client.call('imports.cancel', { runId }))
    this.interrupted = this.interrupted.filter(run => run.runId !== runId)
  }

  /** Goes on with a run that was cut short. */
  async goOn(runId: number): Promise<void> {
    this.#check(await this.#client.call('imports.continue', { runId }))
    this.interrupted = this.interrupted.filter(run => run.runId !== runId)
    await this.#ask()
  }

  /** Writes a report, or the part of it with one outcome, as a table. */
  async export(runId: number, outcome: ImportOutcome | null, format: TableFormat): Promise<void> {
    const reply = await this.#client.call('imports.exportReport', { runId, outcome, format })
    if (!reply.ok) return this.#toasts.failed(reply.error)
    const { path, download } = reply.value
    if (download !== null) fetchFile(download)
    else if (path !== null) this.#toasts.done(this.#words.saved(path))
  }

  /** Puts a stopped run's line away. */
  dismiss(runId: number): void {
    this.shown = this.shown.filter(run => run.runId !== runId || !isOver(run.state))
  }

  async list(): Promise<void> {
    const asked = ++this.#listed
    const reply = await this.#client.call('imports.list', {})
    // Answers may overtake each other: an older one says less.
    if (asked !== this.#listed) return
    if (reply.ok) this.runs = reply.value.runs.map(run => this.#asItIs(run))
    else this.#toasts.failed(reply.error)
  }

  async open(runId: number): Promise<void> {
    if (this.report?.runId !== runId) this.report = null
    this.#reportAt = Date.now()
    const asked = ++this.#opened
    const reply = await this.#client.call('imports.report', { runId })
    if (asked !== this.#opened) return
    if (reply.ok) this.report = this.#asItIs(reply.value)
    else this.#toasts.failed(reply.error)
  }

  async #begin(start: () => Promise<Reply<{ runId: number }>>): Promise<number | null> {
    this.sending = true
    const reply = await start()
    this.sending = false
    if (!reply.ok) {
      this.#toasts.failed(reply.error)
      return null
    }
    const { runId } = reply.value
    if (this.shown.some(run => run.runId === runId)) return runId
    this.#show({ ...nothingYet, runId })
    this.#heardAt = 0
    await this.#ask()
    return runId
  }

  /** A run as it stands; what was going on when the writing thread died goes on no more. */
  #asItIs<Run extends { state: Progress['state'] }>(run: Run): Run {
    return this.isLost && !isOver(run.state) ? { ...run, state: 'interrupted' } : run
  }

  #check(reply: Reply<unknown>): void {
    if (!reply.ok) this.#toasts.failed(reply.error)
  }

  #show(progress: Progress): void {
    const others = this.shown.filter(run => run.runId !== progress.runId && !isOver(run.state))
    this.shown = [...others, progress].toSorted((one, other) => one.runId - other.runId)
  }

  #hear(told: Progress): void {
    const progress = this.#asItIs(told)
    this.#heardAt = Date.now()
    const before = this.shown.find(run => run.runId === progress.runId)
    const hasChanged = before?.state !== progress.state
    // A run that was cut short before this window was there is not one that just stopped.
    if (before || !isOver(progress.state)) this.#show(progress)
    const isOpen = this.report?.runId === progress.runId
    if (hasChanged) void this.list()
    if (isOpen && (hasChanged || Date.now() - this.#reportAt > reportEvery(progress.given)))
      void this.open(progress.runId)
    if (hasChanged && isOver(progress.state) && this.#pastes.includes(progress.runId))
      void this.#tellPaste(progress.runId)
  }

  /** Says what a paste brought; a thread that came with it can be taken back. */
  async #tellPaste(runId: number): Promise<void> {
    this.#pastes = this.#pastes.filter(one => one !== runId)
    const reply = await this.#client.call('imports.report', { runId })
    if (!reply.ok) return this.#toasts.failed(reply.error)
    const threadIds = await this.#broughtBy(reply.value)
    this.#toasts.done(
      this.#words.pasted(reply.value),
      threadIds.length > 0 ? () => void this.#bin(threadIds) : undefined,
    )
    this.dismiss(runId)
  }

  /** The threads of which nothing was here before a run of few files. */
  async #broughtBy({ items, threads }: ImportReport): Promise<number[]> {
    const brought: number[] = []
    for (const threadId of threads) {
      const added = items.filter(item => item.threadId === threadId).reduce((sum, item) => sum + item.newPosts, 0)
      const opened = await this.#client.call('threads.open', { threadId })
      if (opened.ok && added > 0 && opened.value.posts === added) brought.push(threadId)
    }
    return brought
  }

  async #bin(threadIds: number[]): Promise<void> {
    this.#check(await this.#client.call('bin.put', { threadIds }))
  }

  #lose(reason: string): void {
    this.isLost = true
    this.shown = this.shown.map(run => this.#asItIs(run))
    this.runs = this.runs.map(run => this.#asItIs(run))
    if (this.report) this.report = this.#asItIs(this.report)
    this.#toasts.failed({ code: 'library-stopped', details: { reason } })
  }

  /** What goes on when a window opens, and what was cut short before; watched folders take their files by themselves. */
  async #findStopped(): Promise<void> {
    const reply = await this.#client.call('imports.list', { limit: 100 })
    if (!reply.ok) return
    const { runs } = reply.value
    this.interrupted = runs.filter(run => run.state === 'interrupted' && run.kind !== 'watched')
    for (const run of runs) if (!isOver(run.state)) this.#hear({ ...run, current: null })
  }

  async #ask(): Promise<void> {
    if (this.isLost || !this.running || Date.now() - this.#heardAt < silence) return
    const reply = await this.#client.call('imports.list', { limit: 20 })
    if (!reply.ok) return
    for (const run of reply.value.runs) {
      const shown = this.shown.find(one => one.runId === run.runId)
      if (shown && (!isOver(shown.state) || shown.state !== run.state)) this.#hear({ ...run, current: shown.current })
    }
  }
}

const nothingYet: Omit<Progress, 'runId'> = {
  given: 0,
  imported: 0,
  known: 0,
  skipped: 0,
  failed: 0,
  newPosts: 0,
  bytes: 0,
  activeMs: 0,
  reason: null,
  state: 'listing',
  current: null,
}
