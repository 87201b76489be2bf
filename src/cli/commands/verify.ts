import type { Command } from 'commander'
import type { EventData } from '../../core/contract/events.ts'
import { exitStatus } from '../../core/errors.ts'
import { connectLibrary } from '../../core/library/connect.ts'
import type { Finding, VerifyReport } from '../../core/model/upkeep.ts'
import { findingAdvice, findingText } from '../../messages/finding-text.ts'
import { m } from '../../messages/generated/messages.js'
import type { CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, askOf, libraryFolder } from '../command.ts'
import { oneLine } from '../render/width.ts'
import type { Terminal } from '../terminal.ts'

/** `threadloft verify`: proves the whole library and names what is wrong; ends with 0 only when nothing is. */
export function addVerify(program: Command, surroundings: Surroundings): void {
  const { terminal, entries } = surroundings
  addCommand(program, 'verify', m.cli_verify()).action(async (options: CommonOptions) => {
    const library = await connectLibrary({ folder: libraryFolder(options), entries, readers: 0, readOnly: true })
    library.on((name, data) => {
      if (name !== 'upkeep.progress') return
      const { done, total } = data as EventData<'upkeep.progress'>
      terminal.progress(m.cli_verify_progress({ done, total }))
    })
    try {
      const report = await askOf(library)('services.verify', {})
      terminal.clearProgress()
      answerWith(surroundings, options, report, () => verifyText(report, terminal))
      if (!report.sound) process.exitCode = exitStatus['library-damaged']
    } finally {
      await library.close()
    }
  })
}

/** One finding, with what it is about. */
export function findingLine(found: Finding, { colors }: Terminal): string {
  const mark = found.kind === 'file-unused' ? colors.dim('–') : colors.red('✗')
  return `${mark} ${findingText(found.kind)}: ${oneLine(found.subject)}\n  ${colors.dim(oneLine(found.detail))}`
}

function verifyText({ sound, checked, findings }: VerifyReport, terminal: Terminal): string {
  const { colors } = terminal
  const lines = findings.map(found => findingLine(found, terminal))
  const advice = [...new Set(findings.map(({ kind }) => findingAdvice(kind)))]
  const wrong = findings.filter(found => found.kind !== 'file-unused').length
  return [
    ...lines,
    ...advice.map(words => `→ ${words}`),
    m.cli_verify_checked({ originals: checked.originals, assets: checked.assets, posts: checked.posts }),
    colors.bold(sound ? m.cli_verify_sound() : m.cli_verify_faults({ count: wrong })),
  ].join('\n')
}
