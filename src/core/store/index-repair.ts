/* An index that is damaged alone is dropped and made anew; damage anywhere else is not its business. */
import { remakeFullText } from './post-index.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, sql } from './sql.ts'

/**
 * The indexes to which all that SQLite found wrong is confined, by their names; null when any of it is elsewhere. The
 * lines are those of its check.
 */
export function damagedIndexes(db: ReadableDB, lines: readonly string[]): string[] | null {
  const roots = all<{ name: string; type: string; rootpage: number }>(
    db,
    sql`SELECT name, type, rootpage FROM sqlite_schema WHERE rootpage > 0`,
  )
  const found = new Set<string>()
  for (const line of lines) {
    const root = Number(/^(?:\*\*\* in database main \*\*\*\n)?Tree (\d+) /.exec(line)?.[1] ?? 0)
    const tree = roots.find(({ rootpage }) => rootpage === root)
    const named = /(?:missing from|entries in|entry in) index (\S+)$/.exec(line)?.[1]
    const index = named ?? (tree?.type === 'index' ? tree.name : '')
    if (index !== '') found.add(index)
    else if (tree && isFullText(tree.name)) found.add('post_index')
    else if (/\bpost_index\b/.test(line)) found.add('post_index')
    else return null
  }
  return [...found]
}

const isFullText = (table: string): boolean => table.startsWith('post_index')

/** Makes indexes anew; that over the posts' text is empty afterwards and says so. Throws where that cannot be done. */
export function remakeIndexes(db: WritableDB, names: readonly string[]): void {
  for (const name of names.filter(index => !isFullText(index))) db.exec(`REINDEX "${name.replaceAll('"', '""')}"`)
  if (names.some(isFullText)) remakeFullText(db)
}
