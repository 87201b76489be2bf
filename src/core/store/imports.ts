import { ThreadloftError } from '../errors.ts'
import type { ImportItem, ImportReport } from '../model/library.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

/** Notes a new import run and answers its id. */
export function startRun(db: WritableDB, given: { startedAt: string; paths: readonly string[] }): number {
  return run(
    db,
    sql`INSERT INTO import_run (state, started_at, paths)
        VALUES ('running', ${given.startedAt}, ${JSON.stringify(given.paths)})`,
  ).id
}

/** Notes how many files a run was given, once they are counted. */
export function setGiven(db: WritableDB, runId: number, given: number): void {
  run(db, sql`UPDATE import_run SET given = ${given} WHERE id = ${runId}`)
}

/** Notes what became of one file of a run. */
export function addItem(db: WritableDB, runId: number, item: ImportItem): void {
  run(
    db,
    sql`INSERT INTO import_item (run_id, path, outcome, reason_code, reason_message, thread_id, title, engine,
          confidence, posts, new_posts)
        VALUES (${runId}, ${item.path}, ${item.outcome}, ${item.reason?.code ?? null}, ${item.reason?.message ?? null},
          ${item.threadId}, ${item.title}, ${item.engine}, ${item.confidence}, ${item.posts}, ${item.newPosts})`,
  )
}

/** Notes how a run ended. */
export function finishRun(
  db: WritableDB,
  runId: number,
  state: 'finished' | 'cancelled' | 'failed',
  finishedAt: string,
): void {
  run(db, sql`UPDATE import_run SET state = ${state}, finished_at = ${finishedAt} WHERE id = ${runId}`)
}

/** Marks the runs that a process left behind when it ended; to be called when a library is opened for writing. */
export function closeAbandonedRuns(db: WritableDB): void {
  run(db, sql`UPDATE import_run SET state = 'cancelled', reason = 'interrupted' WHERE state IN ('listing', 'running')`)
}

type RunSummary = Omit<ImportReport, 'items' | 'threads'>

const runColumns = sql`
  import_run.id AS runId, state, started_at AS startedAt, finished_at AS finishedAt,
  max(import_run.given, count(import_item.id)) AS given,
  count(*) FILTER (WHERE outcome = 'imported') AS imported,
  count(*) FILTER (WHERE outcome = 'known') AS known,
  count(*) FILTER (WHERE outcome = 'skipped') AS skipped,
  count(*) FILTER (WHERE outcome = 'failed') AS failed,
  coalesce(sum(new_posts), 0) AS newPosts`

/** A run with every file's outcome. Throws `run-unknown`. */
export function reportOf(db: ReadableDB, runId: number): ImportReport {
  const summary = get<RunSummary>(
    db,
    sql`SELECT ${runColumns} FROM import_run LEFT JOIN import_item ON run_id = import_run.id
        WHERE import_run.id = ${runId} GROUP BY import_run.id`,
  )
  if (!summary) throw new ThreadloftError('run-unknown', { run: runId })
  const items = all<ItemRow>(
    db,
    sql`SELECT path, outcome, reason_code, reason_message, thread_id AS threadId, title, engine, confidence, posts,
          new_posts AS newPosts
        FROM import_item WHERE run_id = ${runId} ORDER BY id`,
  ).map(itemOf)
  const threads = [...new Set(items.flatMap(item => item.threadId ?? []))]
  return { ...summary, threads, items }
}

/** The newest runs first. */
export function listRuns(db: ReadableDB, limit: number): RunSummary[] {
  return all<RunSummary>(
    db,
    sql`SELECT ${runColumns} FROM import_run LEFT JOIN import_item ON run_id = import_run.id
        GROUP BY import_run.id ORDER BY started_at DESC, import_run.id DESC LIMIT ${limit}`,
  )
}

type ItemRow = Omit<ImportItem, 'reason'> & { reason_code: string | null; reason_message: string | null }

function itemOf({ reason_code: code, reason_message: message, ...item }: ItemRow): ImportItem {
  return { ...item, reason: code === null ? null : { code, message: message ?? '' } }
}
