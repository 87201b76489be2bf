import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFile } from '../../../src/core/intake/index.ts'
import { listFiles } from '../../../src/core/intake/list-files.ts'
import type { ListedFile } from '../../../src/core/intake/saved-page.ts'
import { readSavedPage } from '../../../src/core/library/read-page.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'threadloft-list-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const never = new AbortController().signal
const put = (name: string, content: string | Uint8Array = '<html></html>'): void => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), content)
}
const list = async (...paths: string[]): Promise<ListedFile[]> =>
  listFiles(paths.length > 0 ? paths.map(name => path.join(folder, name)) : [folder], never)
const names = (files: readonly ListedFile[]): string[] =>
  files.map(file => path.relative(folder, file.path).replaceAll('\\', '/'))
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function zipOf(
  entries: Record<string, Uint8Array>,
  options: { encodeText?: (text: string) => Uint8Array } = {},
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    useUnicodeFileNames: !options.encodeText,
    ...options,
  })
  for (const [name, bytes] of Object.entries(entries)) await writer.add(name, new Uint8ArrayReader(bytes))
  return writer.close()
}

describe('listing what an import was given', () => {
  it('takes every file of a folder in the order of their names, without the folders that hold a page’s pictures', async () => {
    for (const name of [
      '茶馆 2.html',
      '茶馆 10.html',
      '茶馆 2_files/a.png',
      '茶馆 10.files/b.png',
      'album_files/c.png',
      'deep/er/t.txt',
      '.DS_Store',
    ])
      put(name)
    expect(names(await list())).toEqual(['album_files/c.png', 'deep/er/t.txt', '茶馆 2.html', '茶馆 10.html'])
  })

  it('takes a file that is given twice once, and says which path is not there', async () => {
    put('a.html')
    const files = await list('a.html', '.', 'gone.html')
    expect(files.map(file => ('error' in file ? file.error.code : path.basename(file.path)))).toEqual([
      'a.html',
      'file-missing',
    ])
  })

  it.skipIf(process.platform === 'win32')('does not follow links that lie in a folder', async () => {
    put('a.html')
    symlinkSync('/', path.join(folder, 'root'))
    expect(names(await list())).toEqual(['a.html'])
  })
})

describe('zip archives', () => {
  it('give their pages with the pictures beside them', async () => {
    put(
      'mirror.zip',
      await zipOf({
        't/page.html': Buffer.from('<html><title>Tea</title><p>hi<img src="page_files/p.png"></p></html>'),
        't/page_files/p.png': pixel,
      }),
    )
    const [file] = await list()
    if (!file || 'error' in file) throw new Error('not listed')
    const { reading, assets } = readSavedPage((await openFile(await file.read()))[0]!)
    expect([path.basename(file.path), reading.thread.title, assets.length]).toEqual(['page.html', 'Tea', 1])
  })

  it('have their Chinese names right where the writer used GBK without saying so', async () => {
    const gbk = (text: string): Uint8Array =>
      text === '茶馆.html' ? Buffer.from('b2e8b9dd2e68746d6c', 'hex') : Buffer.from(text)
    put('old.zip', await zipOf({ '茶馆.html': Buffer.from('<html></html>') }, { encodeText: gbk }))
    expect(names(await list())).toEqual(['old.zip/茶馆.html'])
  })

  it('never give an entry whose path leads out, and go on with the others', async () => {
    put(
      'slip.zip',
      await zipOf({
        '../../evil.html': Buffer.from('x'),
        '..foo.txt': Buffer.from('kept'),
        'C:\\evil.html': Buffer.from('x'),
        '/abs.html': Buffer.from('x'),
      }),
    )
    expect((await list()).map(file => ('error' in file ? file.error.code : path.basename(file.path)))).toEqual([
      '..foo.txt',
      'archive-unsafe',
      'archive-unsafe',
      'archive-unsafe',
    ])
  })

  it('refuse a bomb before it is unpacked', async () => {
    put('bomb.zip', await zipOf({ 'zeros.html': new Uint8Array(64 * 1024 * 1024) }))
    const [file] = await list()
    if (!file || 'error' in file) throw new Error('not listed')
    await expect(file.read()).rejects.toMatchObject({ code: 'archive-unsafe' })
  })

  it.each([
    ['in the directory at its end', 30, ['first', 'second', 'archive-damaged']],
    ['inside an entry', 250, ['first', 'archive-damaged']],
  ])('that were cut off %s give the entries before the cut and name the rest', async (_where, bytes, expected) => {
    const second = Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 7919) % 251))
    const whole = await zipOf({
      'a.html': Buffer.from('first'),
      'b.html': Buffer.concat([Buffer.from('second'), second]),
    })
    put('cut.zip', whole.subarray(0, whole.length - bytes))
    const told = (await list()).map(async file =>
      'error' in file
        ? file.error.code
        : /^[a-z]+/.exec(Buffer.from((await file.read()).bytes).toString('latin1'))?.[0],
    )
    expect(await Promise.all(told)).toEqual(expected)
  })

  it('of the MAFF kind tell address and saving time', async () => {
    const rdf =
      '<RDF:RDF><MAF:originalurl RDF:resource="http://forum.example/t?a=1&amp;b=2"/><MAF:archivetime RDF:resource="Sat, 06 Mar 2010 10:00:00 +0800"/></RDF:RDF>'
    put(
      'thread.maff',
      await zipOf({ '12/index.html': Buffer.from('<html><title>T</title></html>'), '12/index.rdf': Buffer.from(rdf) }),
    )
    const [file] = await list()
    if (!file || 'error' in file) throw new Error('not listed')
    const page = (await openFile(await file.read()))[0]!
    expect([page.url, page.savedAt, page.savedAtFrom]).toEqual([
      'http://forum.example/t?a=1&b=2',
      '2010-03-06T02:00:00.000Z',
      'container',
    ])
  })
})
