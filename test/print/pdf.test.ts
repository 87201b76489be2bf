/*
 * A PDF with a guarantee, checked by reading the file back: every post's text extractable, an outline entry a post, page
 * numbers, our own fonts. Prints through a real Chromium; where there is none, or no poppler, the tests are skipped.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderThread } from '../../src/core/library/export-thread.ts'
import { printResources } from '../../src/core/library/page-resources.ts'
import type { Post } from '../../src/core/model/library.ts'
import { findChromium } from '../../src/web/chromium.ts'
import { chromiumPrinter } from '../../src/web/pdf-printer.ts'
import { madePost, madePosts, madeThread, pictureSha } from '../core/export/made-thread.ts'
import { png } from '../support/png.ts'
import { outlineOf } from '../support/pdf-outline.ts'

const chromium = await findChromium()
const poppler = ['pdftotext', 'pdffonts', 'pdfimages'].every(tool => spawnSync(tool, ['-v']).error === undefined)
if (!chromium) console.warn('SKIPPED test/print: no Chromium, Chrome or Edge was found')
if (!poppler) console.warn('SKIPPED test/print: pdftotext, pdffonts and pdfimages (poppler-utils) were not found')

const fonts = path.resolve(import.meta.dirname, '../../resources/fonts')

/** Characters that web fonts of Chinese usually leave out: those of GBK beyond GB 2312 and of Big5. */
function rareCharacters(): string {
  const decoder = new TextDecoder('gbk')
  const characters: string[] = []
  for (let lead = 0x81; lead <= 0xa0; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++)
      if (trail !== 0x7f) characters.push(decoder.decode(Uint8Array.of(lead, trail)))
  return characters.join('')
}

const words = '老码头的灯每晚七点亮，风从海上来。The lamp of the old pier is lit at seven. 鴕鳥與鐵鍬，醞釀。'
const longText = Array.from({ length: 60 }, (_, line) => `第${line}行 ${words}`)
const paragraphs = (lines: readonly string[]): string => lines.map(line => `<p>${line}</p>`).join('')
const posts: Post[] = [
  ...madePosts,
  madePost({ id: 5, text: longText.join('\n'), html: paragraphs(longText) }),
  madePost({ id: 6, text: rareCharacters(), html: `<p>${rareCharacters()}</p>` }),
  madePost({ id: 7, text: '塔', html: `塔<img src="assets/${pictureSha}" alt="">` }),
  ...Array.from({ length: 53 }, (_, index) => {
    const text = `${index} ${words.repeat((index % 7) + 1)}`
    return madePost({ id: index + 8, text, html: `<p>${text}</p>` })
  }),
]

const folder = mkdtempSync(path.join(os.tmpdir(), 'threadloft-print-'))
const file = path.join(folder, 'thread.pdf')

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (tool: string, ...args: string[]): string => execFileSync(tool, args, { encoding: 'utf8' })
/** Line ends, spaces and soft hyphens are the page's, not the text's. */
const bare = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')

describe.skipIf(!chromium || !poppler)('the PDF of a thread', () => {
  let text = ''

  beforeAll(async () => {
    const { content } = renderThread({ thread: madeThread, posts, picture: () => null }, 'pdf', 'zh-Hans')
    const resources = printResources(folder, fonts)
    const printer = chromiumPrinter(chromium!, async address =>
      // Taller than any page, so that only scaling keeps it whole.
      address === `assets/${pictureSha}` ? { bytes: png(400, 4000), type: 'image/png' } : resources(address),
    )
    writeFileSync(file, await printer.print({ html: content, title: madeThread.title }))
    text = run('pdftotext', '-layout', file, '-')
  }, 120_000)

  it('holds all text of all posts', () => {
    const whole = bare(text.replace(/^.*\d+ \/ \d+$/gm, '').replace(/\f.*\n/g, ''))
    const lost = posts.filter(post => !post.text.split('\n').every(line => whole.includes(bare(line))))
    expect(lost.map(post => post.id)).toEqual([])
  })

  it('says floor, poster and time with every post', () => {
    const lines = new Set(text.split('\n').map(bare))
    expect(lines).toContain(bare('楼主 · 林小舟 · 2021-09-01 10:20 +08:00'))
    for (const post of posts.slice(4)) expect(lines).toContain(bare(`${post.id}楼 · 林小舟 · 2021-09-01 10:20 +08:00`))
  })

  it('has an outline of the title and one entry a post', async () => {
    const [root, ...others] = await outlineOf(file)
    expect(others).toEqual([])
    expect(root?.title).toBe(madeThread.title)
    expect(root?.children.map(entry => entry.title.split(' ')[0])).toEqual(
      posts.map(post => post.floorLabel ?? (post.floor === null ? '未知作者' : `${post.floor}楼`)),
    )
  })

  it('numbers its pages and repeats the title on all but the first', () => {
    const pages = text.split('\f').slice(0, -1)
    expect(pages.map(page => page.trimEnd().split('\n').at(-1)?.trim())).toEqual(
      pages.map((_, index) => `${index + 1} / ${pages.length}`),
    )
    expect(pages.slice(1).every(page => page.split('\n')[0]?.includes('老码头的灯'))).toBe(true)
  })

  it('embeds our fonts, as subsets of real fonts', () => {
    const rows = run('pdffonts', file).trim().split('\n').slice(2)
    const names = rows.map(row => row.split(/\s+/)[0]?.replace(/^[A-Z]{6}\+/, ''))
    expect(names.filter(name => !name?.startsWith('NotoSansSC') && !/Mono/.test(name ?? ''))).toEqual([])
    expect(rows.every(row => /CID TrueType.+yes yes yes/.test(row))).toBe(true)
  })

  it('scales a picture taller than a page and never cuts one', () => {
    const rows = run('pdfimages', '-list', file)
      .split('\n')
      .filter(row => /\simage\s+400\s+4000\s/.test(row))
    const shown = posts.filter(post => post.html.includes(pictureSha)).length
    // A cut picture is listed on each page that shows a part of it. 4,000 pixels at 400 a inch are 10 inches: one page.
    expect(rows.map(row => Number(row.trim().split(/\s+/)[12]) > 400)).toEqual(Array(shown).fill(true))
  })

  it('has no page without text', () => {
    expect(
      text
        .split('\f')
        .slice(0, -1)
        .filter(page => bare(page).length < 40),
    ).toEqual([])
  })
})
