/* Saved searches: kept only when they can be understood, and never in a circle. */
import type { Handlers } from '../contract/procedure.ts'
import type { savedSearchesContract } from '../contract/saved-searches.ts'
import { ThreadloftError } from '../errors.ts'
import { parseQuery } from '../search/query.ts'
import { putSearches, renamedIn, searchKey, usesIn, type SavedQueries } from '../search/saved.ts'
import * as store from '../store/saved-searches.ts'
import type { ReadableDB, WritableDB } from '../store/sql.ts'
import type { Clock } from './ports.ts'

type Changes = Omit<typeof savedSearchesContract, 'searches.list'>

/** The saved searches by their names, for queries that use them. */
export function savedQueries(db: ReadableDB): SavedQueries {
  return new Map(store.listSearches(db).map(({ key, name, query }) => [key, { name, query }]))
}

/** Answers the calls that change saved searches. */
export function savedSearchChanges(db: WritableDB, clock: Clock): Handlers<Changes> {
  const atOnce = <Answer>(change: () => Answer): Answer => db.transaction(change)()
  return {
    'searches.save': input => atOnce(() => ({ searchId: save(db, clock, input) })),
    'searches.rename': ({ searchId, name }) => atOnce(() => rename(db, searchId, name)),
    'searches.remove': ({ searchId }) => atOnce(() => remove(db, searchId)),
    'searches.move': ({ searchId, place }) => atOnce(() => move(db, searchId, place)),
  }
}

function save(
  db: WritableDB,
  clock: Clock,
  { searchId, name, query }: { searchId: number | null; name: string; query: string },
): number {
  const known = searchId === null ? null : searchOf(db, searchId)
  const key = freeKey(db, name, searchId)
  if (known) renameUses(db, known, name)
  const madeAt = clock.now().toISOString()
  if (known) store.changeSearch(db, { id: known.id, name, key, query })
  const id = known?.id ?? store.addSearch(db, { name, key, query, madeAt })
  // Circles show when it is in its place; what is refused, the transaction takes back.
  refuseUnreadable(db, query)
  return id
}

function rename(db: WritableDB, searchId: number, name: string): Record<string, never> {
  const known = searchOf(db, searchId)
  const key = freeKey(db, name, searchId)
  renameUses(db, known, name)
  store.changeSearch(db, { ...known, name, key })
  return {}
}

function remove(db: WritableDB, searchId: number): Record<string, never> {
  const known = searchOf(db, searchId)
  const user = store
    .listSearches(db)
    .find(({ id, query }) => id !== searchId && usesOf(query).some(use => searchKey(use.name) === known.key))
  if (user) throw new ThreadloftError('search-in-use', { name: known.name, user: user.name })
  store.removeSearch(db, searchId)
  return {}
}

function move(db: WritableDB, searchId: number, place: number): Record<string, never> {
  searchOf(db, searchId)
  const others = store.listSearches(db).flatMap(({ id }) => (id === searchId ? [] : [id]))
  store.orderSearches(db, others.toSpliced(place, 0, searchId))
  return {}
}

function searchOf(db: ReadableDB, searchId: number): store.SavedSearchRow {
  const known = store.findSearch(db, searchId)
  if (!known) throw new ThreadloftError('search-unknown', { search: searchId })
  return known
}

function freeKey(db: ReadableDB, name: string, searchId: number | null): string {
  const key = searchKey(name)
  if (key === '') throw new ThreadloftError('bad-input', { name: 'name', reason: JSON.stringify(name) })
  const other = store.listSearches(db).find(search => search.key === key && search.id !== searchId)
  if (other) throw new ThreadloftError('search-name-taken', { name: other.name })
  return key
}

/** Throws what is wrong with a query that is to be kept: it must mean something, and not lead back to itself. */
function refuseUnreadable(db: ReadableDB, query: string): void {
  const tree = parseQuery(query)
  if (!tree) throw new ThreadloftError('bad-input', { name: 'query', reason: JSON.stringify(query) })
  putSearches(tree, savedQueries(db))
}

function renameUses(db: WritableDB, { id, name: oldName }: store.SavedSearchRow, name: string): void {
  if (oldName === name) return
  for (const search of store.listSearches(db)) {
    if (search.id === id || usesOf(search.query).length === 0) continue
    store.changeSearch(db, { ...search, query: renamedIn(search.query, oldName, name) })
  }
}

/** What a kept query uses; nothing where a newer language made it unreadable. */
function usesOf(query: string): ReturnType<typeof usesIn> {
  try {
    return usesIn(parseQuery(query))
  } catch (thrown) {
    if (thrown instanceof ThreadloftError) return []
    throw thrown
  }
}
