import Database from 'better-sqlite3'
import type { Output } from '../../src/core/contract/index.ts'
import type { InputOf } from '../../src/core/contract/procedure.ts'
import { searchContract } from '../../src/core/contract/search.ts'
import { searchHandlers } from '../../src/core/library/search-library.ts'
import { systemClock } from '../../src/core/library/ports.ts'
import { migrate } from '../../src/core/store/migrations/index.ts'
import { indexPost } from '../../src/core/store/post-index.ts'
import { run, sql, type WritableDB } from '../../src/core/store/sql.ts'

export interface MadeUpPost {
  readonly text: string
  readonly author?: string
  readonly postedAt?: string
  readonly floor?: number
  readonly thread?: number
  readonly extra?: object
}

export interface MadeUpThread {
  readonly id: number
  readonly title: string
  readonly board?: string
  readonly digest?: boolean
}

/** Searches as the contract has it, defaults filled in. */
export function searchOf(db: WritableDB, clock = systemClock) {
  const search = searchHandlers(db, clock).handlers['search.run']
  return async (input: InputOf<(typeof searchContract)['search.run']>): Promise<Output<'search.run'>> =>
    search(searchContract['search.run'].input.parse(input))
}

/** A library in memory with these posts, whose ids are 1, 2, 3 …; made by plain SQL, so that it needs no import. */
export function libraryOf(
  posts: readonly MadeUpPost[],
  threads: readonly MadeUpThread[] = [{ id: 1, title: 'Only thread' }],
): WritableDB {
  const db = new Database(':memory:') as WritableDB
  migrate(db)
  run(db, sql`INSERT INTO forum (id, key, host, name, name_order) VALUES (1, 'k', 'bbs.example.org', '好論壇', '')`)
  const posters = [...new Set(posts.map(post => post.author ?? 'laofan'))]
  for (const [index, name] of posters.entries()) {
    run(
      db,
      sql`INSERT INTO poster (id, forum_id, uid, name, name_order, card_order)
          VALUES (${index + 1}, 1, ${`u${index + 1}`}, ${name}, '', '')`,
    )
  }
  const fill = db.transaction(() => {
    for (const thread of threads) addThread(db, thread)
    for (const [index, post] of posts.entries()) {
      addPost(db, index + 1, post, posters.indexOf(post.author ?? 'laofan') + 1)
    }
  })
  fill()
  return db
}

function addThread(db: WritableDB, thread: MadeUpThread): void {
  if (thread.board) run(db, sql`INSERT OR IGNORE INTO board (forum_id, name, path) VALUES (1, ${thread.board}, '[]')`)
  run(
    db,
    sql`INSERT INTO thread (id, forum_id, title, title_key, board_id, engine, confidence, digest, starter_id, imported_at)
        VALUES (${thread.id}, 1, ${thread.title}, ${thread.title}, (SELECT id FROM board WHERE name = ${thread.board ?? ''}),
          'phpwind', 'sure', ${thread.digest ?? false}, 1, '2024-01-01T00:00:00Z')`,
  )
}

function addPost(db: WritableDB, id: number, post: MadeUpPost, posterId: number): void {
  run(
    db,
    sql`INSERT INTO post (id, thread_id, position, floor, sort_floor, sort_page, sort_ordinal, poster_id, author_name,
          author_uid, posted_at, is_opening, extra)
        VALUES (${id}, ${post.thread ?? 1}, ${id}, ${post.floor ?? id - 1}, ${id}, 1, 1, ${posterId},
          ${post.author ?? 'laofan'}, ${`u${posterId}`}, ${post.postedAt ?? null}, ${post.floor === 0},
          ${post.extra ? JSON.stringify(post.extra) : null})`,
  )
  run(
    db,
    sql`INSERT INTO post_version (id, post_id, body_hash, text_hash, text, html)
        VALUES (${id}, ${id}, ${Buffer.from([])}, ${Buffer.from([])}, ${post.text}, ${post.text})`,
  )
  run(db, sql`UPDATE post SET version_id = ${id} WHERE id = ${id}`)
  indexPost(db, id, post.text)
}
