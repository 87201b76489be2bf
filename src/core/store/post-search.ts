/* What a search asks of the tables beside the index: who, where, when and what else a post has. */
import { all, sql, sqlJoin, value, type ReadableDB, type SqlQuery } from './sql.ts'

/** A property of posts that the tables can answer. Lists are ids; dates are ISO text, compared as text. */
export type PostCondition =
  | { readonly kind: 'in'; readonly of: 'thread' | 'board' | 'forum' | 'poster'; readonly ids: readonly number[] }
  | { readonly kind: 'uid'; readonly uid: string }
  | { readonly kind: 'count'; readonly field: 'floor' | 'replies'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'date'
      readonly of: 'posted' | 'saved'
      readonly from: string | null
      readonly until: string | null
    }
  | { readonly kind: 'trait'; readonly trait: PostTrait }

export type PostTrait =
  | 'is:op'
  | 'is:starter'
  | 'is:digest'
  | 'is:edited'
  | 'is:guess'
  | 'has:image'
  | 'has:attachment'
  | 'has:link'
  | 'has:quote'
  | 'has:poll'

export type NamedKind = 'thread' | 'board' | 'forum' | 'poster'

export interface NamedRow {
  readonly id: number
  readonly name: string
  /** What tells it from its namesakes: the forum of a thread, board or poster; the host of a forum. */
  readonly detail: string | null
}

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

/** The ids of all posts, ascending. */
export function allPosts(db: ReadableDB): number[] {
  return idsOf(db, sql`SELECT id FROM post ORDER BY id`)
}

/** The ids of the posts a condition holds for, ascending; only those among the given ones where some are given. */
export function postsWhere(db: ReadableDB, condition: PostCondition, among: readonly number[] | null): number[] {
  const source = among
    ? sql`json_each(${JSON.stringify(among)}) AS given CROSS JOIN post ON post.id = given.value`
    : sql`post`
  return idsOf(
    db,
    sql`SELECT post.id FROM ${source}
        JOIN thread ON thread.id = post.thread_id
        LEFT JOIN post_version AS version ON version.id = post.version_id
        WHERE ${conditionSql(condition)} ORDER BY post.id`,
  )
}

function conditionSql(condition: PostCondition): SqlQuery {
  switch (condition.kind) {
    case 'in':
      return sql`${inColumns[condition.of]} IN (SELECT value FROM json_each(${JSON.stringify(condition.ids)}))`
    case 'uid':
      return sql`post.author_uid = ${condition.uid}`
    case 'count':
      return sql`${countColumns[condition.field]} BETWEEN ${condition.from} AND ${condition.to}`
    case 'date':
      if (condition.of === 'posted') return isWithin(sql`post.posted_at`, condition)
      return sql`EXISTS (SELECT 1 FROM post_seen JOIN page ON page.id = page_id
        WHERE post_seen.post_id = post.id AND ${isWithin(sql`page.saved_at`, condition)})`
    case 'trait':
      return traitColumns[condition.trait]
  }
}

function isWithin(column: SqlQuery, { from, until }: { from: string | null; until: string | null }): SqlQuery {
  const bounds = [sql`${column} IS NOT NULL`]
  if (from !== null) bounds.push(sql`${column} >= ${from}`)
  if (until !== null) bounds.push(sql`${column} < ${until}`)
  return sqlJoin(bounds, ' AND ')
}

const inColumns: Readonly<Record<NamedKind, SqlQuery>> = {
  thread: sql`post.thread_id`,
  board: sql`thread.board_id`,
  forum: sql`thread.forum_id`,
  poster: sql`post.poster_id`,
}

const countColumns = { floor: sql`post.floor`, replies: sql`coalesce(thread.replies, thread.post_count - 1)` }

const traitColumns: Readonly<Record<PostTrait, SqlQuery>> = {
  'is:op': sql`post.is_opening = 1`,
  'is:starter': sql`post.poster_id = thread.starter_id`,
  'is:digest': sql`thread.digest = 1`,
  'is:edited': inExtra('edits'),
  'is:guess': sql`thread.confidence = 'guess'`,
  'has:image': sql`post.has_pictures = 1`,
  'has:attachment': inExtra('attachments'),
  'has:link': sql`instr(version.html, 'href=') > 0`,
  'has:quote': inExtra('quotes'),
  'has:poll': inExtra('poll'),
}

// What is empty is not kept, so a member that is there has something in it.
function inExtra(member: string): SqlQuery {
  const path = `$.${member}`
  return sql`(json_extract(post.extra, ${path}) IS NOT NULL OR json_extract(version.extra, ${path}) IS NOT NULL)`
}

/** Everything of a kind that has a name, with its id. */
export function namesOf(db: ReadableDB, kind: NamedKind): NamedRow[] {
  switch (kind) {
    case 'thread':
      return all(
        db,
        sql`SELECT thread.id, title AS name, nullif(forum.name, '') AS detail FROM thread JOIN forum ON forum.id = forum_id`,
      )
    case 'board':
      return all(
        db,
        sql`SELECT board.id, board.name, nullif(forum.name, '') AS detail FROM board JOIN forum ON forum.id = forum_id`,
      )
    case 'forum':
      return all(db, sql`SELECT id, name, host AS detail FROM forum`)
    case 'poster':
      return all(
        db,
        sql`SELECT poster.id, poster.name, nullif(forum.name, '') AS detail FROM poster JOIN forum ON forum.id = forum_id`,
      )
  }
}

/** Changes whenever another connection has changed the library since this one last looked. */
export function dataVersion(db: ReadableDB): number {
  return value(db, sql`PRAGMA data_version`)
}

// Below this many hits it is cheaper to sort them; above, to walk the library by time until enough are met.
const sortable = 20_000

/** A run of the given posts (ids ascending) by time; those whose time is unknown come last. */
export function byTime(
  db: ReadableDB,
  ids: readonly number[],
  order: 'newest' | 'oldest',
  offset: number,
  limit: number,
): number[] {
  if (ids.length > sortable) return walkByTime(db, ids, order, offset, limit)
  const given = JSON.stringify(ids)
  const direction = order === 'newest' ? sql`posted_at DESC, post.id DESC` : sql`posted_at IS NULL, posted_at, post.id`
  return idsOf(
    db,
    sql`SELECT post.id FROM json_each(${given}) AS given CROSS JOIN post ON post.id = given.value
        ORDER BY ${direction} LIMIT ${limit} OFFSET ${offset}`,
  )
}

function walkByTime(
  db: ReadableDB,
  ids: readonly number[],
  order: 'newest' | 'oldest',
  offset: number,
  limit: number,
): number[] {
  const wanted = new Uint8Array(ids.at(-1)! + 1)
  for (const id of ids) wanted[id] = 1
  const walks =
    order === 'newest'
      ? ['SELECT id FROM post ORDER BY posted_at DESC, id DESC']
      : [
          'SELECT id FROM post WHERE posted_at IS NOT NULL ORDER BY posted_at, id',
          'SELECT id FROM post WHERE posted_at IS NULL ORDER BY id',
        ]
  const found: number[] = []
  let met = 0
  for (const walk of walks) {
    for (const id of db.prepare<[], number>(walk).pluck().iterate()) {
      if (wanted[id] !== 1 || met++ < offset) continue
      found.push(id)
      if (found.length === limit) return found
    }
  }
  return found
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

function idsOf(db: ReadableDB, query: SqlQuery): number[] {
  return all<{ id: number }>(db, query).map(row => row.id)
}
