/* Which reader thread answers a question, and which questions need no answer any more. */
import type { Reply } from '../contract/procedure.ts'
import { refusal } from '../contract/procedure.ts'
import { ThreadloftError } from '../errors.ts'

/** A thread that answers questions one after the other. */
export interface Reader {
  /** How many questions wait for it or are being answered. */
  readonly pending: number
  call(name: string, input: unknown): Promise<Reply<unknown>>
}

interface Waiting {
  readonly asker: string
  /** Pages of one query do not make way for each other. */
  readonly query: unknown
  readonly name: string
  readonly input: unknown
  readonly settle: (reply: Reply<unknown>) => void
}

/**
 * Gives each question to the reader with least to do. A search by an asker (a field that is typed into) waits here until
 * a reader is free, and makes way for a newer one of the same asker: what is being answered cannot be stopped, but what
 * nobody waits for any more is not begun.
 */
export class ReaderPool {
  private readonly readers: readonly Reader[]
  private waiting: readonly Waiting[] = []

  constructor(readers: readonly Reader[]) {
    this.readers = readers
  }

  call(name: string, input: unknown): Promise<Reply<unknown>> {
    const asked = askedBy(name, input)
    if (asked) this.drop(asked)
    if (!asked || this.freest().pending === 0) return this.ask(name, input)
    return new Promise(settle => (this.waiting = [...this.waiting, { ...asked, name, input, settle }]))
  }

  private async ask(name: string, input: unknown): Promise<Reply<unknown>> {
    try {
      return await this.freest().call(name, input)
    } finally {
      this.goOn()
    }
  }

  /** A newer question came: those before it need no answer. */
  private drop({ asker, query }: Pick<Waiting, 'asker' | 'query'>): void {
    const isOver = (one: Waiting): boolean => one.asker === asker && one.query !== query
    for (const { settle } of this.waiting.filter(isOver)) settle(refusal(new ThreadloftError('cancelled')))
    this.waiting = this.waiting.filter(one => !isOver(one))
  }

  private goOn(): void {
    const [first, ...others] = this.waiting
    if (!first || this.freest().pending > 0) return
    this.waiting = others
    void this.ask(first.name, first.input).then(first.settle)
  }

  private freest(): Reader {
    return this.readers.toSorted((one, other) => one.pending - other.pending)[0]!
  }
}

function askedBy(name: string, input: unknown): Pick<Waiting, 'asker' | 'query'> | null {
  if (name !== 'search.run' || typeof input !== 'object' || input === null) return null
  if (!('asker' in input) || typeof input.asker !== 'string' || !('query' in input)) return null
  return { asker: input.asker, query: input.query }
}
