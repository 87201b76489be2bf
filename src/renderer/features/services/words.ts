import type { EventData } from '../../../core/contract/events.ts'
import type { BackupReason, Doubt, RepairReport, RereadItem, VerifyReport } from '../../../core/model/upkeep.ts'
import { m } from '../../../messages/generated/messages.js'
import { getLocale } from '../../../messages/generated/runtime.js'
import type { Task } from '../../state/upkeep.svelte.ts'

const number = (count: number): string => count.toLocaleString(getLocale())

/** A size as people say it. */
export const megabytes = (bytes: number): string =>
  `${(bytes / 1_000_000).toLocaleString(getLocale(), { maximumFractionDigits: 1 })} MB`

/** What is being done. */
export function taskInWords(task: Task): string {
  const words = {
    verify: m.task_verify,
    repair: m.task_mend,
    reread: m.task_reread,
    backup: m.task_backup,
    restore: m.task_restore,
  }
  return words[task]()
}

/** How far it has come. */
export function stepInWords({ task, done, total }: EventData<'upkeep.progress'>): string {
  const words = { verify: m.task_verify, reread: m.task_reread, salvage: m.task_salvage, mend: m.task_mend }
  return m.services_step({ task: words[task](), done: number(done), total: number(total) })
}

/** Why a backup was made. */
export function reasonInWords(reason: BackupReason): string {
  const words = {
    daily: m.backup_daily,
    migration: m.backup_migration,
    manual: m.backup_manual,
    aside: m.backup_aside,
  }
  return words[reason]()
}

/** Why the library may lack something, and what to do. */
export function doubtInWords({ reason, since }: Doubt): string {
  const date = new Date(since).toLocaleString(getLocale())
  if (reason === 'log-missing') return m.doubt_log_missing()
  return reason === 'restored' ? m.doubt_restored({ date }) : m.doubt_salvaged({ date })
}

/** What a check looked at. */
export function checkedInWords({ checked, tookMs }: VerifyReport): string {
  const { originals, assets, posts } = checked
  return m.services_checked({
    originals: number(originals),
    assets: number(assets),
    posts: number(posts),
    seconds: (tookMs / 1_000).toLocaleString(getLocale(), { maximumFractionDigits: 1 }),
  })
}

/** What a repair did, line by line; only what there was to do. */
export function mendedInWords({ salvaged, mended }: RepairReport): string[] {
  const { derived, revived, indexed, setAside, originals } = mended
  const lost = salvaged?.tables.filter(({ isDamaged }) => isDamaged).map(({ table }) => table) ?? []
  const isAny = derived + revived + indexed > 0
  const isRead = originals.read + originals.foundAgain + originals.restored > 0
  return [
    ...(salvaged ? [m.repair_salvaged({ name: salvaged.aside })] : []),
    ...(lost.length > 0 ? [m.repair_tables({ tables: lost.join(', ') })] : []),
    ...(salvaged?.backup ? [m.repair_from_backup({ name: salvaged.backup })] : []),
    ...(isAny ? [m.repair_rows({ derived, revived, indexed })] : []),
    ...(isRead ? [m.repair_originals(originals)] : []),
    ...(setAside.file === null ? [] : [m.repair_set_aside({ rows: setAside.rows, file: setAside.file })]),
    ...(!salvaged && !isAny && !isRead ? [m.repair_nothing()] : []),
  ]
}

/** What became of a page that was read again. */
export function rereadInWords({ outcome, reason, newPosts, changedPosts }: RereadItem): string {
  if (outcome === 'failed') return m.reread_failed({ reason: reason ?? '' })
  if (outcome === 'kept') return m.reread_kept({ reason: reason ?? '' })
  return m.reread_changed({ changed: changedPosts.length, added: newPosts })
}
