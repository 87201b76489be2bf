import type { Input, Output, ProcedureName } from '../../core/contract/index.ts'
import type { SavedSearch } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import type { Toasts } from './toasts.svelte.ts'

export interface SavedSearchWords {
  readonly searchSaved: (name: string) => string
  readonly searchRemoved: (name: string) => string
}

/** The searches kept under a name, with how many posts each finds now. */
export class SavedSearches {
  all = $state.raw<readonly SavedSearch[]>([])
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #words: SavedSearchWords
  #asking: Promise<void> | null = null

  constructor(client: Client, toasts: Toasts, words: SavedSearchWords) {
    this.#client = client
    this.#toasts = toasts
    this.#words = words
  }

  /** Their names at once and their counts when they are known; asked anew whenever the library changes. */
  async refresh(): Promise<void> {
    if (this.all.length === 0) await this.#list(false)
    // Counting takes the longer the more there are: one count is under way at a time.
    this.#asking ??= this.#list(true).finally(() => (this.#asking = null))
    await this.#asking
  }

  /** The one that asks the very same, or null. */
  of(query: string): SavedSearch | null {
    const asked = query.trim()
    return this.all.find(search => search.query.trim() === asked) ?? null
  }

  /** Keeps a search; says whether the name was free and the query understood. */
  async save(name: string, query: string): Promise<boolean> {
    const value = await this.#change('searches.save', { name, query })
    if (value) this.#toasts.done(this.#words.searchSaved(name))
    return value !== null
  }

  async rename(search: SavedSearch, name: string): Promise<void> {
    if (name.trim() !== '' && name !== search.name) await this.#change('searches.rename', { searchId: search.id, name })
  }

  /** Puts it one up or down. */
  async move(search: SavedSearch, step: 1 | -1): Promise<void> {
    const place = this.all.indexOf(search) + step
    if (place >= 0 && place < this.all.length) await this.#change('searches.move', { searchId: search.id, place })
  }

  async remove(search: SavedSearch): Promise<void> {
    const place = this.all.indexOf(search)
    if (!(await this.#change('searches.remove', { searchId: search.id }))) return
    this.#toasts.done(this.#words.searchRemoved(search.name), () => void this.#restore(search, place))
  }

  async #restore({ name, query }: SavedSearch, place: number): Promise<void> {
    const saved = await this.#change('searches.save', { name, query })
    if (saved) await this.#change('searches.move', { searchId: saved.searchId, place })
  }

  async #change<Name extends ProcedureName>(name: Name, input: Input<Name>): Promise<Output<Name> | null> {
    const reply = await this.#client.call(name, input)
    if (!reply.ok) {
      this.#toasts.failed(reply.error)
      return null
    }
    await this.#list(true)
    return reply.value
  }

  async #list(counts: boolean): Promise<void> {
    const reply = await this.#client.call('searches.list', { counts })
    if (reply.ok) this.all = reply.value.searches
    else this.#toasts.failed(reply.error)
  }
}
