import type { GapFilter, GapOrder } from '../../core/contract/gaps.ts'
import type { GapCounts, ThreadWithGaps } from '../../core/model/gaps.ts'
import type { Client } from '../api/client.ts'
import type { Navigator } from './navigator.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'

const atOnce = 100

/** The report over the library: which threads lack what. */
export class CompletenessReport {
  filter = $state.raw<GapFilter>({})
  order = $state.raw<GapOrder>('most')
  threads = $state.raw<readonly ThreadWithGaps[]>([])
  total = $state(0)
  uncounted = $state(0)
  counts = $state.raw<GapCounts | null>(null)
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #navigator: Navigator
  #asked = 0

  constructor(client: Client, toasts: Toasts, navigator: Navigator) {
    this.#client = client
    this.#toasts = toasts
    this.#navigator = navigator
  }

  /** Asks anew for what is shown, as long as it was. */
  async refresh(): Promise<void> {
    await this.#load(0, Math.max(atOnce, this.threads.length))
  }

  async more(): Promise<void> {
    if (this.threads.length < this.total) await this.#load(this.threads.length, atOnce)
  }

  async narrow(change: Partial<Record<keyof GapFilter, GapFilter[keyof GapFilter] | undefined>>): Promise<void> {
    const wanted = Object.entries({ ...this.filter, ...change }).filter(([, value]) => value !== undefined)
    this.filter = Object.fromEntries(wanted)
    await this.#load(0, atOnce)
  }

  async sort(order: GapOrder): Promise<void> {
    this.order = order
    await this.#load(0, atOnce)
  }

  /** The addresses to open for all that the filter shows. */
  async addresses(): Promise<readonly string[]> {
    const reply = await this.#client.call('gaps.addresses', { filter: this.filter })
    if (reply.ok) return reply.value.addresses
    this.#toasts.failed(reply.error)
    return []
  }

  /** Writes the report to a file; where it lies, or the address to fetch it from. */
  async export(format: 'csv' | 'json'): Promise<{ path: string | null; download: string | null }> {
    const reply = await this.#client.call('gaps.export', { filter: this.filter, format })
    if (reply.ok) return reply.value
    this.#toasts.failed(reply.error)
    return { path: null, download: null }
  }

  /** Opens a thread where it first lacks something. */
  async open(threadId: number): Promise<void> {
    const reply = await this.#client.call('threads.gaps', { threadId })
    if (!reply.ok) return this.#toasts.failed(reply.error)
    const { gaps, parts } = reply.value
    const gap = gaps.find(each => each.kind === 'unsaved')
    const part = parts.find(each => this.filter.kind === undefined || each.kind === kindOfPart(this.filter.kind))
    const wantsPart = this.filter.kind !== undefined && this.filter.kind !== 'pages' && this.filter.kind !== 'floors'
    const atGap = gap && (gap.afterPostId ?? gap.beforePostId)
    this.#navigator.go({ threadId, postId: (wantsPart ? part?.postId : (atGap ?? part?.postId)) ?? null })
  }

  async #load(offset: number, limit: number): Promise<void> {
    const asked = ++this.#asked
    const { filter, order } = this
    const reply = await this.#client.call('library.gaps', { filter, order, offset, limit })
    if (asked !== this.#asked) return
    if (!reply.ok) return this.#toasts.failed(reply.error)
    const { threads, total, counts, uncounted } = reply.value
    this.threads = offset === 0 ? threads : [...this.threads, ...threads]
    this.total = total
    this.counts = counts
    this.uncounted = uncounted
  }
}

const kindOfPart = (kind: NonNullable<GapFilter['kind']>): string =>
  ({ pictures: 'picture', attachments: 'attachment', hidden: 'hidden', pages: '', floors: '' })[kind]
