/*
 * Rows that are gone while others still name them. What can be told from those others comes back under its old number,
 * so that stars, notes and tags go on pointing to it; rows that then still name nothing are set aside.
 */
import path from 'node:path'
import { ThreadloftError } from '../errors.ts'
import { keptFiles } from './kept-file.ts'
import { readOriginal } from './originals.ts'
import { unplaced } from './post-rows.ts'
import type { OrphanRow } from './soundness.ts'
import { orphanRows, tableNames } from './soundness.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

/** Brings back files, forums, threads and posts that pages and sightings name; answers how many rows came back. */
export function reviveRows(db: WritableDB, folder: string): number {
  return correctSources(db, folder) + reviveSources(db, folder) + reviveForums(db) + reviveThreads(db) + revivePosts(db)
}

/** A file's SHA-256 that is not that of any kept file was changed where it is noted, if its page still tells another. */
function correctSources(db: WritableDB, folder: string): number {
  const kept = new Map(keptFiles(folder, 'originals').map(file => [path.basename(file, '.zst'), file]))
  const noted = all<{ id: number; sha256: string; saveOrder: string | null }>(
    db,
    sql`SELECT id, sha256, (SELECT save_order FROM page WHERE source_id = source.id LIMIT 1) AS saveOrder FROM source`,
  )
  for (const { sha256 } of noted) kept.delete(sha256)
  const forgotten = new Map([...kept.keys()].map(sha256 => [sha256.slice(0, 16), sha256]))
  let corrected = 0
  for (const { id, sha256, saveOrder } of noted) {
    const own = forgotten.get(/ ([0-9a-f]{16}) /.exec(saveOrder ?? '')?.[1] ?? '')
    if (own === undefined || own === sha256) continue
    corrected += run(db, sql`UPDATE source SET sha256 = ${own} WHERE id = ${id}`).changes
  }
  return corrected
}

/** A page's place among all saves holds the beginning of its file's SHA-256, and the kept file has the rest. */
function reviveSources(db: WritableDB, folder: string): number {
  const lost = all<{ id: number; name: string; saveOrder: string; savedAt: string | null }>(
    db,
    sql`SELECT source_id AS id, name, save_order AS saveOrder, saved_at AS savedAt FROM page
        WHERE NOT EXISTS (SELECT 1 FROM source WHERE source.id = source_id) GROUP BY source_id`,
  )
  if (lost.length === 0) return 0
  const files = new Map(keptFiles(folder, 'originals').map(file => [path.basename(file).slice(0, 16), file]))
  let revived = 0
  for (const { id, name, saveOrder, savedAt } of lost) {
    const file = files.get(/ ([0-9a-f]{16}) /.exec(saveOrder)?.[1] ?? '')
    if (file === undefined) continue
    const sha256 = path.basename(file, '.zst')
    const bytes = originalLength(folder, sha256)
    if (bytes === null) continue
    revived += run(
      db,
      sql`INSERT INTO source (id, sha256, name, bytes, saved_at, added_at)
          VALUES (${id}, ${sha256}, ${name}, ${bytes}, ${savedAt}, ${savedAt ?? ''})
          ON CONFLICT DO NOTHING`,
    ).changes
  }
  return revived
}

function originalLength(folder: string, sha256: string): number | null {
  try {
    return readOriginal(folder, sha256).length
  } catch (thrown) {
    if (thrown instanceof ThreadloftError && thrown.code === 'original-damaged') return null
    throw thrown
  }
}

function reviveForums(db: WritableDB): number {
  const lost = all<{ id: number; url: string | null }>(
    db,
    sql`SELECT forum_id AS id, max(url) AS url FROM page
        WHERE NOT EXISTS (SELECT 1 FROM forum WHERE forum.id = forum_id) GROUP BY forum_id`,
  )
  let revived = 0
  for (const { id, url } of lost) {
    const host = url !== null && URL.canParse(url) ? new URL(url).host.toLowerCase() : null
    // Reading its originals again gives the forum its name.
    const key = host === null ? `name:${id}?` : `host:${host.replace(/^www\./, '')}`
    revived += run(
      db,
      sql`INSERT INTO forum (id, key, host, name, name_order) VALUES (${id}, ${key}, ${host}, ${host ?? '?'}, '')
          ON CONFLICT DO NOTHING`,
    ).changes
  }
  return revived
}

function reviveThreads(db: WritableDB): number {
  return run(
    db,
    sql`INSERT INTO thread (id, forum_id, external_id, title, title_key, engine, confidence, imported_at)
        SELECT thread_id, forum_id, max(external_id), title, title_key, engine, confidence, max(read_at) FROM page
        WHERE thread_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM thread WHERE thread.id = page.thread_id)
        GROUP BY thread_id ON CONFLICT DO NOTHING`,
  ).changes
}

function revivePosts(db: WritableDB): number {
  return run(
    db,
    sql`INSERT INTO post (id, thread_id, position, external_id, sort_floor, sort_page, sort_ordinal, version_id)
        SELECT post_id, page.thread_id, ${unplaced}, max(post_seen.external_id), -1, 0, ordinal, version_id
        FROM post_seen JOIN page ON page.id = page_id JOIN thread ON thread.id = page.thread_id
        WHERE NOT EXISTS (SELECT 1 FROM post WHERE post.id = post_id) GROUP BY post_id ON CONFLICT DO NOTHING`,
  ).changes
}

/** A row that was set aside, or a column of it that named nothing. */
export interface RowAside {
  readonly table: string
  readonly row: Readonly<Record<string, unknown>>
  /** The column that was emptied; null where the row itself was taken out. */
  readonly emptied: string | null
}

/** A mark without its post would become a mark of the whole thread. */
const neverEmptied = new Set(['mark'])

/**
 * Takes out every row that names what is not there, and what that leaves naming nothing, or empties the column where the
 * row can do without. To be called while foreign keys are off, so that nothing is taken out unseen.
 */
export function takeOutOrphans(db: WritableDB): RowAside[] {
  const aside: RowAside[] = []
  for (;;) {
    const orphans = tableNames(db).flatMap(table => orphanRows(db, table))
    if (orphans.length === 0) return aside
    for (const orphan of orphans) aside.push(...takeOut(db, orphan))
  }
}

function takeOut(db: WritableDB, { table, key, column }: OrphanRow): RowAside[] {
  const where = Object.keys(key)
    .map(name => `${quoted(name)} = ?`)
    .join(' AND ')
  const values = Object.values(key) as (string | number)[]
  const row = get<Record<string, unknown>>(db, { text: `SELECT * FROM ${quoted(table)} WHERE ${where}`, values })
  // Taken out a moment ago for another of its columns.
  if (!row) return []
  const canBeEmpty = !neverEmptied.has(table) && isNullable(db, table, column)
  const change = canBeEmpty ? `UPDATE ${quoted(table)} SET ${quoted(column)} = NULL` : `DELETE FROM ${quoted(table)}`
  run(db, { text: `${change} WHERE ${where}`, values })
  return [{ table, row, emptied: canBeEmpty ? column : null }]
}

function isNullable(db: ReadableDB, table: string, column: string): boolean {
  return (
    get(db, sql`SELECT 1 FROM pragma_table_info(${table}) WHERE name = ${column} AND "notnull" = 0 AND pk = 0`) !==
    undefined
  )
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
