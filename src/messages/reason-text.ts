import type { ErrorCode } from '../core/errors.ts'
import { exitStatus } from '../core/errors.ts'
import type { ReportReason } from '../core/model/imports.ts'
import type { Problem } from '../core/model/reading.ts'
import type { Locale } from './error-text.ts'
import { complete, errorText } from './error-text.ts'
import { m } from './generated/messages.js'

const sentences = m as unknown as Readonly<Record<string, (details: ReportReason['details'], options: { locale?: Locale }) => string>>

/** Why a file or a run ended as it did, in the language set or asked for; what only a page could say stays as it was said. */
export function reasonText(
  { code, message, details }: Problem & { details?: ReportReason['details'] },
  path: string,
  options: { locale?: Locale } = {},
): string {
  const told = { path, ...details }
  const sentence = sentences[`reason_${code.replaceAll('-', '_')}`]
  if (sentence) return sentence(complete(told), options)
  return Object.hasOwn(exitStatus, code) ? errorText(code as ErrorCode, told, options) : message
}
