/* The properties of posts that the tables can answer: who, where, when and what else a post has. */
import { column, get, sql, sqlJoin, value, type ReadableDB, type SqlQuery } from './sql.ts'

/** A property of posts that the tables can answer. Lists are ids; dates are ISO text, compared as text. */
export type PostCondition =
  | { readonly kind: 'in'; readonly of: PlaceOfPost; readonly ids: readonly number[] }
  | { readonly kind: 'uid'; readonly uid: string }
  | { readonly kind: 'count'; readonly field: 'floor' | 'replies'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'date'
      readonly of: 'posted' | 'saved'
      readonly from: string | null
      readonly until: string | null
    }
  | { readonly kind: 'trait'; readonly trait: PostTrait }
  /** The post, or the thread it is in, is one of these. */
  | { readonly kind: 'marked'; readonly threads: readonly number[]; readonly posts: readonly number[] }
  | { readonly kind: 'feeling'; readonly feeling: string }

export type PlaceOfPost = 'thread' | 'board' | 'forum' | 'poster' | 'tag'

export type PostTrait =
  | 'is:op'
  | 'is:starter'
  | 'is:digest'
  | 'is:unread'
  | 'is:starred'
  | 'is:noted'
  | 'is:edited'
  | 'is:gone'
  | 'is:gap'
  | 'is:guess'
  | 'has:image'
  | 'has:attachment'
  | 'has:link'
  | 'has:quote'
  | 'has:poll'
  | 'has:note'

/** Post ids from one to another, both included. */
export interface IdRange {
  readonly from: number
  readonly to: number
}

/** The ids of the given posts that a condition holds for, in no order. */
export function postsAmong(db: ReadableDB, condition: PostCondition, among: readonly number[]): number[] {
  const given = sql`json_each(${JSON.stringify(among)}) AS given CROSS JOIN post ON post.id = given.value`
  return column(db, sql`SELECT post.id FROM ${given}${joinsFor(condition)} WHERE ${conditionSql(condition)}`)
}

/** The ids of the posts of a range that a condition holds for, ascending. Looks at every post of the range. */
export function postsWithin(db: ReadableDB, condition: PostCondition, { from, to }: IdRange): number[] {
  return column(
    db,
    sql`SELECT post.id FROM post${joinsFor(condition)}
        WHERE post.id BETWEEN ${from} AND ${to} AND ${conditionSql(condition)} ORDER BY post.id`,
  )
}

const ofThread = sql` JOIN thread ON thread.id = post.thread_id`
const ofVersion = sql` LEFT JOIN post_version AS version ON version.id = post.version_id`

/** The tables beside `post` that a condition speaks of; looking up a row that is not needed costs as much as the rest. */
function joinsFor(condition: PostCondition): SqlQuery {
  const { text } = conditionSql(condition)
  return sql`${text.includes('thread.') ? ofThread : nothing}${text.includes('version.') ? ofVersion : nothing}`
}

function conditionSql(condition: PostCondition): SqlQuery {
  switch (condition.kind) {
    case 'in':
      if (condition.of === 'tag')
        return sql`post.thread_id IN (SELECT thread_id FROM thread_tag WHERE tag_id IN ${listed(condition.ids)})`
      return sql`${inColumns[condition.of]} IN ${listed(condition.ids)}`
    case 'marked':
      return sql`(post.thread_id IN ${listed(condition.threads)} OR post.id IN ${listed(condition.posts)})`
    case 'feeling':
      return isMarked(sql`mark.feeling = ${condition.feeling}`)
    case 'uid':
      return sql`post.poster_id IN (SELECT id FROM poster WHERE uid = ${condition.uid})`
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

/** Whether a time that is known is in a span. */
export function isWithin(column: SqlQuery, { from, until }: { from: string | null; until: string | null }): SqlQuery {
  const bounds = [sql`${column} IS NOT NULL`]
  if (from !== null) bounds.push(sql`${column} >= ${from}`)
  if (until !== null) bounds.push(sql`${column} < ${until}`)
  return sqlJoin(bounds, ' AND ')
}

function listed(ids: readonly number[]): SqlQuery {
  return sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
}

/** The post itself or its thread as a whole has such a mark of the person. */
function isMarked(mark: SqlQuery): SqlQuery {
  return sql`EXISTS (SELECT 1 FROM mark
    WHERE mark.thread_id = post.thread_id AND (mark.post_id IS NULL OR mark.post_id = post.id) AND ${mark})`
}

const nothing = sql``

const inColumns: Readonly<Record<Exclude<PlaceOfPost, 'tag'>, SqlQuery>> = {
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
  // Beyond the furthest post that was read; all of a thread that was never opened, or marked unread again.
  'is:unread': sql`NOT EXISTS (SELECT 1 FROM reading JOIN post AS furthest ON furthest.id = reading.highest_post_id
    WHERE reading.thread_id = post.thread_id AND reading.unread = 0 AND furthest.position >= post.position)`,
  'is:starred': isMarked(sql`mark.starred_at IS NOT NULL`),
  'is:noted': isMarked(sql`mark.note IS NOT NULL`),
  'is:edited': inExtra('edits'),
  'is:gone': sql`post.gone_since IS NOT NULL`,
  'is:gap': sql`coalesce(thread.missing_pages, 0) + thread.missing_floors + thread.hidden_parts
    + thread.missing_pictures + thread.missing_attachments > 0`,
  'is:guess': sql`thread.confidence = 'guess'`,
  'has:image': sql`post.has_pictures = 1`,
  'has:attachment': inExtra('attachments'),
  'has:link': sql`instr(version.html, 'href=') > 0`,
  'has:quote': inExtra('quotes'),
  'has:poll': inExtra('poll'),
  'has:note': isMarked(sql`mark.note IS NOT NULL`),
}

// What is empty is not kept, so a member that is there has something in it.
function inExtra(member: string): SqlQuery {
  const path = `$.${member}`
  return sql`(json_extract(post.extra, ${path}) IS NOT NULL OR json_extract(version.extra, ${path}) IS NOT NULL)`
}

/** About how many posts a condition holds for; Infinity where no index finds them and each post must be looked at. */
export function expectedPosts(db: ReadableDB, condition: PostCondition): number {
  switch (condition.kind) {
    case 'in':
      if (condition.of === 'poster')
        return value(db, sql`SELECT coalesce(sum(post_count), 0) FROM poster WHERE id IN ${listed(condition.ids)}`)
      return value(
        db,
        sql`SELECT coalesce(sum(post_count), 0) FROM thread WHERE ${threadsIn(condition.of, condition.ids)}`,
      )
    case 'uid':
      return value(db, sql`SELECT coalesce(sum(post_count), 0) FROM poster WHERE uid = ${condition.uid}`)
    default:
      // Counted no further than it matters.
      return countUpTo(db, condition, 20_000)
  }
}

/** How many posts an index finds, or at least as many as `most`. */
function countUpTo(db: ReadableDB, condition: PostCondition, most: number): number {
  const query = indexed(condition)
  return query ? value(db, sql`SELECT count(*) FROM (${query} LIMIT ${most})`) : Infinity
}

/** From which id to which the posts of a time are; null where there are more than `most` of them, or none is looked up so. */
export function spanOfTime(db: ReadableDB, condition: PostCondition, most: number): IdRange | null {
  if (condition.kind !== 'date' || condition.of !== 'posted') return null
  const posts = sql`SELECT id FROM post WHERE ${isWithin(sql`posted_at`, condition)} LIMIT ${most + 1}`
  const { from, to, count } = get<{ from: number | null; to: number | null; count: number }>(
    db,
    sql`SELECT min(id) AS "from", max(id) AS "to", count(*) AS count FROM (${posts})`,
  )!
  if (count > most) return null
  return { from: from ?? 1, to: to ?? 0 }
}

/** The ids of all posts that a condition holds for, by an index, ascending; for conditions with expected posts only. */
export function postsByIndex(db: ReadableDB, condition: PostCondition): number[] {
  const query = indexed(condition)
  if (!query) throw new Error(`no index finds the posts of ${condition.kind}`)
  return Array.from(Float64Array.from(column<number>(db, query)).sort())
}

/** How an index finds the posts of a condition, in no order; null where none does. */
function indexed(condition: PostCondition): SqlQuery | null {
  switch (condition.kind) {
    case 'in':
      if (condition.of === 'poster') return sql`SELECT id FROM post WHERE poster_id IN ${listed(condition.ids)}`
      return inThreads(threadsIn(condition.of, condition.ids))
    case 'uid':
      return sql`SELECT id FROM post WHERE poster_id IN (SELECT id FROM poster WHERE uid = ${condition.uid})`
    case 'date':
      if (condition.of === 'posted') return sql`SELECT id FROM post WHERE ${isWithin(sql`posted_at`, condition)}`
      return sql`SELECT DISTINCT post_id FROM page CROSS JOIN post_seen ON page_id = page.id
        WHERE ${isWithin(sql`page.saved_at`, condition)}`
    case 'marked':
      return sql`${inThreads(sql`thread.id IN ${listed(condition.threads)}`)} UNION
        SELECT id FROM post WHERE id IN ${listed(condition.posts)}`
    case 'feeling':
      return ofMarks(sql`feeling = ${condition.feeling}`)
    case 'trait':
      return indexedTraits[condition.trait] ?? null
    case 'count':
      return condition.field === 'replies' ? inThreads(conditionSql(condition)) : null
  }
}

function inThreads(threads: SqlQuery): SqlQuery {
  return sql`SELECT post.id FROM thread CROSS JOIN post ON post.thread_id = thread.id WHERE ${threads}`
}

function threadsIn(of: Exclude<PlaceOfPost, 'poster'>, ids: readonly number[]): SqlQuery {
  if (of === 'tag') return sql`thread.id IN (SELECT thread_id FROM thread_tag WHERE tag_id IN ${listed(ids)})`
  return sql`${threadColumns[of]} IN ${listed(ids)}`
}

const threadColumns = { thread: sql`thread.id`, board: sql`thread.board_id`, forum: sql`thread.forum_id` }

function ofMarks(marked: SqlQuery): SqlQuery {
  return sql`SELECT post_id FROM mark WHERE post_id IS NOT NULL AND ${marked} UNION
    SELECT post.id FROM mark CROSS JOIN post ON post.thread_id = mark.thread_id WHERE mark.post_id IS NULL AND ${marked}`
}

const indexedTraits: Partial<Readonly<Record<PostTrait, SqlQuery>>> = {
  'is:digest': inThreads(sql`thread.digest = 1`),
  'is:starred': ofMarks(sql`starred_at IS NOT NULL`),
  'is:noted': ofMarks(sql`note IS NOT NULL`),
  'has:note': ofMarks(sql`note IS NOT NULL`),
  'is:gone': sql`SELECT id FROM post WHERE gone_since IS NOT NULL`,
  'is:gap': inThreads(traitColumns['is:gap']),
  'is:guess': inThreads(traitColumns['is:guess']),
}
