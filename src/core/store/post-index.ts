/* The index over the posts' text: FTS5 over our own tokens, so that every piece of a text is a phrase. */
import { fold } from '../text/fold.ts'
import { indexBody } from '../text/tokens.ts'
import type { IdRange } from './post-conditions.ts'
import { readSettings, writeSetting } from './settings.ts'
import { all, column, run, sql, type ReadableDB, type SqlQuery, type WritableDB } from './sql.ts'

/** Makes a post findable by its text, whatever it was findable by before. */
export function indexPost(db: WritableDB, postId: number, text: string): void {
  removePost(db, postId)
  run(db, sql`INSERT INTO post_index (rowid, body) VALUES (${postId}, ${indexBody(fold(text))})`)
}

/** Takes a post out of the index; one that is not in it is no mistake. */
export function removePost(db: WritableDB, postId: number): void {
  run(db, sql`DELETE FROM post_index WHERE rowid = ${postId}`)
}

/** The ids of the posts of a range that match, ascending. */
export function matchPosts(db: ReadableDB, match: string, { from, to }: IdRange): number[] {
  return column(
    db,
    sql`SELECT rowid FROM post_index WHERE post_index MATCH ${match} AND rowid BETWEEN ${from} AND ${to} ORDER BY rowid`,
  )
}

/** The ids of the latest posts below an id that match, descending. */
export function latestMatches(db: ReadableDB, match: string, below: number, limit: number): number[] {
  return column(
    db,
    sql`SELECT rowid FROM post_index WHERE post_index MATCH ${match} AND rowid < ${below}
        ORDER BY rowid DESC LIMIT ${limit}`,
  )
}

const stateKey = 'search.index'

/** By which tokens the index is made: all of it by `version`, posts up to `reached` by `next` where it is being remade. */
export interface IndexState {
  readonly version: number
  readonly next: number | null
  readonly reached: number
}

/** How far the index is; a library that does not say was made by the first program. */
export function indexState(db: ReadableDB): IndexState {
  const kept = readSettings(db)[stateKey] as IndexState | undefined
  return kept ?? { version: 1, next: null, reached: 0 }
}

/** Notes how far the index is. */
export function setIndexState(db: WritableDB, state: IndexState): void {
  writeSetting(db, stateKey, state)
}

/** Indexes the next posts after an id anew and answers the last of them; null when there was none. */
export function reindexAfter(db: WritableDB, after: number, count: number): number | null {
  const posts = all<{ id: number; text: string }>(
    db,
    sql`SELECT post.id, version.text FROM post JOIN post_version AS version ON version.id = post.version_id
        WHERE post.id > ${after} ORDER BY post.id LIMIT ${count}`,
  )
  for (const { id, text } of posts) indexPost(db, id, text)
  return posts.at(-1)?.id ?? null
}

/** Ids in which posts and index disagree: posts that cannot be found, and entries of posts that are gone. */
export function indexGaps(db: ReadableDB): { missing: number[]; strays: number[] } {
  const ids = (query: SqlQuery) => all<{ id: number }>(db, query).map(row => row.id)
  return {
    missing: ids(sql`SELECT id FROM post WHERE version_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM post_index_docsize AS entry WHERE entry.id = post.id)`),
    strays: ids(sql`SELECT id FROM post_index_docsize AS entry
      WHERE NOT EXISTS (SELECT 1 FROM post WHERE post.id = entry.id)`),
  }
}

const listed = new WeakSet<ReadableDB>()

/** Every token of the index, each once. */
export function indexedTokens(db: ReadableDB): string[] {
  if (!listed.has(db)) {
    // The list is a view that lives with the connection; a connection that only queries must be let make it.
    const queryOnly = db.pragma('query_only', { simple: true })
    db.pragma('query_only = OFF')
    db.exec("CREATE VIRTUAL TABLE temp.post_token USING fts5vocab('main', 'post_index', 'row')")
    db.pragma(`query_only = ${queryOnly === 1 ? 'ON' : 'OFF'}`)
    listed.add(db)
  }
  return all<{ term: string }>(db, sql`SELECT term FROM temp.post_token`).map(row => row.term)
}
