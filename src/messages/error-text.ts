/* The one place where an error becomes a sentence; every screen and the command line say the same. */
import type { ErrorCode, ErrorDetails } from '../core/errors.ts'
import { m } from './generated/messages.js'

type ErrorMessages = Readonly<Record<string, (details: ErrorDetails) => string>>

/** What went wrong and what to do, in the language set. A detail that the error lacks shows as a question mark. */
export function errorText(code: ErrorCode, details: ErrorDetails): string {
  const messages = m as unknown as ErrorMessages
  // Why a search cannot be read is a message of its own.
  const queryProblem =
    code === 'bad-query' ? messages[`query_${String(details['reason']).replaceAll('-', '_')}`] : undefined
  const told = queryProblem ? { ...details, reason: queryProblem(details) } : details
  const complete = new Proxy(told, {
    get: (target, name) => (typeof name === 'string' && Object.hasOwn(target, name) ? target[name] : '?'),
  })
  return messages[`error_${code.replaceAll('-', '_')}`]?.(complete) ?? code
}
