/* A long list of which only the looked-at stretches are fetched, chunk by chunk. */

export interface Run<Item> {
  readonly total: number
  readonly items: readonly Item[]
}
export type FetchRun<Item> = (start: number, limit: number) => Promise<Run<Item> | null>

export class SparseList<Item> {
  /** One place for every item of the whole list; what is not fetched yet is undefined. */
  items = $state.raw<readonly (Item | undefined)[]>([])
  /** False until the first answer, so that "nothing here" is never said too early. */
  ready = $state(false)
  readonly #chunk: number
  #fetch: FetchRun<Item> | null = null
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- bookkeeping, nothing is drawn from it
  readonly #asked = new Map<number, Promise<void>>()
  #turn = 0

  constructor(chunk = 100) {
    this.#chunk = chunk
  }

  get total(): number {
    return this.items.length
  }

  /** Starts the list anew from another source; answers of the former one are dropped when they come. */
  async load(fetch: FetchRun<Item>, around = 0): Promise<void> {
    this.#fetch = fetch
    this.#turn += 1
    this.#asked.clear()
    const turn = this.#turn
    await this.#ask(Math.floor(around / this.#chunk), true)
    if (turn === this.#turn) this.ready = true
  }

  /** Asks anew from another source; what is shown stays until the answers are there. */
  async renew(fetch: FetchRun<Item>, around = 0): Promise<void> {
    this.#fetch = fetch
    this.#turn += 1
    this.#asked.clear()
    const turn = this.#turn
    const middle = Math.floor(around / this.#chunk)
    const chunks = [middle - 1, middle, middle + 1].filter(chunk => chunk >= 0)
    const runs = await Promise.all(chunks.map(chunk => fetch(chunk * this.#chunk, this.#chunk)))
    if (turn !== this.#turn) return
    const total = runs.find(run => run !== null)?.total
    if (total === undefined) return
    const items = total === this.total ? [...this.items] : new Array<Item | undefined>(total).fill(undefined)
    runs.forEach((run, index) => {
      if (!run) return
      this.#asked.set(chunks[index]!, Promise.resolve())
      run.items.forEach((item, offset) => (items[chunks[index]! * this.#chunk + offset] = item))
    })
    items.length = total
    this.items = items
    this.ready = true
  }

  /** Shows another item in place of the first that fits. */
  change(fits: (item: Item) => boolean, changed: (item: Item) => Item): void {
    const at = this.items.findIndex(item => item !== undefined && fits(item))
    if (at === -1) return
    this.items = this.items.with(at, changed(this.items[at] as Item))
  }

  clear(): void {
    this.#turn += 1
    this.#fetch = null
    this.#asked.clear()
    this.items = []
    this.ready = false
  }

  /** Sees to it that the items from first to last are there. */
  async ensure(first: number, last: number): Promise<void> {
    const from = Math.floor(Math.max(0, first) / this.#chunk)
    const to = Math.floor(Math.min(this.total - 1, last) / this.#chunk)
    const waits: Promise<void>[] = []
    for (let chunk = from; chunk <= to; chunk += 1) waits.push(this.#ask(chunk, false))
    await Promise.all(waits)
  }

  async at(position: number): Promise<Item | undefined> {
    await this.ensure(position, position)
    return this.items[position]
  }

  #ask(chunk: number, anew: boolean): Promise<void> {
    let waiting = this.#asked.get(chunk)
    if (!waiting) {
      waiting = this.#take(chunk, anew)
      this.#asked.set(chunk, waiting)
    }
    return waiting
  }

  async #take(chunk: number, anew: boolean): Promise<void> {
    const turn = this.#turn
    const run = await this.#fetch?.(chunk * this.#chunk, this.#chunk)
    if (turn !== this.#turn) return
    if (!run) {
      this.#asked.delete(chunk)
      if (anew) this.items = []
      return
    }
    const items = anew ? new Array<Item | undefined>(run.total).fill(undefined) : [...this.items]
    items.length = run.total
    run.items.forEach((item, offset) => (items[chunk * this.#chunk + offset] = item))
    this.items = items
  }
}
