import { assertNever, ThreadloftError } from '../errors.ts'
import type { PosterDetail, PosterSummary } from '../model/library.ts'
import type { PosterCard } from '../model/reading.ts'
import type { ReadableDB, SqlQuery } from './sql.ts'
import { all, get, sql, value } from './sql.ts'
import { listThreads } from './threads.ts'

export type PosterOrder = 'posts' | 'name' | 'recent'

const summaryColumns = sql`
  poster.id, poster.name, uid, nullif(forum.name, '') AS forum,
  (SELECT data ->> '$.avatar' FROM card WHERE card.id = card_id) AS avatar,
  post_count AS posts, thread_count AS threadsStarted, last_post_at AS lastPostAt`

/** A part of the list of everyone in the library, and how many they are. */
export function listPosters(
  db: ReadableDB,
  list: { order: PosterOrder; offset: number; limit: number },
): { total: number; members: PosterSummary[] } {
  const order = orderOf(list.order)
  return {
    total: value<number>(db, sql`SELECT count(*) FROM poster`),
    members: all<PosterSummary>(
      db,
      sql`SELECT ${summaryColumns}
          FROM (SELECT id AS listed FROM poster ORDER BY ${order} LIMIT ${list.limit} OFFSET ${list.offset})
            CROSS JOIN poster ON poster.id = listed JOIN forum ON forum.id = forum_id ORDER BY ${order}`,
    ),
  }
}

function orderOf(order: PosterOrder): SqlQuery {
  switch (order) {
    case 'posts':
      return sql`poster.post_count DESC, poster.id DESC`
    case 'name':
      return sql`poster.name COLLATE NOCASE, poster.id`
    case 'recent':
      return sql`poster.last_post_at DESC, poster.id DESC`
    default:
      return assertNever(order)
  }
}

const mostThreads = 10_000

/** A person with their cards over time, oldest first, and the threads they started. Throws `poster-unknown`. */
export function openPoster(db: ReadableDB, posterId: number): PosterDetail {
  const summary = get<PosterSummary>(
    db,
    sql`SELECT ${summaryColumns} FROM poster JOIN forum ON forum.id = forum_id WHERE poster.id = ${posterId}`,
  )
  if (!summary) throw new ThreadloftError('poster-unknown', { poster: posterId })
  const { threads } = listThreads(db, {
    filter: { starterId: posterId },
    order: 'newest-post',
    offset: 0,
    limit: mostThreads,
  })
  return { ...summary, cards: cardsOf(db, posterId), threads }
}

/** Snapshots of one saving time and content are one; so are neighbours that say the same. */
function cardsOf(db: ReadableDB, posterId: number): PosterDetail['cards'] {
  const seen = all<{ savedAt: string | null; cardId: number }>(
    db,
    sql`SELECT DISTINCT page.saved_at AS savedAt, post_seen.card_id AS cardId
        FROM post JOIN post_seen ON post_id = post.id JOIN page ON page.id = page_id
        WHERE poster_id = ${posterId} AND post_seen.card_id IS NOT NULL ORDER BY page.saved_at, post_seen.card_id`,
  ).filter((snapshot, index, snapshots) => snapshot.cardId !== snapshots[index - 1]?.cardId)
  const data = new Map(
    all<{ id: number; data: string }>(
      db,
      sql`SELECT id, data FROM card
          WHERE id IN (SELECT value FROM json_each(${JSON.stringify(seen.map(snapshot => snapshot.cardId))}))`,
    ).map(card => [card.id, card.data]),
  )
  return seen.map(({ savedAt, cardId }) => ({ savedAt, card: JSON.parse(data.get(cardId)!) as PosterCard }))
}
