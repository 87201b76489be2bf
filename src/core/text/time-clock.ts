/* The clock part of a time: 16:41, 03:04:05.67, 03:15 PM, 下午 3:15, 14h32, 16時41分, with an offset where one is written. */
import { dayPattern } from './time-words.ts'

export interface Clock {
  readonly hour: number
  readonly minute: number
  readonly second: number | undefined
  /** As ISO 8601 writes it; empty where the text has none. */
  readonly offset: string
  /** Index behind the clock in the text it was read from. */
  readonly end: number
}

const dayPart = '上午|下午|中午|凌晨|清晨|早上|早晨|晚上|傍晚|午前|午後|오전|오후|[AP]M'
const filler = String.raw`(?:um|at|as|à|às|a las|las|alle(?: ore)?|ore|om|kl\.?|в|o|el|le|at|gegen|${dayPattern})`
/** What may stand between a date and its clock: signs, a weekday, and words for "at". */
const between = String.raw`^(?:[\s,，|·~@\-–—.)）」]|(?:[(（\[]?(?:${filler})[)）\]]?(?![\p{L}]))){0,8}?`
const zone = String.raw`(?:\s?(Z|UTC|GMT)?(?:\s?\(?(?:GMT|UTC)?\s?([+-])(\d{1,2}):?(\d{2})?\)?)?)`
const form = new RegExp(
  String.raw`${between}T?(${dayPart})?\s?(\d{1,2})(?:[:：](\d{2})(?:[:：](\d{2})(?:[.,]\d{1,6})?)?|\s?(?:[时時点點시]|h(?![a-z]))\s?(?:(\d{1,2})\s?[分분]?(?:\s?(\d{1,2})\s?[秒초])?)?)(?!\d)(?:\s{0,2}([AaPp])\.?\s?[Mm]\b\.?)?(?:\s?Uhr)?`,
  'iu',
)
const zoneForm = new RegExp(`^${zone}`, 'i')

/** The clock that a text starts with, signs and a weekday before it left out; null where there is none or none that exists. */
export function clockIn(text: string): Clock | null {
  const match = form.exec(text.slice(0, 80))
  if (!match) return null
  const [whole, part, hours, minutes, seconds, spokenMinutes, spokenSeconds, half] = match
  const hour = hourOf(Number(hours), half, part)
  const minute = Number(minutes ?? spokenMinutes ?? 0)
  const second = seconds ?? spokenSeconds
  if (hour > 23 || minute > 59 || Number(second ?? 0) > 60) return null
  const offset = offsetIn(text.slice(whole.length, whole.length + 16))
  return { hour, minute, second: second === undefined ? undefined : Number(second), offset, end: whole.length }
}

function hourOf(value: number, half: string | undefined, part: string | undefined): number {
  const afternoon =
    half?.toLowerCase() === 'p' ||
    (part !== undefined && /^(?:下午|晚上|傍晚|午後|오후|pm)$/i.test(part)) ||
    (part === '中午' && value < 11)
  const morning =
    half?.toLowerCase() === 'a' || (part !== undefined && /^(?:凌晨|清晨|上午|早上|早晨|午前|오전|am)$/i.test(part))
  if (afternoon && value < 12) return value + 12
  return morning && value === 12 ? 0 : value
}

/** `Z`, `+08:00`, `GMT+8`; a number behind a bare sign counts only with its minutes, or it may be anything. */
function offsetIn(rest: string): string {
  const match = zoneForm.exec(rest)
  if (!match) return ''
  const [whole, name, sign, hours, minutes] = match
  if (sign === undefined) return name === undefined ? '' : 'Z'
  if (minutes === undefined && !/GMT|UTC/i.test(whole)) return ''
  if (Number(hours) > 14 || Number(minutes ?? 0) > 59) return ''
  return `${sign}${hours!.padStart(2, '0')}:${minutes ?? '00'}`
}
