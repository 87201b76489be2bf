/*
 * Times as forums write them. Where no zone is written none is invented: the result is the local time as shown.
 * Engines pass the patterns of their software first; this reads the forms that many forums share.
 */
import * as chrono from 'chrono-node'
import type { Precision } from '../model/reading.ts'
import type { Clock } from './time-clock.ts'
import { clockIn } from './time-clock.ts'
import { relativeTime } from './time-relative.ts'
import { dayPattern, monthOf, monthPattern, weekdayOf } from './time-words.ts'

/** A time of a page: ISO 8601 as long as its precision, with an offset only where the page gives one. */
export interface TimeReading {
  readonly at: string
  /** As shown. */
  readonly text: string
  readonly precision: Precision
  /** Resolved from a relative time (昨天, 3 hours ago) against the saving time. */
  readonly derived: boolean
}

const two = (value: number): string => String(value).padStart(2, '0')

/** ISO local date and time of the parts given; null where a part is out of its range. */
export function isoOf(
  year: number,
  month: number,
  day: number,
  hour?: number,
  minute?: number,
  second?: number,
): { at: string; precision: Precision } | null {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (year < 1970 || year > 2200 || month < 1 || month > 12 || day < 1 || day > days) return null
  const date = `${year}-${two(month)}-${two(day)}`
  if (hour === undefined || minute === undefined) return { at: date, precision: 'day' }
  if (hour > 23 || minute > 59 || (second ?? 0) > 60) return null
  if (second === undefined) return { at: `${date}T${two(hour)}:${two(minute)}`, precision: 'minute' }
  return { at: `${date}T${two(hour)}:${two(minute)}:${two(second)}`, precision: 'second' }
}

/** The instant of Unix seconds, in UTC. */
export function fromUnixSeconds(seconds: number, shown: string): TimeReading | null {
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime()) || seconds <= 0) return null
  return {
    at: date
      .toISOString()
      .replace('.000Z', 'Z')
      .replace(/\.\d+Z$/, 'Z'),
    text: shown,
    precision: 'second',
    derived: false,
  }
}

const isoForm = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/

/** A machine-readable `datetime` attribute; keeps its offset. Null where it is not ISO 8601. */
export function fromIso(value: string, shown: string): TimeReading | null {
  const match = isoForm.exec(value.trim())
  if (!match) return null
  const [, year, month, day, hour, minute, second, zone] = match
  const number = (part: string | undefined): number | undefined => (part === undefined ? undefined : Number(part))
  const iso = isoOf(Number(year), Number(month), Number(day), number(hour), number(minute), number(second))
  if (!iso) return null
  const offset =
    zone === undefined
      ? ''
      : zone === 'UTC' || zone === 'Z'
        ? 'Z'
        : zone.length === 5
          ? `${zone.slice(0, 3)}:${zone.slice(3)}`
          : zone
  return { ...iso, at: iso.at + offset, text: shown, derived: false }
}

export interface TimeContext {
  /** When the page was saved; without it a relative time stays unread. */
  readonly savedAt: Date | null
  /** `savedAt` holds the forum's own wall clock in its UTC fields: what is resolved against it is local time as well. */
  readonly wallClock?: boolean
  /** How an all-numeric date such as 3/4/2012 is meant; month first unless said. */
  readonly order?: 'month-first' | 'day-first'
}

/** Longer texts are cut: a time stands near the start, and no pattern may run away on a whole post. */
const longest = 200

/**
 * The first time in a text: dates in numbers of any order, Chinese, Japanese and ROC forms, months in words of many
 * languages, and relative forms when the saving time is known. Null where the text holds none, never a guessed one.
 */
export function readTime(shown: string, context: TimeContext): TimeReading | null {
  const text = shown.trim()
  const start = text.slice(0, longest)
  const written = yearFirst(start) ?? republican(start)
  if (written) return written === impossible ? null : { ...written, text, derived: false }
  const relative = context.savedAt && relativeTime(start, context.savedAt.getTime())
  if (relative) return { ...told(relative, context), text, derived: true }
  const dated = monthNamed(start) ?? shortDate(start, context)
  if (dated) return { ...dated, text, derived: false }
  const yearless = context.savedAt && withoutYear(start, context.savedAt)
  if (yearless) return { ...yearless, text, derived: true }
  const month = monthOnly(start)
  if (month) return { ...month, text, derived: false }
  return worded(start, text)
}

interface Stamp {
  readonly at: string
  readonly precision: Precision
}
/** A date that no calendar of ours has (1394/11/27): nothing else in such a text may pass for one. */
const impossible: Stamp = { at: '', precision: 'day' }

const clockBefore = /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?(?=[\s,]{0,3}(?:on |am |le |den |del? )?[\s,]{0,2}$)/i

/** The date with the clock that stands behind or before it in the text; a clock that cannot be is left out. */
function stamp(year: number, month: number, day: number, rest: string, before = ''): Stamp | null {
  return withClock(year, month, day, clockIn(rest) ?? clockIn(clockBefore.exec(before.slice(-40))?.[0] ?? ''))
}

function withClock(year: number, month: number, day: number, clock: Clock | null): Stamp | null {
  const date = isoOf(year, month, day, clock?.hour, clock?.minute, clock?.second)
  return date && { ...date, at: date.at + (clock?.offset ?? '') }
}

const after = (text: string, match: RegExpExecArray): string => text.slice(match.index + match[0].length)
const ahead = (text: string, match: RegExpExecArray): string => text.slice(0, match.index)

const yearFirstForm =
  /(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)(?:\s?[日号號일])?(?:\s?[(（][^()（）]{1,5}[)）])?/

function yearFirst(text: string): Stamp | null {
  const match = yearFirstForm.exec(text)
  return (
    match &&
    (stamp(Number(match[1]), Number(match[2]), Number(match[3]), after(text, match), ahead(text, match)) ?? impossible)
  )
}

/** Years of the Republic of China count from 1912. */
function republican(text: string): Stamp | null {
  const match = /(?:民國|民国)\s?(\d{1,3})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})\s?日?/.exec(text)
  return match && stamp(1911 + Number(match[1]), Number(match[2]), Number(match[3]), after(text, match))
}

/** A relative time; cut to what its unit can claim. The saving time is read as UTC unless it is the forum's own clock. */
function told(relative: NonNullable<ReturnType<typeof relativeTime>>, { wallClock }: TimeContext): Stamp {
  const iso = new Date(relative.at).toISOString()
  const cut = { year: 4, month: 7, day: 10, minute: 16, second: 19 }[relative.precision]
  const local = cut <= 10 || relative.shown || wallClock === true
  return { at: iso.slice(0, cut) + (local ? '' : 'Z'), precision: relative.precision }
}

const ordinal = '(?:st|nd|rd|th|er|º|ª|\\.)?'
const dayThenMonth = new RegExp(
  String.raw`(?<![\d\p{L}])(\d{1,2})${ordinal}[\s\-/.]{0,2}(?:de |of |d['’])?(${monthPattern})(?!\p{L})\.?(?:[\s\-/.,]{0,2}(?:de |del )?(\d{4}|['’]\d{2}|(?<=-)\d{2})(?!\d))?(?:\s?г\.?)?`,
  'iu',
)
const monthThenDay = new RegExp(
  String.raw`(?<!\p{L})(${monthPattern})\.?[\s\-]{1,2}(\d{1,2})(?!\d|:\d)(?:st|nd|rd|th)?(?:,?[\s\-]{0,2}(\d{4})(?!\d))?`,
  'iu',
)
/** As C programs write it: Fri Mar 18 20:52:50 2016. */
const yearLast = new RegExp(
  String.raw`(?<!\p{L})(${monthPattern})\s{1,2}(\d{1,2})\s(\d{2}:\d{2}(?::\d{2})?)\s(?:[A-Z]{3,4}\s)?(\d{4})(?!\d)`,
  'iu',
)

function monthNamed(text: string): Stamp | null {
  const last = yearLast.exec(text)
  if (last) return stamp(Number(last[4]), monthOf(last[1]!)!, Number(last[2]), last[3]!)
  for (const [form, month, day] of [
    [dayThenMonth, 2, 1],
    [monthThenDay, 1, 2],
  ] as const) {
    const match = form.exec(text)
    if (match?.[3] === undefined) continue
    const date = stamp(
      fullYear(match[3]),
      monthOf(match[month]!)!,
      Number(match[day]),
      after(text, match),
      ahead(text, match),
    )
    if (date) return date
  }
  return null
}

function fullYear(written: string): number {
  const digits = written.replace(/\D/g, '')
  if (digits.length === 4) return Number(digits)
  return Number(digits) + (Number(digits) > 69 ? 1900 : 2000)
}

const shortForm = new RegExp(
  String.raw`(?<![\d.:/-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)(?:\s?[(（]?(${dayPattern})[)）]?(?!\p{L}))?`,
  'iu',
)

/**
 * 3/4/2012, 03.03.2011, 27/10/16 Чтв, 10/02/25(木). A weekday beside it decides on the order; else points mean day
 * first, as they do in the languages that write them, and all else what the context says.
 */
function shortDate(text: string, context: TimeContext): Stamp | null {
  const match = shortForm.exec(text)
  if (!match) return null
  const [first, second, third] = [Number(match[1]), Number(match[3]), match[4]!]
  // 3.4.12 may be the number of a version.
  if (match[2] === '.' && third.length === 2 && !/^\d\d\.\d\d\./.test(match[0])) return null
  const dayFirst = match[2] === '.' || context.order === 'day-first'
  const parts = (year: string | number, month: number, day: number): readonly [number, number, number] => [
    fullYear(String(year).padStart(2, '0')),
    month,
    day,
  ]
  const monthFirst = [parts(third, first, second), parts(third, second, first)]
  const orders = dayFirst ? monthFirst.toReversed() : monthFirst
  // Two digits may be the year in front, as Japanese boards write it; such a page shows the weekday.
  const yearInFront = parts(first, second, Number(third))
  const japanese = /[\u3400-\u9fff]/.test(match[5] ?? '')
  const all = third.length === 4 ? orders : japanese ? [yearInFront, ...orders] : [...orders, yearInFront]
  const possible = all.filter(([year, month, day]) => isoOf(year, month, day) !== null)
  const weekday = match[5] === undefined ? null : weekdayOf(match[5])
  const fitting =
    weekday === null
      ? possible
      : possible.filter(([year, month, day]) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday)
  const [date] = fitting.length > 0 ? fitting : possible
  return date ? stamp(...date, after(text, match), ahead(text, match)) : null
}

const numericMonthDay =
  /^(?:\D{0,12}\s)?(\d{1,2})(?:[-/]|\s?月\s?)(\d{1,2})(?!\d)\s?日?(?=[\s,，(（]{1,3}\d{1,2}:\d{2}|$)/

/** Dates of a page that leaves out this year: Apr 24, 18 Июн, 06:21, 3月5日, 05-12 10:33. Only where nothing else is said. */
function withoutYear(text: string, savedAt: Date): Stamp | null {
  if (text.length > 40) return null
  const number = numericMonthDay.exec(text)
  const dayFirst = dayThenMonth.exec(text)
  const monthFirst = monthThenDay.exec(text)
  const found = number
    ? { match: number, month: Number(number[1]), day: Number(number[2]) }
    : dayFirst && dayFirst[3] === undefined && !/^ago$/i.test(dayFirst[2]!)
      ? { match: dayFirst, month: monthOf(dayFirst[2]!)!, day: Number(dayFirst[1]) }
      : monthFirst && monthFirst[3] === undefined
        ? { match: monthFirst, month: monthOf(monthFirst[1]!)!, day: Number(monthFirst[2]) }
        : null
  if (!found || !/^(?:(?:posted|发表于|發表於)?[:：]?\s?(?:\p{L}{1,12}[.,]?\s){0,2})$/iu.test(ahead(text, found.match)))
    return null
  if (number && !/月/.test(number[0]) && !clockIn(after(text, number))) return null
  const year = savedAt.getUTCFullYear()
  const tomorrow = savedAt.getTime() + 864e5
  const past = Date.UTC(year, found.month - 1, found.day) <= tomorrow ? year : year - 1
  return stamp(past, found.month, found.day, after(text, found.match))
}

const monthAndYear = new RegExp(String.raw`^(?:\D{0,12}\s)?(${monthPattern})\.?,?\s(?:de )?(\d{4})$`, 'iu')

/** July 2016, 2016年7月: all that some forums show of old posts. */
function monthOnly(text: string): Stamp | null {
  const words = monthAndYear.exec(text)
  const numbers = /^(\d{4})\s?年\s?(\d{1,2})\s?月$/.exec(text)
  const [year, month] = words
    ? [Number(words[2]), monthOf(words[1]!)!]
    : [Number(numbers?.[1] ?? 0), Number(numbers?.[2] ?? 0)]
  const date = isoOf(year, month, 1)
  return date && { at: date.at.slice(0, 7), precision: 'month' }
}

const readers = [chrono.en, chrono.de, chrono.fr, chrono.es, chrono.it, chrono.pt, chrono.nl, chrono.ru, chrono.ja]

/** Whole dates in forms that only chrono-node knows. It fills in what is missing; only what the text itself gives is taken. */
function worded(start: string, text: string): TimeReading | null {
  if (!/(?<!\d)(?:19|20)\d{2}(?!\d)/.test(start)) return null
  for (const reader of readers) {
    const found = reader.strict.parse(start, { instant: new Date(Date.UTC(2000, 0, 1)), timezone: 0 })[0]?.start
    if (!found?.isCertain('year') || !found.isCertain('month') || !found.isCertain('day')) continue
    const get = (part: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'): number | undefined =>
      found.isCertain(part) ? (found.get(part) ?? undefined) : undefined
    const date = isoOf(get('year') ?? 0, get('month') ?? 0, get('day') ?? 0, get('hour'), get('minute'), get('second'))
    if (date) return { ...date, text, derived: false }
  }
  return null
}
