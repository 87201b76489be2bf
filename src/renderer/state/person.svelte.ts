import type { Output } from '../../core/contract/index.ts'
import type { PosterDetail } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import type { Toasts } from './toasts.svelte.ts'

export type HistoryField = Output<'members.history'>['fields'][number]
type Talks = Output<'members.talks'>
type PostOfPerson = Output<'members.posts'>['posts'][number]

const postsAtOnce = 20

/** The person whose page is open: cards over time, whom they talk with, what they wrote. */
export class Person {
  open = $state.raw<PosterDetail | null>(null)
  history = $state.raw<readonly HistoryField[]>([])
  talks = $state.raw<Talks>({ answers: [], answeredBy: [] })
  posts = $state.raw<readonly PostOfPerson[]>([])
  postsTotal = $state(0)
  readonly #client: Client
  readonly #toasts: Toasts
  #wanted = 0

  constructor(client: Client, toasts: Toasts) {
    this.#client = client
    this.#toasts = toasts
  }

  /** Shows a person; whoever is open already is asked about anew, with as many posts as were shown. */
  async visit(posterId: number): Promise<void> {
    this.#wanted = posterId
    if (this.open?.id !== posterId) this.#clear()
    const limit = Math.min(1_000, Math.max(postsAtOnce, this.posts.length))
    const [detail, history, talks, posts] = await Promise.all([
      this.#client.call('members.open', { posterId }),
      this.#client.call('members.history', { posterId }),
      this.#client.call('members.talks', { posterId, limit: 12 }),
      this.#client.call('members.posts', { posterId, limit }),
    ])
    if (this.#wanted !== posterId) return
    if (!detail.ok) return this.#toasts.failed(detail.error)
    this.open = detail.value
    if (history.ok) this.history = history.value.fields
    if (talks.ok) this.talks = talks.value
    if (posts.ok) this.#add([], posts.value)
  }

  async morePosts(): Promise<void> {
    const { posts: known, open } = this
    if (!open) return
    const reply = await this.#client.call('members.posts', {
      posterId: open.id,
      offset: known.length,
      limit: postsAtOnce,
    })
    if (!reply.ok) this.#toasts.failed(reply.error)
    else if (this.posts === known) this.#add(known, reply.value)
  }

  #add(known: readonly PostOfPerson[], more: Output<'members.posts'>): void {
    this.posts = [...known, ...more.posts]
    this.postsTotal = more.total
  }

  #clear(): void {
    this.open = null
    this.history = []
    this.talks = { answers: [], answeredBy: [] }
    this.posts = []
    this.postsTotal = 0
  }
}
