import path from 'node:path'
import type { Command } from 'commander'
import type { EventData } from '../../core/contract/events.ts'
import type { ReplyError } from '../../core/contract/procedure.ts'
import { exitStatus, ThreadloftError } from '../../core/errors.ts'
import { connectLibrary } from '../../core/library/connect.ts'
import type { LibraryConnection } from '../../core/library/connect.ts'
import type { ImportReport } from '../../core/model/imports.ts'
import { isOver } from '../../core/model/imports.ts'
import { m } from '../../messages/generated/messages.js'
import type { Ask, CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, askOf, libraryFolder } from '../command.ts'
import { onInterrupt } from '../interrupt.ts'
import { importReportText } from '../render/import-report.ts'
import type { Terminal } from '../terminal.ts'

/** `threadloft import PATH …`: takes files and folders into the library; Ctrl+C stops in order. */
export function addImport(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'import <path...>', m.cli_import()).action(async (paths: string[], options: CommonOptions) => {
    const library = await connectLibrary({
      folder: libraryFolder(options),
      entries: surroundings.entries,
      readers: 1,
    })
    try {
      const report = await importPaths(library, paths, surroundings.terminal)
      answerWith(surroundings, options, report, () => importReportText(report, surroundings.terminal))
      if (report.state === 'cancelled') process.exitCode = exitStatus.cancelled
      else if (report.failed > 0) process.exitCode = exitStatus['file-unreadable']
      else if (report.state === 'failed') process.exitCode = exitStatus.internal
    } finally {
      await library.close()
    }
  })
}

type Progress = EventData<'imports.progress'>
const askAgainAfterMs = 500

/** Runs an import to its end and gives its report. */
async function importPaths(library: LibraryConnection, paths: string[], terminal: Terminal): Promise<ImportReport> {
  const ask = askOf(library)
  let heard = Promise.withResolvers<null>()
  const stopListening = library.on((name, data) => {
    if (name !== 'imports.progress') return
    const progress = data as Progress
    terminal.progress(progressText(progress))
    if (isOver(progress.state)) heard.resolve(null)
  })
  const { runId } = await ask('imports.start', { paths: paths.map(given => path.resolve(given)) })
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
    return !(await hasEnded(ask, runId))
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
  const { runs } = await ask('imports.list', { limit: 20 })
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
