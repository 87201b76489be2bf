/*
 * How the posts of pairs are kept: lists of places, several to a row, because most are short. A row begins with a pair and
 * says for each list: how far its pair is from the one before, how many bytes it has, and then the places, ascending, each
 * as how many are between it and the one before. All numbers are in groups of seven bits, the lowest first, the highest
 * bit set where another group follows (LEB128). The list of a character alone, which very many posts hold, has a bit for
 * each place instead, the lowest first.
 */

/** The places of the texts that have a pair, packed. */
export interface PairList {
  readonly pair: number
  readonly places: Uint8Array
}

/** Lists of pairs from the first to whatever the next row begins with. */
export interface PairRow {
  readonly firstPair: number
  readonly lists: Uint8Array
}

/** Ascending places, the first at least 0, as bytes. */
export function packed(places: ArrayLike<number>): Uint8Array {
  const bytes: number[] = []
  let before = -1
  for (let at = 0; at < places.length; at++) {
    const place = places[at]!
    write(bytes, place - before - 1)
    before = place
  }
  return Uint8Array.from(bytes)
}

/** The places that were packed, each counted from another number than 0. */
export function unpacked(bytes: Uint8Array, from: number): number[] {
  const places: number[] = []
  let place = from - 1
  for (let at = 0; at < bytes.length; at++) {
    let byte = bytes[at]!
    let between = byte & 127
    for (let shift = 7; byte > 127; shift += 7) between |= ((byte = bytes[++at]!) & 127) << shift
    places.push((place += between + 1))
  }
  return places
}

/** The places whose bits are set, each counted from another number than 0. */
export function placesOfBits(bits: Uint8Array, from: number): number[] {
  const places: number[] = []
  for (let at = 0; at < bits.length; at++)
    for (let byte = bits[at]!, place = from + at * 8; byte > 0; byte >>= 1, place++) if (byte & 1) places.push(place)
  return places
}

// Four rows fill a page of the database; longer ones would be cut in pieces.
const rowLength = 900

/** Lists, pairs ascending, as rows. */
export function* rowsOf(lists: Iterable<PairList>): Generator<PairRow> {
  let firstPair = 0
  let before = 0
  let bytes: number[] = []
  for (const { pair, places } of lists) {
    if (bytes.length > 0 && bytes.length + places.length > rowLength) {
      yield { firstPair, lists: Uint8Array.from(bytes) }
      bytes = []
    }
    if (bytes.length === 0) firstPair = before = pair
    write(bytes, pair - before)
    write(bytes, places.length)
    for (const byte of places) bytes.push(byte)
    before = pair
  }
  if (bytes.length > 0) yield { firstPair, lists: Uint8Array.from(bytes) }
}

/** The packed places of a pair in the row that its list would be in; undefined where it has none. */
export function listIn({ firstPair, lists }: PairRow, wanted: number): Uint8Array | undefined {
  const reader = new Reader(lists)
  let pair = firstPair
  while (!reader.isAtEnd) {
    pair += reader.number()
    const length = reader.number()
    if (pair === wanted) return reader.bytes(length)
    if (pair > wanted) return undefined
    reader.bytes(length)
  }
  return undefined
}

function write(bytes: number[], number: number): void {
  let rest = number
  // Not by bits: between two pairs may be more than 31 of them.
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  bytes.push(rest)
}

class Reader {
  private at = 0
  private readonly source: Uint8Array

  constructor(source: Uint8Array) {
    this.source = source
  }

  get isAtEnd(): boolean {
    return this.at >= this.source.length
  }

  number(): number {
    let byte = this.source[this.at++]!
    let number = byte & 127
    for (let scale = 128; byte > 127; scale *= 128) {
      byte = this.source[this.at++] ?? 0
      number += (byte & 127) * scale
    }
    return number
  }

  bytes(length: number): Uint8Array {
    return this.source.subarray(this.at, (this.at += length))
  }
}
