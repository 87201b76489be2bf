import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'
import { describe, expect, test } from 'vitest'
import { findChromium } from '../../src/web/chromium.ts'
import { chromiumPrinter } from '../../src/web/pdf-printer.ts'

const chromium = await findChromium()
if (!chromium) process.stderr.write('SKIPPED: no Chromium on this machine, so printing is not tested\n')

function outlineTitles(document: PDFDocument): string[] {
  const titles: string[] = []
  const outlines = document.catalog.lookup(PDFName.of('Outlines'), PDFDict)
  const open = [outlines.lookup(PDFName.of('First'))]
  while (open.length > 0) {
    const item = open.pop()
    if (!(item instanceof PDFDict)) continue
    titles.push(item.lookupMaybe(PDFName.of('Title'), PDFString, PDFHexString)?.decodeText() ?? '')
    open.push(item.lookup(PDFName.of('Next')), item.lookup(PDFName.of('First')))
  }
  return titles
}

describe.skipIf(!chromium)('printing through a Chromium of this machine', () => {
  test('gives a tagged PDF with outline, title and the page’s own paper, and asks only us', async () => {
    const asked: string[] = []
    const printer = chromiumPrinter(chromium!, async address => {
      asked.push(address)
      return null
    })
    const html = `<!doctype html><html lang="zh-Hans"><title>工会公园</title>
      <style>@page { size: 300px 400px; margin: 20px } h2 { break-before: page }</style>
      <script>document.title = 'a script ran'</script>
      <img src="assets/${'a'.repeat(64)}"><img src="http://127.0.0.1:1/x.png"><link rel="stylesheet" href="https://x.example/">
      <h1>工会公园</h1><h2>1 laofan</h2><p>正文</p><h2>2 somebody</h2>`
    const bytes = await printer.print({ html, title: '工会公园' })
    const document = await PDFDocument.load(bytes, { updateMetadata: false })
    expect({
      title: document.getTitle(),
      pages: document.getPages().map(page => [Math.round(page.getWidth()), Math.round(page.getHeight())]),
      outline: outlineTitles(document),
      tagged: document.catalog.has(PDFName.of('StructTreeRoot')),
      asked,
    }).toEqual({
      title: '工会公园',
      pages: [
        [225, 300],
        [225, 300],
        [225, 300],
      ],
      outline: ['工会公园', '1 laofan', '2 somebody'],
      tagged: true,
      asked: [`assets/${'a'.repeat(64)}`],
    })
  })

  test('a browser that does not start is a failed print', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'threadloft-printer-'))
    const broken = path.join(folder, 'chrome')
    writeFileSync(broken, '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    const printing = chromiumPrinter(broken, async () => null).print({ html: '', title: '' })
    await expect(printing).rejects.toMatchObject({ code: 'print-failed' })
    rmSync(folder, { recursive: true })
  })

  test('a wish that leads nowhere is not replaced by another browser', async () => {
    const machine = { platform: process.platform, home: '/nowhere', environment: { CHROME_PATH: '/nowhere/chrome' } }
    expect(await findChromium(machine)).toBe(null)
    expect(spawnSync(chromium!, ['--version']).status).toBe(0)
  })
})
