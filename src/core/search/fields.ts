/* The fields of the query language and what their values mean; how they are answered is the store's business. */
import type { ThreadloftError } from '../errors.ts'
import { fold } from '../text/fold.ts'
import { termOf } from '../text/marks.ts'

export type NameField = 'author' | 'board' | 'forum' | 'title'
export const traits = {
  is: ['op', 'starter', 'digest', 'unread', 'starred', 'noted', 'edited', 'gone', 'gap', 'guess'],
  has: ['image', 'attachment', 'link', 'quote', 'poll', 'note'],
} as const
export const feelings = ['brilliant', 'moving', 'funny', 'happy', 'angry', 'boring', 'filler'] as const
export type Feeling = (typeof feelings)[number]
export type Trait = `is:${(typeof traits.is)[number]}` | `has:${(typeof traits.has)[number]}`

export type AgeUnit = 'd' | 'w' | 'm' | 'y'

export type FieldQuery =
  /** The name holds the term. */
  | { readonly kind: 'name'; readonly field: NameField; readonly term: string }
  | { readonly kind: 'uid'; readonly uid: string }
  /** The forum's host is this one or lies below it. */
  | { readonly kind: 'site'; readonly host: string }
  /** The thread has the tag, or one that begins so. */
  | { readonly kind: 'tag'; readonly key: string; readonly openEnd: boolean }
  /** A note of one's own on the post or its thread holds the term. */
  | { readonly kind: 'note'; readonly term: string }
  /** What one felt about the post or its thread. */
  | { readonly kind: 'feeling'; readonly feeling: Feeling }
  /** A number between two, both included. */
  | { readonly kind: 'count'; readonly field: 'floor' | 'replies'; readonly from: number; readonly to: number }
  /** When it was posted, or its page saved, as ISO text: `from` ≤ time < `until`; null where it is open. */
  | {
      readonly kind: 'date'
      readonly of: 'posted' | 'saved'
      readonly from: string | null
      readonly until: string | null
    }
  /** Posted less, or more, than so long ago. */
  | { readonly kind: 'age'; readonly side: 'younger' | 'older'; readonly amount: number; readonly unit: AgeUnit }
  | { readonly kind: 'trait'; readonly trait: Trait }

export const fieldNames = {
  author: 'author',
  from: 'author',
  board: 'board',
  in: 'board',
  forum: 'forum',
  site: 'site',
  title: 'title',
  tag: 'tag',
  note: 'note',
  feeling: 'feeling',
  search: 'search',
  uid: 'uid',
  floor: 'floor',
  replies: 'replies',
  date: 'date',
  before: 'before',
  after: 'after',
  saved: 'saved',
  age: 'age',
  is: 'is',
  has: 'has',
} as const
export type FieldName = keyof typeof fieldNames
/** What the fields' names stand for, each once. */
export type Field = (typeof fieldNames)[FieldName]

/** Whether a word before a colon is one of the language's fields. */
export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(fieldNames, name)
}

/** What `name:value` asks for; throws what `complain` makes of the values that would be understood. */
export function readField(
  field: Exclude<Field, 'search'>,
  value: string,
  complain: (allowed: string) => ThreadloftError,
): FieldQuery {
  const folded = fold(value).trim()
  const openEnd = folded.length > 1 && folded.endsWith('*')
  const bare = openEnd ? folded.slice(0, -1) : folded
  switch (field) {
    case 'author':
    case 'board':
    case 'forum':
    case 'title':
      return { kind: 'name', field, term: termOf(bare, openEnd) }
    case 'tag':
      return { kind: 'tag', key: bare, openEnd }
    case 'note':
      return { kind: 'note', term: termOf(bare, openEnd) }
    case 'site':
      return { kind: 'site', host: hostIn(folded) }
    case 'feeling':
      return {
        kind: 'feeling',
        feeling: feelings.find(feeling => feeling === folded) ?? refuse(complain, feelings.join(', ')),
      }
    case 'uid':
      return { kind: 'uid', uid: value.trim() }
    case 'floor':
    case 'replies':
      return { kind: 'count', field, ...(readRange(folded) ?? refuse(complain, '12, 1..20, >50')) }
    case 'date':
    case 'before':
    case 'after':
    case 'saved':
      return {
        kind: 'date',
        of: field === 'saved' ? 'saved' : 'posted',
        ...(readDates(field, folded) ?? refuse(complain, '2021, 2021-06, 2021-06-30, 2020..2021-06')),
      }
    case 'age':
      return { kind: 'age', ...(readAge(folded) ?? refuse(complain, '<6m, >2y, <10d, >3w')) }
    case 'is':
    case 'has': {
      const found = traits[field].find(trait => trait === folded)
      return {
        kind: 'trait',
        trait: found ? (`${field}:${found}` as Trait) : refuse(complain, traits[field].join(', ')),
      }
    }
  }
}

/** `https://www.example.org/x` as `www.example.org`. */
function hostIn(address: string): string {
  return address.replace(/^[a-z]+:\/\//u, '').replace(/[/:?#].*$/u, '')
}

function refuse(complain: (allowed: string) => ThreadloftError, allowed: string): never {
  throw complain(allowed)
}

function readRange(value: string): { from: number; to: number } | null {
  const compared = /^([<>]=?)(\d{1,9})$/u.exec(value)
  if (compared) {
    const bound = Number(compared[2])
    switch (compared[1]) {
      case '<':
        return { from: 0, to: bound - 1 }
      case '<=':
        return { from: 0, to: bound }
      case '>':
        return { from: bound + 1, to: Number.MAX_SAFE_INTEGER }
      default:
        return { from: bound, to: Number.MAX_SAFE_INTEGER }
    }
  }
  const range = /^(\d{0,9})(\.\.)?(\d{0,9})$/u.exec(value)
  if (!range || (range[1] === '' && range[3] === '')) return null
  const from = range[1] === '' ? 0 : Number(range[1])
  if (range[2] === undefined) return { from, to: from }
  const to = range[3] === '' ? Number.MAX_SAFE_INTEGER : Number(range[3])
  return from <= to ? { from, to } : null
}

// ISO times are compared as text. `~` sorts after every character of one, so `2021-06~` ends June whatever its days.
const periodEnd = '~'

function readAge(value: string): { side: 'younger' | 'older'; amount: number; unit: AgeUnit } | null {
  const [, sign, amount, unit] = /^([<>])(\d{1,4})([dwmy])$/u.exec(value) ?? []
  if (unit === undefined) return null
  return { side: sign === '<' ? 'younger' : 'older', amount: Number(amount), unit: unit as AgeUnit }
}

function readDates(
  field: 'date' | 'before' | 'after' | 'saved',
  value: string,
): { from: string | null; until: string | null } | null {
  const [first = '', last, ...more] = value.split('..')
  const from = first === '' ? null : readDate(first)
  const to = last === undefined ? from : last === '' ? null : readDate(last)
  if (from === undefined || to === undefined || more.length > 0 || (from ?? to) === null) return null
  if (from && to && from > to + periodEnd) return null
  if (field === 'date' || field === 'saved') return { from, until: to && to + periodEnd }
  if (last !== undefined || from === null) return null
  return field === 'before' ? { from: null, until: from } : { from: from + periodEnd, until: null }
}

/** `2021/6/3` as `2021-06-03`; undefined when it is no date. */
function readDate(value: string): string | undefined {
  const parts = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/u.exec(value)
  if (!parts) return undefined
  const [, year = '', month, day] = parts
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return undefined
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  if (day !== undefined && (Number(day) < 1 || Number(day) > last)) return undefined
  return [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter(part => part !== undefined).join('-')
}

/** The day that lies so long before another, as ISO text. */
export function daysAgo(now: Date, amount: number, unit: AgeUnit): string {
  const day = new Date(now)
  if (unit === 'y') day.setFullYear(day.getFullYear() - amount)
  else if (unit === 'm') day.setMonth(day.getMonth() - amount)
  else day.setDate(day.getDate() - amount * (unit === 'w' ? 7 : 1))
  const two = (number: number) => String(number).padStart(2, '0')
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
