import type { EventData } from '../../core/contract/events.ts'
import type { Output } from '../../core/contract/index.ts'
import type { ExportFormat, ThreadSummary } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import { fetchFile } from '../api/fetch-file.ts'
import type { Toasts } from './toasts.svelte.ts'

export type ExportReport = Output<'exports.threads'>
type Exported = Pick<ThreadSummary, 'id' | 'title'>

export interface ExportWords {
  readonly saved: (path: string) => string
  readonly exported: (report: ExportReport) => string
}

/** Writing threads to files: the open one at once, or many, which is asked about, goes on beside, and ends in a report. */
export class Exports {
  /** The format in which the open thread is being written now. */
  writing = $state<ExportFormat | null>(null)
  /** The threads that the dialog is about; null while it is shut. */
  chosen = $state.raw<readonly Exported[] | null>(null)
  format = $state<ExportFormat>('pdf')
  isRunning = $state(false)
  progress = $state.raw<EventData<'exports.progress'> | null>(null)
  report = $state.raw<ExportReport | null>(null)
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #words: ExportWords
  /** What is being exported, also while the dialog is shut. */
  #threads: readonly Exported[] = []

  constructor(client: Client, toasts: Toasts, words: ExportWords) {
    this.#client = client
    this.#toasts = toasts
    this.#words = words
  }

  listen(): () => void {
    return this.#client.on('exports.progress', progress => {
      if (this.isRunning) this.progress = progress
    })
  }

  async one(threadId: number | null, format: ExportFormat): Promise<void> {
    if (threadId === null || this.writing) return
    this.writing = format
    const reply = await this.#client.call('exports.thread', { threadId, format })
    this.writing = null
    if (!reply.ok) return this.#toasts.failed(reply.error)
    const { path, download } = reply.value
    if (download !== null) fetchFile(download)
    else if (path !== null) this.#toasts.done(this.#words.saved(path))
  }

  /** Asks how these threads are to be written; while others are being written, shows how far that is. */
  ask(threads: readonly Exported[]): void {
    if (!this.isRunning) {
      this.#threads = threads
      this.report = null
    }
    this.chosen = this.#threads
  }

  close(): void {
    this.chosen = null
  }

  async start(): Promise<void> {
    if (this.isRunning || this.#threads.length === 0) return
    const threadIds = this.#threads.map(({ id }) => id)
    this.isRunning = true
    this.progress = { done: 0, total: threadIds.length }
    const reply = await this.#client.call('exports.threads', { threadIds, format: this.format })
    this.isRunning = false
    this.progress = null
    if (!reply.ok) return this.#toasts.failed(reply.error)
    const { path, download, written, failed, isCancelled } = reply.value
    if (download !== null) fetchFile(download)
    // Whoever chose no folder is asked again.
    if (isCancelled && path === null && written === 0) return
    this.report = reply.value
    if (failed.length > 0) this.chosen = this.#threads
    else if (this.chosen === null) this.#toasts.done(this.#words.exported(reply.value))
  }

  async cancel(): Promise<void> {
    const reply = await this.#client.call('exports.cancel', {})
    if (!reply.ok) this.#toasts.failed(reply.error)
  }

  titleOf(threadId: number): string {
    return this.#threads.find(({ id }) => id === threadId)?.title ?? ''
  }
}
