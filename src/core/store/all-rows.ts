/* Every row of a library as plain data, and back into an empty one. */
import { migrations } from './migrations/index.ts'
import { reindexAfter, setIndexState } from './post-index.ts'
import { tableNames } from './soundness.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { get, run, sql, value } from './sql.ts'

export type Row = Record<string, unknown>

/** The form of library whose rows this program can take. */
export const takenForm = migrations.length

/** Hands out every row of a library, table by table, as JSON can carry it; bytes are `{"hex": …}`. To be called in a transaction. */
export function* allRows(db: ReadableDB): Generator<{ table: string; rows: Iterable<Row> }> {
  for (const table of tableNames(db)) yield { table, rows: rowsOf(db, table) }
}

function* rowsOf(db: ReadableDB, table: string): Generator<Row> {
  // Names of tables come from the schema.
  for (const row of db.prepare<[], Row>(`SELECT * FROM "${table}"`).iterate())
    yield Object.fromEntries(
      Object.entries(row).map(([column, cell]) => [
        column,
        cell instanceof Uint8Array ? { hex: Buffer.from(cell).toString('hex') } : cell,
      ]),
    )
}

/** Whether a library holds nothing that an import put there. */
export function isEmptyLibrary(db: ReadableDB): boolean {
  return get(db, sql`SELECT 1 FROM source UNION ALL SELECT 1 FROM thread LIMIT 1`) === undefined
}

// The rows of these may be there already: settings that were changed, numbers that a card brings with it.
const replaced = new Set(['setting', 'card_number'])

/** What a library says of its index and of its own health is true of that library only. */
const ownSettings = new Set(['search.index', 'library.doubt'])

/**
 * Puts rows of another library into an empty one, as they are; past imports come before those it has had itself. To be
 * called in a transaction.
 */
export function putAllRows(db: WritableDB, rowsOfTable: (table: string) => Iterable<Row>, tokens: number): void {
  db.pragma('defer_foreign_keys = ON')
  const runs = value<number>(db, sql`SELECT coalesce(max(id), 0) FROM import_run`)
  const items = value<number>(db, sql`SELECT coalesce(max(id), 0) FROM import_item`)
  const tables = tableNames(db)
  // Posts first: while there is no thread or person to count them, the counts that come with those stay true.
  for (const table of ['post', ...tables.filter(name => name !== 'post')])
    for (const row of rowsOfTable(table)) {
      if (table === 'setting' && ownSettings.has(String(row['key']))) continue
      // Which files were left of an import is of use only where those files are.
      if (table === 'import_left') continue
      if (table === 'import_run') putRunAside(row, runs)
      if (table === 'import_item')
        Object.assign(row, { id: Number(row['id']) + items, run_id: Number(row['run_id']) + runs })
      insertRow(db, table, row)
    }
  // Rows of a form that did not tell it yet.
  run(db, sql`UPDATE page SET found_thread_id = thread_id WHERE found_thread_id IS NULL`)
  for (let last: number | null = 0; last !== null;) last = reindexAfter(db, last, 1_000)
  setIndexState(db, { version: tokens, next: null, reached: 0 })
}

/** A past import of another library: its number is one that is free, and it does not go on here. */
function putRunAside(row: Row, runs: number): void {
  row['id'] = Number(row['id']) + runs
  if (typeof row['of_run'] === 'number') row['of_run'] += runs
  if (['listing', 'running', 'paused', 'interrupted'].includes(String(row['state']))) row['state'] = 'cancelled'
}

function insertRow(db: WritableDB, table: string, row: Row): void {
  const known = columnsOf(db, table)
  const columns = Object.keys(row).filter(column => known.has(column))
  const cells = columns.map(column => {
    const cell = row[column]
    return typeof cell === 'object' && cell !== null && 'hex' in cell ? Buffer.from(String(cell.hex), 'hex') : cell
  })
  const names = columns.map(column => `"${column}"`).join(', ')
  run(db, {
    text: `INSERT OR ${replaced.has(table) ? 'REPLACE' : 'ABORT'} INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
    values: cells as (string | number | null | Uint8Array)[],
  })
}

const columnSets = new WeakMap<WritableDB, Map<string, Set<string>>>()

/** A folder that was exported may have been changed by hand: only columns that there are become part of a statement. */
function columnsOf(db: WritableDB, table: string): Set<string> {
  const tables = columnSets.get(db) ?? new Map<string, Set<string>>()
  columnSets.set(db, tables)
  const known =
    tables.get(table) ??
    new Set(db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table))
  tables.set(table, known)
  return known
}
