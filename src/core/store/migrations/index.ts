import type { WritableDB } from '../sql.ts'
import { firstLibrary } from './0001-first-library.ts'
import { pagePictures } from './0002-page-pictures.ts'
import { ownLayer } from './0003-own-layer.ts'
import { binAndJoins } from './0004-bin-and-joins.ts'
import { importRuns } from './0005-import-runs.ts'
import { completeness } from './0006-completeness.ts'
import { postPairs } from './0007-post-pairs.ts'

/** One step of the library's form, forward only; once released it never changes. */
export interface Migration {
  /** One more than the step before it. */
  readonly version: number
  readonly name: string
  readonly sql: string
}

export const migrations: readonly Migration[] = [
  firstLibrary,
  pagePictures,
  ownLayer,
  binAndJoins,
  importRuns,
  completeness,
  postPairs,
]

/** The form of library this program writes. */
export const newestVersion = migrations.length

/** The form a database has; 0 for an empty one. */
export function versionOf(db: { pragma: WritableDB['pragma'] }): number {
  return db.pragma('user_version', { simple: true }) as number
}

/**
 * Brings a database up to a version, one transaction a step; one that is newer stays as it is. The steps are an
 * argument so that a test can stop between two of them.
 */
export function migrate(db: WritableDB, upTo: number = newestVersion, steps: readonly Migration[] = migrations): void {
  const found = versionOf(db)
  for (const [index, step] of steps.entries()) {
    if (step.version !== index + 1) throw new Error(`migration ${step.name} is out of order`)
    if (step.version <= found || step.version > upTo) continue
    db.transaction(() => {
      db.exec(step.sql)
      db.pragma(`user_version = ${step.version}`)
    }).immediate()
  }
}
