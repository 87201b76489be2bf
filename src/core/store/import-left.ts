/* Files of a run that have no outcome yet: what an interrupted run goes on with. */
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, run, sql } from './sql.ts'

export interface LeftFile {
  readonly path: string
  /** What was kept of the file before; null where it is only on the disk. */
  readonly sourceId: number | null
}

export interface PlacedFile extends LeftFile {
  /** Its place in the run. */
  readonly place: number
}

/** Notes the files that a run has still to take, in their order. */
export function noteLeft(db: WritableDB, runId: number, files: readonly LeftFile[]): PlacedFile[] {
  const placed = files.map(({ path, sourceId }, index) => ({ path, sourceId, place: index + 1 }))
  for (const { place, path, sourceId } of placed)
    run(
      db,
      sql`INSERT INTO import_left (run_id, place, path, source_id) VALUES (${runId}, ${place}, ${path}, ${sourceId})`,
    )
  return placed
}

/** The files that a run has still to take, in their order. */
export function leftOfRun(db: ReadableDB, runId: number): PlacedFile[] {
  return all<PlacedFile>(
    db,
    sql`SELECT place, path, source_id AS sourceId FROM import_left WHERE run_id = ${runId} ORDER BY place`,
  )
}

/** A file has its outcome. */
export function dropLeft(db: WritableDB, runId: number, place: number): void {
  run(db, sql`DELETE FROM import_left WHERE run_id = ${runId} AND place = ${place}`)
}

/** A run will not go on. */
export function dropAllLeft(db: WritableDB, runId: number): void {
  run(db, sql`DELETE FROM import_left WHERE run_id = ${runId}`)
}
