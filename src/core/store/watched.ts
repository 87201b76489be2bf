/* Watched folders, and the files of them that were taken in. */
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

export interface WatchedFolderRow {
  readonly path: string
  readonly addedAt: string
  readonly isOn: number
  readonly taken: number
}

/** Every watched folder by name, with the number of its files that were taken in. */
export function watchedFolders(db: ReadableDB, separator: string): WatchedFolderRow[] {
  return all<WatchedFolderRow>(
    db,
    sql`SELECT path, added_at AS addedAt, is_on AS isOn,
          (SELECT count(*) FROM watched_file AS file
           WHERE substr(file.path, 1, length(folder.path) + 1) = folder.path || ${separator}) AS taken
        FROM watched_folder AS folder ORDER BY path`,
  )
}

/** Adds a folder to those that are watched, or switches a known one on. */
export function addWatchedFolder(db: WritableDB, path: string, now: string): void {
  run(
    db,
    sql`INSERT INTO watched_folder (path, added_at, is_on) VALUES (${path}, ${now}, 1)
        ON CONFLICT (path) DO UPDATE SET is_on = 1`,
  )
}

/** Takes a folder from those that are watched. What is known of its files stays: they are not imported twice. */
export function removeWatchedFolder(db: WritableDB, path: string): void {
  run(db, sql`DELETE FROM watched_folder WHERE path = ${path}`)
}

/** Switches the watching of a folder on or off. */
export function switchWatchedFolder(db: WritableDB, path: string, isOn: boolean): void {
  run(db, sql`UPDATE watched_folder SET is_on = ${isOn} WHERE path = ${path}`)
}

/** A file by its name, length and time of change: another file under the same name is another one. */
export interface FileState {
  readonly path: string
  readonly bytes: number
  readonly modifiedAt: string
}

/** Whether a file was taken in as it is. */
export function isFileTaken(db: ReadableDB, { path, bytes, modifiedAt }: FileState): boolean {
  const found = get(
    db,
    sql`SELECT 1 FROM watched_file WHERE path = ${path} AND bytes = ${bytes} AND modified_at = ${modifiedAt}`,
  )
  return found !== undefined
}

/**
 * When a watched folder's files failed last, for reasons that lie in what they hold: until they change nothing is gained by
 * reading them again without being asked.
 */
export function failedWatched(db: ReadableDB): ReadonlyMap<string, string> {
  const rows = all<{ path: string; failedAt: string }>(
    db,
    sql`SELECT path, max(started_at) AS failedAt FROM import_item JOIN import_run ON import_run.id = run_id
        WHERE kind = 'watched' AND outcome = 'failed'
          AND reason_code NOT IN ('file-missing', 'file-unreadable', 'disk-full', 'internal')
        GROUP BY path`,
  )
  return new Map(rows.map(({ path, failedAt }) => [path, failedAt]))
}

/** Notes that a file was taken in as it is. */
export function noteTakenFile(db: WritableDB, { path, bytes, modifiedAt }: FileState, now: string): void {
  run(
    db,
    sql`INSERT INTO watched_file (path, bytes, modified_at, taken_at) VALUES (${path}, ${bytes}, ${modifiedAt}, ${now})
        ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, modified_at = excluded.modified_at,
          taken_at = excluded.taken_at`,
  )
}
