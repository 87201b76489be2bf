import type { Command } from 'commander'
import type { EventData } from '../../core/contract/events.ts'
import { exitStatus } from '../../core/errors.ts'
import { connectLibrary } from '../../core/library/connect.ts'
import type { RereadReport } from '../../core/model/upkeep.ts'
import { m } from '../../messages/generated/messages.js'
import type { CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, askOf, libraryFolder } from '../command.ts'
import { onInterrupt } from '../interrupt.ts'
import { oneLine } from '../render/width.ts'

interface RereadOptions extends CommonOptions {
  readonly engine?: string
}

/** `threadloft reread [--engine X]`: reads the kept originals again with the engines of today. */
export function addReread(program: Command, surroundings: Surroundings): void {
  const { terminal, entries } = surroundings
  addCommand(program, 'reread', m.cli_reread())
    .option('--engine <name>', m.cli_option_engine())
    .action(async (options: RereadOptions) => {
      const library = await connectLibrary({ folder: libraryFolder(options), entries, readers: 1 })
      const ask = askOf(library)
      library.on((name, data) => {
        if (name !== 'upkeep.progress') return
        const { done, total } = data as EventData<'upkeep.progress'>
        terminal.progress(m.cli_verify_progress({ done, total }))
      })
      const stopListening = onInterrupt(() => {
        terminal.note(m.cli_cancelling())
        // What was read again by then is in the report all the same.
        void ask('services.cancelReread', {}).catch(() => undefined)
      })
      try {
        const report = await ask('services.reread', { engine: options.engine ?? null })
        terminal.clearProgress()
        answerWith(surroundings, options, report, () => rereadText(report))
        if (report.read < report.given) process.exitCode = exitStatus.cancelled
        else if (report.failed > 0) process.exitCode = exitStatus['file-unreadable']
      } finally {
        stopListening()
        await library.close()
      }
    })
}

function rereadText(report: RereadReport): string {
  const lines = report.items.map(item => {
    const place = oneLine(item.page === item.source ? item.page : `${item.source} · ${item.page}`)
    if (item.outcome === 'failed') return m.cli_reread_failed({ place, reason: item.reason ?? '' })
    if (item.outcome === 'kept') return m.cli_reread_kept({ place, reason: item.reason ?? '' })
    return m.cli_reread_changed({
      place,
      thread: item.threadId ?? 0,
      changed: item.changedPosts.length,
      added: item.newPosts,
    })
  })
  const { read, same, changed, kept, failed } = report
  return [...lines, m.cli_reread_counts({ read, same, changed, kept, failed })].join('\n')
}
