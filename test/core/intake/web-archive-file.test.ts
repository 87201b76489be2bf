import { describe, expect, it } from 'vitest'
import { openFile } from '../../../src/core/intake/index.ts'
import { readSavedPage } from '../../../src/core/library/read-page.ts'

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
type Value = string | Buffer | Value[] | { [name: string]: Value }

/** A binary property list as Apple's programs write them, with two-byte references and four-byte offsets. */
function propertyList(top: Value): Buffer {
  const objects: Buffer[] = []
  const head = (kind: number, count: number): Buffer =>
    count < 15
      ? Buffer.from([(kind << 4) | count])
      : Buffer.from([(kind << 4) | 15, 0x12, ...[24, 16, 8, 0].map(shift => (count >> shift) & 255)])
  const references = (values: Value[]): Buffer => {
    const numbers = values.map(add)
    return Buffer.from(numbers.flatMap(number => [number >> 8, number & 255]))
  }
  const add = (value: Value): number => {
    const index = objects.push(Buffer.alloc(0)) - 1
    objects[index] =
      typeof value === 'string'
        ? Buffer.concat([head(5, value.length), Buffer.from(value, 'latin1')])
        : Buffer.isBuffer(value)
          ? Buffer.concat([head(4, value.length), value])
          : Array.isArray(value)
            ? Buffer.concat([head(0xa, value.length), references(value)])
            : Buffer.concat([
                head(0xd, Object.keys(value).length),
                references(Object.keys(value)),
                references(Object.values(value)),
              ])
    return index
  }
  add(top)
  const offsets = Buffer.alloc(objects.length * 4)
  let at = 8
  for (const [index, object] of objects.entries()) {
    offsets.writeUInt32BE(at, index * 4)
    at += object.length
  }
  const trailer = Buffer.alloc(32)
  trailer.writeUInt8(4, 6)
  trailer.writeUInt8(2, 7)
  trailer.writeBigUInt64BE(BigInt(objects.length), 8)
  trailer.writeBigUInt64BE(BigInt(at), 24)
  return Buffer.concat([Buffer.from('bplist00'), ...objects, offsets, trailer])
}

const archive = propertyList({
  WebMainResource: {
    WebResourceURL: 'https://forum.example/read.php?tid=7',
    WebResourceMIMEType: 'text/html',
    WebResourceTextEncodingName: 'GBK',
    WebResourceData: Buffer.concat([
      Buffer.from('<html><title>'),
      Buffer.from('b2e8b9dd', 'hex'),
      Buffer.from('</title><p>'),
      Buffer.from('c4cfc7c5cdb7', 'hex'),
      Buffer.from('<img src="a.png" alt="smile"></p></html>'),
    ]),
  },
  WebSubresources: [
    { WebResourceURL: 'https://forum.example/a.png', WebResourceMIMEType: 'image/png', WebResourceData: pixel },
  ],
})
const file = (bytes: Buffer) => ({ path: null, name: 'tea.webarchive', bytes, modifiedAt: '2020-05-03T08:00:00.000Z' })

describe('Safari’s web archives', () => {
  it('give the page with its address, charset and pictures', async () => {
    const [page] = await openFile(file(archive))
    const { reading, assets } = readSavedPage(page!)
    expect([page!.container, page!.url, page!.charset, page!.savedAtFrom, reading.thread.title, assets.length]).toEqual(
      ['webarchive', 'https://forum.example/read.php?tid=7', 'gb18030', 'file', '茶馆', 1],
    )
  })

  it('are refused as damaged when they were cut off anywhere', async () => {
    for (const length of [8, 20, 40, archive.length - 40, archive.length - 1])
      await expect(openFile(file(archive.subarray(0, length)))).rejects.toMatchObject({ code: 'archive-damaged' })
  })
})
