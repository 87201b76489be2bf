/* How often and when last the person went to something, so that it comes earlier the next time. */
import { all, run, sql, type ReadableDB, type WritableDB } from './sql.ts'

export interface VisitRow {
  readonly kind: string
  readonly id: number
  readonly times: number
  readonly lastAt: string
}

/** Notes that something was gone to. */
export function noteVisit(db: WritableDB, kind: string, id: number, at: string): void {
  run(
    db,
    sql`INSERT INTO visit (kind, item_id, times, last_at) VALUES (${kind}, ${id}, 1, ${at})
        ON CONFLICT (kind, item_id) DO UPDATE SET times = times + 1, last_at = excluded.last_at`,
  )
}

/** What was gone to, and the threads that were read, the latest first. */
export function listVisits(db: ReadableDB, limit: number): VisitRow[] {
  return all(
    db,
    sql`SELECT kind, id, sum(times) AS times, max(lastAt) AS lastAt FROM (
          SELECT kind, item_id AS id, times, last_at AS lastAt FROM visit
          UNION ALL SELECT 'thread', thread_id, times, read_at FROM reading)
        GROUP BY kind, id ORDER BY lastAt DESC LIMIT ${limit}`,
  )
}
