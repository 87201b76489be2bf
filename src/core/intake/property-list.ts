/* Apple's binary property lists, as far as saved pages need them: dictionaries, arrays, text, bytes. */
export type PropertyValue = string | Uint8Array | null | readonly PropertyValue[] | ReadonlyMap<string, PropertyValue>

const mostObjects = 200_000

/** The value in a property list's bytes; null where they are none, are damaged or refer to themselves in a circle. */
export function readPropertyList(bytes: Uint8Array): PropertyValue | null {
  try {
    return new PropertyList(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).top()
  } catch (error) {
    // Whatever an offset or a count of a damaged list leads to, it leads out of the bytes.
    if (error instanceof RangeError || error instanceof DamagedList) return null
    throw error
  }
}

class DamagedList extends Error {}

class PropertyList {
  private readonly bytes: Buffer
  private readonly offsets: number[] = []
  private readonly referenceSize: number
  private readonly root: number
  private made = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
    const trailer = bytes.length - 32
    const offsetSize = bytes.readUInt8(trailer + 6)
    this.referenceSize = bytes.readUInt8(trailer + 7)
    const count = Number(bytes.readBigUInt64BE(trailer + 8))
    this.root = Number(bytes.readBigUInt64BE(trailer + 16))
    const table = Number(bytes.readBigUInt64BE(trailer + 24))
    if (count > mostObjects) throw new DamagedList('too many objects')
    for (let index = 0; index < count; index++)
      this.offsets.push(bytes.readUIntBE(table + index * offsetSize, offsetSize))
  }

  top(): PropertyValue {
    return this.value(this.root, 0)
  }

  /** Depth is bounded, and so is the number of values: an object may be referred to again and again. */
  private value(object: number, depth: number): PropertyValue {
    const at = this.offsets[object]
    if (at === undefined || depth > 16 || this.made++ > mostObjects) throw new DamagedList('no such object')
    const kind = this.bytes.readUInt8(at) >> 4
    if (kind !== 4 && kind !== 5 && kind !== 6 && kind !== 0xa && kind !== 0xd) return null
    const { count, start } = this.countAt(at)
    if (kind === 4) return this.slice(start, count)
    if (kind === 5) return this.slice(start, count).toString('latin1')
    if (kind === 6)
      return Buffer.from(this.slice(start, count * 2))
        .swap16()
        .toString('utf16le')
    if (kind === 0xa) return this.references(start, count).map(each => this.value(each, depth + 1))
    const keys = this.references(start, count)
    const values = this.references(start + count * this.referenceSize, count)
    const made = new Map<string, PropertyValue>()
    for (const [index, key] of keys.entries()) {
      const name = this.value(key, depth + 1)
      if (typeof name === 'string') made.set(name, this.value(values[index]!, depth + 1))
    }
    return made
  }

  private countAt(at: number): { count: number; start: number } {
    const small = this.bytes.readUInt8(at) & 15
    if (small < 15) return { count: small, start: at + 1 }
    const size = 1 << (this.bytes.readUInt8(at + 1) & 15)
    if (size > 4) throw new DamagedList('too long')
    return { count: this.bytes.readUIntBE(at + 2, size), start: at + 2 + size }
  }

  private slice(start: number, length: number): Buffer {
    if (start + length > this.bytes.length) throw new DamagedList('ends too early')
    return this.bytes.subarray(start, start + length)
  }

  private references(start: number, count: number): number[] {
    this.slice(start, count * this.referenceSize)
    return Array.from({ length: count }, (_, index) =>
      this.bytes.readUIntBE(start + index * this.referenceSize, this.referenceSize),
    )
  }
}
