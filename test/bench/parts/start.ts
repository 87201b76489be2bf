/* Starting the built program with a library: until its web view answers its first list, against an empty library. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { isBuilt } from '../../../tools/build-stamp.mjs'
import { openTestLibrary } from '../../support/library.ts'
import { makeLibrary } from '../made-library.ts'
import { copyOf } from '../opened.ts'
import type { BenchOptions } from '../options.ts'
import { goal, number, say } from '../tell.ts'

/** What a start took until the first screen was answered, and until a search and the switcher had been asked too. */
interface Start {
  readonly wall: number
  readonly cpu: number
  readonly megabytes: number
  readonly inUse: number
}

const program = path.resolve(import.meta.dirname, '../../../bin/threadloft.mjs')
const firstScreen: readonly [string, unknown][] = [
  ['settings.get', {}],
  ['threads.boards', {}],
  ['searches.list', { counts: false }],
  ['library.info', {}],
  ['threads.list', {}],
]
const rounds = 5

export async function benchStart({ home, sizes }: BenchOptions): Promise<void> {
  if (!isBuilt()) return say('  !!! the build is not of these sources: npm run build, then start is measured')
  const empty = mkdtempSync(path.join(home, 'empty-'))
  await (await openTestLibrary(empty)).close()
  try {
    for (const size of sizes.length > 0 ? sizes : [1_000_000]) {
      say(`\n── start with ${size} posts ──`)
      const copy = await copyOf(home, (await makeLibrary(home, size)).folder)
      const [bare, whole]: [Start[], Start[]] = [[], []]
      for (let round = 0; round < rounds; round++) {
        bare.push(await start(empty))
        whole.push(await start(copy.folder))
      }
      copy.remove()
      tell('an empty library', best(bare))
      tell(`${size} posts`, best(whole))
      goal('the first list comes later by', (best(whole).wall - best(bare).wall) / 1_000, 's', 1.2, 'most')
      goal('memory of the program and its threads', best(whole).megabytes, 'MB', 300, 'most')
    }
  } finally {
    rmSync(empty, { recursive: true })
  }
}

function tell(what: string, { wall, cpu, megabytes, inUse }: Start): void {
  say(
    `  ${what.padEnd(18)}${number(wall)} ms, ${number(cpu)} ms CPU; ${number(megabytes, 0)} MB, ${number(inUse, 0)} MB after a search and names`,
  )
}

async function start(folder: string): Promise<Start> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [program, 'serve', '--json', '--library', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    if (said.includes('}')) break
  }
  const { url, origin } = JSON.parse(said) as { url: string; origin: string }
  const entered = await fetch(url, { redirect: 'manual' })
  const cookie = entered.headers.getSetCookie()[0]!.split(';')[0]!
  const ask = async (name: string, input: unknown): Promise<void> => {
    const headers = { cookie, 'content-type': 'application/json' }
    const answer = await fetch(`${origin}/api/${name}`, { method: 'POST', headers, body: JSON.stringify(input) })
    const reply = (await answer.json()) as { ok: boolean }
    if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply)}`)
  }
  await Promise.all(firstScreen.map(([name, input]) => ask(name, input)))
  const wall = performance.now() - startedAt
  const [cpu, megabytes] = [cpuOf(child.pid!), memoryOf(child.pid!)]
  await ask('search.run', { query: '楼主' })
  await ask('switcher.find', { text: '楼' })
  const inUse = memoryOf(child.pid!)
  child.kill('SIGINT')
  await once(child, 'close')
  return { wall, cpu, megabytes, inUse }
}

/** Linux alone tells these of another process. */
const cpuOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1_000

/** The best of each, since a busy machine only adds. */
const best = (runs: readonly Start[]): Start => ({
  wall: Math.min(...runs.map(run => run.wall)),
  cpu: Math.min(...runs.map(run => run.cpu)),
  megabytes: Math.min(...runs.map(run => run.megabytes)),
  inUse: Math.min(...runs.map(run => run.inUse)),
})
