import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { ThreadloftError } from '../errors.ts'
import { fileError } from '../intake/list-files.ts'
import type { SourceFile } from '../intake/saved-page.ts'
import type { PageReading } from '../model/reading.ts'
import type { PageReaders } from './page-readers.ts'

/** What Threadloft makes of one saved file, without keeping it. Throws ThreadloftError where it cannot be read. */
export async function inspectFile(readers: PageReaders, file: string): Promise<PageReading[]> {
  const { pages } = await readers.read(await sourceFileAt(file))
  return pages.map(page => page.reading)
}

async function sourceFileAt(file: string): Promise<SourceFile> {
  try {
    const entry = await stat(file)
    if (entry.isDirectory()) throw new ThreadloftError('file-unreadable', { path: file, reason: 'EISDIR' })
    return {
      path: path.resolve(file),
      name: path.basename(file),
      bytes: await readFile(file),
      modifiedAt: entry.mtime.toISOString(),
    }
  } catch (thrown) {
    throw thrown instanceof ThreadloftError ? thrown : fileError(file, thrown)
  }
}
