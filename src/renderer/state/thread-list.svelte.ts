import type { ThreadFilter, ThreadOrder } from '../../core/contract/threads.ts'
import type { ThreadSummary } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import type { Place } from './place.ts'
import { samePlace } from './place.ts'
import { Selection } from './selection.svelte.ts'
import { SparseList } from './sparse-list.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'

/** What a person narrows a list by; the place itself is not of it. */
export type ListFilter = Pick<
  ThreadFilter,
  'starred' | 'unread' | 'noted' | 'withGaps' | 'tagId' | 'feeling' | 'digest'
>

interface Manner {
  readonly order: ThreadOrder
  readonly filter: ListFilter
}

/** As many threads as one call may be about. */
const mostAtOnce = 10_000

/** The threads of the place one is in. */
export class ThreadList {
  place = $state.raw<Place | null>(null)
  order = $state<ThreadOrder>('newest-post')
  filter = $state.raw<ListFilter>({})
  readonly threads = new SparseList<ThreadSummary>(200)
  readonly selection = new Selection()
  readonly isFiltered = $derived(Object.keys(this.filter).some(key => key !== 'digest'))
  readonly #client: Client
  readonly #toasts: Toasts
  /** How each place was last looked at, so that who comes back finds it so. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- bookkeeping, nothing is drawn from it
  readonly #manners = new Map<string, Manner>()

  constructor(client: Client, toasts: Toasts) {
    this.#client = client
    this.#toasts = toasts
  }

  async show(place: Place): Promise<void> {
    if (this.place && samePlace(place, this.place)) return
    if (this.place) this.#manners.set(keyOf(this.place), { order: this.order, filter: this.filter })
    const { order, filter } = this.#manners.get(keyOf(place)) ?? usualManner(place)
    this.place = place
    this.order = order
    this.filter = filter
    this.selection.clear()
    this.threads.clear()
    await this.refresh()
  }

  async sort(order: ThreadOrder): Promise<void> {
    this.order = order
    this.selection.clear()
    await this.refresh()
  }

  /** Narrows the list; undefined takes a condition away. */
  async narrow(change: { [Key in keyof ListFilter]?: ListFilter[Key] | undefined }): Promise<void> {
    const both = Object.entries({ ...this.filter, ...change }).filter(([, value]) => value !== undefined)
    this.filter = Object.fromEntries(both)
    this.selection.clear()
    await this.refresh()
  }

  async widen(): Promise<void> {
    await this.narrow({
      starred: undefined,
      unread: undefined,
      noted: undefined,
      withGaps: undefined,
      tagId: undefined,
      feeling: undefined,
    })
  }

  async refresh(): Promise<void> {
    const place = this.place
    if (!place) return
    const asked = { filter: { ...filterOf(place), ...this.filter }, order: this.order }
    await this.threads.load(async (offset, limit) => {
      const reply = await this.#client.call('threads.list', { ...asked, offset, limit })
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

  /** Chooses from the row chosen last to this one. */
  async extendTo(row: number, from = row): Promise<void> {
    this.selection.begin(from)
    await this.threads.ensure(Math.min(row, from), Math.max(row, from))
    this.selection.extend(row, (first, last) =>
      this.threads.items.slice(first, last + 1).flatMap(thread => (thread ? [thread.id] : [])),
    )
  }

  async chooseAll(): Promise<void> {
    const last = Math.min(this.threads.total, mostAtOnce) - 1
    await this.threads.ensure(0, last)
    this.selection.choose(this.threads.items.slice(0, last + 1).flatMap(thread => (thread ? [thread.id] : [])))
  }

  /** The chosen threads that are known, in the order of the list. */
  get chosen(): ThreadSummary[] {
    return this.threads.items.filter(thread => thread !== undefined && this.selection.has(thread.id)) as ThreadSummary[]
  }
}

const keyOf = (place: Place): string => ('id' in place ? `${place.kind} ${place.id}` : place.kind)

function usualManner(place: Place): Manner {
  return {
    order: place.kind === 'latest' ? 'newest-import' : 'newest-post',
    filter: place.kind === 'digest' ? { digest: true } : {},
  }
}

function filterOf(place: Place): ThreadFilter {
  if (place.kind === 'forum') return { forumId: place.id }
  if (place.kind === 'board') return { boardId: place.id }
  return place.kind === 'tag' ? { tagId: place.id } : {}
}
