import { tick } from 'svelte'
import type { SavedSearch, SearchHit, Suggestion, SwitcherItem } from '../../core/model/library.ts'
import type { App } from './app.svelte.ts'
import { clause } from './query-clauses.ts'
import type { Visits } from './visits.ts'

type Found = Pick<App, 'navigator' | 'preferences' | 'saved' | 'search' | 'visit' | 'visitPlace'>

/** From a query to what it finds: asking it, and opening its hits, the names like it, and what is kept of it. */
export class Finding {
  readonly #app: Found
  readonly #visits: Visits
  #focus: (() => void) | null = null

  constructor(app: Found, visits: Visits) {
    this.#app = app
    this.#visits = visits
  }

  /** The search field says how it is focused; the key for search does it. */
  focusWith(focus: () => void): () => void {
    this.#focus = focus
    return () => (this.#focus = null)
  }

  begin(): void {
    const { navigator, preferences, search } = this.#app
    void preferences.showPane('threads', true)
    if (navigator.route.query === null) navigator.go({ query: search.query })
    void tick().then(() => this.#focus?.())
  }

  /** A search being typed is one step in history, not one a letter. */
  ask(query: string): void {
    const { navigator } = this.#app
    if (navigator.route.query === null) navigator.go({ query, postId: null })
    else navigator.shift({ query, postId: null })
  }

  end(): void {
    const { navigator } = this.#app
    if (navigator.route.query !== null) navigator.go({ query: null, postId: null })
  }

  /** Opens the best of what a query finds: its first post, else the first name that resembles it. */
  async openBest(query: string): Promise<void> {
    const { navigator, preferences, search } = this.#app
    this.ask(query)
    await search.run(query)
    if (navigator.route.query !== query || query.trim() === '' || search.error) return
    void preferences.remember(query)
    const hit = await search.hits.at(0)
    const suggestion = hit ? undefined : await search.bestName()
    if (hit) navigator.go({ threadId: hit.threadId, postId: hit.postId })
    else if (suggestion) this.openName(suggestion)
  }

  openHit({ threadId, postId }: SearchHit): void {
    void this.#app.preferences.remember(this.#app.search.query)
    this.#app.navigator.go({ threadId, postId })
  }

  /** A thread, a person or a board whose name resembles the query. */
  openName({ kind, id }: Suggestion): void {
    const { navigator } = this.#app
    const away = { query: null, postId: null, runId: null, memberId: null, threadId: null }
    if (kind === 'thread') navigator.go({ threadId: id, postId: null })
    else if (kind === 'poster') this.#app.visit(id)
    else navigator.go({ ...away, place: { kind: 'board', id } })
  }

  /** Something found by its name in the switcher. */
  openItem({ kind, id, text, detail }: SwitcherItem): void {
    if (kind === 'thread') this.#app.navigator.go({ threadId: id, postId: null, query: null })
    else if (kind === 'poster') this.#app.visit(id)
    else if (kind !== 'search') this.#app.visitPlace({ kind, id })
    else this.openSaved({ id, query: this.#app.saved.all.find(search => search.id === id)?.query ?? detail ?? text })
  }

  openSaved({ id, query }: Pick<SavedSearch, 'id' | 'query'>): void {
    this.#visits.note('search', id)
    void this.#app.preferences.showPane('threads', true)
    this.#app.navigator.go({ query, threadId: null, postId: null, memberId: null, runId: null })
  }

  /** Begins a search within what a saved one finds. */
  useSaved({ name }: SavedSearch): void {
    this.#app.navigator.go({ query: `${clause('search', name)} `, threadId: null, postId: null })
    this.begin()
  }
}
