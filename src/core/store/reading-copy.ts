import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface ReadingCopy {
  readonly file: string
  remove(): void
}

/**
 * A copy of a database in a temporary folder, with its WAL or the journal of a change that was cut short: for a medium on
 * which SQLite cannot open it in place.
 */
export function copyForReading(file: string): ReadingCopy {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadloft-'))
  const copy = path.join(folder, path.basename(file))
  for (const suffix of ['', '-wal', '-journal'])
    if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix)
  return { file: copy, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
