/* Entry of a page reader thread: one file in, its pages understood out. */
import { workerData } from 'node:worker_threads'
import type { Reply } from '../core/contract/procedure.ts'
import { refusal } from '../core/contract/procedure.ts'
import type { FileReading } from '../core/library/file-reading.ts'
import { readSourceFile } from '../core/library/file-reading.ts'
import { loadRules } from '../core/library/load-rules.ts'
import { beginPage } from '../core/library/page-clock.ts'
import type { PageReaderData, PageTask } from '../core/library/page-readers.ts'

const { rules } = workerData as PageReaderData
const loaded = rules === null ? { engines: [] } : await loadRules(rules)

export default async function readInThread({ file, clock }: PageTask): Promise<Reply<FileReading>> {
  beginPage(clock)
  try {
    return { ok: true, value: await readSourceFile(file, loaded.engines) }
  } catch (thrown) {
    return refusal(thrown)
  }
}
