import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { WritableDB } from '../../../src/core/store/sql.ts'
import { emptyLibrary } from '../../support/made-pages.ts'

/** Tables with their columns in order, as the page documents them. */
function documented(): Record<string, string[]> {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/library-format.md'), 'utf8')
  const sections = page.split(/^### /m).slice(1)
  return Object.fromEntries(
    sections.map(section => [
      /^\w+/.exec(section)![0],
      Array.from(section.matchAll(/^\| `(\w+)` *\| \S/gm), match => match[1]!),
    ]),
  )
}

function built(db: WritableDB): Record<string, string[]> {
  const tables = db
    .prepare<[], { name: string }>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'`,
    )
    .all()
  return Object.fromEntries(
    tables.map(({ name }) => [
      name,
      db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(name),
    ]),
  )
}

test('docs/library-format.md names every table and column there is, and no other', () => {
  expect(documented()).toEqual(built(emptyLibrary()))
})
