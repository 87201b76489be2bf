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

  /** The next hit that lies in another thread than the given one, or null at the ends. */
  async neighbour(threadId: number, step: 1 | -1): Promise<SearchHit | null> {
    const seen = this.hits.items.findIndex(hit => hit?.threadId === threadId)
    for (let at = seen + step; at >= 0 && at < this.hits.total; at += step) {
      const hit = await this.hits.at(at)
      if (hit && hit.threadId !== threadId) return hit
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
