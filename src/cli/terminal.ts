/* The two streams of a command: answers on one, everything else on the other. */
import { isatty } from 'node:tty'
import picocolors from 'picocolors'
import { fit } from './render/width.ts'

export interface Terminal {
  readonly colors: ReturnType<typeof picocolors.createColors>
  readonly width: number
  /** Writes the answer, with a line end. */
  answer(text: string): void
  /** Writes a note for the person, beside the answer. */
  note(text: string): void
  /** Shows how far something has come: one line that changes on a terminal, a line now and then elsewhere. */
  progress(text: string): void
  /** Takes the changing line away. */
  clearProgress(): void
}

const quietFor = 5_000

/** The terminal of this process. A reader that went away (head, less) ends the process quietly. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', error => {
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0)
      throw error
    })
  let lastLine = Date.now()
  let shown = false
  const clearProgress = (): void => {
    if (shown) process.stderr.write('\r\u001b[K')
    shown = false
  }
  return {
    colors: picocolors.createColors(isatty(process.stdout.fd) && !process.env['NO_COLOR']),
    width: process.stdout.columns || 100,
    answer(text) {
      clearProgress()
      process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
    },
    note(text) {
      clearProgress()
      process.stderr.write(`${text}\n`)
    },
    progress(text) {
      if (isatty(process.stderr.fd)) {
        process.stderr.write(`\r${fit(text, (process.stderr.columns || 80) - 1).trimEnd()}\u001b[K`)
        shown = true
      } else if (Date.now() - lastLine > quietFor) {
        process.stderr.write(`${text}\n`)
        lastLine = Date.now()
      }
    },
    clearProgress,
  }
}
