import type { ErrorCode, ErrorDetails } from '../core/errors.ts'
import { m } from './generated/messages.js'

type ErrorMessages = Readonly<Record<string, (details: ErrorDetails) => string>>

/** What went wrong and what to do, in the language set. A detail that the error lacks shows as a question mark. */
export function errorText(code: ErrorCode, details: ErrorDetails): string {
  const complete = new Proxy(details, {
    get: (target, name) => (typeof name === 'string' && Object.hasOwn(target, name) ? target[name] : '?'),
  })
  const words = (m as unknown as ErrorMessages)[`error_${code.replaceAll('-', '_')}`]
  return words ? words(complete) : code
}
