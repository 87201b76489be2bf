import type { PostView } from '../../core/contract/posts.ts'
import type { Post, ThreadDetail } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import type { Marker } from './marker.ts'
import type { Match } from './matches.ts'
import { nextMatch } from './matches.ts'
import type { FetchRun } from './sparse-list.svelte.ts'
import { SparseList } from './sparse-list.svelte.ts'
import type { Selection } from './thread-view.ts'
import { everyone, isFiltered, toggledAuthor } from './thread-view.ts'
import type { Toasts } from './toasts.svelte.ts'

/** Up to here a thread is fetched whole in quiet moments, so that the floor rail and n/N answer at once. */
const fetchedWhole = 2_000
/** Posts of one person among which the next is looked for. */
const mostLookedThrough = 2_000
/** Who comes back begins this many posts before the one they were at. */
const readBefore = 2

/** Where the screen shall go: a new object each time, so that going to the same floor twice works. */
export interface Arrival {
  readonly position: number
  readonly focus: boolean
  readonly smooth: boolean
  /** The focus stays where it is, as in the field one finds with. */
  readonly stay?: boolean
  /** The post is at its place of the screen already and stays there; only its position is another. */
  readonly keep?: boolean
}

/** The thread that is open: its facts, its posts in the chosen view, and the floor being read. */
export class OpenThread {
  id = $state<number | null>(null)
  detail = $state.raw<ThreadDetail | null>(null)
  view = $state.raw<PostView>(everyone)
  readonly posts = new SparseList<Post>(50)
  /** The post at the top of the screen, as a position in the view. */
  position = $state(0)
  arrival = $state.raw<Arrival | null>(null)
  match = $state.raw<Match | null>(null)
  /** Why only some given posts are shown, if so. */
  selection = $state.raw<Selection | null>(null)
  readonly isFiltered = $derived(isFiltered(this.view))
  readonly current = $derived(this.posts.items[this.position] ?? null)
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #marker: () => Marker | null
  /** What every view leaves out. */
  readonly #base: () => PostView
  /** The post last read in each thread of this session. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- bookkeeping, nothing is drawn from it
  readonly #read = new Map<number, number>()

  constructor(client: Client, toasts: Toasts, marker: () => Marker | null, base: () => PostView) {
    this.#client = client
    this.#toasts = toasts
    this.#marker = marker
    this.#base = base
  }

  async open(threadId: number, postId: number | null): Promise<void> {
    if (threadId === this.id) {
      if (postId !== null) await this.goToPost(postId)
      return
    }
    this.#remember()
    this.id = threadId
    this.view = everyone
    this.selection = null
    this.match = null
    const reply = await this.#client.call('threads.open', { threadId })
    if (threadId !== this.id) return
    if (!reply.ok) {
      this.close()
      this.#toasts.failed(reply.error)
      return
    }
    const position = await this.#placeIn(reply.value, postId)
    if (threadId !== this.id) return
    this.posts.clear()
    await this.#load(position)
    if (threadId !== this.id) return
    this.detail = reply.value
    this.#arrive(position, { focus: false, smooth: false })
    if (postId !== null) this.#matchAt(position)
  }

  close(): void {
    this.#remember()
    this.id = null
    this.detail = null
    this.match = null
    this.posts.clear()
  }

  /** Asks again after this thread changed; the post being read stays where it is on the screen. */
  async refresh(): Promise<void> {
    const threadId = this.id
    if (threadId === null) return
    const reading = this.current
    const reply = await this.#client.call('threads.open', { threadId })
    if (!reply.ok || reply.value.id !== this.id) return
    this.detail = reply.value
    const found = reading && (await this.#locate({ postId: reading.id }))
    const position = found ?? this.position
    const view = this.view
    if (threadId !== this.id) return
    await this.posts.renew(this.#fetchOf(threadId, view), position)
    if (threadId !== this.id || view !== this.view) return
    if (position !== this.position) this.#arrive(position, { focus: false, smooth: false, keep: true })
    if (this.posts.total <= fetchedWhole) void this.#fetchRest(threadId, view)
  }

  /** Shows at once what the person did to a post; the library is asked later. */
  patch(postId: number, own: Partial<Post['own']>): void {
    this.posts.change(
      post => post.id === postId,
      post => ({ ...post, own: { ...post.own, ...own } }),
    )
  }

  patchNote(note: string | null): void {
    if (this.detail) this.detail = { ...this.detail, note }
  }

  /** Where a floor stands in the view, or the nearest after it; null when there is none. */
  positionOfFloor(floor: number): Promise<number | null> {
    return this.#locate({ floor })
  }

  /** Where the first post of a day or after it stands in the view. */
  async positionOfDay(day: string): Promise<number | null> {
    if (this.id === null) return null
    const asked = { threadId: this.id, view: { ...this.#base(), ...this.view }, day }
    const reply = await this.#client.call('posts.locateDay', asked)
    if (reply.ok) return reply.value.position
    this.#toasts.failed(reply.error)
    return null
  }

  /** Where a person's next post after the one being read stands in the view, or their first. */
  async nextPositionOf(authorId: number): Promise<number | null> {
    if (this.id === null) return null
    const view = { ...this.#base(), ...this.view, authorIds: [authorId] }
    const reply = await this.#client.call('posts.range', { threadId: this.id, view, limit: mostLookedThrough })
    if (!reply.ok) {
      this.#toasts.failed(reply.error)
      return null
    }
    const { posts } = reply.value
    const here = this.current?.position ?? -1
    const next = posts.find(post => (view.order === 'newest' ? post.position < here : post.position > here)) ?? posts[0]
    return next ? this.#locate({ postId: next.id }) : null
  }

  async goToFloor(floor: number): Promise<void> {
    const position = await this.positionOfFloor(floor)
    if (position !== null) this.goTo(position)
  }

  async goToPost(postId: number): Promise<void> {
    let position = await this.#locate({ postId })
    if (position === null && this.isFiltered) {
      // Whoever asks for a post by name wants to see it, whatever was filtered before.
      await this.clearFilters()
      position = await this.#locate({ postId })
    }
    if (position === null) return
    this.goTo(position)
    this.#matchAt(position)
  }

  goTo(position: number, how: { focus: boolean; smooth: boolean } = { focus: true, smooth: false }): void {
    const last = Math.max(0, this.posts.total - 1)
    this.#arrive(Math.min(Math.max(0, position), last), how)
  }

  step(by: 1 | -1): void {
    this.goTo(this.position + by, { focus: true, smooth: true })
  }

  async changeView(change: PostView, selection: Selection | null = this.selection): Promise<void> {
    if (this.id === null) return
    const reading = this.current
    const view = { ...this.view, ...change }
    this.view = view
    this.selection = view.postIds === undefined ? null : selection
    const position =
      (reading && ((await this.#locate({ postId: reading.id })) ?? (await this.#nearest(reading.floor)))) ?? 0
    await this.#load(position)
    if (view !== this.view) return
    this.match = null
    this.#arrive(position, { focus: false, smooth: false })
  }

  /** Only what one person wrote, or everyone again when that is so already. */
  async onlyAuthorOf(post: Post | null): Promise<void> {
    const authorId = post?.author.id ?? null
    const others = this.view.authorIds ?? []
    if (authorId === null && others.length === 0) return
    await this.changeView({ authorIds: authorId === null || others.includes(authorId) ? [] : [authorId] })
  }

  /** Shows what one more person wrote, or no longer what they wrote. */
  async toggleAuthor(authorId: number): Promise<void> {
    await this.changeView({ authorIds: toggledAuthor(this.view, authorId) })
  }

  async toggleOrder(order: 'newest' | 'tree'): Promise<void> {
    await this.changeView({ order: this.view.order === order ? 'floor' : order })
  }

  async clearFilters(): Promise<void> {
    if (!this.isFiltered) return
    this.view = everyone
    await this.changeView({})
  }

  /** Goes to the next or former match in this thread, or from its end on; false when there is none that way. */
  async goToMatch(step: 1 | -1, fromTheEnd = false): Promise<boolean> {
    const marker = this.#marker()
    if (!marker) return false
    const beside = step === 1 ? -1 : Number.MAX_SAFE_INTEGER
    const end = step === 1 ? 0 : this.posts.total - 1
    const from = fromTheEnd ? null : this.match
    const match = await nextMatch(
      this.posts,
      from ?? { position: fromTheEnd ? end : this.position, index: beside },
      step,
      marker,
    )
    if (!match || marker !== this.#marker()) return false
    const moved = match.position !== this.match?.position
    this.match = match
    if (moved) this.#arrive(match.position, { focus: false, smooth: false, stay: true })
    return true
  }

  /** Called while the person scrolls. */
  reading(position: number): void {
    if (position !== this.position) this.position = position
  }

  #arrive(position: number, how: Omit<Arrival, 'position'>): void {
    this.position = position
    this.arrival = { position, ...how }
  }

  #matchAt(position: number): void {
    this.match = this.#marker() ? { position, index: 0 } : null
  }

  #remember(): void {
    if (this.id !== null && this.current) this.#read.set(this.id, this.current.id)
  }

  async #load(around: number): Promise<void> {
    const threadId = this.id
    const view = this.view
    if (threadId === null) return
    await this.posts.load(this.#fetchOf(threadId, view), around)
    if (this.posts.total <= fetchedWhole) void this.#fetchRest(threadId, view)
  }

  #fetchOf(threadId: number, view: PostView): FetchRun<Post> {
    const asked = { ...this.#base(), ...view }
    return async (start, limit) => {
      const reply = await this.#client.call('posts.range', { threadId, view: asked, start, limit })
      if (reply.ok) return { total: reply.value.total, items: reply.value.posts }
      this.#toasts.failed(reply.error)
      return null
    }
  }

  /** Where to begin: at the post asked for, where one was in this session, or a little before where one last was. */
  async #placeIn(detail: ThreadDetail, postId: number | null): Promise<number> {
    const wanted = postId ?? this.#read.get(detail.id)
    if (wanted !== undefined) return (await this.#locate({ postId: wanted })) ?? 0
    const last = detail.reading?.lastPostId
    const position = last === null || last === undefined ? null : await this.#locate({ postId: last })
    return Math.max(0, (position ?? 0) - readBefore)
  }

  async #fetchRest(threadId: number, view: PostView): Promise<void> {
    for (let start = 0; start < this.posts.total; start += 50) {
      if (threadId !== this.id || view !== this.view) return
      await this.posts.ensure(start, start)
    }
  }

  async #locate(where: { postId: number } | { floor: number }): Promise<number | null> {
    if (this.id === null) return null
    const view = { ...this.#base(), ...this.view }
    const reply = await this.#client.call('posts.locate', { threadId: this.id, view, ...where })
    if (reply.ok) return reply.value.position
    this.#toasts.failed(reply.error)
    return null
  }

  async #nearest(floor: number | null): Promise<number | null> {
    return floor === null ? null : this.positionOfFloor(floor)
  }
}
