import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import { afterEach, describe, expect, it } from 'vitest'
import { openFile } from '../../../src/core/intake/index.ts'
import { listFiles } from '../../../src/core/intake/list-files.ts'
import { readSavedPage } from '../../../src/core/library/read-page.ts'

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const comment = `<!--
 Page saved with SingleFile 
 url: https://forum.example/t/9 
 saved date: Tue Dec 20 2022 11:17:50 GMT+0200 (Eastern European Standard Time)
-->`

describe('a page saved by SingleFile', () => {
  const markup = `<!DOCTYPE html> <html lang=en>${comment}<meta charset=utf-8><title>Tea</title>
<style>:root{--sf-img-1: url("data:image/png;base64,${pixel}")}</style>
<body><p>First cup<img alt=smile class=s src='data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>' style="background-image:var(--sf-img-1)!important">
<p>Second cup<img alt=smile src=data:, style="background-image:var(--sf-img-1)!important">
<single-file-infobar><template shadowrootmode=open><div>Saved page</div></template></single-file-infobar>`

  it('tells address and saving time, and shows its pictures that were style variables', async () => {
    const [page] = await openFile({ path: null, name: 'tea.html', bytes: Buffer.from(markup), modifiedAt: null })
    const { reading, assets } = readSavedPage(page!)
    expect({
      source: [page!.container, page!.url, page!.savedAt, page!.savedAtFrom],
      text: reading.posts[0]!.text,
      pictures: [assets.length, reading.posts[0]!.html.match(/<img src="assets\//g)?.length],
      missing: reading.posts[0]!.missingPictures,
    }).toEqual({
      source: ['singlefile', 'https://forum.example/t/9', '2022-12-20T09:17:50.000Z', 'page'],
      text: 'First cup smile\n\nSecond cup smile',
      pictures: [1, 2],
      missing: [],
    })
  })
})

describe('a SingleFile page that unpacks itself', () => {
  let folder: string
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is read by our own zip reader, its script never run', async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'threadloft-single-'))
    const page = `<!DOCTYPE html><html>${comment}<title>Tea</title><p>First cup<img src="images/1.png"></html>`
    const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
    for (const [name, bytes] of [
      ['index.html', Buffer.from(page)],
      ['images/1.png', Buffer.from(pixel, 'base64')],
      ['frames/0/index.html', Buffer.from('<html><p>an advertisement</p></html>')],
    ] as const)
      await writer.add(name, new Uint8ArrayReader(bytes))
    const zip = await writer.close()
    const before = `<!doctype html><html data-sfz><meta charset=utf-8><title>Tea</title><body hidden><script>throw 1</script><!--`
    const file = path.join(folder, 'tea.html')
    writeFileSync(file, Buffer.concat([Buffer.from(before), zip, Buffer.from('--></html>')]))
    const listed = await listFiles([file], new AbortController().signal)
    const [first] = listed
    if (!first || 'error' in first) throw new Error('not listed')
    const [saved] = await openFile(await first.read())
    const { reading, assets } = readSavedPage(saved!)
    expect([listed.length, saved!.container, saved!.url, reading.posts[0]!.text, assets.length]).toEqual([
      1,
      'singlefile',
      'https://forum.example/t/9',
      'First cup',
      1,
    ])
  })
})
