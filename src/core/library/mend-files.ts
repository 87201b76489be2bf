/* Kept files that are gone or altered, and where their bytes can be had again. */
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { ThreadloftError } from '../errors.ts'
import { assetFile } from '../store/assets.ts'
import { backupsFolder } from '../store/backup.ts'
import { keptPath, sha256Of } from '../store/kept-file.ts'
import { keptSources } from '../store/kept-sources.ts'
import { keepOriginal, readOriginal } from '../store/originals.ts'
import { notedAssets } from '../store/soundness.ts'
import type { ReadableDB, WritableDB } from '../store/sql.ts'

/**
 * Originals that are gone or altered come back where the file they were imported from still has the same bytes; answers
 * their sources. An altered one is set aside first.
 */
export function restoreOriginals(db: WritableDB, folder: string): number[] {
  const restored: number[] = []
  for (const { id, sha256, path: from } of keptSources(db, null)) {
    if (from === null || isOriginalWhole(folder, sha256) || !existsSync(from)) continue
    const bytes = readFileSync(from)
    if (sha256Of(bytes) !== sha256) continue
    setFileAside(folder, keptPath(folder, 'originals', sha256, '.zst'))
    keepOriginal(folder, sha256, bytes)
    restored.push(id)
  }
  return restored
}

function isOriginalWhole(folder: string, sha256: string): boolean {
  try {
    readOriginal(folder, sha256)
    return true
  } catch (thrown) {
    if (thrown instanceof ThreadloftError && thrown.code === 'original-damaged') return false
    throw thrown
  }
}

/** Pictures and attachments that are gone, or do not hold what they held. */
export function damagedAssets(db: ReadableDB, folder: string): string[] {
  return notedAssets(db)
    .map(({ sha256 }) => sha256)
    .filter(sha256 => !isAssetWhole(folder, sha256))
}

function isAssetWhole(folder: string, sha256: string): boolean {
  try {
    return sha256Of(readFileSync(assetFile(folder, sha256))) === sha256
  } catch (thrown) {
    if (thrown instanceof ThreadloftError && thrown.code === 'asset-unknown') return false
    throw thrown
  }
}

/**
 * Makes room for pictures that are altered, so that reading the originals again can keep them anew; the function it
 * gives back puts those in their places again that did not come back.
 */
export function makeRoomForAssets(folder: string, shas: readonly string[]): () => void {
  const moved = shas
    .map(sha256 => keptPath(folder, 'assets', sha256))
    .filter(existsSync)
    .map(file => ({ file, aside: setFileAside(folder, file) }))
  return () => {
    for (const { file, aside } of moved) if (aside !== null && !existsSync(file)) renameSync(aside, file)
  }
}

function setFileAside(folder: string, file: string): string | null {
  if (!existsSync(file)) return null
  const room = path.join(backupsFolder(folder), 'altered')
  mkdirSync(room, { recursive: true })
  const aside = path.join(room, path.basename(file))
  renameSync(file, aside)
  return aside
}
