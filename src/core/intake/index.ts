import { ThreadloftError } from '../errors.ts'
import { htmlFile } from './html-file.ts'
import { mhtml } from './mhtml.ts'
import type { Container, SavedPage, SourceFile } from './saved-page.ts'
import { textFile } from './text-file.ts'
import { webArchiveFile } from './web-archive-file.ts'

/** Every container, the more particular first: the first that accepts a file opens it. */
const containers: readonly Container[] = [webArchiveFile, mhtml, htmlFile, textFile]

/** The pages in a file. Throws `file-empty` or `unsupported-file` for a file that holds none. */
export async function openFile(file: SourceFile): Promise<SavedPage[]> {
  if (file.bytes.length === 0) throw new ThreadloftError('file-empty', { path: file.name })
  const container = containers.find(candidate => candidate.accepts(file))
  if (!container) throw new ThreadloftError('unsupported-file', { path: file.name })
  return container.open(file)
}
