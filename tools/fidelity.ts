/*
 * How faithfully a corpus of real pages is read: engine × fact, right / wrong / absent.
 * npm run fidelity -- FOLDER [--engine NAME] [--details]
 */
import path from 'node:path'
import { compareFacts, notedPages } from '../test/support/facts.ts'
import type { FactResult } from '../test/support/facts.ts'
import { readFile } from '../test/support/fixtures.ts'

const words = process.argv.slice(2)
const after = (flag: string): string | undefined => (words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined)
const only = after('--engine')
const corpus = path.resolve(words.find(word => !word.startsWith('--') && word !== only) ?? '../shared/corpus')

const facts = [
  'title',
  'posts',
  'first author',
  'last author',
  'first time',
  'last time',
  'first id',
  'last id',
  'board',
  'threadId',
  'page',
  'pages',
  'opening',
  'floors',
  'noise',
]
const byEngine = new Map<string, FactResult[]>()
for (const page of notedPages(corpus)) {
  if (only && page.engine !== only) continue
  const reading = await readFile(path.join(corpus, page.file))
  const results = compareFacts(page, reading)
  byEngine.set(page.engine, [...(byEngine.get(page.engine) ?? []), ...results])
  const off = results.filter(result => result.verdict !== 'right')
  if (words.includes('--details') && off.length > 0) {
    console.log(`\n${page.file} — read by ${reading.engine} (${reading.confidence})`)
    for (const { fact, verdict, expected, found } of off)
      console.log(`  ${fact}: ${verdict}: noted ${expected.slice(0, 60)} · read ${found.slice(0, 60)}`)
  }
}

const count = (results: readonly FactResult[], verdict: string): number =>
  results.filter(result => result.verdict === verdict).length
const cell = (results: readonly FactResult[]): string =>
  results.length === 0 ? '' : `${count(results, 'right')}/${count(results, 'wrong')}/${count(results, 'absent')}`
const row = (name: string, results: readonly FactResult[]): string =>
  [
    name.padEnd(16),
    ...facts.map(fact => cell(results.filter(result => result.fact === fact)).padEnd(9)),
    cell(results),
  ].join(' ')

console.log(
  `\nright/wrong/absent\n${['engine'.padEnd(16), ...facts.map(fact => fact.slice(0, 9).padEnd(9)), 'all'].join(' ')}`,
)
for (const [engine, results] of byEngine) console.log(row(engine, results))
console.log(row('total', [...byEngine.values()].flat()))
