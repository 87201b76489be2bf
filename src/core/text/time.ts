/*
 * Times as forums write them. Where no zone is written none is invented: the result is the local time as shown.
 * Engines pass the patterns of their software first; this reads the forms that many forums share.
 */
import * as chrono from 'chrono-node'
import type { Precision } from '../model/reading.ts'

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

const clock = String.raw`(?:[ T,，|]*(?:(上午|下午|中午|凌晨|晚上|早上)\s*)?(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?(?:\s*([AaPp])\.?[Mm]\b\.?)?)?`
const yearFirst = new RegExp(
  String.raw`(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日|号)?(?:\s*[(（][^()（）]{1,4}[)）])?` + clock,
)
const numeric = new RegExp(String.raw`\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b` + clock)
const chineseAgo = /(半|\d+)\s*(秒|分钟|分鐘|小时|小時|个小时|天|日|周|週|个月|月|年)\s*(?:之)?前/
const chineseDay = new RegExp(String.raw`(今天|昨天|前天)\s*` + clock)

function hourOf(hour: string | undefined, half: string | undefined, dayPart: string | undefined): number | undefined {
  if (hour === undefined) return undefined
  const value = Number(hour)
  const afternoon =
    half?.toLowerCase() === 'p' ||
    (dayPart !== undefined && ['下午', '晚上'].includes(dayPart)) ||
    (dayPart === '中午' && value < 11)
  const morning = half?.toLowerCase() === 'a' || dayPart === '凌晨' || dayPart === '上午'
  if (afternoon && value < 12) return value + 12
  return morning && value === 12 ? 0 : value
}

function clockOf(match: RegExpExecArray, first: number): [number | undefined, number | undefined, number | undefined] {
  const [dayPart, hour, minute, second, half] = match.slice(first, first + 5) as (string | undefined)[]
  return [
    hourOf(hour, half, dayPart),
    minute === undefined ? undefined : Number(minute),
    second === undefined ? undefined : Number(second),
  ]
}

/**
 * The first time in a text: numeric dates of any order, Chinese and Japanese forms, month names of the languages that
 * chrono-node knows, and relative forms when the saving time is known. Null where the text holds none.
 */
export function readTime(shown: string, context: TimeContext): TimeReading | null {
  const text = shown.trim()
  const full = yearFirst.exec(text)
  if (full) {
    const iso = isoOf(Number(full[1]), Number(full[2]), Number(full[3]), ...clockOf(full, 4))
    if (iso) return { ...iso, text, derived: false }
  }
  return chineseRelative(text, context) ?? numericDate(text, context) ?? worded(text, context)
}

function numericDate(text: string, context: TimeContext): TimeReading | null {
  const match = numeric.exec(text)
  if (!match) return null
  const [first, second] = [Number(match[1]), Number(match[2])]
  const short = match[3]!.length === 2
  const year = short ? 2000 + Number(match[3]) - (Number(match[3]) > 69 ? 100 : 0) : Number(match[3])
  const monthFirst = second > 12 || (first <= 12 && context.order !== 'day-first')
  const iso = isoOf(year, monthFirst ? first : second, monthFirst ? second : first, ...clockOf(match, 4))
  return iso && { ...iso, text, derived: false }
}

const unitMilliseconds = new Map([
  ['秒', 1e3],
  ['分', 6e4],
  ['小', 36e5],
  ['个小', 36e5],
  ['天', 864e5],
  ['日', 864e5],
  ['周', 7 * 864e5],
  ['週', 7 * 864e5],
  ['月', 30 * 864e5],
  ['个月', 30 * 864e5],
  ['年', 365 * 864e5],
])

/** A moment before the saving time, cut to what its unit can claim; the saving time is read as UTC. */
function momentOf(at: number, precision: Precision, text: string, wallClock: boolean | undefined): TimeReading {
  const iso = new Date(at).toISOString()
  const cut = { year: 4, month: 7, day: 10, minute: 16, second: 19 }[precision]
  return { at: iso.slice(0, cut) + (cut > 10 && !wallClock ? 'Z' : ''), text, precision, derived: true }
}

function chineseRelative(text: string, { savedAt, wallClock }: TimeContext): TimeReading | null {
  if (!savedAt) return null
  const ago = chineseAgo.exec(text)
  if (ago) {
    const unit = ago[2]!
    const length = unitMilliseconds.get(unit) ?? unitMilliseconds.get(unit.slice(0, unit.startsWith('个') ? 2 : 1)) ?? 0
    const amount = ago[1] === '半' ? 0.5 : Number(ago[1])
    return momentOf(savedAt.getTime() - amount * length, length < 864e5 ? 'minute' : 'day', text, wallClock)
  }
  if (/刚刚|剛剛/.test(text)) return momentOf(savedAt.getTime(), 'minute', text, wallClock)
  const day = chineseDay.exec(text)
  if (!day) return null
  const back = { 今天: 0, 昨天: 1, 前天: 2 }[day[1]!] ?? 0
  const [year, month, date] = new Date(savedAt.getTime() - back * 864e5)
    .toISOString()
    .slice(0, 10)
    .split('-')
    .map(Number)
  const iso = isoOf(year!, month!, date!, ...clockOf(day, 2))
  return iso && { ...iso, text, derived: true }
}

const readers = [
  chrono.en.casual,
  chrono.de,
  chrono.fr,
  chrono.es,
  chrono.it,
  chrono.pt,
  chrono.nl,
  chrono.ru,
  chrono.ja,
]

/** Times in words. chrono fills what is missing from its reference; only what the text itself gives is taken. */
function worded(text: string, { savedAt, order }: TimeContext): TimeReading | null {
  const reference = { instant: savedAt ?? new Date(Date.UTC(2000, 0, 1)), timezone: 0 }
  const english = order === 'day-first' ? [chrono.en.GB, ...readers.slice(1)] : readers
  for (const reader of english) {
    const found = reader.parse(text, reference)[0]?.start
    if (!found) continue
    const absolute = found.isCertain('year') && found.isCertain('month') && found.isCertain('day')
    if (!absolute && !savedAt) continue
    const get = (part: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'): number | undefined =>
      found.get(part) ?? undefined
    const timed = found.isCertain('hour')
    const iso = isoOf(
      get('year') ?? 0,
      get('month') ?? 0,
      get('day') ?? 0,
      timed ? get('hour') : undefined,
      timed ? (get('minute') ?? 0) : undefined,
      found.isCertain('second') ? get('second') : undefined,
    )
    if (iso) return { ...iso, text, derived: !absolute }
  }
  return null
}
