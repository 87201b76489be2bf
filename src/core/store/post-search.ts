/* What a search asks of the tables beside the index: orders, texts, notes, and what a hit shows. */
import { isWithin, type IdRange } from './post-conditions.ts'
import { all, column, sql, value, type ReadableDB } from './sql.ts'

export interface HitRow {
  readonly postId: number
  readonly threadId: number
  readonly title: string
  readonly author: string | null
  readonly floor: number | null
  readonly floorLabel: string | null
  readonly postedAt: string | null
  readonly forum: string | null
  readonly board: string | null
  readonly text: string
}

/** The ids of the posts of a range, ascending. */
export function allPosts(db: ReadableDB, { from, to }: IdRange): number[] {
  return column(db, sql`SELECT id FROM post WHERE id BETWEEN ${from} AND ${to} ORDER BY id`)
}

/** The highest id a post has; 0 where there is none. */
export function lastPost(db: ReadableDB): number {
  return value(db, sql`SELECT coalesce(max(id), 0) FROM post`)
}

/** Changes whenever the library has been changed, by another connection or by this one. */
export function dataVersion(db: ReadableDB): string {
  return `${value<number>(db, sql`PRAGMA data_version`)}.${value<number>(db, sql`SELECT total_changes()`)}`
}

/** The years between the first and the last post of known time, newest first. */
export function postedYears(db: ReadableDB): string[] {
  const first = value<string | null>(db, sql`SELECT min(posted_at) FROM post`)
  const last = value<string | null>(db, sql`SELECT max(posted_at) FROM post`)
  if (first === null || last === null) return []
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))]
  return Array.from({ length: Math.max(0, Math.min(100, to - from + 1)) }, (_, back) => String(to - back))
}

/** Every note of the person with what it stands on; a note on a thread as a whole has no post. */
export function notesOf(db: ReadableDB): { threadId: number; postId: number | null; note: string }[] {
  return all(db, sql`SELECT thread_id AS threadId, post_id AS postId, note FROM mark WHERE note IS NOT NULL`)
}

export type TimeOrder = 'newest' | 'oldest'

// Below this many hits it is cheaper to sort them; above, to walk the library by time until enough are met.
const sortable = 20_000

/** ISO text; a post of unknown time is in no span with an end. */
export interface TimeSpan {
  readonly from: string | null
  readonly until: string | null
}

const firstLookedAt = 512
const growth = 8

/**
 * All posts of a span by time, in runs of which each is larger than the one before; those whose time is unknown come last.
 * A run answers how many more the caller expects to need, if it knows.
 */
export function* postsByTime(
  db: ReadableDB,
  order: TimeOrder,
  span: TimeSpan,
): Generator<readonly number[], void, number | undefined> {
  const known = sql`SELECT id FROM post WHERE ${isWithin(sql`posted_at`, span)}`
  const descending = order === 'newest'
  const walks = [
    descending ? sql`${known} ORDER BY posted_at DESC, id DESC` : sql`${known} ORDER BY posted_at, id`,
    sql`SELECT id FROM post WHERE posted_at IS NULL ORDER BY id ${descending ? sql`DESC` : sql``}`,
  ]
  let size = firstLookedAt
  for (const walk of span.from === null && span.until === null ? walks : walks.slice(0, 1)) {
    for (let passed = 0; ;) {
      const ids = column<number>(db, sql`${walk} LIMIT ${size} OFFSET ${passed}`)
      passed += ids.length
      const expected = yield ids
      if (ids.length < size) break
      size = Math.max(firstLookedAt, Math.min(size * growth, expected ?? Infinity))
    }
  }
}

/** A run of the given posts (ids ascending) by time; those whose time is unknown come last. */
export function byTime(
  db: ReadableDB,
  ids: readonly number[],
  order: TimeOrder,
  offset: number,
  limit: number,
  span: TimeSpan = { from: null, until: null },
): number[] {
  if (ids.length > sortable) return walk(ids, postsByTime(db, order, span), offset, limit)
  const given = JSON.stringify(ids)
  const direction = order === 'newest' ? sql`posted_at DESC, post.id DESC` : sql`posted_at IS NULL, posted_at, post.id`
  return column(
    db,
    sql`SELECT post.id FROM json_each(${given}) AS given CROSS JOIN post ON post.id = given.value
        ORDER BY ${direction} LIMIT ${limit} OFFSET ${offset}`,
  )
}

/** The given posts (ids ascending) in the order in which runs of posts meet them. */
function walk(ids: readonly number[], runs: Iterable<Iterable<number>>, offset: number, limit: number): number[] {
  const wanted = new Uint8Array(ids.at(-1)! + 1)
  for (const id of ids) wanted[id] = 1
  const found: number[] = []
  let met = 0
  for (const run of runs) {
    for (const id of run) {
      if (wanted[id] !== 1 || met++ < offset) continue
      found.push(id)
      if (found.length === limit) return found
    }
  }
  return found
}

/** A run of the given posts by their places: thread by thread as they came into the library, floor by floor. */
export function byFloor(db: ReadableDB, ids: readonly number[], offset: number, limit: number): number[] {
  if (ids.length > sortable) {
    const inThreads = db.prepare<[], number>('SELECT id FROM post ORDER BY thread_id, position, id').pluck()
    return walk(ids, [inThreads.iterate()], offset, limit)
  }
  return column(
    db,
    sql`SELECT post.id FROM json_each(${JSON.stringify(ids)}) AS given CROSS JOIN post ON post.id = given.value
        ORDER BY thread_id, position, post.id LIMIT ${limit} OFFSET ${offset}`,
  )
}

/** The thread of each of the given posts. */
export function threadsOf(db: ReadableDB, ids: readonly number[]): Map<number, number> {
  const rows = db.prepare<[string], [number, number]>(
    `SELECT post.id, thread_id FROM json_each(?) AS given CROSS JOIN post ON post.id = given.value`,
  )
  return new Map(rows.raw().iterate(JSON.stringify(ids)))
}

/** The present texts of the given posts, one by one, in no particular order. */
export function* textsOf(db: ReadableDB, ids: readonly number[]): Generator<{ id: number; text: string }> {
  const texts = db.prepare<[string], { id: number; text: string }>(
    `SELECT post.id, version.text FROM json_each(?) AS given CROSS JOIN post ON post.id = given.value
     JOIN post_version AS version ON version.id = post.version_id`,
  )
  yield* texts.iterate(JSON.stringify(ids))
}

/** The present texts of the posts of a range. */
export function textsWithin(db: ReadableDB, { from, to }: IdRange): { id: number; text: string }[] {
  return all(
    db,
    sql`SELECT post.id, version.text FROM post JOIN post_version AS version ON version.id = post.version_id
        WHERE post.id BETWEEN ${from} AND ${to} ORDER BY post.id`,
  )
}

/** The texts of all posts. */
export function allTexts(db: ReadableDB): string[] {
  return column(db, sql`SELECT version.text FROM post JOIN post_version AS version ON version.id = post.version_id`)
}

/** The texts of about so many posts from all over the library. */
export function sampleOfTexts(db: ReadableDB, count: number): string[] {
  const last = lastPost(db)
  const step = Math.max(1, Math.floor(last / count))
  const ids = Array.from({ length: Math.min(last, count) }, (_, index) => 1 + index * step)
  return Array.from(textsOf(db, ids), ({ text }) => text)
}

/** What a list of hits shows of the given posts, in the given order; posts that are gone meanwhile are left out. */
export function readHits(db: ReadableDB, ids: readonly number[]): HitRow[] {
  const rows = all<HitRow>(
    db,
    sql`SELECT post.id AS postId, thread.id AS threadId, thread.title, post.author_name AS author, post.floor,
          post.floor_label AS floorLabel, post.posted_at AS postedAt, nullif(forum.name, '') AS forum, board.name AS board,
          coalesce(version.text, '') AS text
        FROM json_each(${JSON.stringify(ids)}) AS given CROSS JOIN post ON post.id = given.value
        JOIN thread ON thread.id = post.thread_id
        JOIN forum ON forum.id = thread.forum_id
        LEFT JOIN board ON board.id = thread.board_id
        LEFT JOIN post_version AS version ON version.id = post.version_id`,
  )
  const byId = new Map(rows.map(row => [row.postId, row]))
  return ids.flatMap(id => byId.get(id) ?? [])
}
