/* A library of a given number of made-up posts: the real tables and the real index, filled by plain SQL. */
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { keepPairs } from '../../src/core/library/keep-pairs.ts'
import { setIndexState } from '../../src/core/store/post-index.ts'
import { migrate, migrations } from '../../src/core/store/migrations/index.ts'
import { databaseFile } from '../../src/core/store/open.ts'
import { fold } from '../../src/core/text/fold.ts'
import { indexBody, tokensVersion } from '../../src/core/text/tokens.ts'
import type { WritableDB } from '../../src/core/store/sql.ts'
import { seededRandom } from '../support/made-up-text.ts'
import { madeUpPosts } from './made-words.ts'

const postsOfThread = 20
const boards = 30
const people = 5_000

export interface MadeLibrary {
  readonly folder: string
  readonly posts: number
  readonly textBytes: number
  readonly indexBytes: number
  /** CPU seconds that indexing alone took: folding, tokens, FTS5. Null where the library was there from before. */
  readonly indexSeconds: number | null
  /** CPU seconds that noting pairs took, which is done behind all other work. */
  readonly pairSeconds: number | null
}

/** Makes the library, or takes the one that an earlier run left in the same place. */
export async function makeLibrary(home: string, posts: number): Promise<MadeLibrary> {
  const folder = path.join(home, `form-${migrations.length}-posts-${posts}`)
  const file = path.join(folder, databaseFile)
  const [indexSeconds, pairSeconds] = existsSync(file) ? [null, null] : await fill(folder, posts)
  const db = new Database(file, { readonly: true })
  const value = (query: string) => db.prepare<[], number>(query).pluck().get()!
  const textBytes = value('SELECT sum(octet_length(text)) FROM post_version')
  // What is stored, pages aside.
  const indexBytes =
    value('SELECT sum(octet_length(block)) FROM post_index_data') +
    value('SELECT total(octet_length(lists)) FROM post_pair')
  db.close()
  return { folder, posts, textBytes, indexBytes, indexSeconds, pairSeconds }
}

async function fill(folder: string, posts: number): Promise<[index: number, pairs: number]> {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, databaseFile)
  const db = new Database(`${file}.part`) as WritableDB
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('foreign_keys = OFF')
  db.pragma('cache_size = -200000')
  db.pragma(`application_id = 1416121446`)
  migrate(db)
  const indexSeconds = db.transaction(() => {
    addPlaces(db, posts)
    return addPosts(db, posts)
  })()
  setIndexState(db, { version: tokensVersion, next: null, reached: 0 })
  const before = process.cpuUsage()
  await keepPairs(db, new AbortController().signal)
  const { user, system } = process.cpuUsage(before)
  db.close()
  renameSync(`${file}.part`, file)
  return [indexSeconds, (user + system) / 1e6]
}

function addPlaces(db: WritableDB, posts: number): void {
  const random = seededRandom(7)
  const titles = madeUpPosts(11)
  db.exec(
    "INSERT INTO forum (id, key, host, name, name_order) VALUES (1, 'host:bbs.example.org', 'bbs.example.org', '好论坛', '')",
  )
  const board = db.prepare("INSERT INTO board (id, forum_id, name, path) VALUES (?, 1, ?, '[]')")
  for (let id = 1; id <= boards; id++) board.run(id, `版块${id}`)
  const poster = db.prepare(
    "INSERT INTO poster (id, forum_id, uid, name, name_order, card_order) VALUES (?, 1, ?, ?, '', '')",
  )
  for (let id = 1; id <= people; id++) poster.run(id, `u${id}`, `${titles(0).slice(0, 3)}${id}`)
  const thread =
    db.prepare(`INSERT INTO thread (id, forum_id, title, title_key, board_id, engine, confidence, digest, starter_id,
    imported_at) VALUES (?, 1, ?, ?, ?, 'phpwind', 'sure', ?, ?, '2024-01-01T00:00:00Z')`)
  for (let id = 1; id <= Math.ceil(posts / postsOfThread); id++) {
    const title = titles(0)
      .slice(0, 6 + Math.floor(random() * 20))
      .replaceAll(/\s+/g, ' ')
    thread.run(
      id,
      title,
      title,
      1 + Math.floor(random() ** 2 * boards),
      Number(random() < 0.05),
      1 + Math.floor(random() * people),
    )
  }
}

function addPosts(db: WritableDB, posts: number): number {
  const random = seededRandom(3)
  const textOf = madeUpPosts(1)
  const post =
    db.prepare(`INSERT INTO post (id, thread_id, position, floor, sort_floor, sort_page, sort_ordinal, poster_id,
    author_name, posted_at, is_opening, has_pictures, version_id) VALUES (?, ?, ?, ?, ?, 1, 1, ?, ?, ?, ?, ?, ?)`)
  const version = db.prepare(
    `INSERT INTO post_version (id, post_id, body_hash, text_hash, text, html) VALUES (?, ?, x'', x'', ?, ?)`,
  )
  const entry = db.prepare('INSERT INTO post_index (rowid, body) VALUES (?, ?)')
  let spent = 0
  for (let id = 1; id <= posts; id++) {
    const floor = (id - 1) % postsOfThread
    const poster = 1 + Math.floor(random() ** 3 * people)
    const day = new Date(Date.UTC(2004, 0, 1) + (id / posts) * 6e11 + random() * 3e9)
      .toISOString()
      .slice(0, 16)
      .replace('T', ' ')
    post.run(
      id,
      Math.ceil(id / postsOfThread),
      floor,
      floor,
      floor,
      poster,
      `u${poster}`,
      day,
      Number(floor === 0),
      Number(random() < 0.2),
      id,
    )
    const text = textOf(id)
    version.run(id, id, text, text)
    const before = process.cpuUsage()
    entry.run(id, indexBody(fold(text)))
    const { user, system } = process.cpuUsage(before)
    spent += user + system
  }
  return spent / 1e6
}
