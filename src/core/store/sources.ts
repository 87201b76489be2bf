import path from 'node:path'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql, value } from './sql.ts'

export interface KnownSource {
  readonly id: number
  /** The threads its pages went into. */
  readonly threadIds: number[]
  /** How many posts its pages show. */
  readonly posts: number
}

/** What the library has of a file with these bytes, or null when it never saw them. */
export function sourceBySha(db: ReadableDB, sha256: string): KnownSource | null {
  const source = get<{ id: number }>(db, sql`SELECT id FROM source WHERE sha256 = ${sha256}`)
  if (!source) return null
  const threads = all<{ id: number }>(
    db,
    sql`SELECT DISTINCT thread_id AS id FROM page WHERE source_id = ${source.id} AND thread_id IS NOT NULL ORDER BY id`,
  )
  const posts = value<number>(
    db,
    sql`SELECT count(DISTINCT post_id) FROM page JOIN post_seen ON page_id = page.id WHERE source_id = ${source.id}`,
  )
  return { id: source.id, threadIds: threads.map(thread => thread.id), posts }
}

/** Tells of a file, by name and length alone, whether it was most likely taken in before. */
export function seemsTakenIn(db: ReadableDB): (file: { readonly path: string; readonly size: number }) => boolean {
  const sources = all<{ name: string; bytes: number }>(db, sql`SELECT name, bytes FROM source`)
  const known = new Set(sources.map(({ name, bytes }) => `${bytes} ${path.basename(name)}`))
  return file => known.has(`${file.size} ${path.basename(file.path)}`)
}

export interface NewSource {
  readonly sha256: string
  readonly name: string
  readonly path: string | null
  readonly bytes: number
  readonly container: string | null
  readonly charset: string | null
  readonly url: string | null
  readonly savedAt: string | null
  readonly savedAtFrom: string | null
  readonly addedAt: string
}

/** Notes an original and answers its id; for known bytes, what was learned since is filled in. */
export function addSource(db: WritableDB, source: NewSource): number {
  const { sha256, name, path, bytes, container, charset, url, savedAt, savedAtFrom, addedAt } = source
  run(
    db,
    sql`INSERT INTO source (sha256, name, path, bytes, container, charset, url, saved_at, saved_at_from, added_at)
        VALUES (${sha256}, ${name}, ${path}, ${bytes}, ${container}, ${charset}, ${url}, ${savedAt}, ${savedAtFrom},
          ${addedAt})
        ON CONFLICT (sha256) DO UPDATE SET container = coalesce(excluded.container, container),
          charset = coalesce(excluded.charset, charset), url = coalesce(excluded.url, url),
          saved_at = coalesce(excluded.saved_at, saved_at),
          saved_at_from = coalesce(excluded.saved_at_from, saved_at_from)`,
  )
  return value<number>(db, sql`SELECT id FROM source WHERE sha256 = ${sha256}`)
}

/** The SHA-256 of a source. */
export function sourceShaOf(db: ReadableDB, sourceId: number): string {
  return value<string>(db, sql`SELECT sha256 FROM source WHERE id = ${sourceId}`)
}
