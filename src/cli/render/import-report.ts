import type { ImportItem, ImportReport } from '../../core/model/imports.ts'
import { m } from '../../messages/generated/messages.js'
import { reasonText } from '../../messages/reason-text.ts'
import type { Terminal } from '../terminal.ts'
import { oneLine } from './width.ts'

/** What became of the files: the counts, and a line for each that did not come in, with its reason. */
export function importReportText(report: ImportReport, { colors }: Terminal): string {
  const lines = report.items
    .filter(item => item.outcome === 'failed' || item.outcome === 'skipped')
    .map(item => {
      const mark = item.outcome === 'failed' ? colors.red('✗') : colors.dim('–')
      return `${mark} ${oneLine(item.path)}\n  ${colors.dim(reasonOf(item))}`
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
  const hints = report.failed > 0 ? [m.cli_import_retry_hint({ run: report.runId })] : []
  const why = report.reason ? [oneLine(reasonText(report.reason, ''))] : []
  const goOn = m.cli_import_interrupted({ run: report.runId, given: report.given, done: report.given - left })
  const rest = left > 0 ? [m.cli_import_left({ left }), ...(report.state === 'failed' ? [goOn] : [])] : []
  return [...lines, colors.bold(counts), ...why, ...rest, gained, ...hints].join('\n')
}

const reasonOf = ({ reason, path }: ImportItem): string => (reason === null ? '' : oneLine(reasonText(reason, path)))
