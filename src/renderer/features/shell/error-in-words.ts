import type { ReplyError } from '../../../core/contract/procedure.ts'
import { m } from '../../../messages/generated/messages.js'

const sentences = m as unknown as Readonly<Record<string, (details: ReplyError['details']) => string>>

/** What went wrong and what to do, in the person's language. */
export function errorInWords(error: ReplyError): string {
  const sentence = sentences[`error_${error.code.replaceAll('-', '_')}`]
  // Why a search cannot be read is a message of its own.
  const queryProblem =
    error.code === 'bad-query' && sentences[`query_${String(error.details.reason).replaceAll('-', '_')}`]
  const details = queryProblem ? { ...error.details, reason: queryProblem(error.details) } : error.details
  return sentence ? sentence(details) : m.error_internal({ reason: error.code })
}
