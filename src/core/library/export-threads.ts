/* Many threads into one folder, each a file of its own. One that cannot be written is named and does not stop the rest. */
import path from 'node:path'
import type { Input, Output } from '../contract/index.ts'
import type { Emit } from '../contract/events.ts'
import type { ErrorCode } from '../errors.ts'
import { asThreadloftError, ThreadloftError } from '../errors.ts'
import type { CallByName } from './call-by-name.ts'
import { ask } from './call-by-name.ts'
import type { PdfPrinter } from './ports.ts'
import { isAbortedBefore } from './turns.ts'
import { writeWhole } from './write-whole.ts'

/** Where the files of an export go, one after the other; what is there already is left alone. */
export interface ExportFolder {
  /** Writes a file under this name, or one like it where the name is taken. */
  add(name: string, bytes: Uint8Array): Promise<void>
  /** All that comes is there: how the person gets to it. */
  end(): Promise<{ readonly path: string | null; readonly download: string | null }>
}

export interface ExportAround {
  readonly call: CallByName
  readonly locale: string
  /** Null where no PDF can be made. */
  readonly printer: PdfPrinter | null
  readonly emit: Emit
  readonly signal: AbortSignal
}

type Wanted = Input<'exports.threads'>
type Report = Output<'exports.threads'>

/** What would fail for every further thread as well. */
const hopeless: ReadonlySet<ErrorCode> = new Set(['disk-full', 'output-unwritable', 'library-stopped'])

/**
 * Writes the threads in the order they are given in, telling how far it is. Cancelled, it keeps what is finished. Throws
 * where no further thread could be written either, such as `disk-full` and `printer-missing`.
 */
export async function exportThreads(
  { threadIds, format }: Wanted,
  folder: ExportFolder,
  around: ExportAround,
): Promise<Report> {
  const { emit, signal } = around
  const total = threadIds.length
  const failed: Report['failed'] = []
  let written = 0
  try {
    for (const [done, threadId] of threadIds.entries()) {
      emit('exports.progress', { done, total })
      try {
        const file = await unlessAborted(threadAsFile(threadId, format, around), signal)
        if (file === null) break
        await folder.add(file.name, file.bytes)
        written += 1
      } catch (thrown) {
        const { code, details } = asThreadloftError(thrown)
        if (hopeless.has(code)) throw thrown
        failed.push({ threadId, code, details: { ...details } })
      }
    }
  } finally {
    emit('exports.progress', { done: total, total })
  }
  const place = written > 0 ? await folder.end() : { path: null, download: null }
  return { ...place, written, failed, isCancelled: signal.aborted }
}

/** What the work gives; null when the signal aborts first, and what is still being printed then is given up. */
async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value | null> {
  const isAborted = await isAbortedBefore(
    work.catch(() => null),
    signal,
  )
  return isAborted ? null : work
}

async function threadAsFile(
  threadId: number,
  format: Wanted['format'],
  { call, locale, printer }: ExportAround,
): Promise<{ name: string; bytes: Uint8Array }> {
  const { content, suggestedName: name } = await ask(call, 'exports.render', { threadId, format, locale })
  if (format !== 'pdf') return { name, bytes: Buffer.from(content, 'utf8') }
  if (!printer) throw new ThreadloftError('printer-missing')
  return { name, bytes: await printer.print({ html: content, title: name.replace(/\.pdf$/i, '') }) }
}

/** The name itself, and after it such as `name (2).pdf`. */
export function* namesLike(name: string): Generator<string> {
  const extension = path.extname(name)
  const stem = name.slice(0, -extension.length || undefined)
  yield name
  for (let number = 2; ; number += 1) yield `${stem} (${number})${extension}`
}

/** A folder of this machine that the person chose. */
export const intoFolder = (folder: string): ExportFolder => ({
  async add(name, bytes) {
    for (const free of namesLike(name)) {
      try {
        return await writeWhole(path.join(folder, free), bytes, false)
      } catch (thrown) {
        if (asThreadloftError(thrown).code !== 'output-exists') throw thrown
      }
    }
  },
  end: async () => ({ path: folder, download: null }),
})
