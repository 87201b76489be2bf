import type { Command } from 'commander'
import { restoreLibrary } from '../../core/library/back-up.ts'
import { connectLibrary } from '../../core/library/connect.ts'
import { systemClock } from '../../core/library/ports.ts'
import type { Backup, BackupReason } from '../../core/model/upkeep.ts'
import { m } from '../../messages/generated/messages.js'
import type { CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, askOf, libraryFolder, readLibrary } from '../command.ts'
import { table } from '../render/table.ts'

interface BackupOptions extends CommonOptions {
  readonly list?: boolean
}

/** `threadloft backup`: makes a checked backup of the database, or with --list shows those there are. */
export function addBackup(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'backup', m.cli_backup())
    .option('--list', m.cli_option_list())
    .action((options: BackupOptions) => (options.list ? list(surroundings, options) : make(surroundings, options)))
}

async function list(surroundings: Surroundings, options: CommonOptions): Promise<void> {
  const answer = await readLibrary(surroundings, options, ask => ask('backups.list', {}))
  answerWith(surroundings, options, answer, () =>
    answer.backups.length === 0 ? m.cli_no_backups() : backupTable(answer.backups, surroundings),
  )
}

async function make(surroundings: Surroundings, options: CommonOptions): Promise<void> {
  const { entries } = surroundings
  const library = await connectLibrary({ folder: libraryFolder(options), entries, readers: 0, readOnly: true })
  try {
    const made = await askOf(library)('backups.make', {})
    answerWith(surroundings, options, made, () => backupTable([made], surroundings))
  } finally {
    await library.close()
  }
}

/**
 * `threadloft restore [NAME]`: puts a backup in the place of the database, which is set aside; without a name the newest
 * one that passes its check.
 */
export function addRestore(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'restore [name]', m.cli_restore()).action((name: string | undefined, options: CommonOptions) => {
    const answer = restoreLibrary(libraryFolder(options), name ?? null, systemClock)
    answerWith(surroundings, options, answer, () =>
      [
        ...answer.passedOver.map(damaged => m.cli_passed_over({ name: damaged })),
        backupTable([answer.restored], surroundings),
        ...(answer.aside === null ? [] : [m.cli_set_aside({ name: answer.aside })]),
        m.cli_restored_next(),
      ].join('\n'),
    )
  })
}

function backupTable(backups: readonly Backup[], { terminal, locale }: Surroundings): string {
  const count = (number: number | null): string => number?.toLocaleString(locale) ?? '?'
  return table(
    [
      { head: m.cli_head_backup() },
      { head: m.cli_head_made() },
      { head: m.cli_head_reason() },
      { head: m.cli_stats_threads(), align: 'right' },
      { head: m.cli_head_posts(), align: 'right' },
      { head: 'MB', align: 'right' },
    ],
    backups.map(backup => [
      backup.name,
      new Date(backup.madeAt).toLocaleString(locale),
      reasonText(backup.reason),
      count(backup.threads),
      count(backup.posts),
      (backup.bytes / 1_000_000).toLocaleString(locale, { maximumFractionDigits: 1 }),
    ]),
    terminal.width,
  )
}

function reasonText(reason: BackupReason): string {
  const messages: Readonly<Record<BackupReason, () => string>> = {
    daily: m.backup_daily,
    migration: m.backup_migration,
    manual: m.backup_manual,
    aside: m.backup_aside,
  }
  return messages[reason]()
}
