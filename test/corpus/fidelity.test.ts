/*
 * Every fact that was noted of a real page is read, but for those of known-gaps.json, which are not on the page or not
 * what the page says. `npm run fidelity` prints the same as a table.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareFacts, corpusFolder, hasCorpus, notedPages } from '../support/facts.ts'
import { readFile } from '../support/fixtures.ts'

type Gaps = Readonly<Record<string, Readonly<Record<string, string>>>>
const gaps = JSON.parse(readFileSync(path.join(import.meta.dirname, 'known-gaps.json'), 'utf8')) as Gaps
const pages = hasCorpus() ? notedPages(corpusFolder) : []

describe.skipIf(pages.length === 0)('the facts of real pages', () => {
  it.each(pages)('$file', async noted => {
    const reading = await readFile(path.join(corpusFolder, noted.file))
    const off = compareFacts(noted, reading)
      .filter(({ verdict }) => verdict !== 'right')
      .map(({ fact, verdict, expected, found }) => ({ fact, verdict, expected, found }))
    const known = Object.keys(gaps[noted.file] ?? {})
    expect(off.filter(({ fact }) => !known.includes(fact))).toEqual([])
    expect(known.filter(fact => !off.some(each => each.fact === fact))).toEqual([])
  })

  it('have no known gap of a page that is not there', () => {
    const files = new Set(pages.map(({ file }) => file))
    expect(Object.keys(gaps).filter(file => !files.has(file))).toEqual([])
  })
})
