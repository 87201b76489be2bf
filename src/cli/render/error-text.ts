import type { ErrorCode, ErrorDetails } from '../../core/errors.ts'
import { errorText as sentence } from '../../messages/error-text.ts'
import { oneLine } from './width.ts'

/** What went wrong and what to do, on one line of the terminal. */
export function errorText(code: ErrorCode, details: ErrorDetails): string {
  return oneLine(sentence(code, details))
}
