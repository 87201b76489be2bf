import type { Post, ThreadDetail } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import type { OpenThread } from './open-thread.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'
import type { TrailLine } from './trail-lines.ts'
import { linesFor, localDay, noLines } from './trail-lines.ts'

/** How often the place is noted while one reads on. */
const pause = 1_000

/** Where one is in the open thread, kept by post and not by pixels, and what was new when one came back. */
export class ReadingTrail {
  /** Lines above posts, by the post's id; they stay as they were when one came. */
  lines = $state.raw<ReadonlyMap<number, TrailLine>>(noLines)
  /** Place in the thread of the furthest post that was read. */
  #furthest = $state(-1)
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #thread: OpenThread
  readonly #isReadOnly: () => boolean
  #threadId: number | null = null
  #furthestId: number | null = null
  #seen: { first: number; last: number } | null = null
  /** What was read in this visit, and how much of it is noted. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- bookkeeping, nothing is drawn from it
  readonly #read = new Set<number>()
  #noted = { last: 0, read: 0 }
  #timer: ReturnType<typeof setTimeout> | undefined
  /** A library that cannot be written to, or a thread marked unread: nothing more is noted in this visit. */
  #rests = false

  constructor(client: Client, toasts: Toasts, thread: OpenThread, isReadOnly: () => boolean) {
    this.#client = client
    this.#toasts = toasts
    this.#thread = thread
    this.#isReadOnly = isReadOnly
  }

  /** Called when a thread has been opened; the function it gives back ends the visit. */
  begin(detail: ThreadDetail): () => void {
    this.#threadId = detail.id
    this.#furthest = -1
    this.#furthestId = null
    this.#read.clear()
    this.#noted = { last: 0, read: 0 }
    // That nothing is kept is said above every screen already.
    this.#rests = this.#isReadOnly()
    this.lines = noLines
    if (detail.reading) void this.#recall(detail, detail.reading.readAt)
    const leave = (): void => this.flush()
    const hide = (): void => {
      if (document.visibilityState === 'hidden') this.flush()
    }
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', hide)
    return () => {
      this.flush()
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', hide)
    }
  }

  /** Called while one scrolls: the posts at the top of the screen and the last that is on it whole, as places in the view. */
  see(first: number, last: number): void {
    if (this.#rests || this.#threadId !== this.#thread.id) return
    this.#seen = { first, last: Math.max(first, last) }
    this.#timer ??= setTimeout(() => void this.#note(), pause)
  }

  /** Notes at once what was not noted yet, as when the window closes. */
  flush(): void {
    if (this.#timer !== undefined) void this.#note()
  }

  /** Called with the facts of the thread as they are now: who marks it unread does not want it read again by staying. */
  heed(detail: ThreadDetail): void {
    if (detail.id === this.#threadId && !detail.own.read && this.#noted.last !== 0) this.rest()
  }

  /** The thread counts as unread again, so reading on must not undo it at once. */
  rest(): void {
    this.#rests = true
    this.#furthest = -1
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  isNew(post: Post): boolean {
    return post.position > this.#furthest
  }

  async #note(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const threadId = this.#threadId
    const at = this.#seen && this.#thread.posts.items[this.#seen.first]
    if (this.#rests || threadId === null || !at || at.threadId !== threadId) return
    for (const post of this.#thread.posts.items.slice(this.#seen!.first, this.#seen!.last + 1))
      if (post) this.#take(post)
    const posts = this.#read.size - this.#noted.read
    if (posts === 0 && at.id === this.#noted.last) return
    this.#noted = { last: at.id, read: this.#read.size }
    const highestPostId = this.#furthestId ?? at.id
    const reply = await this.#client.call('reading.note', {
      threadId,
      lastPostId: at.id,
      highestPostId,
      day: localDay(),
      posts,
    })
    if (reply.ok) return
    this.#rests = true
    if (reply.error.code !== 'library-read-only') this.#toasts.failed(reply.error)
  }

  #take(post: Post): void {
    this.#read.add(post.id)
    if (post.position <= this.#furthest) return
    this.#furthest = post.position
    this.#furthestId = post.id
  }

  /** Finds out where one was and what has come since. */
  async #recall(detail: ThreadDetail, readAt: string): Promise<void> {
    const { lastPostId, highestPostId } = detail.reading!
    const threadId = detail.id
    const locate = async (postId: number | null): Promise<number | null> => {
      if (postId === null) return null
      const reply = await this.#client.call('posts.locate', { threadId, postId })
      return reply.ok ? reply.value.position : null
    }
    const furthest = await locate(highestPostId)
    if (furthest === null || threadId !== this.#threadId) return
    if (furthest > this.#furthest) {
      this.#furthest = furthest
      this.#furthestId = highestPostId
    }
    const next = await this.#client.call('posts.range', { threadId, start: furthest + 1, limit: 1 })
    if (!next.ok || threadId !== this.#threadId) return
    const here = (await locate(lastPostId)) === 0 ? null : lastPostId
    this.lines = linesFor(here, next.value.posts[0]?.id ?? null, detail.posts - furthest - 1, readAt)
  }
}
