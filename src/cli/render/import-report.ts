import type { ImportReport } from '../../core/model/library.ts'
import type { ErrorCode } from '../../core/errors.ts'
import { exitStatus } from '../../core/errors.ts'
import { m } from '../../messages/generated/messages.js'
import type { Terminal } from '../terminal.ts'
import { errorText } from './error-text.ts'
import { oneLine } from './width.ts'

/** What became of the files: the counts, and a line for each that did not come in, with its reason. */
export function importReportText(report: ImportReport, { colors }: Terminal): string {
  const lines = report.items
    .filter(item => item.outcome === 'failed' || item.outcome === 'skipped')
    .map(item => {
      const mark = item.outcome === 'failed' ? colors.red('✗') : colors.dim('–')
      return `${mark} ${oneLine(item.path)}\n  ${colors.dim(reasonText(item))}`
    })
  const counts = m.cli_import_counts({
    given: report.given,
    imported: report.imported,
    known: report.known,
    skipped: report.skipped,
    failed: report.failed,
  })
  const gained = m.cli_import_gained({ threads: report.threads.length, posts: report.newPosts })
  const left = report.given - report.imported - report.known - report.skipped - report.failed
  return [...lines, colors.bold(counts), ...(left > 0 ? [m.cli_import_left({ left })] : []), gained].join('\n')
}

function reasonText({ reason, path }: ImportReport['items'][number]): string {
  if (reason === null) return ''
  if (Object.hasOwn(exitStatus, reason.code)) return errorText(reason.code as ErrorCode, { path, ...details(reason) })
  return oneLine(reason.message)
}

/** A report keeps a reason as code and sentence; its numbers and names are in the sentence only. */
const details = (reason: { message: string }): { reason: string } => ({ reason: reason.message })
