/* Search: what the first hits of every kind of query cost, beside Recoll and ripgrep over the same posts. */
import { openForReading } from '../../../src/core/store/open.ts'
import { postsOfBlock } from '../../../src/core/library/keep-pairs.ts'
import { makeLibrary, type MadeLibrary } from '../made-library.ts'
import { costOf, percentile, scanCost } from '../measure.ts'
import type { BenchOptions } from '../options.ts'
import { recollOver, ripgrepOver, writePages, type Peer } from '../peers.ts'
import { queriesFor } from '../queries.ts'
import { goal, number, say } from '../tell.ts'

export async function benchSearch(options: BenchOptions): Promise<void> {
  const sizes = options.sizes.length > 0 ? options.sizes : [10_000, 100_000]
  const medians = new Map<number, number>()
  for (const size of sizes) medians.set(size, await benchAt(size, options))
  for (const size of sizes.slice(1)) {
    const before = sizes[sizes.indexOf(size) - 1]!
    goal(`p50 grows from ${before} to ${size} posts by`, medians.get(size)! / medians.get(before)!, '×', 3, 'most')
  }
}

/** Measures at one size and answers the median in milliseconds of CPU. */
async function benchAt(size: number, { home, each, recoll }: BenchOptions): Promise<number> {
  const library = await makeLibrary(home, size)
  say(`\n── ${size} posts, ${(library.textBytes / 1e6).toFixed(0)} MB of text ──`)
  tellIndex(library)
  const db = openForReading(library.folder)
  const all = { cpu: [] as number[], wall: [] as number[] }
  const classes = queriesFor(db, each)
  say(
    `${'first 50 by relevance, ms'.padEnd(28)}${'hits'.padStart(9)}${' p50 CPU'.padStart(10)}${'p99 CPU'.padStart(10)}${'p50 wall'.padStart(10)}${'p99 wall'.padStart(10)}`,
  )
  for (const one of classes) {
    const { cpu, wall, hits } = await costOf(db, one, Math.max(1, Math.round(each / 4 / one.queries.length)))
    all.cpu.push(...cpu)
    all.wall.push(...wall)
    say(
      `${one.name.padEnd(28)}${hits.toFixed(0).padStart(9)} ${[percentile(cpu, 0.5), percentile(cpu, 0.99), percentile(wall, 0.5), percentile(wall, 0.99)].map(value => number(value)).join(' ')}`,
    )
  }
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
    recoll,
  )
  say(`  memory of this process ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`)
  db.close()
  return percentile(all.cpu, 0.5)
}

function tellIndex({ posts, indexBytes, indexSeconds, pairSeconds }: MadeLibrary): void {
  goal('index', indexBytes / posts / 1_000, 'kB a post', 0.8, 'most')
  const rate = (seconds: number): string => `${(posts / seconds).toFixed(0)} posts a second of CPU`
  if (indexSeconds !== null) say(`  indexing ${rate(indexSeconds)}`)
  if (pairSeconds !== null && posts >= postsOfBlock) say(`  noting pairs behind that, ${rate(pairSeconds)}`)
}

function comparePeers(
  { folder }: MadeLibrary,
  size: number,
  own: readonly number[],
  pieces: readonly string[],
  isAlways: boolean,
): void {
  if (size > 10_000 && !isAlways)
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
