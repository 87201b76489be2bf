import type { Command } from 'commander'
import type { EventData } from '../../core/contract/events.ts'
import { exitStatus } from '../../core/errors.ts'
import { connectLibrary } from '../../core/library/connect.ts'
import { repairLibrary } from '../../core/library/repair-library.ts'
import type { RepairReport } from '../../core/model/upkeep.ts'
import { findingAdvice } from '../../messages/finding-text.ts'
import { m } from '../../messages/generated/messages.js'
import type { CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, askOf, libraryFolder } from '../command.ts'
import { onInterrupt } from '../interrupt.ts'
import type { Terminal } from '../terminal.ts'
import { findingLine } from './verify.ts'

/** `threadloft repair`: rebuilds what can be rebuilt, and names what remains; ends with 0 only when nothing does. */
export function addRepair(program: Command, surroundings: Surroundings): void {
  const { terminal, entries } = surroundings
  addCommand(program, 'repair', m.cli_repair()).action(async (options: CommonOptions) => {
    const library = await connectLibrary({ folder: libraryFolder(options), entries, readers: 1, evenDamaged: true })
    library.on((name, data) => {
      if (name !== 'upkeep.progress') return
      const { task, done, total } = data as EventData<'upkeep.progress'>
      terminal.progress(m.cli_repair_progress({ task: taskText(task), done, total }))
    })
    const stopListening = onInterrupt(() => {
      terminal.note(m.cli_cancelling())
      void askOf(library)('services.cancelReread', {}).catch(() => undefined)
    })
    try {
      const report = await repairLibrary((name, input) => library.call(name, input))
      terminal.clearProgress()
      answerWith(surroundings, options, report, () => repairText(report, terminal))
      if (!report.sound) process.exitCode = exitStatus['library-damaged']
    } finally {
      stopListening()
      terminal.clearProgress()
      await library.close()
    }
  })
}

function taskText(task: EventData<'upkeep.progress'>['task']): string {
  const tasks = { verify: m.task_verify, reread: m.task_reread, salvage: m.task_salvage, mend: m.task_mend }
  return tasks[task]()
}

function repairText({ sound, salvaged, mended, remaining }: RepairReport, terminal: Terminal): string {
  const { colors } = terminal
  const { indexed, derived, revived, setAside, originals } = mended
  const lost = salvaged?.tables.filter(({ isDamaged }) => isDamaged).map(({ table }) => table) ?? []
  return [
    ...(salvaged ? [m.repair_salvaged({ name: salvaged.aside })] : []),
    ...(lost.length > 0 ? [m.repair_tables({ tables: lost.join(', ') })] : []),
    ...(salvaged?.backup ? [m.repair_from_backup({ name: salvaged.backup })] : []),
    m.repair_rows({ derived, revived, indexed }),
    m.repair_originals(originals),
    ...(setAside.file === null ? [] : [m.repair_set_aside({ rows: setAside.rows, file: setAside.file })]),
    ...remaining.map(found => findingLine(found, terminal)),
    ...[...new Set(remaining.map(({ kind }) => findingAdvice(kind)))].map(words => `→ ${words}`),
    colors.bold(sound ? m.cli_verify_sound() : m.cli_verify_faults({ count: wrong(remaining) })),
  ].join('\n')
}

const wrong = (findings: RepairReport['remaining']): number =>
  findings.filter(({ kind }) => kind !== 'file-unused').length
