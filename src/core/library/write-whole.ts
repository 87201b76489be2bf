import { randomUUID } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { ThreadloftError } from '../errors.ts'
import { diskFull } from '../store/disk-room.ts'

/**
 * Writes a file so that at any moment there is all of it or none: under a temporary name beside it, then renamed.
 * Without `overwrite` a file that is there already is left alone and refused with `output-exists`.
 */
export async function writeWhole(target: string, bytes: Uint8Array, overwrite: boolean): Promise<void> {
  const temporary = path.join(path.dirname(target), `.${randomUUID()}.threadloft-part`)
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await (overwrite ? rename(temporary, target) : nameOnce(temporary, target))
  } catch (thrown) {
    throw outputError(thrown, target)
  } finally {
    await rm(temporary, { force: true })
  }
}

// Unlike rename, a link never replaces what is there. File systems without links get a check just before the rename.
async function nameOnce(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target)
  } catch (thrown) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(errnoOf(thrown))) throw thrown
    await (await open(target, 'wx')).close()
    await rename(temporary, target)
  }
}

function outputError(thrown: unknown, target: string): ThreadloftError {
  const code = errnoOf(thrown)
  if (code === 'EEXIST') return new ThreadloftError('output-exists', { path: target }, { cause: thrown })
  return (
    diskFull(thrown, target) ??
    new ThreadloftError('output-unwritable', { path: target, reason: code }, { cause: thrown })
  )
}

function errnoOf(thrown: unknown): string {
  return (thrown as NodeJS.ErrnoException).code ?? String(thrown)
}
