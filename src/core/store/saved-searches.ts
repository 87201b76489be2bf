/* The searches that a person keeps under a name, in an order of their own. */
import { all, get, run, sql, value, type ReadableDB, type WritableDB } from './sql.ts'

export interface SavedSearchRow {
  readonly id: number
  readonly name: string
  /** The name as it is compared. */
  readonly key: string
  readonly query: string
  readonly madeAt: string
}

/** All saved searches in their order. */
export function listSearches(db: ReadableDB): SavedSearchRow[] {
  return all(db, sql`SELECT id, name, key, query, made_at AS madeAt FROM saved_search ORDER BY position, id`)
}

/** One saved search, or undefined. */
export function findSearch(db: ReadableDB, id: number): SavedSearchRow | undefined {
  return get(db, sql`SELECT id, name, key, query, made_at AS madeAt FROM saved_search WHERE id = ${id}`)
}

/** Keeps a new search behind the others and answers its id. */
export function addSearch(db: WritableDB, search: Omit<SavedSearchRow, 'id'>): number {
  const position = value<number>(db, sql`SELECT coalesce(max(position) + 1, 0) FROM saved_search`)
  const { name, key, query, madeAt } = search
  return run(
    db,
    sql`INSERT INTO saved_search (name, key, query, position, made_at)
        VALUES (${name}, ${key}, ${query}, ${position}, ${madeAt})`,
  ).id
}

/** Changes the name and the query of a saved search. */
export function changeSearch(db: WritableDB, { id, name, key, query }: Omit<SavedSearchRow, 'madeAt'>): void {
  run(db, sql`UPDATE saved_search SET name = ${name}, key = ${key}, query = ${query} WHERE id = ${id}`)
}

/** Forgets a saved search and how often it was used. */
export function removeSearch(db: WritableDB, id: number): void {
  run(db, sql`DELETE FROM saved_search WHERE id = ${id}`)
  run(db, sql`DELETE FROM visit WHERE kind = 'search' AND item_id = ${id}`)
}

/** Puts all saved searches into this order. */
export function orderSearches(db: WritableDB, ids: readonly number[]): void {
  for (const [position, id] of ids.entries())
    run(db, sql`UPDATE saved_search SET position = ${position} WHERE id = ${id}`)
}
