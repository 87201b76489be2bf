import type { ImportOutcome, ImportReport } from '../../../core/model/imports.ts'
import { m } from '../../../messages/generated/messages.js'

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
