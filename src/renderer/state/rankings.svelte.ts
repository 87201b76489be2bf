import type { Output } from '../../core/contract/index.ts'
import type { Client } from '../api/client.ts'
import type { Toasts } from './toasts.svelte.ts'

export type RankedPerson = Output<'rankings.people'>['people'][number]
export type RankedThread = Output<'rankings.threads'>['threads'][number]
export type ThreadMeasure = 'replies' | 'posts' | 'stars' | 'views'
type CardField = Output<'rankings.fields'>['fields'][number]

const atOnce = 50

/** Who and what stands first, by what one asks for. */
export class Rankings {
  of = $state<'people' | 'threads'>('people')
  /** The label of a card field; null for posts in the library. */
  field = $state<string | null>(null)
  measure = $state<ThreadMeasure>('replies')
  forumId = $state<number | null>(null)
  fields = $state.raw<readonly CardField[]>([])
  people = $state.raw<readonly RankedPerson[]>([])
  threads = $state.raw<readonly RankedThread[]>([])
  total = $state(0)
  ready = $state(false)
  readonly #client: Client
  readonly #toasts: Toasts
  #turn = 0

  constructor(client: Client, toasts: Toasts) {
    this.#client = client
    this.#toasts = toasts
  }

  async show(changes: Partial<Pick<Rankings, 'of' | 'field' | 'measure' | 'forumId'>> = {}): Promise<void> {
    Object.assign(this, changes)
    if (this.fields.length === 0 || 'forumId' in changes) await this.#askFields()
    if (!this.fields.some(field => field.label === this.field)) this.field = null
    await this.#ask(0)
  }

  more(): Promise<void> {
    return this.#ask(this.of === 'people' ? this.people.length : this.threads.length)
  }

  async #askFields(): Promise<void> {
    const reply = await this.#client.call('rankings.fields', this.#forum())
    if (reply.ok) this.fields = reply.value.fields
  }

  async #ask(offset: number): Promise<void> {
    const turn = ++this.#turn
    const part = { ...this.#forum(), offset, limit: atOnce }
    if (this.of === 'people') {
      const reply = await this.#client.call('rankings.people', { field: this.field, ...part })
      if (turn !== this.#turn) return
      if (!reply.ok) return this.#toasts.failed(reply.error)
      this.people = offset === 0 ? reply.value.people : [...this.people, ...reply.value.people]
      this.total = reply.value.total
    } else {
      const reply = await this.#client.call('rankings.threads', { by: this.measure, ...part })
      if (turn !== this.#turn) return
      if (!reply.ok) return this.#toasts.failed(reply.error)
      this.threads = offset === 0 ? reply.value.threads : [...this.threads, ...reply.value.threads]
      this.total = reply.value.total
    }
    this.ready = true
  }

  #forum(): { forumId?: number } {
    return this.forumId === null ? {} : { forumId: this.forumId }
  }
}
