/* Import runs and what became of their files. */
import path from 'node:path'
import { ThreadloftError } from '../errors.ts'
import type {
  ImportItem,
  ImportKind,
  ImportReport,
  ImportRun,
  ImportState,
  FilledGaps,
  ReportReason,
} from '../model/imports.ts'
import type { ReadableDB, SqlQuery, WritableDB } from './sql.ts'
import { all, get, jsonOrNull, run, sql } from './sql.ts'

export interface NewRun {
  readonly kind: ImportKind
  readonly startedAt: string
  readonly paths: readonly string[]
  /** A folder that is left out of the names in reports. */
  readonly root: string | null
  readonly ofRun: number | null
}

/** Notes a new import run and answers its id. */
export function startRun(db: WritableDB, { kind, startedAt, paths, root, ofRun }: NewRun): number {
  return run(
    db,
    sql`INSERT INTO import_run (state, kind, started_at, paths, root, of_run)
        VALUES ('listing', ${kind}, ${startedAt}, ${JSON.stringify(paths)}, ${root}, ${ofRun})`,
  ).id
}

/** Notes how many files a run was given, once they are counted. */
export function setGiven(db: WritableDB, runId: number, given: number): void {
  run(db, sql`UPDATE import_run SET given = ${given} WHERE id = ${runId}`)
}

/** Notes what became of one file of a run; `sourceId` is what was kept of it. */
export function addItem(db: WritableDB, runId: number, item: ImportItem, sourceId: number | null): void {
  const { reason } = item
  run(
    db,
    sql`INSERT INTO import_item (run_id, path, outcome, reason_code, reason_message, reason_details, thread_id, title,
          engine, confidence, posts, new_posts, changed_posts, filled, bytes, source_id)
        VALUES (${runId}, ${item.path}, ${item.outcome}, ${reason?.code ?? null}, ${reason?.message ?? null},
          ${detailsOf(reason)}, ${item.threadId}, ${item.title}, ${item.engine}, ${item.confidence}, ${item.posts},
          ${item.newPosts}, ${item.changedPosts}, ${jsonOrNull(item.filled)}, ${item.bytes}, ${sourceId})`,
  )
}

/** Notes how a run stands, and how much it has read in how long. */
export function setRunState(
  db: WritableDB,
  runId: number,
  state: ImportState,
  pace: { readonly bytes: number; readonly activeMs: number },
): void {
  run(
    db,
    sql`UPDATE import_run SET state = ${state}, bytes = ${pace.bytes}, active_ms = ${Math.round(pace.activeMs)}
        WHERE id = ${runId}`,
  )
}

/** Notes that a run has ended, and why if it failed. */
export function finishRun(db: WritableDB, runId: number, finishedAt: string, reason: ReportReason | null): void {
  run(
    db,
    sql`UPDATE import_run SET finished_at = ${finishedAt}, reason = ${reason?.code ?? null},
          reason_details = ${detailsOf(reason)}
        WHERE id = ${runId}`,
  )
}

/** Lets a run that had ended be one that goes on. */
export function reopenRun(db: WritableDB, runId: number): void {
  run(
    db,
    sql`UPDATE import_run SET state = 'listing', finished_at = NULL, reason = NULL, reason_details = NULL
        WHERE id = ${runId}`,
  )
}

/** Marks the runs that a process left behind when it ended; to be called when a library is opened for writing. */
export function closeAbandonedRuns(db: WritableDB): void {
  run(db, sql`UPDATE import_run SET state = 'interrupted' WHERE state IN ('listing', 'running', 'paused')`)
}

/** What a run was given, as it was given. */
export interface GivenToRun {
  readonly kind: ImportKind
  readonly state: ImportState
  readonly paths: readonly string[]
  readonly root: string | null
  readonly given: number
  readonly bytes: number
  readonly activeMs: number
}

/** What a run was given. Throws `run-unknown`. */
export function givenToRun(db: ReadableDB, runId: number): GivenToRun {
  const found = get<Omit<GivenToRun, 'paths'> & { paths: string }>(
    db,
    sql`SELECT kind, state, paths, root, given, bytes, active_ms AS activeMs FROM import_run WHERE id = ${runId}`,
  )
  if (!found) throw new ThreadloftError('run-unknown', { run: runId })
  return { ...found, paths: JSON.parse(found.paths) as string[] }
}

/** A failed file of a run: its name in the report, and what was kept of it. */
export interface FailedFile {
  readonly path: string
  readonly sourceId: number | null
}

/** The files of a run that failed, in the order of its report. */
export function failedFiles(db: ReadableDB, runId: number): FailedFile[] {
  return all<FailedFile>(
    db,
    sql`SELECT path, source_id AS sourceId FROM import_item WHERE run_id = ${runId} AND outcome = 'failed' ORDER BY id`,
  )
}

const shownNames = 5

const runColumns = sql`
  import_run.id AS runId, kind, state, started_at AS startedAt, finished_at AS finishedAt, paths, root, reason,
  import_run.reason_details AS details, of_run AS ofRun, import_run.bytes AS bytes, active_ms AS activeMs,
  max(import_run.given, count(import_item.id)) AS given,
  count(*) FILTER (WHERE outcome = 'imported') AS imported,
  count(*) FILTER (WHERE outcome = 'known') AS known,
  count(*) FILTER (WHERE outcome = 'skipped') AS skipped,
  count(*) FILTER (WHERE outcome = 'failed') AS failed,
  coalesce(sum(new_posts), 0) AS newPosts`

type RunRow = Omit<ImportRun, 'names' | 'paths' | 'reason' | 'filesGone'> & {
  paths: string
  reason: string | null
  details: string | null
}

/** A run as its row tells; whether the files of an upload are still there only the disk knows. */
export type NotedRun = Omit<ImportRun, 'filesGone'>

function runOf({ paths, root, reason, details, ...row }: RunRow): NotedRun {
  const given = JSON.parse(paths) as string[]
  const names = given.slice(0, shownNames).map(file => (root === null ? file : path.relative(root, file)))
  return { ...row, root, names, paths: given.length, reason: reasonFrom(reason, '', details) }
}

function runsWhere(db: ReadableDB, rest: SqlQuery): NotedRun[] {
  return all<RunRow>(
    db,
    sql`SELECT ${runColumns} FROM import_run LEFT JOIN import_item ON run_id = import_run.id ${rest}`,
  ).map(runOf)
}

export type NotedReport = Omit<ImportReport, 'filesGone'>

/** A run with every file's outcome. Throws `run-unknown`. */
export function reportOf(db: ReadableDB, runId: number): NotedReport {
  const [found] = runsWhere(db, sql`WHERE import_run.id = ${runId} GROUP BY import_run.id`)
  if (!found) throw new ThreadloftError('run-unknown', { run: runId })
  const items = all<ItemRow>(
    db,
    sql`SELECT path, outcome, reason_code, reason_message, reason_details, thread_id AS threadId, title, engine,
          confidence, posts, new_posts AS newPosts, changed_posts AS changedPosts, filled, bytes
        FROM import_item WHERE run_id = ${runId} ORDER BY id`,
  ).map(itemOf)
  const threads = [...new Set(items.flatMap(item => item.threadId ?? []))]
  return { ...found, threads, items }
}

/** The newest runs first. */
export function listRuns(db: ReadableDB, limit: number): NotedRun[] {
  return runsWhere(db, sql`GROUP BY import_run.id ORDER BY started_at DESC, import_run.id DESC LIMIT ${limit}`)
}

type ItemRow = Omit<ImportItem, 'reason' | 'filled'> & {
  reason_code: string | null
  reason_message: string | null
  reason_details: string | null
  filled: string | null
}

function itemOf({ reason_code, reason_message, reason_details, filled, ...item }: ItemRow): ImportItem {
  return {
    ...item,
    filled: filled === null ? null : (JSON.parse(filled) as FilledGaps),
    reason: reasonFrom(reason_code, reason_message, reason_details),
  }
}

function reasonFrom(code: string | null, message: string | null, details: string | null): ReportReason | null {
  if (code === null) return null
  return {
    code,
    message: message ?? '',
    details: details === null ? {} : (JSON.parse(details) as ReportReason['details']),
  }
}

const detailsOf = (reason: ReportReason | null): string | null =>
  reason === null || Object.keys(reason.details).length === 0 ? null : JSON.stringify(reason.details)
