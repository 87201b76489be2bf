import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFile } from '../../../src/core/intake/index.ts'
import { listFiles } from '../../../src/core/intake/list-files.ts'
import { readSavedPage } from '../../../src/core/library/read-page.ts'

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

function record(type: string, url: string, block: Buffer): Buffer {
  const head = [
    'WARC/1.0',
    `WARC-Type: ${type}`,
    `WARC-Target-URI: ${url}`,
    'WARC-Date: 2019-03-04T05:06:07Z',
    `WARC-Record-ID: <urn:uuid:${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}>`,
    'Content-Type: application/http; msgtype=response',
    `Content-Length: ${block.length}`,
  ]
  return Buffer.concat([Buffer.from(head.join('\r\n') + '\r\n\r\n'), block, Buffer.from('\r\n\r\n')])
}
const response = (url: string, type: string, body: Buffer, status = '200 OK', more = ''): Buffer =>
  record(
    'response',
    url,
    Buffer.concat([
      Buffer.from(`HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\n${more}Content-Length: ${body.length}\r\n\r\n`),
      body,
    ]),
  )

const page = Buffer.from(
  '<html><title>\xb2\xe8\xb9\xdd</title><p>\xc4\xcf\xc7\xc5<img src="/a.png"></p></html>',
  'latin1',
)
const records = [
  response(
    'https://forum.example/read.php?tid=7',
    'text/html; charset=gbk',
    gzipSync(page),
    '200 OK',
    'Content-Encoding: gzip\r\n',
  ),
  response('https://forum.example/gone', 'text/html', Buffer.from('<p>gone</p>'), '404 Not Found'),
  response('https://forum.example/a.png', 'image/png', pixel),
  response(
    'https://forum.example/read.php?tid=8',
    'text/html',
    Buffer.from('<html><title>Second</title><p>x</p></html>'),
  ),
]

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'threadloft-warc-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What every listed page reads as, or why it is not read. */
async function told(name: string, bytes: Uint8Array): Promise<unknown[]> {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  const lines: unknown[] = []
  for (const listed of await listFiles([file], new AbortController().signal)) {
    if ('error' in listed) {
      lines.push(listed.error.code)
      continue
    }
    const [saved] = await openFile(await listed.read())
    const { reading, assets } = readSavedPage(saved!)
    lines.push([saved!.container, saved!.url, saved!.savedAt, saved!.savedAtFrom, reading.thread.title, assets.length])
  }
  return lines
}
const first = (container: string): unknown[] => [
  container,
  'https://forum.example/read.php?tid=7',
  '2019-03-04T05:06:07.000Z',
  'container',
  '茶馆',
  1,
]
const second = (container: string): unknown[] => [
  container,
  'https://forum.example/read.php?tid=8',
  '2019-03-04T05:06:07.000Z',
  'container',
  'Second',
  0,
]

describe('web archives', () => {
  it('give every page of HTML that was found, at its address and time, with its pictures', async () => {
    expect(await told('crawl.warc', Buffer.concat(records))).toEqual([first('warc'), second('warc')])
  })

  it('are read packed, record by record', async () => {
    expect(await told('crawl.warc.gz', Buffer.concat(records.map(each => gzipSync(each))))).toEqual([
      first('warc'),
      second('warc'),
    ])
  })

  it('inside a WACZ are read where they lie', async () => {
    const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
    const warc = Buffer.concat(records.map(each => gzipSync(each)))
    await writer.add('archive/data.warc.gz', new Uint8ArrayReader(warc), { level: 0 })
    await writer.add('datapackage.json', new Uint8ArrayReader(Buffer.from('{}')))
    expect(await told('crawl.wacz', await writer.close())).toEqual([first('wacz'), second('wacz')])
  })

  it('that were cut off give the pages before the cut and say so', async () => {
    const whole = Buffer.concat(records.map(each => gzipSync(each)))
    const lines = await told('cut.warc.gz', whole.subarray(0, whole.length - 60))
    expect(lines[0]).toEqual(first('warc'))
    expect(lines.slice(1)).toContain('archive-damaged')
  })
})
