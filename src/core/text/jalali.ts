/* Dates of the Iranian calendar in numbers, as Persian forums write them: 1394/11/27, 00:31. */
import { clockIn } from './time-clock.ts'
import type { TimeReading } from './time.ts'
import { isoOf } from './time.ts'

const form = /(?<!\d)(1[34]\d\d)\s?[/-]\s?(\d{1,2})\s?[/-]\s?(\d{1,2})(?!\d)/
const persian = '۰۱۲۳۴۵۶۷۸۹'

/** The time of a text that holds a date of the Iranian calendar, in the calendar of all other times; null for any other text. */
export function jalaliTime(shown: string): TimeReading | null {
  const text = shown.trim()
  const start = text.slice(0, 100).replace(/[۰-۹]/g, digit => String(persian.indexOf(digit)))
  const match = form.exec(start)
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || day < 1 || day > (month < 7 ? 31 : 30)) return null
  const date = new Date(gregorian(year, month, day))
  const clock = clockIn(start.slice(match.index + match[0].length))
  const parts = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()] as const
  const iso = isoOf(...parts, clock?.hour, clock?.minute, clock?.second)
  return iso && { ...iso, text, derived: false }
}

/** Days are counted in the cycle of 33 years with 8 leap years, which holds from 1925 to 2088. */
function gregorian(year: number, month: number, day: number): number {
  const cycle = year + 1595
  const leaps = Math.floor(cycle / 33) * 8 + Math.floor(((cycle % 33) + 3) / 4)
  const inYear = day + (month < 7 ? (month - 1) * 31 : (month - 7) * 30 + 186)
  const days = -355_668 + 365 * cycle + leaps + inYear
  return (days - 719_528) * 864e5
}
