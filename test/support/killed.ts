/* A piece of work in a process of its own, ended by the system's own SIGKILL at some moment. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'

export type Work = 'import' | 'continue' | 'migrate' | 'backup' | 'die'

export interface Ended {
  /** The work came to its end. */
  readonly isDone: boolean
  /** How long it took from its beginning, in milliseconds. */
  readonly took: number
}

const child = path.resolve(import.meta.dirname, 'work-child.ts')

/** Whether the long form of the fault tests is wanted: npm run faults. */
export const isFull = process.env['npm_lifecycle_event'] === 'faults'

/** Does some work on a library, killed so many milliseconds after it began if a number is given. */
export async function work(kind: Work, library: string, given: string, killAfter: number | null): Promise<Ended> {
  const running = spawn(process.execPath, [child, kind, library, given], { stdio: ['ignore', 'pipe', 'inherit'] })
  const begun = Promise.withResolvers<null>()
  let began = Number.NaN
  let said = ''
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') began = performance.now()
    said += text
    begun.resolve(null)
  })
  const ended = new Promise(resolve => running.once('close', resolve))
  if (killAfter !== null) {
    await Promise.race([begun.promise, ended])
    await Promise.race([setTimeout(killAfter), ended])
    running.kill('SIGKILL')
  }
  await ended
  return { isDone: said.endsWith('done\n'), took: performance.now() - began }
}
