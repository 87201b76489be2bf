/* Search while an import runs, through the threads that a program has: against the same searches while nothing else runs. */
import type { EventData } from '../../../src/core/contract/events.ts'
import { isOver, type ImportState } from '../../../src/core/model/imports.ts'
import { openForReading } from '../../../src/core/store/open.ts'
import { makeLibrary } from '../made-library.ts'
import { percentile } from '../measure.ts'
import { copyOf, openLibrary, type OpenedLibrary } from '../opened.ts'
import type { BenchOptions } from '../options.ts'
import { queriesFor, type QueryClass } from '../queries.ts'
import { savePages } from '../saved-pages.ts'
import { goal, number, say } from '../tell.ts'

const pagesOfImport = 3_000

interface Costs {
  readonly cpu: Map<string, number[]>
  readonly wall: Map<string, number[]>
}

export async function benchBusy({ home, sizes, each }: BenchOptions): Promise<void> {
  const pages = savePages(home, pagesOfImport, 2)
  for (const size of sizes.length > 0 ? sizes : [100_000]) {
    say(`\n── search while ${pages.pages} pages are imported into ${size} posts ──`)
    const copy = await copyOf(home, (await makeLibrary(home, size)).folder)
    const db = openForReading(copy.folder)
    const classes = queriesFor(db, each)
    db.close()
    const library = await openLibrary(copy.folder)
    try {
      await asked(library, classes, () => true, each, 1)
      const idle = await asked(library, classes, () => true, each, 3)
      let state: ImportState = 'listing'
      const underWay = Promise.withResolvers<null>()
      const off = library.connection.on((name, data) => {
        if (name !== 'imports.progress') return
        const progress = data as EventData<'imports.progress'>
        state = progress.state
        if (progress.imported > 50) underWay.resolve(null)
      })
      const { runId } = await library.ask('imports.start', { paths: [pages.folder] })
      await underWay.promise
      const busy = await asked(library, classes, () => !isOver(state), each, 3)
      off()
      if (isOver(state)) say('  !!! the import ended before all was asked: more pages are needed')
      await library.ask('imports.cancel', { runId })
      tell(classes, idle, busy)
    } finally {
      await library.close()
      copy.remove()
    }
  }
}

async function asked(
  library: OpenedLibrary,
  classes: readonly QueryClass[],
  goesOn: () => boolean,
  each: number,
  rounds: number,
): Promise<Costs> {
  const costs: Costs = { cpu: new Map(), wall: new Map() }
  for (const { name, queries } of classes) {
    const [cpu, wall]: [number[], number[]] = [[], []]
    for (const query of Array.from({ length: Math.ceil((rounds * each) / queries.length) }, () => queries).flat()) {
      if (!goesOn()) break
      const before = await library.readerCPU()
      const startedAt = performance.now()
      await library.ask('search.run', { query, exact: false })
      wall.push(performance.now() - startedAt)
      cpu.push((await library.readerCPU()) - before)
    }
    costs.cpu.set(name, cpu)
    costs.wall.set(name, wall)
  }
  return costs
}

function tell(classes: readonly QueryClass[], idle: Costs, busy: Costs): void {
  say(
    `${'first 50 by relevance, ms'.padEnd(28)}${['idle p50', 'idle p99', 'busy p50', 'busy p99'].map(head => head.padStart(10)).join('')}   of the reader's CPU, then wall`,
  )
  const row = (name: string, from: (costs: Costs) => number[], isLast = false): void => {
    const shares = [idle, busy].flatMap(costs => [percentile(from(costs), 0.5), percentile(from(costs), 0.99)])
    say(`${name.padEnd(28)}${shares.map(value => number(value, 10)).join('')}${isLast ? '   wall' : ''}`)
  }
  for (const { name } of classes) {
    row(name, costs => costs.cpu.get(name)!)
    row('', costs => costs.wall.get(name)!, true)
  }
  const every = (times: Map<string, number[]>): number[] => [...times.values()].flat()
  for (const [name, from] of [
    ['CPU of the reader', (costs: Costs) => every(costs.cpu)],
    ['wall', (costs: Costs) => every(costs.wall)],
  ] as const) {
    row(`all classes, ${name}`, from)
    goal(
      `p99 while an import runs, ${name},`,
      percentile(from(busy), 0.99) / percentile(from(idle), 0.99),
      '× of idle',
      2,
      'most',
    )
  }
}
