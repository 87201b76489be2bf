import type { ReplyError } from '../../../core/contract/procedure.ts'
import { errorText } from '../../../messages/error-text.ts'

/** What went wrong and what to do, in the person's language. */
export function errorInWords({ code, details }: ReplyError): string {
  return errorText(code, details)
}
