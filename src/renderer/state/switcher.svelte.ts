import type { SwitcherItem } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import type { Toasts } from './toasts.svelte.ts'

const shown = 30

/** What one can go to by typing some of its name; what was used last while nothing is typed. */
export class Switcher {
  text = $state('')
  items = $state.raw<readonly SwitcherItem[]>([])
  /** The text that the items are an answer to; null until the first answer. */
  answered = $state<string | null>(null)
  readonly #client: Client
  readonly #toasts: Toasts
  #turn = 0

  constructor(client: Client, toasts: Toasts) {
    this.#client = client
    this.#toasts = toasts
  }

  /** An answer to an older text that comes later is dropped. */
  async find(text: string): Promise<void> {
    this.text = text
    this.#turn += 1
    const turn = this.#turn
    const reply = await this.#client.call('switcher.find', { text: text.slice(0, 1_000), limit: shown })
    if (turn !== this.#turn) return
    if (!reply.ok) return this.#toasts.failed(reply.error)
    this.items = reply.value.items
    this.answered = text
  }
}
