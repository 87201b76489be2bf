/* The index over the posts' text: FTS5 over our own tokens, so that every piece of a text is a phrase. */
import { fold } from '../text/fold.ts'
import { indexBody } from '../text/tokens.ts'
import { all, run, sql, type ReadableDB, type WritableDB } from './sql.ts'

/** Makes a post findable by its text, whatever it was findable by before. */
export function indexPost(db: WritableDB, postId: number, text: string): void {
  removePost(db, postId)
  run(db, sql`INSERT INTO post_index (rowid, body) VALUES (${postId}, ${indexBody(fold(text))})`)
}

/** Takes a post out of the index; one that is not in it is no mistake. */
export function removePost(db: WritableDB, postId: number): void {
  run(db, sql`DELETE FROM post_index WHERE rowid = ${postId}`)
}

/** The ids of all posts that match, ascending. */
export function matchPosts(db: ReadableDB, match: string): number[] {
  return all<{ id: number }>(
    db,
    sql`SELECT rowid AS id FROM post_index WHERE post_index MATCH ${match} ORDER BY rowid`,
  ).map(row => row.id)
}

/** The matching posts with their bm25 scores (lower is better), best first; at most `limit` of them. */
export function rankPosts(db: ReadableDB, match: string, limit: number): { id: number; score: number }[] {
  return all(
    db,
    sql`SELECT rowid AS id, bm25(post_index) AS score FROM post_index WHERE post_index MATCH ${match}
        ORDER BY score, rowid DESC LIMIT ${limit}`,
  )
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
