/* What the cursor stands in while a query is being written; a query need not be whole for that. */
import { fieldNames, isFieldName, traits, type Field } from './fields.ts'
import { asciiForm } from './signs.ts'

/** The piece of a query that the cursor is in: a word that may become a field, or the value of one. */
export interface CursorPlace {
  readonly from: number
  readonly to: number
  /** The field's name as it was written; null for a word. */
  readonly written: string | null
  readonly field: Field | null
  /** What stands before the cursor: the beginning of the word, or of the value. */
  readonly typed: string
}

/** Where the cursor is, or null within a phrase, where nothing can be completed. */
export function placeOf(query: string, cursor: number): CursorPlace | null {
  const at = Math.min(cursor, query.length)
  const signs = Array.from({ length: query.length }, (_, index) => asciiForm(query[index]!)).join('')
  const { from, quote } = pieceAround(signs, at)
  const before = signs.slice(from, quote ?? at)
  const [prefix, name = ''] = /^([a-z]{2,10}):/iu.exec(before) ?? []
  const written = prefix !== undefined && isFieldName(name.toLowerCase()) ? name.toLowerCase() : null
  if (quote !== null) {
    if (written === null || !isFieldName(written) || from + prefix!.length !== quote) return null
    const close = signs.indexOf('"', quote + 1)
    const to = close === -1 ? query.length : close + 1
    return { from, to, written, field: fieldNames[written], typed: query.slice(quote + 1, at) }
  }
  const to = at + /^[^\s()"]*/u.exec(signs.slice(at))![0].length
  if (written === null || !isFieldName(written))
    return { from, to, written: null, field: null, typed: query.slice(from, at) }
  return { from, to, written, field: fieldNames[written], typed: query.slice(from + prefix!.length, at) }
}

/** Where the piece around the cursor begins, and its quotation mark where the cursor is between two. */
function pieceAround(signs: string, cursor: number): { from: number; quote: number | null } {
  let from = 0
  let quote: number | null = null
  for (let at = 0; at < cursor; at++) {
    const sign = signs[at]!
    if (quote !== null) {
      if (sign === '"') {
        quote = null
        from = at + 1
      }
    } else if (sign === '"') quote = at
    else if (/[\s()]/u.test(sign) || (sign === '-' && at === from)) from = at + 1
  }
  return { from, quote }
}

/** The fields and traits that begin with what was typed: `au` for `author:`, `unr` for `is:unread`. */
export function fieldsLike(typed: string): string[] {
  const wanted = Array.from(typed, asciiForm).join('').toLowerCase()
  const fields = Object.keys(fieldNames)
    .filter(name => name.startsWith(wanted))
    .map(name => `${name}:`)
  if (wanted === '') return fields
  const found = Object.entries(traits).flatMap(([field, names]) =>
    names.filter(name => name.startsWith(wanted)).map(name => `${field}:${name}`),
  )
  return [...fields, ...found]
}
