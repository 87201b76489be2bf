/* Times told from the moment of saving: 3 小时前, half an hour ago, vor 2 Tagen, Yesterday, 03:15 PM, Freitag um 06:28. */
import type { Precision } from '../model/reading.ts'
import { clockIn } from './time-clock.ts'
import type { Unit } from './time-words.ts'
import { daysBack, dayPattern, dayWordPattern, unitOf, unitPattern, weekdayOf } from './time-words.ts'

/** A day and, where told, a time of it, or a moment. */
export interface RelativeTime {
  /** Milliseconds since 1970, as the saving time counts them. */
  readonly at: number
  readonly precision: Precision
  /** The clock time stands in the text, so it is the forum's own; otherwise it was counted back from the saving time. */
  readonly shown: boolean
}

const milliseconds: Readonly<Record<Unit, number>> = {
  second: 1e3,
  minute: 6e4,
  hour: 36e5,
  day: 864e5,
  week: 7 * 864e5,
  month: 30 * 864e5,
  year: 365 * 864e5,
}

const amount = String.raw`(\d{1,4}|半个?|半個?|[一二两兩三四五六七八九十]|half an?|an?|one|eine[rmn]?|une?|una?|um|uma|een|mezza|half)`
const unit = `(${unitPattern})`
/** Words of the languages in which they stand behind: ago, fa, atrás, geleden, назад, 前. */
const behind = new RegExp(
  String.raw`(?<![\d\p{L}])${amount}\s?${unit}\.?(?:\s?(?:,|and)?\s?\d{1,3}\s?(?:${unitPattern}))?\s?(?:(?:之|以)?前|ago\b|fa(?!\p{L})|atrás|geleden|назад)`,
  'iu',
)
/** And in front: vor, il y a, hace, há. */
const before = new RegExp(
  String.raw`(?<!\p{L})(?:vor|il y a|hace|há|przed)\s(?:etwa\s|environ\s)?${amount}\s?${unit}(?!\p{L})`,
  'iu',
)
const hoursAndMinutes =
  /(\d{1,2})\s?(?:个?小时|個?小時|時間|h(?:ours?|rs?)?,?)\s?(\d{1,2})\s?(?:分钟|分鐘|分|m(?:in(?:ute)?s?)?)\s?(?:前|ago)/i
const now =
  /刚刚|剛剛|刚才|剛才|たった今|just now|a (?:moment|few (?:seconds|moments)) ago|less than a minute ago|gerade eben|à l['’]instant|justo ahora|только что/i
const today = new RegExp(String.raw`(?<![\p{L}])(${dayWordPattern})(?![a-zà-ÿа-яё])`, 'iu')
const weekday = new RegExp(String.raw`^\W{0,3}(?:on |le |el |il |am |в |op )?(${dayPattern})(?!\p{L})`, 'iu')

/** The moment that a text tells from the saving time; null where it tells none. */
export function relativeTime(text: string, savedAt: number): RelativeTime | null {
  return counted(text, savedAt) ?? named(text, savedAt) ?? lastWeekday(text, savedAt)
}

function counted(text: string, savedAt: number): RelativeTime | null {
  const both = hoursAndMinutes.exec(text)
  if (both) return back(savedAt, Number(both[1]) * 60 + Number(both[2]), 'minute')
  const match = behind.exec(text) ?? before.exec(text)
  const named = match && unitOf(match[2]!)
  if (named) return back(savedAt, numberOf(match[1]!), named)
  return now.test(text) ? { at: savedAt, precision: 'minute', shown: false } : null
}

function back(savedAt: number, count: number, named: Unit): RelativeTime {
  const precision = named === 'week' ? 'day' : named === 'second' || named === 'hour' ? 'minute' : named
  return { at: savedAt - count * milliseconds[named], precision, shown: false }
}

function numberOf(written: string): number {
  if (/^\d/.test(written)) return Number(written)
  if (/^(?:半|half|mezza)/i.test(written)) return 0.5
  const digit = '一二三四五六七八九十'.indexOf(written)
  return digit === -1 ? (/[两兩]/.test(written) ? 2 : 1) : digit + 1
}

/** 昨天 12:30, Today at 09:03:11 PM; the day alone where no clock follows. */
function named(text: string, savedAt: number): RelativeTime | null {
  const match = today.exec(text)
  const days = match && daysBack(match[1]!)
  if (!match || days === null) return null
  return onDay(savedAt - days * milliseconds.day, text.slice(match.index + match[0].length))
}

/** A weekday with a time is the last one before the saving time; a weekday alone says too little. */
function lastWeekday(text: string, savedAt: number): RelativeTime | null {
  const match = text.length > 40 ? null : weekday.exec(text)
  const day = match && weekdayOf(match[1]!)
  if (!match || day === null) return null
  const rest = text.slice(match.index + match[0].length)
  if (!clockIn(rest)) return null
  const distance = (new Date(savedAt).getUTCDay() - day + 7) % 7 || 7
  return onDay(savedAt - distance * milliseconds.day, rest)
}

function onDay(day: number, rest: string): RelativeTime {
  const start = Math.floor(day / milliseconds.day) * milliseconds.day
  const clock = clockIn(rest)
  if (!clock) return { at: start, precision: 'day', shown: true }
  const at = start + clock.hour * 36e5 + clock.minute * 6e4 + (clock.second ?? 0) * 1e3
  return { at, precision: clock.second === undefined ? 'minute' : 'second', shown: true }
}
