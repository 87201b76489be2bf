/* Entry of the writer thread: the one read-write connection, the page readers and the import runs. */
import { parentPort, workerData } from 'node:worker_threads'
import { contractAt } from '../core/contract/index.ts'
import { ordinaryPace } from '../core/library/folder-watcher.ts'
import type { ThreadData } from '../core/library/library-threads.ts'
import { rulesFolder } from '../core/library/load-rules.ts'
import { backUpOnClosing } from '../core/library/back-up.ts'
import { startPageReaders } from '../core/library/page-readers.ts'
import { systemClock } from '../core/library/ports.ts'
import { serveThread } from '../core/library/thread-link.ts'
import { writerHandlers } from '../core/library/writer-handlers.ts'
import { openForWriting } from '../core/store/open.ts'

const { folder, pageReader, watch } = workerData as ThreadData

await serveThread(parentPort!, contractAt('writer'), async emit => {
  const db = openForWriting(folder)
  const readers = startPageReaders(new URL(pageReader), 2, undefined, rulesFolder(folder))
  const ports = { db, folder, readers, emit, clock: systemClock }
  const { handlers, close } = writerHandlers(ports, watch ? ordinaryPace : null)
  const closeDatabase = (): void => {
    backUpOnClosing(db, folder, systemClock)
    db.close()
  }
  return { handlers, close: () => close().finally(closeDatabase) }
})
