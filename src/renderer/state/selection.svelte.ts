import { idSet } from './id-set.ts'

/** What is chosen in a list, by its ids. A range goes from the row chosen last to another one. */
export class Selection {
  ids = $state.raw<ReadonlySet<number>>(idSet([]))
  readonly size = $derived(this.ids.size)
  /** The row chosen last, and the other end of the range from it. */
  #anchor: number | null = null
  #end: number | null = null

  has(id: number): boolean {
    return this.ids.has(id)
  }

  toggle(id: number, row: number): void {
    const ids = idSet(this.ids)
    if (!ids.delete(id)) ids.add(id)
    this.ids = ids
    this.#anchor = row
    this.#end = row
  }

  /** Chooses the rows from the anchor to `row`, and no longer those of the former range that lie beyond it. */
  extend(row: number, idsOf: (first: number, last: number) => readonly number[]): void {
    const anchor = this.#anchor ?? row
    const ids = idSet(this.ids)
    for (const id of idsOf(...ordered(anchor, this.#end ?? anchor))) ids.delete(id)
    for (const id of idsOf(...ordered(anchor, row))) ids.add(id)
    this.ids = ids
    this.#anchor = anchor
    this.#end = row
  }

  /** Where a range would begin when nothing was chosen yet. */
  begin(row: number): void {
    this.#anchor ??= row
    this.#end ??= row
  }

  choose(ids: Iterable<number>): void {
    this.ids = idSet(ids)
  }

  clear(): void {
    this.ids = idSet([])
    this.#anchor = null
    this.#end = null
  }
}

const ordered = (one: number, other: number): [number, number] => (one < other ? [one, other] : [other, one])
