import type { ImportOutcome, ImportReport } from '../../../core/model/library.ts'
import type { Problem } from '../../../core/model/reading.ts'
import { m } from '../../../messages/generated/messages.js'

/** How an import run stands, in words. */
export function stateInWords(state: ImportReport['state']): string {
  switch (state) {
    case 'listing':
      return m.import_state_listing()
    case 'running':
      return m.import_state_running()
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

const sentences = m as unknown as Readonly<Record<string, (details: { path: string }) => string>>

/** Why a file was not imported: its code's sentence in the person's language, else the report's English one. */
export function reasonInWords(reason: Problem, path: string): string {
  const key = reason.code.replaceAll('-', '_')
  const sentence = sentences[`reason_${key}`] ?? (toldByPath.has(reason.code) ? sentences[`error_${key}`] : undefined)
  return sentence ? sentence({ path }) : reason.message
}

/** Errors whose sentence needs nothing but the file's path. */
const toldByPath = new Set([
  'file-missing',
  'file-empty',
  'not-a-forum-page',
  'unsupported-file',
  'page-unreadable',
  'archive-unsafe',
  'archive-damaged',
])
