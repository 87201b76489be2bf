import type { Input } from '../../core/contract/index.ts'
import type { PosterSummary } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import { Person } from './person.svelte.ts'
import { SparseList } from './sparse-list.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'

export type MemberOrder = NonNullable<Input<'members.list'>['order']>

/** Which people the list shows. */
interface MemberFilter {
  readonly text: string
  readonly forumId: number | null
  readonly order: MemberOrder
}

/** Everyone in the library, and the person whose page is open. */
export class Members {
  filter = $state.raw<MemberFilter>({ text: '', forumId: null, order: 'posts' })
  readonly list = new SparseList<PosterSummary>(200)
  readonly person: Person
  readonly #client: Client
  readonly #toasts: Toasts

  constructor(client: Client, toasts: Toasts) {
    this.#client = client
    this.#toasts = toasts
    this.person = new Person(client, toasts)
  }

  async show(changes: Partial<MemberFilter> = {}): Promise<void> {
    this.filter = { ...this.filter, ...changes }
    const { text, forumId, order } = this.filter
    const wanted = { order, text, ...(forumId === null ? {} : { forumId }) }
    await this.list.load(async (offset, limit) => {
      const reply = await this.#client.call('members.list', { ...wanted, offset, limit })
      if (reply.ok) return { total: reply.value.total, items: reply.value.members }
      this.#toasts.failed(reply.error)
      return null
    })
  }
}
