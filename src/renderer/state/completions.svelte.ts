import type { Completion } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'

export interface Written {
  readonly text: string
  readonly cursor: number
}

/** The names that fit what a form's field holds so far. */
export async function namesFor(client: Client, field: string, typed: string): Promise<readonly string[]> {
  const query = `${field}:"${typed.replaceAll('"', '')}`
  const reply = await client.call('search.complete', { query, cursor: query.length })
  return reply.ok ? reply.value.completions.map(({ text }) => text) : []
}

/** What may stand where the cursor is in a query being written, and which of it the arrows have reached. */
export class Completions {
  offered = $state.raw<readonly Completion[]>([])
  /** The field whose values are offered; null where fields are. */
  field = $state<string | null>(null)
  /** -1 while none is chosen: Enter then means the search itself. */
  active = $state(-1)
  readonly isOpen = $derived.by(() => this.offered.length > 0)
  readonly #client: Client
  #piece = { from: 0, to: 0 }
  #turn = 0

  constructor(client: Client) {
    this.#client = client
  }

  /**
   * Looks up what fits; the answer to an older state of the text is dropped. Fields are offered for nothing less than
   * two letters, so that they are in nobody's way, unless they are asked for.
   */
  async ask(text: string, cursor: number, isWanted = false): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const reply = await this.#client.call('search.complete', { query: text, cursor })
    if (turn !== this.#turn) return
    if (!reply.ok) return this.close()
    const { from, to, field, completions } = reply.value
    const isWritten = completions.length === 1 && completions[0]!.insert === text.slice(from, to)
    const isMeant = isWanted || field !== null || cursor - from >= 2
    this.#piece = { from, to }
    this.field = field
    this.active = -1
    this.offered = isMeant && !isWritten ? completions : []
  }

  /** One up or down; over the end one is at none again. Says whether there was anything to move among. */
  move(step: 1 | -1): boolean {
    if (!this.isOpen) return false
    const places = this.offered.length + 1
    this.active = ((this.active + 1 + step + places) % places) - 1
    return true
  }

  /** The text with a completion in it and the cursor behind it; a value that ends the text is followed by a blank. */
  accept(text: string, index = this.active): Written | null {
    const chosen = this.offered[index]
    if (!chosen) return null
    const { from, to } = this.#piece
    const isField = chosen.insert.endsWith(':')
    const rest = text.slice(to)
    const blank = isField || /^\s/u.test(rest) ? '' : ' '
    this.close()
    const head = `${text.slice(0, from)}${chosen.insert}${blank}`
    return { text: head + rest, cursor: head.length + (blank === '' && !isField ? 1 : 0) }
  }

  close(): void {
    this.#turn += 1
    this.offered = []
    this.active = -1
  }
}
