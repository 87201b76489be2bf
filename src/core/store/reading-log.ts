/* The reading log: what was read and imported on which day, and a thread to try one's luck with. */
import type { ReadingDay, Streaks } from '../model/own.ts'
import { hiddenThreads, isShown } from './shown-threads.ts'
import type { ReadableDB } from './sql.ts'
import { all, get, sql, sqlJoin, value } from './sql.ts'

/** The days of a span on which something was read or imported, in order. Days are those of this machine. */
export function readingDays(db: ReadableDB, from: string, to: string): ReadingDay[] {
  return all<ReadingDay>(
    db,
    sql`SELECT day, sum(posts) AS posts, sum(threads) AS threads, sum(imported) AS imported FROM (
          SELECT day, sum(posts) AS posts, count(*) AS threads, 0 AS imported FROM reading_day
            WHERE day BETWEEN ${from} AND ${to} AND thread_id NOT IN (${hiddenThreads}) GROUP BY day
          UNION ALL
          SELECT date(started_at, 'localtime') AS day, 0, 0, count(DISTINCT thread_id) FROM import_run
            JOIN import_item ON run_id = import_run.id AND outcome = 'imported'
            WHERE started_at BETWEEN date(${from}, '-1 day') AND date(${to}, '+2 days') GROUP BY day)
        WHERE day BETWEEN ${from} AND ${to} GROUP BY day ORDER BY day`,
  )
}

/** Days in a row with something read. Today may still be without. */
export function readingStreaks(db: ReadableDB, today: string): Streaks {
  const days = all<{ number: number }>(
    db,
    sql`SELECT DISTINCT CAST(julianday(day) AS INTEGER) AS number FROM reading_day WHERE day <= ${today} ORDER BY day`,
  ).map(day => day.number)
  const now = value<number>(db, sql`SELECT CAST(julianday(${today}) AS INTEGER)`)
  let [longest, run, before] = [0, 0, Number.NaN]
  for (const day of days) {
    run = day === before + 1 ? run + 1 : 1
    before = day
    longest = Math.max(longest, run)
  }
  return { current: before >= now - 1 ? run : 0, longest }
}

export interface Draw {
  readonly boardId?: number | undefined
  readonly posterId?: number | undefined
  readonly year?: number | undefined
  readonly except: readonly number[]
}

/** One of the threads that were never opened, by a number from 0 to 1, and how many such threads there are. */
export function drawThread(db: ReadableDB, draw: Draw, chance: number): { id: number | null; left: number } {
  const { boardId, posterId, year, except } = draw
  const where = sqlJoin(
    [
      isShown(sql`thread.id`),
      sql`thread.id NOT IN (SELECT thread_id FROM reading WHERE unread = 0)`,
      ...(boardId === undefined ? [] : [sql`board_id = ${boardId}`]),
      ...(posterId === undefined ? [] : [sql`starter_id = ${posterId}`]),
      ...(year === undefined
        ? []
        : [
            sql`coalesce(started_at, '9999') >= ${String(year)} AND coalesce(started_at, '9999') < ${String(year + 1)}`,
          ]),
      ...(except.length === 0 ? [] : [sql`thread.id NOT IN (SELECT value FROM json_each(${JSON.stringify(except)}))`]),
    ],
    ' AND ',
  )
  const left = value<number>(db, sql`SELECT count(*) FROM thread WHERE ${where}`)
  const place = Math.min(left - 1, Math.floor(chance * left))
  const drawn = get<{ id: number }>(
    db,
    sql`SELECT id FROM thread WHERE ${where} ORDER BY coalesce(started_at, '9999'), id LIMIT 1 OFFSET ${Math.max(0, place)}`,
  )
  return { id: drawn?.id ?? null, left }
}
