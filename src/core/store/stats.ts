import type { LibraryStats } from '../model/library.ts'
import { isShown } from './shown-threads.ts'
import type { ReadableDB } from './sql.ts'
import { get, sql } from './sql.ts'

/** How much the library holds; what is in the bin is not counted, but that its files are there. */
export function libraryStats(db: ReadableDB): LibraryStats {
  const counts = get<Omit<LibraryStats, 'databaseBytes'>>(
    db,
    sql`SELECT (SELECT count(*) FROM thread WHERE ${isShown(sql`id`)}) AS threads,
          (SELECT count(*) FROM post) - (SELECT coalesce(sum(post_count), 0) FROM thread WHERE binned_at IS NOT NULL)
            AS posts,
          (SELECT count(*) FROM poster WHERE post_count > 0) AS posters, (SELECT count(*) FROM forum) AS forums,
          (SELECT count(*) FROM board) AS boards, (SELECT count(*) FROM source) AS sources,
          (SELECT count(*) FROM asset WHERE type LIKE 'image/%') AS assets, (SELECT coalesce(sum(bytes), 0) FROM source) AS originalBytes`,
  )
  const pages = db.pragma('page_count', { simple: true }) as number
  return { ...counts!, databaseBytes: pages * (db.pragma('page_size', { simple: true }) as number) }
}
