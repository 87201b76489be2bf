import { plainMarker } from './marker.ts'
import type { OpenThread } from './open-thread.svelte.ts'

/** Finds a text in every post of the open thread, drawn or not. */
export class FindInThread {
  isOpen = $state(false)
  text = $state('')
  readonly marker = $derived.by(() => (this.isOpen ? plainMarker(this.text) : null))
  readonly #thread: OpenThread
  #focus: (() => void) | null = null

  constructor(thread: OpenThread) {
    this.#thread = thread
  }

  /** The field says how it is focused. */
  focusWith(focus: () => void): () => void {
    this.#focus = focus
    focus()
    return () => (this.#focus = null)
  }

  begin(): void {
    this.isOpen = true
    this.#focus?.()
  }

  close(): void {
    this.isOpen = false
    this.#thread.match = null
  }

  /** Goes to the first match from the post being read on. */
  async search(text: string): Promise<void> {
    this.text = text
    this.#thread.match = null
    if (this.marker) await this.step(1)
  }

  /** The next or former match; past the end it begins anew. */
  async step(step: 1 | -1): Promise<void> {
    if (!this.marker || (await this.#thread.goToMatch(step))) return
    await this.#thread.goToMatch(step, true)
  }
}
