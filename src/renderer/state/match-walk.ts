import type { App } from './app.svelte.ts'

export interface WalkWords {
  /** Said on the way into another thread of the results. */
  readonly nextThread: (title: string) => string
  /** Said where the results have no thread that way. */
  readonly noThread: (step: 1 | -1) => string
}

type Walked = Pick<App, 'find' | 'found' | 'marker' | 'navigator' | 'search' | 'thread' | 'toasts'>

/** n and N: through the matches of the open thread and on into the next thread of the results, saying so. */
export class MatchWalk {
  readonly #app: Walked
  readonly #words: WalkWords
  #entering: { readonly threadId: number; readonly step: 1 | -1 } | null = null

  constructor(app: Walked, words: WalkWords) {
    this.#app = app
    this.#words = words
  }

  /** Which of how many one is at: of the matches in the open thread, or of the hits where nothing is marked. */
  get place(): { readonly at: number; readonly total: number } {
    const { found, marker, navigator, search } = this.#app
    if (marker) return found
    const { postId } = navigator.route
    return { at: search.hits.items.findIndex(hit => hit?.postId === postId) + 1, total: search.hits.total }
  }

  async step(step: 1 | -1): Promise<void> {
    const { find, marker, navigator, thread } = this.#app
    if (find.isOpen) return find.step(step)
    if (navigator.route.query === null) return
    // A search for fields alone marks nothing: its hits themselves are what one goes through.
    if (!marker) return this.#stepHit(step)
    if (thread.id !== null && (await thread.goToMatch(step))) return
    await this.#stepThread(step)
  }

  /** Called when a thread is open: one that was entered by walking is entered at its first match, or its last. */
  async entered(threadId: number): Promise<void> {
    const entering = this.#entering
    this.#entering = null
    if (entering?.threadId === threadId) await this.#app.thread.goToMatch(entering.step, true)
  }

  async #stepHit(step: 1 | -1): Promise<void> {
    const { navigator, search } = this.#app
    const { threadId, postId } = navigator.route
    const hit = await search.hitBeside(postId, step)
    if (!hit) return this.#say(this.#words.noThread(step))
    navigator.go({ threadId: hit.threadId, postId: hit.postId })
    if (threadId !== null && hit.threadId !== threadId) this.#say(this.#words.nextThread(hit.title))
  }

  async #stepThread(step: 1 | -1): Promise<void> {
    const { navigator, search } = this.#app
    const { threadId } = navigator.route
    const hit = threadId === null ? await search.hitBeside(null, step) : await search.neighbour(threadId, step)
    if (!hit) return this.#say(this.#words.noThread(step))
    this.#entering = { threadId: hit.threadId, step }
    navigator.go({ threadId: hit.threadId, postId: hit.postId })
    if (threadId !== null) this.#say(this.#words.nextThread(hit.title))
  }

  #say(words: string): void {
    this.#app.toasts.done(words)
  }
}
