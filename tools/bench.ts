/*
 * npm run bench [-- SIZE …] [--recoll] [--each N]: search at 10,000 and 100,000 made-up posts, or at the sizes given
 * (`million` is one); the ratios of one run are what counts. Libraries stay in the temporary folder for the next run.
 */
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { makeLibrary, type MadeLibrary } from '../test/bench/made-library.ts'
import { costOf, percentile, scanCost } from '../test/bench/measure.ts'
import { recollOver, ripgrepOver, writePages, type Peer } from '../test/bench/peers.ts'
import { queriesFor } from '../test/bench/queries.ts'
import { openForReading } from '../src/core/store/open.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { recoll: { type: 'boolean', default: false }, each: { type: 'string', default: '20' } },
})
const sizes =
  positionals.length > 0 ? positionals.map(size => (size === 'million' ? 1_000_000 : Number(size))) : [10_000, 100_000]
const home = path.join(tmpdir(), 'threadloft-bench')

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const number = (value: number, width = 9): string => value.toFixed(value < 100 ? 2 : 0).padStart(width)
const medians = new Map<number, number>()
for (const size of sizes) await benchAt(size)
for (const size of sizes.slice(1)) {
  const before = sizes[sizes.indexOf(size) - 1]!
  goal(`p50 grows from ${before} to ${size} posts by`, medians.get(size)! / medians.get(before)!, '×', 3, 'most')
}

async function benchAt(size: number): Promise<void> {
  const library = makeLibrary(home, size)
  say(`\n── ${size} posts, ${(library.textBytes / 1e6).toFixed(0)} MB of text ──`)
  tellIndex(library)
  const db = openForReading(library.folder)
  const all = { cpu: [] as number[], wall: [] as number[] }
  const classes = queriesFor(db, Number(values.each))
  say(
    `${'first 50 by relevance, ms'.padEnd(28)}${'hits'.padStart(9)}${' p50 CPU'.padStart(10)}${'p99 CPU'.padStart(10)}${'p50 wall'.padStart(10)}${'p99 wall'.padStart(10)}`,
  )
  for (const one of classes) {
    const { cpu, wall, hits } = await costOf(
      db,
      one,
      Math.max(1, Math.round(Number(values.each) / 4 / one.queries.length)),
    )
    all.cpu.push(...cpu)
    all.wall.push(...wall)
    say(
      `${one.name.padEnd(28)}${hits.toFixed(0).padStart(9)} ${[percentile(cpu, 0.5), percentile(cpu, 0.99), percentile(wall, 0.5), percentile(wall, 0.99)].map(value => number(value)).join(' ')}`,
    )
  }
  medians.set(size, percentile(all.cpu, 0.5))
  goal('all classes, p50', percentile(all.cpu, 0.5), 'ms CPU', 5, 'most')
  goal('all classes, p99', percentile(all.cpu, 0.99), 'ms CPU', 50, 'most')
  const pieces = classes.flatMap(one => one.pieces?.slice(0, 1) ?? [])
  const scan = percentile(
    pieces.map(piece => scanCost(db, piece)),
    0.5,
  )
  say(`  looking through every text takes ${number(scan)} ms CPU: ${number(scan / percentile(all.cpu, 0.5))} × the p50`)
  comparePeers(
    library,
    size,
    all.wall,
    classes.flatMap(one => one.pieces?.slice(0, 3) ?? []),
  )
  say(`  memory of this process ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`)
  db.close()
}

function tellIndex({ posts, indexBytes, indexSeconds }: MadeLibrary): void {
  goal('index', indexBytes / posts / 1_000, 'kB a post', 0.8, 'most')
  if (indexSeconds !== null) say(`  indexing ${(posts / indexSeconds).toFixed(0)} posts a second of CPU`)
}

function comparePeers({ folder }: MadeLibrary, size: number, own: readonly number[], pieces: readonly string[]): void {
  if (size > 10_000 && !values.recoll)
    return say('  Recoll is asked at 10,000 posts; --recoll asks it here too (indexing takes long)')
  const db = openForReading(folder)
  const pages = writePages(db, folder)
  db.close()
  const recoll = recollOver(pages)
  if (!recoll) say('  !!! Recoll is not installed (apt-get install recollcmd): no peer to compare with')
  else if (recoll.seconds !== null) say(`  recollindex took ${recoll.seconds.toFixed(0)} s for these posts`)
  const ripgrep = ripgrepOver(pages)
  if (!ripgrep) say('  !!! ripgrep is not installed: not compared')
  for (const peer of [...(recoll?.peers ?? []), ...(ripgrep ? [ripgrep] : [])]) compare(peer, own, pieces)
}

function compare(peer: Peer, own: readonly number[], pieces: readonly string[]): void {
  const times = pieces.map(piece => peer.ask(piece))
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)]
  say(
    `  ${peer.name}: p50 ${number(p50, 0)} ms, p99 ${number(p99, 0)} ms wall: ${number(p50 / percentile(own, 0.5), 0)} × and ${number(p99 / percentile(own, 0.99), 0)} × Threadloft's`,
  )
}

function goal(what: string, value: number, unit: string, bound: number, kind: 'most'): void {
  say(`  ${value <= bound ? 'goal met' : 'GOAL MISSED'}: ${what} ${number(value, 0)} ${unit} (at ${kind} ${bound})`)
}
