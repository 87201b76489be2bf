import { assertNever, ThreadloftError } from '../errors.ts'
import type { PosterDetail, PosterSummary } from '../model/library.ts'
import type { PosterCard } from '../model/reading.ts'
import type { ReadableDB, SqlQuery, WritableDB } from './sql.ts'
import { all, get, run, sql, sqlJoin, value } from './sql.ts'
import { listThreads } from './threads.ts'

export type PosterOrder = 'posts' | 'name' | 'recent' | 'threads'

export interface PosterRow extends Omit<PosterSummary, 'ignored'> {
  readonly ignored: number
}

export const posterColumns = sql`
  poster.id, poster.name, uid, nullif(forum.name, '') AS forum,
  (SELECT data ->> '$.avatar' FROM card WHERE card.id = poster.card_id) AS avatar,
  post_count AS posts, thread_count AS threadsStarted, poster.last_post_at AS lastPostAt,
  EXISTS (SELECT 1 FROM ignored_poster WHERE poster_id = poster.id) AS ignored`

/** A row of these columns as it is handed out. */
export const posterOf = (row: PosterRow): PosterSummary => ({ ...row, ignored: row.ignored === 1 })

export interface PosterFilter {
  readonly text?: string | undefined
  readonly forumId?: number | undefined
  readonly ignored?: boolean | undefined
}

/** A part of the list of everyone who has a post that is shown, and how many they are. */
export function listPosters(
  db: ReadableDB,
  list: PosterFilter & { order: PosterOrder; offset: number; limit: number },
): { total: number; members: PosterSummary[] } {
  const order = orderOf(list.order)
  const where = posterCondition(list)
  const rows = all<PosterRow>(
    db,
    sql`SELECT ${posterColumns}
        FROM (SELECT id AS listed FROM poster WHERE ${where} ORDER BY ${order} LIMIT ${list.limit} OFFSET ${list.offset})
          CROSS JOIN poster ON poster.id = listed JOIN forum ON forum.id = forum_id ORDER BY ${order}`,
  )
  return {
    total: value<number>(db, sql`SELECT count(*) FROM poster WHERE ${where}`),
    members: rows.map(posterOf),
  }
}

/** What a person must be to be in the list; who has posts in the bin alone is in none. */
export function posterCondition({ text, forumId, ignored }: PosterFilter): SqlQuery {
  const wanted = text?.trim() ?? ''
  const ignoredIds = sql`(SELECT poster_id FROM ignored_poster)`
  return sqlJoin(
    [
      sql`poster.post_count > 0`,
      ...(forumId === undefined ? [] : [sql`poster.forum_id = ${forumId}`]),
      ...(wanted === '' ? [] : [sql`(instr(lower(poster.name), lower(${wanted})) > 0 OR uid = ${wanted})`]),
      ...(ignored === undefined
        ? []
        : [ignored ? sql`poster.id IN ${ignoredIds}` : sql`poster.id NOT IN ${ignoredIds}`]),
    ],
    ' AND ',
  )
}

function orderOf(order: PosterOrder): SqlQuery {
  switch (order) {
    case 'posts':
      return sql`poster.post_count DESC, poster.id DESC`
    case 'name':
      return sql`poster.name COLLATE NOCASE, poster.id`
    case 'recent':
      return sql`poster.last_post_at DESC, poster.id DESC`
    case 'threads':
      return sql`poster.thread_count DESC, poster.id DESC`
    default:
      return assertNever(order)
  }
}

const mostThreads = 10_000

/** A person. Throws `poster-unknown`. */
export function posterById(db: ReadableDB, posterId: number): PosterSummary {
  const row = get<PosterRow>(
    db,
    sql`SELECT ${posterColumns} FROM poster JOIN forum ON forum.id = forum_id WHERE poster.id = ${posterId}`,
  )
  if (!row) throw new ThreadloftError('poster-unknown', { poster: posterId })
  return posterOf(row)
}

/** A person with their cards over time, oldest first, and the threads they started. Throws `poster-unknown`. */
export function openPoster(db: ReadableDB, posterId: number): PosterDetail {
  const summary = posterById(db, posterId)
  const { threads } = listThreads(db, {
    filter: { starterId: posterId },
    order: 'newest-post',
    offset: 0,
    limit: mostThreads,
  })
  return { ...summary, cards: cardsOf(db, posterId), threads }
}

interface CardSeen {
  readonly savedAt: string | null
  readonly cardId: number
}

/** The cards a person was seen with, by the time they were saved. */
export function cardsSeen(db: ReadableDB, posterId: number): CardSeen[] {
  return all<CardSeen>(
    db,
    sql`SELECT DISTINCT page.saved_at AS savedAt, post_seen.card_id AS cardId
        FROM post JOIN post_seen ON post_id = post.id JOIN page ON page.id = page_id
        WHERE poster_id = ${posterId} AND post_seen.card_id IS NOT NULL ORDER BY page.saved_at, post_seen.card_id`,
  )
}

/** Snapshots of one saving time and content are one; so are neighbours that say the same. */
function cardsOf(db: ReadableDB, posterId: number): PosterDetail['cards'] {
  const seen = cardsSeen(db, posterId).filter(
    (snapshot, index, snapshots) => snapshot.cardId !== snapshots[index - 1]?.cardId,
  )
  const data = new Map(
    all<{ id: number; data: string }>(
      db,
      sql`SELECT id, data FROM card
          WHERE id IN (SELECT value FROM json_each(${JSON.stringify(seen.map(snapshot => snapshot.cardId))}))`,
    ).map(card => [card.id, card.data]),
  )
  return seen.map(({ savedAt, cardId }) => ({ savedAt, card: JSON.parse(data.get(cardId)!) as PosterCard }))
}

/** Everyone whose posts are folded away. */
export function ignoredPosters(db: ReadableDB): number[] {
  return all<{ id: number }>(db, sql`SELECT poster_id AS id FROM ignored_poster ORDER BY poster_id`).map(row => row.id)
}

/** Whether there is such a person. */
export function isPoster(db: ReadableDB, posterId: number): boolean {
  return get(db, sql`SELECT 1 FROM poster WHERE id = ${posterId}`) !== undefined
}

/** Since when a person's posts are folded away; null when they are not. */
export function ignoredSince(db: ReadableDB, posterId: number): string | null {
  return (
    get<{ at: string }>(db, sql`SELECT ignored_at AS at FROM ignored_poster WHERE poster_id = ${posterId}`)?.at ?? null
  )
}

/** Folds a person's posts away as of an instant, or shows them again with null. */
export function setIgnored(db: WritableDB, posterId: number, at: string | null): void {
  if (at === null) run(db, sql`DELETE FROM ignored_poster WHERE poster_id = ${posterId}`)
  else run(db, sql`INSERT OR REPLACE INTO ignored_poster (poster_id, ignored_at) VALUES (${posterId}, ${at})`)
}
