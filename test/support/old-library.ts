/* A library of an earlier form with the rows of a present one: its migrations stopped there. */
import { renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { migrate } from '../../src/core/store/migrations/index.ts'
import { applicationId, databaseFile } from '../../src/core/store/open.ts'
import { reindexAfter, setIndexState } from '../../src/core/store/post-index.ts'
import { tableNames } from '../../src/core/store/soundness.ts'
import type { WritableDB } from '../../src/core/store/sql.ts'
import { tokensVersion } from '../../src/core/text/tokens.ts'

/** Puts a closed library back into an earlier form: what that form has no place for is left out. */
export function makeOld(folder: string, version: number): void {
  const file = path.join(folder, databaseFile)
  const old = `${file}.old`
  const db = new Database(old) as WritableDB
  db.pragma(`application_id = ${applicationId}`)
  migrate(db, version)
  db.pragma('foreign_keys = OFF')
  db.prepare('ATTACH ? AS present').run(file)
  const columns = (schema: string, table: string): string[] =>
    db.prepare<[string, string], string>('SELECT name FROM pragma_table_info(?, ?)').pluck().all(table, schema)
  const tables = tableNames(db).filter(name => name !== 'post_index')
  db.transaction(() => {
    // Posts first: while there is nothing to count them, the counts that come with threads and people stay.
    for (const table of ['post', ...tables.filter(name => name !== 'post')]) {
      const both = columns('main', table).filter(column => columns('present', table).includes(column))
      const names = both.map(name => `"${name}"`).join(', ')
      db.exec(`INSERT INTO main."${table}" (${names}) SELECT ${names} FROM present."${table}"`)
    }
  })()
  for (let last: number | null = 0; last !== null;) last = reindexAfter(db, last, 1_000)
  setIndexState(db, { version: tokensVersion, next: null, reached: 0 })
  db.close()
  rmSync(file)
  renameSync(old, file)
}
