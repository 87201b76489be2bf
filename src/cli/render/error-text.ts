import type { ErrorCode, ErrorDetails } from '../../core/errors.ts'
import { m } from '../../messages/generated/messages.js'
import { oneLine } from './width.ts'

type ErrorMessages = Readonly<Record<string, (details: ErrorDetails) => string>>

/** What went wrong and what to do, in the language set. A detail that the error lacks shows as a question mark. */
export function errorText(code: ErrorCode, details: ErrorDetails): string {
  const complete = new Proxy(details, {
    get: (target, name) => (typeof name === 'string' && Object.hasOwn(target, name) ? target[name] : '?'),
  })
  return oneLine((m as unknown as ErrorMessages)[`error_${code.replaceAll('-', '_')}`]!(complete))
}
