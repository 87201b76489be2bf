/*
 * How a screen looked when it was left: which row was at the top of its list, which post was being read. Whoever
 * scrolls hands in how that is read, and asks for it when it is shown again.
 */

export interface Keeper {
  /** Says how to read what is to be kept; the function it gives back ends that. */
  keep(read: () => unknown): () => void
  kept(): unknown
}

export class Keepsakes {
  readonly #readers = new Map<string, () => unknown>()
  readonly #steps = new Map<number, ReadonlyMap<string, unknown>>()
  readonly #forgone = new Set<string>()
  #here: ReadonlyMap<string, unknown> = new Map()

  /** Says how to read what is to be kept under a name; the function it gives back ends that. */
  keep(name: string, read: () => unknown): () => void {
    this.#readers.set(name, read)
    return () => {
      if (this.#readers.get(name) === read) this.#readers.delete(name)
    }
  }

  /** What was kept under a name when the step that is shown now was last left; undefined when it is new. */
  of(name: string): unknown {
    return this.#here.get(name)
  }

  /** Both for whoever keeps one thing only. */
  under(name: string): Keeper {
    return { keep: read => this.keep(name, read), kept: () => this.of(name) }
  }

  /** This one is not to be kept of the step that is shown now: what its address says counts. */
  forgo(name: string): void {
    this.#forgone.add(name)
  }

  leave(step: number): void {
    const kept = [...this.#readers].filter(([name]) => !this.#forgone.has(name))
    this.#steps.set(step, new Map(kept.map(([name, read]) => [name, read()])))
    this.#forgone.clear()
    this.#here = new Map()
  }

  enter(step: number): void {
    this.#here = this.#steps.get(step) ?? new Map()
  }
}
