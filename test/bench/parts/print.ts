/* A PDF of a long thread, against the printing engine alone on the same document. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { renderThread } from '../../../src/core/library/export-thread.ts'
import { printResources } from '../../../src/core/library/page-resources.ts'
import { findChromium, sandboxAllowed } from '../../../src/web/chromium.ts'
import { chromiumPrinter } from '../../../src/web/pdf-printer.ts'
import { madePost, madeThread } from '../../core/export/made-thread.ts'
import { frequent } from '../../support/made-up-text.ts'
import { madeUpPosts } from '../made-words.ts'
import type { BenchOptions } from '../options.ts'
import { goal, number, say } from '../tell.ts'

const fonts = path.resolve(import.meta.dirname, '../../../resources/fonts')
const rounds = 3

export async function benchPrint({ home, sizes }: BenchOptions): Promise<void> {
  const chromium = await findChromium()
  if (chromium === null) return say('  !!! no Chromium, Chrome or Edge was found: nothing is printed')
  for (const count of sizes.length > 0 ? sizes : [1_000]) {
    say(`\n── a PDF of ${count} posts ──`)
    const folder = mkdtempSync(path.join(home, 'print-'))
    const startedAt = performance.now()
    const html = documentOf(count)
    say(`  the document is made in ${number(performance.now() - startedAt, 0)} ms`)
    cpSync(fonts, path.join(folder, 'fonts'), { recursive: true })
    const file = path.join(folder, 'thread.html')
    writeFileSync(file, html)
    const printer = chromiumPrinter(chromium, printResources(folder, fonts))
    const own: number[] = []
    const engine: number[] = []
    for (let round = 0; round < rounds; round++) {
      own.push(await seconds(() => printer.print({ html, title: madeThread.title })))
      engine.push(await seconds(() => printAlone(chromium, file)))
    }
    rmSync(folder, { recursive: true })
    const [best, alone] = [Math.min(...own), Math.min(...engine)]
    say(`  printed in ${number(best, 0)} s, by the engine alone in ${number(alone, 0)} s`)
    goal('speed against the engine alone', alone / best, '×', 0.4, 'least')
  }
}

function documentOf(count: number): string {
  const texts = madeUpPosts(31, frequent)
  const posts = Array.from({ length: count }, (_, index) => {
    const text = texts(index)
    return madePost({
      id: index + 1,
      text,
      html: text
        .split('\n')
        .map(line => `<p>${line}</p>`)
        .join(''),
    })
  })
  return renderThread({ thread: madeThread, posts, picture: () => null }, 'pdf', 'zh-Hans').content
}

async function seconds(work: () => unknown): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1_000
}

function printAlone(chromium: string, file: string): void {
  const words = ['--headless', '--disable-gpu', '--no-pdf-header-footer', `--print-to-pdf=${file}.pdf`]
  if (!sandboxAllowed()) words.push('--no-sandbox')
  const { status } = spawnSync(chromium, [...words, pathToFileURL(file).href], { stdio: 'ignore' })
  if (status !== 0) throw new Error(`the engine alone ended with ${status}`)
}
