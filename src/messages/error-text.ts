/* The one place where an error becomes a sentence; every screen and the command line say the same. */
import type { ErrorCode, ErrorDetails } from '../core/errors.ts'
import { m } from './generated/messages.js'

export type Locale = 'en' | 'zh-Hans' | 'zh-Hant'
type ErrorMessages = Readonly<Record<string, (details: ErrorDetails, options: { locale?: Locale }) => string>>

/** What went wrong and what to do, in the language set or asked for. A detail that the error lacks shows as a question mark. */
export function errorText(code: ErrorCode, details: ErrorDetails, options: { locale?: Locale } = {}): string {
  const messages = m as unknown as ErrorMessages
  // Why a search cannot be read is a message of its own.
  const queryProblem =
    code === 'bad-query' ? messages[`query_${String(details['reason']).replaceAll('-', '_')}`] : undefined
  if (code === 'disk-full' && typeof details['bytes'] === 'number' && typeof details['free'] === 'number')
    return m.error_disk_full_bytes(
      {
        path: String(details['path'] ?? '?'),
        needed: Math.max(1, Math.ceil(details['bytes'] / 1_000_000)),
        free: Math.floor(details['free'] / 1_000_000),
      },
      options,
    )
  const told = queryProblem ? { ...details, reason: queryProblem(details, options) } : details
  return messages[`error_${code.replaceAll('-', '_')}`]?.(complete(told), options) ?? code
}

/** Details of which every one that is asked for has a value: a question mark where there is none. */
export function complete(details: ErrorDetails): ErrorDetails {
  return new Proxy(details, {
    get: (target, name) => (typeof name === 'string' && Object.hasOwn(target, name) ? target[name] : '?'),
  })
}
