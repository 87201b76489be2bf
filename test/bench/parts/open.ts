/* Going to any floor of a long thread, through the library's threads: until the data of its posts are there. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { openTestLibrary } from '../../support/library.ts'
import { saveLongThread } from '../../support/long-thread.ts'
import { seededRandom } from '../../support/made-up-text.ts'
import { percentile } from '../measure.ts'
import { needNoBackup, openLibrary, type OpenedLibrary } from '../opened.ts'
import type { BenchOptions } from '../options.ts'
import { goal, number, say } from '../tell.ts'

const times = 200

export async function benchOpen({ home, sizes }: BenchOptions): Promise<void> {
  for (const floors of sizes.length > 0 ? sizes : [5_000]) {
    say(`\n── any floor of a thread of ${floors} posts ──`)
    const library = await openLibrary(await longThread(home, floors))
    const random = seededRandom(5)
    const anyFloor = (): number => 1 + Math.floor(random() * floors)
    const steps: readonly [string, () => Promise<unknown>][] = [
      ['open the thread', () => library.ask('threads.open', { threadId: 1 })],
      ['50 posts at a floor', () => library.ask('posts.range', { threadId: 1, start: anyFloor() - 1, limit: 50 })],
      ['find a floor, then 50 posts', () => goToFloor(library, anyFloor())],
      ['newest first, 50 posts', () => library.ask('posts.range', newestFirst(anyFloor() - 1))],
    ]
    for (const [what, step] of steps) await tell(library, what, step)
    await library.close()
  }
}

const newestFirst = (start: number) => ({ threadId: 1, view: { order: 'newest' as const }, start, limit: 50 })

async function goToFloor(library: OpenedLibrary, floor: number): Promise<void> {
  const { position } = await library.ask('posts.locate', { threadId: 1, floor })
  await library.ask('posts.range', { threadId: 1, start: position ?? 0, limit: 50 })
}

async function tell(library: OpenedLibrary, what: string, step: () => Promise<unknown>): Promise<void> {
  for (let warm = 0; warm < 20; warm++) await step()
  const [cpu, wall]: [number[], number[]] = [[], []]
  for (let count = 0; count < times; count++) {
    const before = await library.readerCPU()
    const startedAt = performance.now()
    await step()
    wall.push(performance.now() - startedAt)
    cpu.push((await library.readerCPU()) - before)
  }
  say(
    `  ${what.padEnd(28)}${number(percentile(wall, 0.5))} ms, of it ${number(percentile(cpu, 0.5))} ms CPU of the reader`,
  )
  goal(`${what}, p99`, percentile(cpu, 0.99), 'ms CPU', 20, 'most')
}

async function longThread(home: string, floors: number): Promise<string> {
  const folder = path.join(home, `thread-of-${floors}`)
  if (existsSync(folder)) return folder
  const [part, pages] = [`${folder}.part`, `${folder}-pages`]
  for (const left of [part, pages]) rmSync(left, { recursive: true, force: true })
  await saveLongThread(pages, floors)
  needNoBackup(part)
  const library = await openTestLibrary(part)
  await library.importAll(pages)
  await library.close()
  renameSync(part, folder)
  return folder
}
