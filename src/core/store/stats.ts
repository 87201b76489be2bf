import type { LibraryStats } from '../model/library.ts'
import type { ReadableDB } from './sql.ts'
import { get, sql } from './sql.ts'

/** How much the library holds. */
export function libraryStats(db: ReadableDB): LibraryStats {
  const counts = get<Omit<LibraryStats, 'databaseBytes'>>(
    db,
    sql`SELECT (SELECT count(*) FROM thread) AS threads, (SELECT count(*) FROM post) AS posts,
          (SELECT count(*) FROM poster) AS posters, (SELECT count(*) FROM forum) AS forums,
          (SELECT count(*) FROM board) AS boards, (SELECT count(*) FROM source) AS sources,
          (SELECT count(*) FROM asset) AS assets, (SELECT coalesce(sum(bytes), 0) FROM source) AS originalBytes`,
  )
  const pages = db.pragma('page_count', { simple: true }) as number
  return { ...counts!, databaseBytes: pages * (db.pragma('page_size', { simple: true }) as number) }
}
