/* Runs the command threadloft as a person does: the built one where the build is of these sources, else its source. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { isBuilt } from '../../tools/build-stamp.mjs'

const home = path.resolve(import.meta.dirname, '../..')
const program = path.join(home, isBuilt() ? 'bin/threadloft.mjs' : 'src/cli/index.ts')

export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunningCommand {
  readonly end: Promise<Outcome>
  /** Settles when standard output holds the text. */
  says(text: string): Promise<string>
  interrupt(): void
  /** Closes the reading end of standard output, as `head` does. */
  stopReading(): void
}

export const sampleFolder = path.join(home, 'resources/sample')

/** Starts the command; the person's own settings and library are out of its reach. */
export function start(words: readonly string[], environment: Record<string, string> = {}): RunningCommand {
  const { THREADLOFT_LIBRARY: _own, ...outer } = process.env
  const child = spawn(process.execPath, [program, ...words], {
    env: { ...outer, LC_ALL: 'C', NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const written = { stdout: '', stderr: '' }
  const waiting: { text: string; resolve: (all: string) => void }[] = []
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      written[stream] += chunk
      for (const { text, resolve } of waiting) if (written.stdout.includes(text)) resolve(written.stdout)
    })
  const end = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', status => resolve({ status, ...written }))
  })
  return {
    end,
    says: text => new Promise(resolve => waiting.push({ text, resolve })),
    interrupt: () => void child.kill('SIGINT'),
    stopReading: () => void child.stdout.destroy(),
  }
}

/** Runs the command to its end. */
export const threadloft = (...words: string[]): Promise<Outcome> => start(words).end

/** What a command answers with --json. */
export async function answerOf<Answer>(...words: string[]): Promise<Answer> {
  const { status, stdout, stderr } = await threadloft(...words, '--json')
  if (status !== 0) throw new Error(`threadloft ${words.join(' ')} ended with ${status}: ${stderr}`)
  return JSON.parse(stdout) as Answer
}
