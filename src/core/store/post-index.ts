/* The index over the posts' text: FTS5 over our own tokens, so that every piece of a text is a phrase. */
import Database from 'better-sqlite3'
import { fold } from '../text/fold.ts'
import { indexBody } from '../text/tokens.ts'
import type { IdRange } from './post-conditions.ts'
import { outdatePairs } from './post-pairs.ts'
import { readSettings, writeSetting } from './settings.ts'
import { all, column, get, run, sql, value, type ReadableDB, type SqlQuery, type WritableDB } from './sql.ts'

/** Makes a post findable by its text, whatever it was findable by before. */
export function indexPost(db: WritableDB, postId: number, text: string): void {
  removePost(db, postId)
  mending(db, () => run(db, sql`INSERT INTO post_index (rowid, body) VALUES (${postId}, ${indexBody(fold(text))})`))
}

/** Takes a post out of the index; one that is not in it is no mistake. */
export function removePost(db: WritableDB, postId: number): void {
  outdatePairs(db, postId)
  mending(db, () => run(db, sql`DELETE FROM post_index WHERE rowid = ${postId}`))
}

/** Carries out a change of the index. One that is damaged must not stop an import: it is put aside for an empty one. */
function mending(db: WritableDB, change: () => unknown): void {
  try {
    change()
  } catch (thrown) {
    if (!isIndexFault(thrown)) throw thrown
    remakeFullText(db)
    change()
  }
}

const firstForm =
  "CREATE VIRTUAL TABLE post_index USING fts5 (body, content='', contentless_delete=1, tokenize='ascii')"

/** Puts an empty index in the place of what is there; it fills from the posts, and says until then that it is behind. */
export function remakeFullText(db: WritableDB): void {
  db.transaction(() => {
    // As the library itself declares it, whatever its form.
    const declared = get<{ text: string }>(db, sql`SELECT sql AS text FROM sqlite_schema WHERE name = 'post_index'`)
    db.exec('DROP TABLE IF EXISTS post_index')
    db.exec(declared?.text ?? firstForm)
    setIndexState(db, { version: 0, next: null, reached: 0 })
  })()
}

/** The index cannot be used: it is damaged, or not there. What it would say can be read from the posts themselves. */
export class IndexUnusable extends Error {}

/** Asks the index or what belongs to it; throws IndexUnusable where that is damaged or gone. */
export function asked<Answer>(question: () => Answer): Answer {
  try {
    return question()
  } catch (thrown) {
    if (isIndexFault(thrown)) throw new IndexUnusable(String(thrown), { cause: thrown })
    throw thrown
  }
}

/** Our own words for the index are always well formed, so that an error of the index is its own. */
function isIndexFault(thrown: unknown): boolean {
  return thrown instanceof Database.SqliteError && /^SQLITE_(CORRUPT|ERROR)/.test(thrown.code)
}

// FTS5 heeds a bound only when it is bound as an integer; a number is bound as a real, a BigInt as an integer.

/** The ids of the posts of a range that match, ascending. Throws IndexUnusable. */
export function matchPosts(db: ReadableDB, match: string, { from, to }: IdRange): number[] {
  return asked(() =>
    column(
      db,
      sql`SELECT rowid FROM post_index WHERE post_index MATCH ${match} AND rowid BETWEEN ${BigInt(from)} AND ${BigInt(to)}
          ORDER BY rowid`,
    ),
  )
}

/** The ids of the latest posts below an id that match, descending. Throws IndexUnusable. */
export function latestMatches(db: ReadableDB, match: string, below: number, limit: number): number[] {
  return asked(() =>
    column(
      db,
      sql`SELECT rowid FROM post_index WHERE post_index MATCH ${match} AND rowid < ${BigInt(below)}
          ORDER BY rowid DESC LIMIT ${limit}`,
    ),
  )
}

/** Whether the index agrees with itself; reads all of it. */
export function isIndexSound(db: WritableDB): boolean {
  try {
    asked(() => run(db, sql`INSERT INTO post_index (post_index) VALUES ('integrity-check')`))
    return true
  } catch (thrown) {
    if (thrown instanceof IndexUnusable) return false
    throw thrown
  }
}

const stateKey = 'search.index'

/** By which tokens the index is made: all of it by `version`, posts up to `reached` by `next` where it is being remade. */
export interface IndexState {
  readonly version: number
  readonly next: number | null
  readonly reached: number
  /** Posts are known to be missing in it, though it is of this version. */
  readonly isBehind?: boolean
}

/** How many posts cannot be found through the index yet. */
export function countUnindexed(db: ReadableDB, version: number): number {
  const state = indexState(db)
  if (state.version === version && !state.isBehind) return 0
  const posts = value<number>(db, sql`SELECT coalesce(sum(post_count), 0) FROM thread`)
  return Math.max(0, posts - value<number>(db, sql`SELECT count(*) FROM post_index_docsize`))
}

/** Whether the index is whole and made of the tokens of a version. */
export function isIndexCurrent(db: ReadableDB, version: number): boolean {
  const state = indexState(db)
  return state.version === version && state.next === null && !state.isBehind
}

/** The ids of posts that cannot be found through the index, ascending; at most `limit` of them. */
export function unindexedPosts(db: ReadableDB, limit: number): number[] {
  return column(
    db,
    sql`SELECT id FROM post WHERE version_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM post_index_docsize AS entry WHERE entry.id = post.id) ORDER BY id LIMIT ${limit}`,
  )
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
    missing: unindexedPosts(db, -1),
    strays: ids(sql`SELECT id FROM post_index_docsize AS entry
      WHERE NOT EXISTS (SELECT 1 FROM post WHERE post.id = entry.id)`),
  }
}

const listed = new WeakSet<ReadableDB>()

/** Every token of the index, each once. Throws IndexUnusable. */
export function indexedTokens(db: ReadableDB): string[] {
  if (!listed.has(db)) {
    // The list is a view that lives with the connection; a connection that only queries must be let make it.
    const queryOnly = db.pragma('query_only', { simple: true })
    db.pragma('query_only = OFF')
    db.exec("CREATE VIRTUAL TABLE temp.post_token USING fts5vocab('main', 'post_index', 'row')")
    db.pragma(`query_only = ${queryOnly === 1 ? 'ON' : 'OFF'}`)
    listed.add(db)
  }
  return asked(() => column(db, sql`SELECT term FROM temp.post_token`))
}
