/* Why a library may lack something although it can be opened: noted until a repair has looked. */
import type { Doubt } from '../model/upkeep.ts'
import { readSettings, writeSetting } from './settings.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { run, sql } from './sql.ts'

const key = 'library.doubt'

/** The doubt about a library, or null. */
export function doubtOf(db: ReadableDB): Doubt | null {
  return (readSettings(db)[key] as Doubt | undefined) ?? null
}

/** Notes a doubt. */
export function setDoubt(db: WritableDB, doubt: Doubt): void {
  writeSetting(db, key, doubt)
}

/** Takes the doubt away. */
export function clearDoubt(db: WritableDB): void {
  run(db, sql`DELETE FROM setting WHERE key = ${key}`)
}
