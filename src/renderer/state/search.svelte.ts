import type { Input } from '../../core/contract/index.ts'
import type { ReplyError } from '../../core/contract/procedure.ts'
import type { SearchFacets, SearchHit, Suggestion } from '../../core/model/library.ts'
import { fullFolding, type Folding } from '../../core/text/fold.ts'
import type { Client } from '../api/client.ts'
import { SparseList } from './sparse-list.svelte.ts'

type Question = Input<'search.run'>
export type HitOrder = NonNullable<Question['order']>
export type HitGroup = NonNullable<Question['group']>

/** How a query is asked and its answer laid out. */
export interface Manner {
  readonly order: HitOrder
  readonly group: HitGroup
  readonly folding: Folding
}

/** A search: what was asked, the posts it found, and the threads, people and boards whose names resemble it. */
export class Search {
  query = $state('')
  manner = $state.raw<Manner>({ order: 'relevance', group: 'posts', folding: fullFolding })
  terms = $state.raw<readonly string[]>([])
  /** How many posts were found, and in how many threads where that was counted; until it is exact there are more. */
  total = $state(0)
  isExact = $state(true)
  threads = $state<number | null>(null)
  /** Posts that cannot be found yet because the index is behind; and whether it is being made anew. */
  notIndexed = $state(0)
  scanned = $state(false)
  facets = $state.raw<SearchFacets | null>(null)
  suggestions = $state.raw<readonly Suggestion[]>([])
  error = $state.raw<ReplyError | null>(null)
  readonly hits = new SparseList<SearchHit>(50)
  readonly #client: Client
  #turn = 0
  #running: Promise<void> | null = null
  #suggesting: Promise<void> = Promise.resolve()

  constructor(client: Client) {
    this.#client = client
  }

  /** Runs a query; a newer one takes its place, and its answer, if it still comes, is dropped. */
  async run(query: string): Promise<void> {
    if (query === this.query && (this.#running || this.hits.ready || this.error)) return this.#running ?? undefined
    this.query = query
    await this.#begin()
  }

  /** Asks the same in another manner. */
  async change(manner: Partial<Manner>): Promise<void> {
    this.manner = { ...this.manner, ...manner }
    await this.#begin()
  }

  async #begin(): Promise<void> {
    this.#turn += 1
    if (this.query.trim() === '') return this.#clear()
    const running = this.#askAfter(this.#running, this.#turn)
    this.#running = running
    await running
    if (this.#running === running) this.#running = null
  }

  /** One question is with the library at a time: of those asked meanwhile only the newest is asked at all. */
  async #askAfter(before: Promise<void> | null, turn: number): Promise<void> {
    await before
    if (turn === this.#turn) await this.#ask(turn)
  }

  /** The first hits as soon as they are known; what takes longer to count, and names like it, come after them. */
  async #ask(turn: number): Promise<void> {
    this.#suggesting = this.#suggest(turn)
    await this.#load(turn, false)
    if (turn === this.#turn && !this.isExact) void this.#load(turn, true)
  }

  async #suggest(turn: number): Promise<void> {
    const suggested = await this.#client.call('search.suggest', { text: this.query.slice(0, 1_000), limit: 5 })
    if (turn === this.#turn && suggested.ok) this.suggestions = suggested.value.suggestions
  }

  async #load(turn: number, exact: boolean): Promise<void> {
    const { query } = this
    const { order, group, folding } = this.manner
    await this.hits.load((offset, limit) =>
      this.#fetch(turn, {
        asker: 'search',
        query,
        order,
        group,
        fold: folding,
        offset,
        limit,
        exact,
        facets: offset === 0,
      }),
    )
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

  /** The name that resembles the query most. */
  async bestName(): Promise<Suggestion | undefined> {
    await this.#suggesting
    return this.suggestions[0]
  }

  /** The hit beside the given post in the order of the results; the first one beside none of them. */
  async hitBeside(postId: number | null, step: 1 | -1): Promise<SearchHit | null> {
    for (let at = 0; at < this.hits.total; at += 1) {
      const hit = await this.hits.at(at)
      if (hit?.postId === postId) return (at + step >= 0 ? await this.hits.at(at + step) : undefined) ?? null
    }
    return step === 1 ? ((await this.hits.at(0)) ?? null) : null
  }

  #clear(): void {
    this.#running = null
    this.hits.clear()
    this.terms = []
    this.facets = null
    this.total = 0
    this.threads = null
    this.suggestions = []
    this.error = null
  }

  async #fetch(turn: number, question: Question): Promise<{ total: number; items: SearchHit[] } | null> {
    const reply = await this.#client.call('search.run', question)
    if (turn !== this.#turn) return null
    this.error = reply.ok ? null : reply.error
    if (!reply.ok) return null
    const { total, isExact, threads, facets, terms, hits, notIndexed, scanned } = reply.value
    // Posts are marked anew only where other words are.
    if (terms.join('\n') !== this.terms.join('\n')) this.terms = terms
    this.total = total
    this.isExact = isExact
    this.threads = threads
    this.notIndexed = notIndexed
    this.scanned = scanned
    if (facets) this.facets = facets
    // Grouped by thread there is one hit a thread.
    return { total: threads ?? total, items: hits }
  }
}
