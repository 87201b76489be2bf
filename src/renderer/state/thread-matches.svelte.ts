import type { PostView } from '../../core/contract/posts.ts'
import type { Reply } from '../../core/contract/procedure.ts'
import type { Folding } from '../../core/text/fold.ts'
import type { Client } from '../api/client.ts'
import type { Marker } from './marker.ts'
import type { OpenThread } from './open-thread.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'

/** What is marked in posts: terms as a search has them, or a text wherever it stands. */
export interface Wanted {
  readonly marker: Marker
  readonly terms: readonly string[]
  readonly plain: boolean
  readonly fold: Folding
}

/** Posts looked through between two answers to the screen. */
const slice = 250
/** Where a search leads into a thread with more matching posts than this, they are not all fetched to be counted. */
const mostCounted = 2_000

/** The matches of what is marked in the open thread, in posts that are drawn or not: where, how many, which one is at. */
export class ThreadMatches {
  /** The places of posts with matches in the view. */
  places = $state.raw<readonly number[]>([])
  counting = $state(false)
  /** How many matches each of those posts holds, as far as they were looked through. */
  #counts = $state.raw<readonly number[]>([])
  readonly total = $derived.by(() => this.#counts.reduce((sum, count) => sum + count, 0))
  /** Which match one is at, from 1; 0 while at none. */
  readonly at = $derived.by(() => {
    const match = this.#thread.match
    const among = match ? this.places.indexOf(match.position) : -1
    if (!match || among === -1 || among >= this.#counts.length) return 0
    return this.#counts.slice(0, among).reduce((sum, count) => sum + count, 0) + match.index + 1
  })
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #thread: OpenThread
  readonly #wanted: () => Wanted | null
  readonly #base: () => PostView
  #turn = 0

  constructor(client: Client, toasts: Toasts, thread: OpenThread, wanted: () => Wanted | null, base: () => PostView) {
    this.#client = client
    this.#toasts = toasts
    this.#thread = thread
    this.#wanted = wanted
    this.#base = base
  }

  /** Looks through the thread as the view shows it now; called anew when thread, view or what is marked change. */
  async count(): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const wanted = this.#wanted()
    this.places = []
    this.#counts = []
    this.counting = wanted !== null && this.#thread.id !== null
    if (!wanted || !this.counting) return
    const places = await this.#placesOf(wanted)
    if (turn !== this.#turn) return
    this.places = places
    if (!wanted.plain && places.length > mostCounted) {
      this.counting = false
      return
    }
    const { posts } = this.#thread
    const counts: number[] = []
    for (let start = 0; start < places.length; start += slice) {
      const found = await Promise.all(places.slice(start, start + slice).map(place => posts.at(place)))
      if (turn !== this.#turn) return
      counts.push(...found.map(post => (post ? wanted.marker(post.text).length : 0)))
      this.#counts = [...counts]
    }
    this.counting = false
  }

  /** Shows only posts with matches, or all of them again. */
  async showOnly(): Promise<void> {
    if (this.#thread.selection?.kind === 'matches') return this.#thread.changeView({ postIds: undefined })
    const wanted = this.#wanted()
    const postIds = wanted && (await this.#idsOf(wanted))
    if (!postIds) return
    await this.#thread.changeView({ postIds }, { kind: 'matches', words: wanted.terms.join(' ') })
  }

  async #placesOf(wanted: Wanted): Promise<number[]> {
    const threadId = this.#thread.id
    const view = { ...this.#base(), ...this.#thread.view }
    const postIds = await this.#idsOf(wanted)
    if (threadId === null || !postIds || postIds.length === 0) return []
    const placed = this.#value(await this.#client.call('posts.places', { threadId, view, postIds }))
    return placed?.places.map(({ position }) => position).sort((one, other) => one - other) ?? []
  }

  async #idsOf({ terms, plain, fold }: Wanted): Promise<number[] | null> {
    const threadId = this.#thread.id
    if (threadId === null) return null
    const asked = { threadId, terms: [...terms], plain, fold }
    return this.#value(await this.#client.call('posts.matching', asked))?.postIds ?? null
  }

  #value<Value>(reply: Reply<Value>): Value | null {
    if (reply.ok) return reply.value
    this.#toasts.failed(reply.error)
    return null
  }
}
