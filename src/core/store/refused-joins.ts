/* Threads that look like one and the same: which of them are proposed to be joined, and which were said to be two. */
import { isShown } from './shown-threads.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

/** Whether two threads, the lower row number first, were said to be two. */
export function isRefused(db: ReadableDB, one: number, other: number): boolean {
  return get(db, sql`SELECT 1 FROM join_refused WHERE one_id = ${one} AND other_id = ${other}`) !== undefined
}

/** Notes since when two threads, the lower row number first, are said to be two; null takes that back. */
export function setRefused(db: WritableDB, one: number, other: number, at: string | null): void {
  if (at === null) run(db, sql`DELETE FROM join_refused WHERE one_id = ${one} AND other_id = ${other}`)
  else
    run(
      db,
      sql`INSERT INTO join_refused (one_id, other_id, refused_at)
          SELECT ${one}, ${other}, ${at} WHERE EXISTS (SELECT 1 FROM thread WHERE id = ${one})
            AND EXISTS (SELECT 1 FROM thread WHERE id = ${other}) ON CONFLICT DO NOTHING`,
    )
}

export interface ProposedPair {
  readonly one: number
  readonly other: number
  readonly reason: 'same-title' | 'same-forum' | 'same-opening'
}

/**
 * Threads of one title that may be the same: in one forum where an id is lacking; in a forum known by its name alone and
 * the one of that name known by its host; wherever the opening post is by one name on one day.
 */
export function proposedPairs(db: ReadableDB, limit: number): ProposedPair[] {
  return all<ProposedPair>(
    db,
    sql`SELECT one.id AS one, other.id AS other, CASE
            WHEN one.forum_id = other.forum_id THEN 'same-title'
            WHEN starter.name = answerer.name AND substr(one.started_at, 1, 10) = substr(other.started_at, 1, 10)
              THEN 'same-opening'
            ELSE 'same-forum' END AS reason
        FROM thread AS one
          CROSS JOIN thread AS other ON other.title_key = one.title_key AND other.id > one.id
          CROSS JOIN forum AS home ON home.id = one.forum_id CROSS JOIN forum AS away ON away.id = other.forum_id
          LEFT JOIN poster AS starter ON starter.id = one.starter_id
          LEFT JOIN poster AS answerer ON answerer.id = other.starter_id
        WHERE one.title_key <> '' AND ${isShown(sql`one.id`)} AND ${isShown(sql`other.id`)}
          AND (one.external_id IS NULL OR other.external_id IS NULL OR one.forum_id <> other.forum_id)
          AND (one.forum_id = other.forum_id
            OR starter.name = answerer.name AND length(one.started_at) >= 10 AND length(other.started_at) >= 10
              AND substr(one.started_at, 1, 10) = substr(other.started_at, 1, 10)
            OR home.name <> '' AND lower(home.name) = lower(away.name) AND (home.host IS NULL) <> (away.host IS NULL))
          AND NOT EXISTS (SELECT 1 FROM join_refused WHERE one_id = one.id AND other_id = other.id)
        ORDER BY one.title_key, one.id, other.id LIMIT ${limit}`,
  )
}
