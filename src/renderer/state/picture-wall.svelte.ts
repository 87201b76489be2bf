import type { Post } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import type { OpenThread } from './open-thread.svelte.ts'
import type { WallPicture } from './pictures.ts'
import { picturesOn } from './pictures.ts'
import type { Toasts } from './toasts.svelte.ts'

const postsAtOnce = 500

/** All pictures of the open thread, those that were not saved included, as a wall to look over. */
export class PictureWall {
  isOpen = $state(false)
  isReady = $state(false)
  pictures = $state.raw<readonly WallPicture[]>([])
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #thread: OpenThread
  #turn = 0

  constructor(client: Client, toasts: Toasts, thread: OpenThread) {
    this.#client = client
    this.#toasts = toasts
    this.#thread = thread
  }

  async open(): Promise<void> {
    const threadId = this.#thread.id
    if (threadId === null) return
    this.#turn += 1
    const turn = this.#turn
    this.isOpen = true
    this.isReady = false
    this.pictures = []
    const posts: Post[] = []
    let total = 1
    while (posts.length < total) {
      const range = { threadId, view: { withPictures: true }, start: posts.length, limit: postsAtOnce }
      const reply = await this.#client.call('posts.range', range)
      if (threadId !== this.#thread.id || turn !== this.#turn) return
      if (!reply.ok) return this.#toasts.failed(reply.error)
      posts.push(...reply.value.posts)
      total = reply.value.posts.length === 0 ? 0 : reply.value.total
      this.pictures = picturesOn(posts)
    }
    this.isReady = true
  }

  close(): void {
    this.#turn += 1
    this.isOpen = false
  }
}
