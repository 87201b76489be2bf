/* Kept originals of which no row of the library tells, as after a backup was restored that is older than they are. */
import { asThreadloftError, ThreadloftError } from '../errors.ts'
import type { SourceFile } from '../intake/saved-page.ts'
import { keptFiles } from '../store/kept-file.ts'
import { readOriginal } from '../store/originals.ts'
import { notedOriginals } from '../store/soundness.ts'
import type { RereadPorts } from './reread-originals.ts'
import { keepUnreadFile, storeFileReading } from './store-file-reading.ts'

export interface Forgotten {
  readonly files: number
  readonly newPosts: number
}

/** Takes in every whole original that the library has forgotten; its name and saving time went with its row. */
export async function takeInForgotten(ports: RereadPorts, cancelled: AbortSignal): Promise<Forgotten> {
  const { db, folder } = ports
  const noted = new Set(notedOriginals(db).map(({ sha256 }) => sha256))
  let files = 0
  let newPosts = 0
  for (const kept of keptFiles(folder, 'originals')) {
    const sha256 = /([0-9a-f]{64})\.zst$/.exec(kept)?.[1]
    if (cancelled.aborted || sha256 === undefined || noted.has(sha256)) continue
    const file = forgottenFile(folder, sha256)
    if (!file) continue
    files++
    newPosts += await takeIn(ports, file, sha256, cancelled)
  }
  if (newPosts > 0) ports.emit('library.changed', { threadIds: [] })
  return { files, newPosts }
}

function forgottenFile(folder: string, sha256: string): SourceFile | null {
  try {
    return { path: null, name: sha256.slice(0, 12), bytes: readOriginal(folder, sha256), modifiedAt: null }
  } catch (thrown) {
    // Not the bytes of its name: none of ours, and named as foreign by a check.
    if (thrown instanceof ThreadloftError && thrown.code === 'original-damaged') return null
    throw thrown
  }
}

async function takeIn(ports: RereadPorts, file: SourceFile, sha256: string, cancelled: AbortSignal): Promise<number> {
  const { db, folder, readers } = ports
  const shelf = { db, folder, now: ports.now().toISOString() }
  try {
    const reading = await readers.read(file, cancelled)
    return db.transaction(() => storeFileReading(shelf, file, sha256, reading).item.newPosts)()
  } catch (thrown) {
    const { code } = asThreadloftError(thrown)
    if (code === 'cancelled' || code === 'disk-full') throw thrown
    // As an import does with a file that cannot be read: kept and known, for a better reader.
    db.transaction(() => keepUnreadFile(shelf, file, sha256))()
    return 0
  }
}
