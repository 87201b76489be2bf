import type { Post } from '../../core/model/library.ts'
import { plainMarker } from './marker.ts'
import type { OpenThread } from './open-thread.svelte.ts'

/** Posts looked through between two answers to the screen. */
const slice = 250

/** Finds a text in every post of the open thread, drawn or not, and says which of the matches one is at. */
export class FindInThread {
  isOpen = $state(false)
  text = $state('')
  /** How many matches each post of the view holds, as far as it was looked through. */
  counts = $state.raw<readonly number[]>([])
  counting = $state(false)
  readonly marker = $derived.by(() => (this.isOpen ? plainMarker(this.text) : null))
  readonly total = $derived.by(() => this.counts.reduce((sum, count) => sum + count, 0))
  /** Which match one is at, from 1; 0 while at none. */
  readonly at = $derived.by(() => {
    const match = this.#thread.match
    if (!match || match.position >= this.counts.length) return 0
    return this.counts.slice(0, match.position).reduce((sum, count) => sum + count, 0) + match.index + 1
  })
  readonly #thread: OpenThread
  #turn = 0
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
    this.#turn += 1
    this.isOpen = false
    this.counting = false
    this.#thread.match = null
  }

  /** Looks through the posts as they are in the view now; called anew when text or view change. */
  async count(): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const { marker } = this
    const { posts } = this.#thread
    const total = posts.total
    this.counts = []
    this.counting = marker !== null
    if (!marker) return
    const counts: number[] = []
    for (let start = 0; start < total; start += slice) {
      const last = Math.min(start + slice, total) - 1
      await posts.ensure(start, last)
      if (turn !== this.#turn) return
      for (let at = start; at <= last; at += 1) counts.push(countIn(posts.items[at], marker))
      this.counts = [...counts]
    }
    this.counting = false
  }

  /** Goes to the first match from the post being read on. */
  async search(text: string): Promise<void> {
    this.text = text
    this.#thread.match = null
    const counted = this.count()
    if (this.marker) await this.step(1)
    await counted
  }

  /** The next or former match; past the end it begins anew. */
  async step(step: 1 | -1): Promise<void> {
    if (!this.marker || (await this.#thread.goToMatch(step))) return
    await this.#thread.goToMatch(step, true)
  }
}

const countIn = (post: Post | undefined, marker: NonNullable<FindInThread['marker']>): number =>
  post ? marker(post.text).length : 0
