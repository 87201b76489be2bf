import type { Output } from '../../core/contract/index.ts'
import type { Client } from '../api/client.ts'
import { SparseList } from './sparse-list.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'

export type Blog = Output<'blogs.list'>['blogs'][number]
export type BlogPost = Output<'blogs.posts'>['posts'][number]

const postsAtOnce = 8

/** People who started threads, and what the one that is open began them with. */
export class Blogs {
  readonly list = new SparseList<Blog>(100)
  posts = $state.raw<readonly BlogPost[]>([])
  total = $state(0)
  posterId = $state<number | null>(null)
  readonly #client: Client
  readonly #toasts: Toasts
  #isAsking = false

  constructor(client: Client, toasts: Toasts) {
    this.#client = client
    this.#toasts = toasts
  }

  async show(): Promise<void> {
    await this.list.load(async (offset, limit) => {
      const reply = await this.#client.call('blogs.list', { offset, limit })
      if (reply.ok) return { total: reply.value.total, items: reply.value.blogs }
      this.#toasts.failed(reply.error)
      return null
    })
  }

  async open(posterId: number): Promise<void> {
    if (this.posterId !== posterId) {
      this.posts = []
      this.total = 0
    }
    this.posterId = posterId
    if (this.posts.length === 0) await this.more()
  }

  /** Fetches the next opening posts; called again and again as one reads on. */
  async more(): Promise<void> {
    const { posterId, posts: known } = this
    if (posterId === null || this.#isAsking) return
    this.#isAsking = true
    const reply = await this.#client.call('blogs.posts', { posterId, offset: known.length, limit: postsAtOnce })
    this.#isAsking = false
    if (this.posterId !== posterId) return this.more()
    if (!reply.ok) return this.#toasts.failed(reply.error)
    this.posts = [...known, ...reply.value.posts]
    this.total = reply.value.total
  }
}
