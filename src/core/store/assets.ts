import { existsSync } from 'node:fs'
import { ThreadloftError } from '../errors.ts'
import { keepFile, keptPath } from './kept-file.ts'
import type { WritableDB } from './sql.ts'
import { run, sql } from './sql.ts'

/** Keeps a picture or attachment in assets/, as it is; the same bytes are kept once. */
export function keepAsset(folder: string, sha256: string, bytes: Uint8Array): void {
  keepFile(keptPath(folder, 'assets', sha256), () => bytes)
}

/** Where a kept asset lies. Throws `asset-unknown` when it is not there. */
export function assetFile(folder: string, sha256: string): string {
  const file = keptPath(folder, 'assets', sha256)
  if (!existsSync(file)) throw new ThreadloftError('asset-unknown', { sha256 })
  return file
}

/** Notes a kept asset with its MIME type; one that is noted already stays as it is. */
export function addAsset(db: WritableDB, asset: { sha256: string; type: string; bytes: number }): void {
  run(
    db,
    sql`INSERT INTO asset (sha256, type, bytes) VALUES (${asset.sha256}, ${asset.type}, ${asset.bytes})
        ON CONFLICT (sha256) DO NOTHING`,
  )
}
