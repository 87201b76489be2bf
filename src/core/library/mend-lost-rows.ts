/* Rows that name what is not there: what can come back comes back, the rest is kept in a file of the library. */
import path from 'node:path'
import type { MendReport } from '../model/upkeep.ts'
import { backupsFolder } from '../store/backup.ts'
import { placeMarks, sourcesOfRow } from '../store/derived-faults.ts'
import type { RowAside } from '../store/lost-rows.ts'
import { reviveRows, takeOutOrphans } from '../store/lost-rows.ts'
import { orphanRows } from '../store/soundness.ts'
import type { ReadableDB, WritableDB } from '../store/sql.ts'
import { writeWhole } from './write-whole.ts'

/** The files of whose pages a row names something that is not there. */
export function sourcesOfOrphans(db: ReadableDB): number[] {
  return ['page', 'post', 'post_seen', 'post_version'].flatMap(table =>
    orphanRows(db, table).flatMap(({ key }) => sourcesOfRow(db, table, key)),
  )
}

export interface LostRows {
  readonly revived: number
  /** Marks and reading positions that were put where their posts are. */
  readonly placed: number
  readonly setAside: MendReport['setAside']
}

/** Brings lost rows back and sets aside what then still names nothing. */
export async function mendLostRows(db: WritableDB, folder: string, now: Date): Promise<LostRows> {
  // Only without them is nothing taken out unseen together with another row.
  db.pragma('foreign_keys = OFF')
  try {
    const lost = db.transaction(() => ({
      revived: reviveRows(db, folder),
      rows: takeOutOrphans(db),
      placed: placeMarks(db),
    }))
    const { rows, ...counts } = lost()
    return { ...counts, setAside: await keepAside(folder, rows, now) }
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

async function keepAside(folder: string, rows: readonly RowAside[], now: Date): Promise<MendReport['setAside']> {
  if (rows.length === 0) return { rows: 0, file: null }
  const name = `rows-${now.toISOString().replaceAll(/[:.]/g, '-')}-aside.jsonl`
  const lines = rows.map(row => `${JSON.stringify(row, plain)}\n`).join('')
  await writeWhole(path.join(backupsFolder(folder), name), Buffer.from(lines, 'utf8'), true)
  return { rows: rows.length, file: `backups/${name}` }
}

const plain = (_key: string, cell: unknown): unknown =>
  cell instanceof Uint8Array ? { hex: Buffer.from(cell).toString('hex') } : cell
