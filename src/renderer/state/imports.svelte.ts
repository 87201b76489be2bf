import type { EventData } from '../../core/contract/events.ts'
import type { Output } from '../../core/contract/index.ts'
import type { Reply } from '../../core/contract/procedure.ts'
import type { ImportReport } from '../../core/model/imports.ts'
import type { Client } from '../api/client.ts'
import type { DroppedFile } from '../api/dropped-files.ts'
import type { Toasts } from './toasts.svelte.ts'

export type Progress = EventData<'imports.progress'>
export type RunSummary = Output<'imports.list'>['runs'][number]

/** Events may be lost; a run that has been silent this long is asked how it is. */
const silence = 2_000

export const isOver = (state: Progress['state']): boolean => !['listing', 'running', 'paused'].includes(state)
/** Of the files given, those that have an outcome. */
export const done = (counts: Progress): number => counts.imported + counts.known + counts.skipped + counts.failed

/** Import runs: the one going on, those of the past, and the report that is open. */
export class Imports {
  progress = $state.raw<Progress | null>(null)
  runs = $state.raw<readonly RunSummary[]>([])
  report = $state.raw<ImportReport | null>(null)
  /** While files are being handed over, before the run has a number. */
  sending = $state(false)
  readonly running = $derived(this.sending || (this.progress !== null && !isOver(this.progress.state)))
  readonly #client: Client
  readonly #toasts: Toasts
  #heardAt = 0

  constructor(client: Client, toasts: Toasts) {
    this.#client = client
    this.#toasts = toasts
  }

  listen(): () => void {
    const stop = this.#client.on('imports.progress', progress => this.#hear(progress))
    const timer = setInterval(() => void this.#ask(), silence)
    return () => {
      stop()
      clearInterval(timer)
    }
  }

  /** Asks in the system's dialog, then imports what was chosen. */
  async choose(kind: 'files' | 'folder'): Promise<void> {
    const chosen = await this.#client.call('imports.choose', { kind })
    if (!chosen.ok) this.#toasts.failed(chosen.error)
    else if (chosen.value.paths.length > 0)
      await this.#begin(() => this.#client.call('imports.start', { paths: chosen.value.paths }))
  }

  async files(files: readonly DroppedFile[]): Promise<void> {
    if (files.length > 0) await this.#begin(() => this.#client.importFiles(files))
  }

  async sample(): Promise<void> {
    await this.#begin(() => this.#client.call('imports.sample', {}))
  }

  async cancel(): Promise<void> {
    if (!this.progress) return
    const reply = await this.#client.call('imports.cancel', { runId: this.progress.runId })
    if (!reply.ok) this.#toasts.failed(reply.error)
  }

  /** Puts the finished run's line away. */
  dismiss(): void {
    if (!this.running) this.progress = null
  }

  async list(): Promise<void> {
    const reply = await this.#client.call('imports.list', {})
    if (reply.ok) this.runs = reply.value.runs
    else this.#toasts.failed(reply.error)
  }

  async open(runId: number): Promise<void> {
    if (this.report?.runId !== runId) this.report = null
    const reply = await this.#client.call('imports.report', { runId })
    if (reply.ok) this.report = reply.value
    else this.#toasts.failed(reply.error)
  }

  async #begin(start: () => Promise<Reply<{ runId: number }>>): Promise<void> {
    this.sending = true
    const reply = await start()
    this.sending = false
    if (!reply.ok) return this.#toasts.failed(reply.error)
    if (this.progress?.runId === reply.value.runId) return
    this.progress = { ...nothingYet, runId: reply.value.runId }
    this.#heardAt = 0
    await this.#ask()
  }

  #hear(progress: Progress): void {
    this.#heardAt = Date.now()
    const ended = isOver(progress.state) && !(this.progress?.runId === progress.runId && isOver(this.progress.state))
    this.progress = progress
    if (!ended) return
    void this.list()
    if (this.report?.runId === progress.runId) void this.open(progress.runId)
  }

  async #ask(): Promise<void> {
    const runId = this.progress?.runId
    if (runId === undefined || !this.running || Date.now() - this.#heardAt < silence) return
    const reply = await this.#client.call('imports.list', { limit: 5 })
    const run = reply.ok ? reply.value.runs.find(one => one.runId === runId) : undefined
    if (run) this.#hear({ ...run, current: this.progress?.current ?? null })
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
