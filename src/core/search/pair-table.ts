/*
 * The pairs of frequent characters of many texts at once, and the texts that have each. A pair of which one character is
 * rare is left out: through the index it is found soon, and there are very many of such.
 */
import { isPaired, pairOf } from '../text/pairs.ts'
import { packed, type PairList } from './pair-lists.ts'

// A character that fewer of the texts hold is rare.
const frequentShare = 0.005
// One that more of them hold has a list for itself, whose bits take less room than places would.
const veryFrequentShare = 1 / 8
// What is counted for each pair of them must fit into memory.
const mostFrequent = 2_500
// Between so many steps there is time for other work.
const textsAtOnce = 500
const cellsAtOnce = 500_000

export interface PairTable {
  /** The characters of which all pairs are listed, ascending. */
  readonly characters: string
  /** Pairs ascending; before them the lists of very frequent characters, under the number of the one. */
  readonly lists: readonly PairList[]
}

/** One folded text and its place, from 0. */
export interface PlacedText {
  readonly place: number
  readonly folded: string
}

/** Makes the table of folded texts, places ascending, in steps between which other work can be done. */
export function* makePairTable(texts: readonly PlacedText[]): Generator<void, PairTable> {
  const holders = new Holders()
  yield* inSteps(texts, text => holders.count(text))
  const units = holders.frequent(texts.length * frequentShare)
  const numbers = new Int32Array(65_536).fill(-1)
  for (const [number, unit] of units.entries()) numbers[unit] = number
  const cells = new Cells(units)
  const bits = new Bits(holders.frequent(texts.length * veryFrequentShare), texts.at(-1)?.place ?? 0)
  // Counted first, so that all places fit into one array.
  yield* inSteps(texts, text => eachCell(text.folded, numbers, units.length, cell => cells.count(cell, text.place)))
  cells.makeRoom()
  yield* inSteps(texts, text => {
    eachCell(text.folded, numbers, units.length, cell => cells.put(cell, text.place))
    bits.put(text)
  })
  return { characters: String.fromCharCode(...units), lists: [...bits.lists(), ...(yield* cells.lists())] }
}

function* inSteps(texts: readonly PlacedText[], take: (text: PlacedText) => void): Generator<void> {
  for (const [index, text] of texts.entries()) {
    take(text)
    if (index % textsAtOnce === 0) yield
  }
}

function eachCell(folded: string, numbers: Int32Array, width: number, tell: (cell: number) => void): void {
  let before = -1
  for (let at = 0; at < folded.length; at++) {
    const number = numbers[folded.charCodeAt(at)]!
    if (number >= 0 && before >= 0) tell(before * width + number)
    before = number
  }
}

/** How many texts hold each code unit that makes pairs. */
class Holders {
  private readonly counts = new Uint32Array(65_536)
  private readonly lasts = new Int32Array(65_536).fill(-1)

  count({ place, folded }: PlacedText): void {
    for (let at = 0; at < folded.length; at++) {
      const unit = folded.charCodeAt(at)
      if (this.lasts[unit] === place) continue
      this.lasts[unit] = place
      if (isPaired(folded, at)) this.counts[unit]!++
    }
  }

  /** The units that so many hold, or as many of them as there may be, ascending. */
  frequent(least: number): number[] {
    const { counts } = this
    return Array.from(counts.keys())
      .filter(unit => counts[unit]! >= Math.max(1, least))
      .sort((one, other) => counts[other]! - counts[one]! || one - other)
      .slice(0, mostFrequent)
      .sort((one, other) => one - other)
  }
}

/** Which texts hold each of a few code units: a bit for every place, the lowest first. */
class Bits {
  private readonly rows = new Map<number, Uint8Array>()

  constructor(units: readonly number[], last: number) {
    for (const unit of units) this.rows.set(unit, new Uint8Array((last >> 3) + 1))
  }

  put({ place, folded }: PlacedText): void {
    for (let at = 0; at < folded.length; at++) {
      const row = this.rows.get(folded.charCodeAt(at))
      if (row) row[place >> 3]! |= 1 << (place & 7)
    }
  }

  lists(): PairList[] {
    return Array.from(this.rows, ([pair, places]) => ({ pair, places }))
  }
}

/** Ascending places in a cell for every pair of units, each place once a cell. */
class Cells {
  private readonly units: readonly number[]
  private readonly lasts: Int32Array
  private readonly ends: Uint32Array
  private places = new Int32Array(0)

  constructor(units: readonly number[]) {
    this.units = units
    this.lasts = new Int32Array(units.length ** 2).fill(-1)
    this.ends = new Uint32Array(units.length ** 2)
  }

  count(cell: number, place: number): void {
    if (this.lasts[cell] === place) return
    this.lasts[cell] = place
    this.ends[cell]!++
  }

  /** After counting, before putting the same again. */
  makeRoom(): void {
    let next = 0
    for (let cell = 0; cell < this.ends.length; cell++) {
      const counted = this.ends[cell]!
      this.ends[cell] = next
      next += counted
    }
    this.places = new Int32Array(next)
    this.lasts.fill(-1)
  }

  put(cell: number, place: number): void {
    if (this.lasts[cell] === place) return
    this.lasts[cell] = place
    this.places[this.ends[cell]!++] = place
  }

  *lists(): Generator<void, PairList[]> {
    const { units, ends } = this
    const lists: PairList[] = []
    let start = 0
    for (let cell = 0; cell < ends.length; cell++) {
      const end = ends[cell]!
      if (end > start) {
        const pair = pairOf(units[Math.floor(cell / units.length)]!, units[cell % units.length]!)
        lists.push({ pair, places: packed(this.places.subarray(start, end)) })
      }
      start = end
      if (cell % cellsAtOnce === 0) yield
    }
    return lists
  }
}
