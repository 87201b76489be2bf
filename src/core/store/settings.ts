import type { ReadableDB, WritableDB } from './sql.ts'
import { all, run, sql } from './sql.ts'

/** Every setting that was ever set, as it was set; one that cannot be understood is as good as not set. */
export function readSettings(db: ReadableDB): Record<string, unknown> {
  const rows = all<{ key: string; value: string }>(db, sql`SELECT key, value FROM setting WHERE json_valid(value)`)
  return Object.fromEntries(rows.map(row => [row.key, JSON.parse(row.value) as unknown]))
}

/** Sets one setting. */
export function writeSetting(db: WritableDB, key: string, setting: unknown): void {
  run(
    db,
    sql`INSERT INTO setting (key, value) VALUES (${key}, ${JSON.stringify(setting)})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  )
}
