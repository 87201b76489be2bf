import type { Command } from 'commander'
import type { EventData } from '../../core/contract/events.ts'
import { exitStatus } from '../../core/errors.ts'
import { connectLibrary } from '../../core/library/connect.ts'
import type { Finding, VerifyReport } from '../../core/model/upkeep.ts'
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

function verifyText({ sound, checked, findings }: VerifyReport, { colors }: Terminal): string {
  const lines = findings.map(found => {
    const mark = found.kind === 'file-unused' ? colors.dim('–') : colors.red('✗')
    return `${mark} ${kindText(found.kind)}: ${oneLine(found.subject)}\n  ${colors.dim(oneLine(found.detail))}`
  })
  const wrong = findings.filter(found => found.kind !== 'file-unused').length
  return [
    ...lines,
    m.cli_verify_checked({ originals: checked.originals, assets: checked.assets, posts: checked.posts }),
    colors.bold(sound ? m.cli_verify_sound() : m.cli_verify_faults({ count: wrong })),
  ].join('\n')
}

function kindText(kind: Finding['kind']): string {
  const messages: Readonly<Record<Finding['kind'], () => string>> = {
    'database-damaged': m.finding_database_damaged,
    'orphan-row': m.finding_orphan_row,
    'original-missing': m.finding_original_missing,
    'original-altered': m.finding_original_altered,
    'asset-missing': m.finding_asset_missing,
    'asset-altered': m.finding_asset_altered,
    'asset-unnoted': m.finding_asset_unnoted,
    'file-foreign': m.finding_file_foreign,
    'file-unused': m.finding_file_unused,
    'post-not-indexed': m.finding_post_not_indexed,
    'index-without-post': m.finding_index_without_post,
    'index-outdated': m.finding_index_outdated,
    'post-without-text': m.finding_post_without_text,
    'count-wrong': m.finding_count_wrong,
  }
  return messages[kind]()
}
