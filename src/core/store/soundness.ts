/* Questions that tell whether a library's rows are sound: nothing damaged, no row without the rows it names. */
import { fold } from '../text/fold.ts'
import { tokensOf } from '../text/tokens.ts'
import { indexGaps } from './post-index.ts'
import type { ReadableDB } from './sql.ts'
import { all, get, sql } from './sql.ts'

/** What SQLite finds wrong with the file, its tables and its indexes; empty when it is whole. */
export function databaseDamage(db: ReadableDB): string[] {
  const told = db.prepare<[], string>('PRAGMA integrity_check').pluck().all()
  return told.filter(line => line !== 'ok')
}

/** The tables of the library, without those that SQLite and the index keep for themselves. */
export function tableNames(db: ReadableDB): string[] {
  return all<{ name: string }>(
    db,
    sql`SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'
          AND name NOT IN ('pair_block', 'post_pair') ORDER BY name`,
  ).map(table => table.name)
}

export interface OrphanRow {
  readonly table: string
  /** The row's key, column by column. */
  readonly key: Readonly<Record<string, unknown>>
  readonly column: string
  readonly names: unknown
  readonly parent: string
}

interface ForeignKey {
  readonly table: string
  readonly from: string
  readonly to: string | null
}

/** Every row that names a row which is not there. */
export function orphanRows(db: ReadableDB, table: string): OrphanRow[] {
  const keys = all<{ name: string }>(db, sql`SELECT name FROM pragma_table_info(${table}) WHERE pk > 0 ORDER BY pk`)
  const key = keys.map(({ name }) => name)
  const links = all<ForeignKey>(db, sql`SELECT "table", "from", "to" FROM pragma_foreign_key_list(${table})`)
  return links.flatMap(link => {
    const columns = key.map(name => `child.${quoted(name)}`).join(', ')
    // Names of tables and columns come from the schema, never from a page.
    const query = `SELECT child.${quoted(link.from)} AS names_, ${columns} FROM ${quoted(table)} AS child
      WHERE child.${quoted(link.from)} IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM ${quoted(link.table)} AS parent WHERE parent.${quoted(link.to ?? 'id')} = child.${quoted(link.from)})`
    const rows = db.prepare<[], Record<string, unknown>>(query).all()
    return rows.map(({ names_: names, ...row }) => ({ table, key: row, column: link.from, names, parent: link.table }))
  })
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

export interface NotedFile {
  readonly sha256: string
  readonly name: string
}

/** Every original there should be. */
export function notedOriginals(db: ReadableDB): NotedFile[] {
  return all<NotedFile>(db, sql`SELECT sha256, name FROM source ORDER BY id`)
}

/** Every kept picture and attachment there should be. */
export function notedAssets(db: ReadableDB): NotedFile[] {
  return all<NotedFile>(db, sql`SELECT sha256, type AS name FROM asset ORDER BY sha256`)
}

/** Kept files that bodies show and that were never noted, each with one of its posts. */
export function unnotedAssets(db: ReadableDB): { sha256: string; postId: number }[] {
  return all(
    db,
    sql`SELECT post_asset.sha256, min(post_id) AS postId FROM post_asset
          JOIN post_version ON post_version.id = version_id
        WHERE NOT EXISTS (SELECT 1 FROM asset WHERE asset.sha256 = post_asset.sha256)
        GROUP BY post_asset.sha256 ORDER BY post_asset.sha256`,
  )
}

/** Posts of a thread that have no body of their own to show. */
export function postsWithoutText(db: ReadableDB): number[] {
  return all<{ id: number }>(
    db,
    sql`SELECT post.id FROM post JOIN thread ON thread.id = thread_id
          LEFT JOIN post_version AS version ON version.id = version_id
        WHERE version_id IS NULL OR (version.id IS NOT NULL AND version.post_id <> post.id) ORDER BY post.id`,
  ).map(post => post.id)
}

export interface WrongCount {
  readonly table: 'thread' | 'poster'
  readonly id: number
  readonly what: 'posts' | 'threads'
  readonly kept: number
  readonly counted: number
}

/** Threads and people whose kept number of posts, or of threads they began, is another; people's leave out the bin. */
export function wrongCounts(db: ReadableDB): WrongCount[] {
  return all<WrongCount>(
    db,
    sql`SELECT 'thread' AS "table", thread.id, 'posts' AS what, post_count AS kept, coalesce(n, 0) AS counted FROM thread
          LEFT JOIN (SELECT thread_id, count(*) AS n FROM post GROUP BY thread_id) AS own ON own.thread_id = thread.id
        WHERE post_count <> coalesce(n, 0)
        UNION ALL
        SELECT 'poster', poster.id, 'posts', post_count, coalesce(n, 0) FROM poster
          LEFT JOIN (SELECT poster_id, count(*) AS n FROM post
              WHERE thread_id NOT IN (SELECT id FROM thread WHERE binned_at IS NOT NULL) GROUP BY poster_id
            ) AS own ON own.poster_id = poster.id
        WHERE post_count <> coalesce(n, 0)
        UNION ALL
        SELECT 'poster', poster.id, 'threads', thread_count, coalesce(n, 0) FROM poster
          LEFT JOIN (SELECT starter_id, count(*) AS n FROM thread WHERE binned_at IS NULL GROUP BY starter_id) AS own
            ON own.starter_id = poster.id
        WHERE thread_count <> coalesce(n, 0)`,
  )
}

/** Posts and index entries that lack each other. */
export function indexFaults(db: ReadableDB): { missing: number[]; strays: number[] } {
  return indexGaps(db)
}

/** The ids of all posts that can be looked up, ascending. */
export function indexedPostIds(db: ReadableDB): number[] {
  return all<{ id: number }>(
    db,
    sql`SELECT post.id FROM post JOIN post_index_docsize AS entry ON entry.id = post.id
        WHERE version_id IS NOT NULL ORDER BY post.id`,
  ).map(post => post.id)
}

/** Whether a post is found by words out of the middle of its own text; a text without words needs no finding. */
export function isFoundByOwnText(db: ReadableDB, postId: number): boolean {
  const row = get<{ text: string }>(
    db,
    sql`SELECT text FROM post JOIN post_version AS version ON version.id = version_id WHERE post.id = ${postId}`,
  )
  const tokens = row ? tokensOf(fold(row.text)) : []
  if (tokens.length === 0) return true
  const middle = Math.floor(tokens.length / 2)
  const phrase = `"${tokens.slice(middle, middle + 4).join(' ')}"`
  // FTS5 heeds a rowid only as an integer, and a number is bound as a real.
  const id = BigInt(postId)
  return get(db, sql`SELECT 1 FROM post_index WHERE post_index MATCH ${phrase} AND rowid = ${id}`) !== undefined
}
