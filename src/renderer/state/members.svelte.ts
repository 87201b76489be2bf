import type { Input } from '../../core/contract/index.ts'
import type { PosterDetail, PosterSummary } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import { SparseList } from './sparse-list.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'

export type MemberOrder = NonNullable<Input<'members.list'>['order']>

/** Everyone in the library, and the person whose page is open. */
export class Members {
  order = $state<MemberOrder>('posts')
  open = $state.raw<PosterDetail | null>(null)
  readonly list = new SparseList<PosterSummary>(200)
  readonly #client: Client
  readonly #toasts: Toasts

  constructor(client: Client, toasts: Toasts) {
    this.#client = client
    this.#toasts = toasts
  }

  async show(order: MemberOrder = this.order): Promise<void> {
    this.order = order
    await this.list.load(async (offset, limit) => {
      const reply = await this.#client.call('members.list', { order, offset, limit })
      if (reply.ok) return { total: reply.value.total, items: reply.value.members }
      this.#toasts.failed(reply.error)
      return null
    })
  }

  async visit(posterId: number): Promise<void> {
    if (this.open?.id !== posterId) this.open = null
    const reply = await this.#client.call('members.open', { posterId })
    if (reply.ok) this.open = reply.value
    else this.#toasts.failed(reply.error)
  }
}
