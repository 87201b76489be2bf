import { describe, expect, test } from 'vitest'
import { boundaryOf, MultipartError, partsOf } from '../../src/web/multipart.ts'

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Buffer, size: number, boundary: string): Promise<[string, string | null, string][]> {
  const all: [string, string | null, string][] = []
  for await (const part of partsOf(cut(bytes, size), boundary)) {
    const chunks: Uint8Array[] = []
    for await (const chunk of part.bytes) chunks.push(chunk)
    all.push([part.name, part.fileName, Buffer.concat(chunks).toString('latin1')])
  }
  return all
}

describe('forms as browsers write them', () => {
  const form = new FormData()
  const tricky = 'a\r\n--b\r\n\r\n----\0\xff'
  form.append('file', new File([Buffer.from(tricky, 'latin1')], 'x'), '帖子/1 "页".html')
  form.append('note', 'words')
  form.append('file', new File([], 'empty'), 'empty.txt')

  test.each([1, 2, 7, 64, 100_000])('in chunks of %i bytes', async size => {
    const request = new Request('http://x', { method: 'POST', body: form })
    const boundary = boundaryOf(request.headers.get('content-type') ?? '')!
    const bytes = Buffer.from(await request.arrayBuffer())
    expect(await read(bytes, size, boundary)).toEqual([
      ['file', '帖子/1 "页".html', tricky],
      ['note', null, 'words'],
      ['file', 'empty.txt', ''],
    ])
  })

  test('a part that nobody reads is passed over', async () => {
    const request = new Request('http://x', { method: 'POST', body: form })
    const boundary = boundaryOf(request.headers.get('content-type') ?? '')!
    const names: string[] = []
    for await (const part of partsOf(cut(Buffer.from(await request.arrayBuffer()), 5), boundary)) names.push(part.name)
    expect(names).toEqual(['file', 'note', 'file'])
  })

  test.each([
    ['--b\r\nContent-Disposition: form-data; name="a"\r\n\r\ncut off'],
    ['no boundary at all'],
    ['--bX'],
    [`--b\r\n${'h'.repeat(100_000)}`],
  ])('malformed: %.30s', async body => {
    await expect(read(Buffer.from(body), 9, 'b')).rejects.toThrow(MultipartError)
  })
})
