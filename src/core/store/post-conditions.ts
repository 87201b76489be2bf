/* The properties of posts that the tables can answer: who, where, when and what else a post has. */
import { all, sql, sqlJoin, type ReadableDB, type SqlQuery } from './sql.ts'

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
      if (condition.of === 'tag')
        return sql`thread.id IN (SELECT thread_id FROM thread_tag WHERE tag_id IN ${listed(condition.ids)})`
      return sql`${inColumns[condition.of]} IN ${listed(condition.ids)}`
    case 'marked':
      return sql`(thread.id IN ${listed(condition.threads)} OR post.id IN ${listed(condition.posts)})`
    case 'feeling':
      return isMarked(sql`mark.feeling = ${condition.feeling}`)
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

function listed(ids: readonly number[]): SqlQuery {
  return sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
}

/** The post itself or its thread as a whole has such a mark of the person. */
function isMarked(mark: SqlQuery): SqlQuery {
  return sql`EXISTS (SELECT 1 FROM mark
    WHERE mark.thread_id = thread.id AND (mark.post_id IS NULL OR mark.post_id = post.id) AND ${mark})`
}

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
    WHERE reading.thread_id = thread.id AND reading.unread = 0 AND furthest.position >= post.position)`,
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

function idsOf(db: ReadableDB, query: SqlQuery): number[] {
  return all<{ id: number }>(db, query).map(row => row.id)
}

/** The posts of threads in the bin, ascending: they are there, but in no answer. */
export function binnedPosts(db: ReadableDB): number[] {
  return idsOf(
    db,
    sql`SELECT post.id FROM thread JOIN post ON post.thread_id = thread.id
        WHERE thread.binned_at IS NOT NULL ORDER BY post.id`,
  )
}
