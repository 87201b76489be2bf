import type { Output } from '../../core/contract/index.ts'
import type { Client } from '../api/client.ts'
import type { Own } from './own.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'

export type Proposal = Output<'joins.proposed'>['proposals'][number]

/** Threads that may be one and the same; what becomes of them is the person's to say. */
export class Joins {
  proposals = $state.raw<readonly Proposal[]>([])
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #own: Own

  constructor(client: Client, toasts: Toasts, own: Own) {
    this.#client = client
    this.#toasts = toasts
    this.#own = own
  }

  async look(): Promise<void> {
    const reply = await this.#client.call('joins.proposed', {})
    if (reply.ok) this.proposals = reply.value.proposals
    else this.#toasts.failed(reply.error)
  }

  /** Joins the two: the one with more posts keeps its place. */
  async accept({ one, other }: Proposal): Promise<void> {
    const [into, from] = one.posts >= other.posts ? [one, other] : [other, one]
    await this.#own.join([into.id, from.id])
    await this.look()
  }

  async refuse({ one, other }: Proposal): Promise<void> {
    const reply = await this.#client.call('joins.refuse', { one: one.id, other: other.id })
    if (!reply.ok) this.#toasts.failed(reply.error)
    await this.look()
  }
}
