/*
 * SQL is written as SQL, with parameters by construction: sql`… ${value} …` never puts a value into the text, and
 * another sql`…` put into it becomes a part of the text with its own parameters.
 */
import Database from 'better-sqlite3'

declare const readable: unique symbol
declare const writable: unique symbol

/** A connection that queries may be asked of. */
export type ReadableDB = Database.Database & { readonly [readable]: true }
/** The one connection of a library that may change it. */
export type WritableDB = ReadableDB & { readonly [writable]: true }

export type SqlValue = string | number | bigint | null | Uint8Array

export interface SqlQuery {
  readonly text: string
  readonly values: readonly SqlValue[]
}

/** A query, or a part of one, with its parameters. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | boolean | SqlQuery)[]): SqlQuery {
  let text = strings[0] ?? ''
  const values: SqlValue[] = []
  for (const [index, part] of parts.entries()) {
    if (isQuery(part)) {
      text += part.text
      values.push(...part.values)
    } else {
      text += '?'
      values.push(typeof part === 'boolean' ? Number(part) : part)
    }
    text += strings[index + 1] ?? ''
  }
  return { text, values }
}

/** Several parts with a separator between them; nothing for none. */
export function sqlJoin(parts: readonly SqlQuery[], separator: ', ' | ' AND ' | ' OR '): SqlQuery {
  return { text: parts.map(part => part.text).join(separator), values: parts.flatMap(part => part.values) }
}

function isQuery(part: SqlValue | boolean | SqlQuery): part is SqlQuery {
  return typeof part === 'object' && part !== null && !(part instanceof Uint8Array)
}

const statements = new WeakMap<ReadableDB, Map<string, Database.Statement>>()

// Texts with lists of varying length must not fill memory with statements used once.
const mostStatements = 500

function prepared(db: ReadableDB, text: string): Database.Statement {
  let known = statements.get(db)
  if (!known) statements.set(db, (known = new Map<string, Database.Statement>()))
  let statement = known.get(text)
  if (!statement) {
    if (known.size >= mostStatements) known.clear()
    known.set(text, (statement = db.prepare(text)))
  }
  return statement
}

/* The caller names the row's type: SQLite has no types to check it against, the tests of each query do. */
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters */

/** Every row of a query. */
export function all<Row>(db: ReadableDB, query: SqlQuery): Row[] {
  return prepared(db, query.text).all(...query.values) as Row[]
}

/** The first row of a query, or undefined. */
export function get<Row>(db: ReadableDB, query: SqlQuery): Row | undefined {
  return prepared(db, query.text).get(...query.values) as Row | undefined
}

/** The first column of the first row, which the query must give. */
export function value<Value>(db: ReadableDB, query: SqlQuery): Value {
  const row = get<Record<string, Value>>(db, query)
  if (!row) throw new Error(`no row: ${query.text}`)
  return Object.values(row)[0] as Value
}

/** The first column of every row; for long lists much cheaper than rows. */
export function column<Value>(db: ReadableDB, query: SqlQuery): Value[] {
  // Statements are kept by their text, and one that plucks always does.
  const statement = prepared(db, `${query.text} -- pluck`)
  if (!statement.reader) throw new Error(`no rows: ${query.text}`)
  return statement.pluck().all(...query.values) as Value[]
}
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */

export interface Change {
  readonly changes: number
  /** The id of the last row inserted. */
  readonly id: number
}

/** Carries out a change. */
export function run(db: WritableDB, query: SqlQuery): Change {
  const { changes, lastInsertRowid } = prepared(db, query.text).run(...query.values)
  return { changes, id: Number(lastInsertRowid) }
}

/** JSON for a column that is null when there is nothing to keep. */
export function jsonOrNull(value: readonly unknown[] | object | null): string | null {
  if (value === null || (Array.isArray(value) && value.length === 0)) return null
  return JSON.stringify(value)
}

/** A list kept as JSON by jsonOrNull; the type is the one it was written with. */
export function listOf<Item>(json: string | null): Item[] {
  return json === null ? [] : (JSON.parse(json) as Item[])
}

/** Whether SQLite said that what it read is damaged. */
export function isDamage(thrown: unknown): boolean {
  return thrown instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(thrown.code)
}
