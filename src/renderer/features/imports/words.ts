import type { ImportOutcome, ImportReport, ImportRun } from '../../../core/model/imports.ts'
import { m } from '../../../messages/generated/messages.js'
import { getLocale } from '../../../messages/generated/runtime.js'

/** How an import run stands, in words. */
export function stateInWords(state: ImportReport['state']): string {
  switch (state) {
    case 'listing':
      return m.import_state_listing()
    case 'running':
      return m.import_state_running()
    case 'paused':
      return m.import_state_paused()
    case 'interrupted':
      return m.import_state_interrupted()
    case 'finished':
      return m.import_state_finished()
    case 'cancelled':
      return m.import_state_cancelled()
    case 'failed':
      return m.import_state_failed()
  }
}

/** What became of a file, in one word. */
export function outcomeInWords(outcome: ImportOutcome): string {
  switch (outcome) {
    case 'imported':
      return m.import_outcome_imported()
    case 'known':
      return m.import_outcome_known()
    case 'skipped':
      return m.import_outcome_skipped()
    case 'failed':
      return m.import_outcome_failed()
  }
}

const lastStep = (path: string): string => path.split(/[\\/]/).findLast(step => step !== '') ?? path
const folderOf = (path: string): string => lastStep(path.replace(/[\\/][^\\/]*$/, ''))

/** What a run is called: by what it was given. */
export function runName({ kind, names, paths }: Pick<ImportRun, 'kind' | 'names' | 'paths'>): string {
  const first = names[0] ?? ''
  if (kind === 'sample') return m.import_kind_sample()
  if (kind === 'paste') return m.import_kind_paste()
  if (kind === 'watched') return m.import_kind_watched({ name: folderOf(first) })
  const name = paths > 1 ? m.import_names_more({ name: lastStep(first), count: paths - 1 }) : lastStep(first)
  return kind === 'retry' ? m.import_kind_retry({ name }) : name
}

/** What a paste brought, in a line. */
export function pastedInWords({ newPosts, known, imported }: ImportReport): string {
  if (imported > 0) return m.import_pasted({ posts: newPosts })
  return known > 0 ? m.import_pasted_known() : m.import_pasted_nothing()
}

/** A number as people of the language write it, no more exact than it helps. */
export const numberInWords = (value: number): string =>
  value.toLocaleString(getLocale(), { maximumFractionDigits: value < 10 ? 1 : 0 })

/** A length of bytes, and a length of time, as people say them. */
export function sizeInWords(bytes: number): string {
  const isSmall = bytes < 1_000_000
  const unit = isSmall ? 'kilobyte' : 'megabyte'
  const format = new Intl.NumberFormat(getLocale(), { style: 'unit', unit, maximumFractionDigits: isSmall ? 0 : 1 })
  return format.format(bytes / (isSmall ? 1_000 : 1_000_000))
}
export function timeInWords(milliseconds: number): string {
  const isLong = milliseconds >= 120_000
  const format = new Intl.NumberFormat(getLocale(), {
    style: 'unit',
    unit: isLong ? 'minute' : 'second',
    unitDisplay: 'long',
    maximumFractionDigits: milliseconds < 10_000 ? 1 : 0,
  })
  return format.format(milliseconds / (isLong ? 60_000 : 1_000))
}
