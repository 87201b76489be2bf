/* Forum times are as exact as the page was, and mostly without a zone: they are shown as written, never shifted. */
import type { Precision } from '../../core/model/reading.ts'

const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/

/** The options that show exactly what is known. */
const shapes: Readonly<Record<Precision, Intl.DateTimeFormatOptions>> = {
  year: { year: 'numeric' },
  month: { year: 'numeric', month: 'short' },
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  minute: { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  second: { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

/** How exactly an ISO 8601 text says a time, by its length. */
export function precisionOf(iso: string): Precision {
  const bare = iso.replace(hasZone, '')
  if (bare.length <= 4) return 'year'
  if (bare.length <= 7) return 'month'
  if (bare.length <= 10) return 'day'
  return bare.length <= 16 ? 'minute' : 'second'
}

/** A time in words of the language, or the text itself when it is none. */
export function momentInWords(iso: string, locale: string, precision: Precision = precisionOf(iso)): string {
  const zoned = iso.length > 10 && hasZone.test(iso)
  const full = iso.length === 4 ? `${iso}-01-01` : iso.length === 7 ? `${iso}-01` : iso
  const time = Date.parse(zoned ? full : full.length <= 10 ? `${full}T00:00:00Z` : `${full}Z`)
  if (Number.isNaN(time)) return iso
  const options = { ...shapes[precision], ...(zoned ? {} : { timeZone: 'UTC' }) }
  return new Intl.DateTimeFormat(locale, options).format(time)
}

/** The day alone, in digits that line up in a list. */
export const dayInDigits = (iso: string): string => iso.slice(0, 10)

const spans = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** How long ago an instant was, in the coarsest span that fits. */
export function agoInWords(iso: string, locale: string, now = Date.now()): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1_000)
  const [span, length] = spans.find(([, long]) => seconds >= long) ?? ['second', 1]
  return span === 'second' ? words.format(0, 'second') : words.format(-Math.floor(seconds / length), span)
}
