import { ThreadloftError } from '../errors.ts'
import { stat } from 'node:fs/promises'
import { fileError, listFiles } from '../intake/list-files.ts'
import type { PageReading } from '../model/reading.ts'
import type { ReadPageOfFile } from './file-reading.ts'
import type { PageReaders } from './page-readers.ts'

/** How a page was saved, beside what it says: the container, its charset, the address and time of saving. */
export type PageSource = Omit<ReadPageOfFile, 'reading' | 'pictures'>
export type InspectedPage = PageReading & { readonly source: PageSource }

/**
 * What Threadloft makes of one saved file, without keeping it; an archive gives all pages in it. Throws ThreadloftError
 * where not one page can be read, for the first reason.
 */
export async function inspectFile(readers: PageReaders, file: string): Promise<InspectedPage[]> {
  await refuseFolder(file)
  const pages: InspectedPage[] = []
  let refused: ThreadloftError | null = null
  for (const listed of await listFiles([file], new AbortController().signal)) {
    try {
      if ('error' in listed) throw listed.error
      const read = await readers.read(await listed.read())
      pages.push(...read.pages.map(({ reading, pictures: _kept, ...source }) => ({ ...reading, source })))
    } catch (thrown) {
      if (!(thrown instanceof ThreadloftError)) throw thrown
      refused ??= thrown
    }
  }
  if (pages.length === 0 && refused) throw refused
  return pages
}

async function refuseFolder(file: string): Promise<void> {
  let isFolder: boolean
  try {
    isFolder = (await stat(file)).isDirectory()
  } catch (thrown) {
    throw fileError(file, thrown)
  }
  if (isFolder) throw new ThreadloftError('file-unreadable', { path: file, reason: 'EISDIR' })
}
