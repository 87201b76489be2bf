/* A page reader whose thread takes its time to start, as every thread does on a busy machine; its page takes none. */
import { setTimeout } from 'node:timers/promises'
import type { Reply } from '../../src/core/contract/procedure.ts'
import type { FileReading } from '../../src/core/library/file-reading.ts'
import { beginPage } from '../../src/core/library/page-clock.ts'
import type { PageTask } from '../../src/core/library/page-readers.ts'

await setTimeout(1_500)

export default function readLate({ clock }: PageTask): Reply<FileReading> {
  beginPage(clock)
  return { ok: true, value: { pages: [], assets: [] } }
}
