import { m } from '../../messages/generated/messages.js'
import type { ErrorDetails, ThreadloftError } from '../errors.ts'
import type { SourceFile } from '../intake/saved-page.ts'
import type { ImportItem, ImportOutcome } from '../model/library.ts'
import type { Problem } from '../model/reading.ts'

type MessageFunction = (inputs: ErrorDetails, options: { locale: 'en' }) => string

/** An error as a line of a report: its code for the screens' own language, and English for files and other programs. */
export function reasonOf(error: ThreadloftError): Problem {
  const key = `error_${error.code.replaceAll('-', '_')}`
  const messages: Readonly<Record<string, unknown>> = m
  const message = messages[key] as MessageFunction | undefined
  return { code: error.code, message: message?.(error.details, { locale: 'en' }) ?? error.message }
}

/** How reports and the library name a file. */
export function shownName(file: SourceFile): string {
  return file.shownAs ?? file.path ?? file.name
}

/** A report line for a file of which no page was read. */
export function emptyItem(path: string, outcome: ImportOutcome, reason: Problem | null): ImportItem {
  return { path, outcome, reason, threadId: null, title: null, engine: null, confidence: null, posts: 0, newPosts: 0 }
}
