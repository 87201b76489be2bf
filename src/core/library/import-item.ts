import { m } from '../../messages/generated/messages.js'
import type { ErrorDetails, ThreadloftError } from '../errors.ts'
import type { SourceFile } from '../intake/saved-page.ts'
import type { ImportItem, ImportOutcome, ReportReason } from '../model/imports.ts'
import type { Problem } from '../model/reading.ts'

type MessageFunction = (inputs: ErrorDetails, options: { locale: 'en' }) => string

/** An error as a line of a report: code and details for every screen's own language, and English for other programs. */
export function reasonOf(error: ThreadloftError): ReportReason {
  return reason(`error_${error.code.replaceAll('-', '_')}`, error.code, error.details, error.message)
}

/** Why the library gained nothing by a file that is no error; or that its thread had been thrown away and is back. */
export function knownReason(
  code: 'same-bytes' | 'known-page' | 'no-new-posts' | 'thread-back',
  details: ErrorDetails,
): ReportReason {
  return reason(`reason_${code.replaceAll('-', '_')}`, code, details, code)
}

/** What is wrong with a page, as the reason of a report. */
export const problemReason = ({ code, message }: Problem): ReportReason => ({ code, message, details: {} })

function reason(key: string, code: string, details: ErrorDetails, otherwise: string): ReportReason {
  const messages: Readonly<Record<string, unknown>> = m
  const message = messages[key] as MessageFunction | undefined
  return { code, message: message?.(details, { locale: 'en' }) ?? otherwise, details }
}

/** How reports and the library name a file. */
export function shownName(file: SourceFile): string {
  return file.shownAs ?? file.path ?? file.name
}

/** A report line for a file of which no page was read. */
export function emptyItem(path: string, outcome: ImportOutcome, reason: ReportReason | null, bytes = 0): ImportItem {
  return {
    path,
    outcome,
    reason,
    threadId: null,
    title: null,
    engine: null,
    confidence: null,
    posts: 0,
    newPosts: 0,
    changedPosts: 0,
    filled: null,
    bytes,
  }
}
