import path from 'node:path'
import type { Command } from 'commander'
import type { EventData } from '../../core/contract/events.ts'
import type { ReplyError } from '../../core/contract/procedure.ts'
import { exitStatus, ThreadloftError } from '../../core/errors.ts'
import { connectLibrary } from '../../core/library/connect.ts'
import type { LibraryConnection } from '../../core/library/connect.ts'
import type { ImportReport, ReportReason } from '../../core/model/imports.ts'
import { isOver } from '../../core/model/imports.ts'
import { m } from '../../messages/generated/messages.js'
import type { Ask, CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, askOf, libraryFolder, wholeNumber } from '../command.ts'
import { onInterrupt } from '../interrupt.ts'
import { importReportText } from '../render/import-report.ts'
import type { Terminal } from '../terminal.ts'

interface ImportOptions extends CommonOptions {
  readonly continue?: string
  readonly retry?: string
}

/**
 * `threadloft import PATH …`: takes files and folders into the library; Ctrl+C stops in order. `--continue RUN` goes on
 * with a run that was interrupted, `--retry RUN` tries the failed files of one again.
 */
export function addImport(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'import [path...]', m.cli_import())
    .option('--continue <run>', m.cli_option_continue())
    .option('--retry <run>', m.cli_option_retry())
    .action(async (paths: string[], options: ImportOptions) => {
      const begin = beginning(paths, options)
      const library = await connectLibrary({
        folder: libraryFolder(options),
        entries: surroundings.entries,
        readers: 1,
      })
      try {
        await tellInterrupted(askOf(library), options, surroundings.terminal)
        const report = await takeRun(library, begin, surroundings.terminal)
        answerWith(surroundings, options, report, () => importReportText(report, surroundings.terminal))
        if (report.state === 'cancelled') process.exitCode = exitStatus.cancelled
        else if (report.failed > 0) process.exitCode = exitStatus['file-unreadable']
        else if (report.state === 'failed') process.exitCode = statusOf(report.reason)
      } finally {
        await library.close()
      }
    })
}

/** What ended a run decides, as it does for any other command. */
function statusOf(reason: ReportReason | null): number {
  const statuses: Readonly<Record<string, number>> = exitStatus
  return statuses[reason?.code ?? 'internal'] ?? exitStatus.internal
}

type Begin = (ask: Ask) => Promise<number>

/** What the command line asks for: files, or a run that there is already. */
function beginning(paths: readonly string[], options: ImportOptions): Begin {
  if (options.continue !== undefined) {
    const runId = wholeNumber('--continue', options.continue)
    return async ask => {
      await ask('imports.continue', { runId })
      return runId
    }
  }
  if (options.retry !== undefined) {
    const runId = wholeNumber('--retry', options.retry)
    return async ask => (await ask('imports.retry', { runId })).runId
  }
  if (paths.length === 0) throw new ThreadloftError('bad-input', { name: 'import', reason: m.cli_import_nothing() })
  return async ask => (await ask('imports.start', { paths: paths.map(given => path.resolve(given)) })).runId
}

/** A run that was cut short is not forgotten: how to go on with it is told beside the answer. */
async function tellInterrupted(ask: Ask, options: ImportOptions, terminal: Terminal): Promise<void> {
  const { runs } = await ask('imports.list', { limit: 20 })
  for (const { runId, state, kind, given, imported, known, skipped, failed } of runs) {
    if (state !== 'interrupted' || kind === 'watched' || String(runId) === options.continue) continue
    terminal.note(m.cli_import_interrupted({ run: runId, given, done: imported + known + skipped + failed }))
  }
}

type Progress = EventData<'imports.progress'>
const askAgainAfterMs = 500

/** Takes a run to its end and gives its report. */
async function takeRun(library: LibraryConnection, begin: Begin, terminal: Terminal): Promise<ImportReport> {
  const ask = askOf(library)
  let heard = Promise.withResolvers<null>()
  const ended = new Set<number>()
  const stopListening = library.on((name, data) => {
    if (name !== 'imports.progress') return
    const progress = data as Progress
    terminal.progress(progressText(progress))
    if (!isOver(progress.state)) return
    ended.add(progress.runId)
    heard.resolve(null)
  })
  const runId = await begin(ask)
  const stopHearing = onInterrupt(() => {
    terminal.note(m.cli_cancelling())
    // A run that ended in this moment is no longer there to be cancelled, and its report comes all the same.
    void ask('imports.cancel', { runId }).catch(() => undefined)
  })
  // A run whose thread has died would be waited for without end.
  let lost: ReplyError | null = null
  void library.lost.then(reason => {
    lost = reason
    heard.resolve(null)
  })
  const mustGoOn = async (): Promise<boolean> => {
    if (lost) throw new ThreadloftError(lost.code, lost.details)
    // A disk that is full may keep the end from being written down; it was told all the same.
    return !ended.has(runId) && !(await hasEnded(ask, runId))
  }
  try {
    // The event only wakes early: one that is missed must not leave the command waiting.
    while (await mustGoOn()) {
      await Promise.race([heard.promise, new Promise(resolve => setTimeout(resolve, askAgainAfterMs))])
      heard = Promise.withResolvers<null>()
    }
    return await ask('imports.report', { runId })
  } finally {
    stopHearing()
    stopListening()
    terminal.clearProgress()
  }
}

async function hasEnded(ask: Ask, runId: number): Promise<boolean> {
  const { runs } = await ask('imports.list', { limit: 1_000 })
  return runs.some(run => run.runId === runId && isOver(run.state))
}

function progressText(progress: Progress): string {
  const done = progress.imported + progress.known + progress.skipped + progress.failed
  return m.cli_import_progress({
    done,
    given: progress.given,
    posts: progress.newPosts,
    current: progress.current ?? '',
  })
}
