import type { ThreadFilter, ThreadOrder } from '../../core/contract/threads.ts'
import type { ThreadSummary } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import type { Place } from './place.ts'
import { samePlace } from './place.ts'
import { SparseList } from './sparse-list.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'

/** The threads of the place one is in. */
export class ThreadList {
  place = $state.raw<Place | null>(null)
  order = $state<ThreadOrder>('newest-post')
  readonly threads = new SparseList<ThreadSummary>(200)
  readonly #client: Client
  readonly #toasts: Toasts

  constructor(client: Client, toasts: Toasts) {
    this.#client = client
    this.#toasts = toasts
  }

  async show(place: Place): Promise<void> {
    if (this.place && samePlace(place, this.place)) return
    this.place = place
    this.order = place.kind === 'latest' ? 'newest-import' : 'newest-post'
    this.threads.clear()
    await this.refresh()
  }

  async sort(order: ThreadOrder): Promise<void> {
    this.order = order
    await this.refresh()
  }

  async refresh(): Promise<void> {
    const place = this.place
    if (!place) return
    const order = this.order
    await this.threads.load(async (offset, limit) => {
      const reply = await this.#client.call('threads.list', { filter: filterOf(place), order, offset, limit })
      if (reply.ok) return { total: reply.value.total, items: reply.value.threads }
      this.#toasts.failed(reply.error)
      return null
    })
  }

  /** The thread before or after one in this list, or null at its ends. */
  async neighbour(threadId: number, step: 1 | -1): Promise<number | null> {
    const here = this.threads.items.findIndex(thread => thread?.id === threadId)
    const next = here + step
    if ((here === -1 && step === -1) || next < 0 || next >= this.threads.total) return null
    return (await this.threads.at(next))?.id ?? null
  }
}

function filterOf(place: Place): ThreadFilter {
  if (place.kind === 'forum') return { forumId: place.id }
  if (place.kind === 'board') return { boardId: place.id }
  return place.kind === 'digest' ? { digest: true } : {}
}
