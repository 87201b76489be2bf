/*
 * npm run bench [-- PART … SIZE …] [--recoll] [--each N]: the goals, measured on made-up libraries and pages; the ratios of
 * one run are what counts. Without a part, search is; without sizes (`million` is one), those that the part is for.
 * Libraries and pages stay in the temporary folder for the next run.
 */
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { benchBusy } from '../test/bench/parts/busy.ts'
import { benchImport } from '../test/bench/parts/import.ts'
import { benchNames } from '../test/bench/parts/names.ts'
import { benchOpen } from '../test/bench/parts/open.ts'
import { benchPrint } from '../test/bench/parts/print.ts'
import { benchSearch } from '../test/bench/parts/search.ts'
import { benchStart } from '../test/bench/parts/start.ts'

const parts = {
  search: benchSearch,
  busy: benchBusy,
  import: benchImport,
  start: benchStart,
  open: benchOpen,
  print: benchPrint,
  names: benchNames,
} as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { recoll: { type: 'boolean', default: false }, each: { type: 'string', default: '20' } },
})
const isPart = (word: string): word is keyof typeof parts => Object.hasOwn(parts, word)
const named = positionals.filter(isPart)
const sizes = positionals.filter(word => !isPart(word)).map(size => (size === 'million' ? 1_000_000 : Number(size)))
const wrong = positionals.filter(word => !isPart(word) && word !== 'million' && !(Number(word) > 0))
if (wrong.length > 0) {
  process.stderr.write(`${wrong.join(', ')}: no part (${Object.keys(parts).join(', ')}) and no number of posts\n`)
  process.exit(2)
}
const options = {
  home: path.join(tmpdir(), 'threadloft-bench'),
  sizes,
  each: Number(values.each),
  recoll: values.recoll,
}
for (const part of named.length > 0 ? named : (['search'] as const)) await parts[part](options)
