/* What was done, with what takes it back. */
import { ThreadloftError } from '../errors.ts'
import type { Action, ActionKind } from '../model/own.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

const columns = sql`id, kind, things, done_at AS doneAt, undone_at AS undoneAt`

export interface DoneAction extends Action {
  /** JSON. */
  readonly inverse: string
}

/** Notes what was done and answers its id. */
export function addAction(
  db: WritableDB,
  done: { kind: ActionKind; things: number; inverse: object; at: string },
): number {
  return run(
    db,
    sql`INSERT INTO action (kind, things, inverse, done_at)
        VALUES (${done.kind}, ${done.things}, ${JSON.stringify(done.inverse)}, ${done.at})`,
  ).id
}

/** What was done, newest first. */
export function listActions(db: ReadableDB, limit: number): Action[] {
  return all<Action>(db, sql`SELECT ${columns} FROM action ORDER BY id DESC LIMIT ${limit}`)
}

/** An action that was not taken back; the latest of them for null, or null when there is none. Throws `action-unknown`. */
export function actionToUndo(db: ReadableDB, actionId: number | null): DoneAction | null {
  const wanted = actionId === null ? sql`undone_at IS NULL` : sql`id = ${actionId}`
  const action = get<DoneAction>(
    db,
    sql`SELECT ${columns}, inverse FROM action WHERE ${wanted} ORDER BY id DESC LIMIT 1`,
  )
  if (actionId !== null && !action) throw new ThreadloftError('action-unknown', { action: actionId })
  return action ?? null
}

/** Notes that an action was taken back. */
export function markUndone(db: WritableDB, actionId: number, at: string): void {
  run(db, sql`UPDATE action SET undone_at = ${at} WHERE id = ${actionId}`)
}
