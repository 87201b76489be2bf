/* Entry of a page reader thread: one file in, its pages understood out. */
import type { Reply } from '../core/contract/procedure.ts'
import { refusal } from '../core/contract/procedure.ts'
import type { SourceFile } from '../core/intake/saved-page.ts'
import type { FileReading } from '../core/library/file-reading.ts'
import { readSourceFile } from '../core/library/file-reading.ts'

export default async function readInThread(file: SourceFile): Promise<Reply<FileReading>> {
  try {
    return { ok: true, value: await readSourceFile(file) }
  } catch (thrown) {
    return refusal(thrown)
  }
}
