/* What is offered while a query is being written: fields, and values that the library has for them. */
import type { Completion, SwitcherKind } from '../model/library.ts'
import { fieldsLike, placeOf, type CursorPlace } from '../search/complete.ts'
import { feelings, traits, type Field } from '../search/fields.ts'
import { quotedName } from '../search/saved.ts'
import { postedYears } from '../store/post-search.ts'
import type { ReadableDB } from '../store/sql.ts'
import { fold } from '../text/fold.ts'
import type { Names } from './names.ts'

export interface Completions {
  readonly from: number
  readonly to: number
  readonly field: string | null
  readonly completions: Completion[]
}

const namedBy: Partial<Readonly<Record<Field, SwitcherKind>>> = {
  author: 'poster',
  board: 'board',
  forum: 'forum',
  site: 'forum',
  title: 'thread',
  tag: 'tag',
  search: 'search',
}

const examples: Partial<Readonly<Record<Field, readonly string[]>>> = {
  is: traits.is,
  has: traits.has,
  feeling: feelings,
  floor: ['0', '1..20', '>100'],
  replies: ['>10', '>50', '>200'],
  age: ['<1w', '<1m', '<6m', '<1y', '>1y', '>5y'],
}

/** What may stand where the cursor is, best first. */
export async function completeQuery(
  db: ReadableDB,
  names: Names,
  { query, cursor, limit }: { query: string; cursor: number; limit: number },
): Promise<Completions> {
  const place = placeOf(query, cursor)
  if (!place) return { from: cursor, to: cursor, field: null, completions: [] }
  const { from, to, field, written, typed } = place
  const completions =
    field === null || written === null
      ? fieldsLike(typed).map(text => ({ insert: text, text, detail: null }))
      : (await valuesOf(db, names, place, field, limit)).map(({ value, detail }) => ({
          insert: `${written}:${quotedName(value)}`,
          text: value,
          detail,
        }))
  return { from, to, field: written, completions: completions.slice(0, limit) }
}

interface Value {
  readonly value: string
  readonly detail: string | null
}

async function valuesOf(
  db: ReadableDB,
  names: Names,
  place: CursorPlace,
  field: Field,
  limit: number,
): Promise<Value[]> {
  const wanted = fold(place.typed).trim()
  const kind = namedBy[field]
  if (kind) return namesFor(names, kind, field, place.typed, limit)
  const values =
    examples[field] ?? (['date', 'before', 'after', 'saved'].includes(field) ? postedYears(db) : ([] as const))
  return values.filter(value => value.startsWith(wanted)).map(value => ({ value, detail: null }))
}

async function namesFor(
  names: Names,
  kind: SwitcherKind,
  field: Field,
  typed: string,
  limit: number,
): Promise<Value[]> {
  const items = typed.trim() === '' ? names.frequent(kind, limit * 2) : await names.find(typed, limit * 2, [kind])
  if (field === 'site') return items.flatMap(({ text, detail }) => (detail ? [{ value: detail, detail: text }] : []))
  // Namesakes are one value.
  const values = new Map(items.map(({ text, detail }) => [text, { value: text, detail }]))
  return [...values.values()]
}
