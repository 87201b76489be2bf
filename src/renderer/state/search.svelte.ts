import type { Input } from '../../core/contract/index.ts'
import type { ReplyError } from '../../core/contract/procedure.ts'
import type { SearchHit, Suggestion } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import { SparseList } from './sparse-list.svelte.ts'

export type HitOrder = NonNullable<Input<'search.run'>['order']>

/** A search: what was asked, the posts it found, and the threads, people and boards whose names resemble it. */
export class Search {
  query = $state('')
  order = $state<HitOrder>('relevance')
  terms = $state.raw<readonly string[]>([])
  tookMs = $state<number | null>(null)
  suggestions = $state.raw<readonly Suggestion[]>([])
  error = $state.raw<ReplyError | null>(null)
  readonly hits = new SparseList<SearchHit>(50)
  readonly #client: Client
  #turn = 0

  constructor(client: Client) {
    this.#client = client
  }

  /** Runs a query; the answer of an older one that comes later is dropped. */
  async run(query: string, order: HitOrder = this.order): Promise<void> {
    if (query === this.query && order === this.order && this.hits.ready) return
    this.query = query
    this.order = order
    this.#turn += 1
    const turn = this.#turn
    if (query.trim() === '') return this.#clear()
    const [, suggested] = await Promise.all([
      this.hits.load((offset, limit) => this.#fetch(turn, { query, order, offset, limit })),
      this.#client.call('search.suggest', { text: query.slice(0, 1_000), limit: 5 }),
    ])
    if (turn === this.#turn && suggested.ok) this.suggestions = suggested.value.suggestions
  }

  /** The best hit of the thread after or before the given one, in the order the results first name their threads. */
  async neighbour(threadId: number, step: 1 | -1): Promise<SearchHit | null> {
    const seen: number[] = []
    let before: SearchHit | null = null
    for (let at = 0; at < this.hits.total; at += 1) {
      const hit = await this.hits.at(at)
      if (!hit || seen.includes(hit.threadId)) continue
      if (step === -1 && hit.threadId === threadId) return before
      if (step === 1 && seen.at(-1) === threadId) return hit
      seen.push(hit.threadId)
      before = hit
    }
    return null
  }

  #clear(): void {
    this.hits.clear()
    this.terms = []
    this.suggestions = []
    this.error = null
    this.tookMs = null
  }

  async #fetch(turn: number, input: Input<'search.run'>): Promise<{ total: number; items: SearchHit[] } | null> {
    const reply = await this.#client.call('search.run', input)
    if (turn !== this.#turn) return null
    this.error = reply.ok ? null : reply.error
    if (!reply.ok) return null
    this.terms = reply.value.terms
    this.tookMs = reply.value.tookMs
    return { total: reply.value.total, items: reply.value.hits }
  }
}
