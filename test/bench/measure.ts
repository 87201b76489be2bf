/* Asks a library the queries of every class and measures what each costs. */
import { searchContract } from '../../src/core/contract/search.ts'
import { searchHandlers } from '../../src/core/library/search-library.ts'
import type { ReadableDB } from '../../src/core/store/sql.ts'
import type { QueryClass } from './queries.ts'

export interface Cost {
  /** Milliseconds of CPU, since a shared machine's clock measures its other users. */
  readonly cpu: readonly number[]
  readonly wall: readonly number[]
  readonly hits: number
}

/** What the first 50 hits by relevance with their snippets cost, query by query. */
export async function costOf(db: ReadableDB, { queries }: QueryClass, rounds: number): Promise<Cost> {
  const search = searchHandlers(db).handlers['search.run']
  const cost = { cpu: [] as number[], wall: [] as number[], hits: 0 }
  // What is worked out once for a library is not a query's cost.
  await search(searchContract['search.run'].input.parse({ query: queries[0], exact: false }))
  for (const query of Array.from({ length: rounds }, () => queries).flat()) {
    const before = process.cpuUsage()
    const startedAt = performance.now()
    const { total } = await search(searchContract['search.run'].input.parse({ query, exact: false }))
    cost.wall.push(performance.now() - startedAt)
    const { user, system } = process.cpuUsage(before)
    cost.cpu.push((user + system) / 1_000)
    cost.hits += total / (queries.length * rounds)
  }
  return cost
}

/** The value that a share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** What looking through every text for a piece of it costs, in milliseconds of CPU. */
export function scanCost(db: ReadableDB, piece: string): number {
  const before = process.cpuUsage()
  db.prepare('SELECT count(*) FROM post_version WHERE instr(text, ?) > 0').get(piece)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
