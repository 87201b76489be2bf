/* Entry of a reader thread: a read-only connection that answers questions. */
import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { contractAt } from '../core/contract/index.ts'
import { gapHandlers } from '../core/library/completeness/gap-handlers.ts'
import type { ThreadData } from '../core/library/library-threads.ts'
import { namesFile } from '../core/library/names-file.ts'
import { systemClock } from '../core/library/ports.ts'
import { readerHandlers } from '../core/library/reader-handlers.ts'
import { renderHandlers } from '../core/library/render-handlers.ts'
import { searchHandlers } from '../core/library/search-library.ts'
import { serveThread } from '../core/library/thread-link.ts'
import { openForReading } from '../core/store/open.ts'
import { version } from '../core/version.ts'

const { folder, readOnlyReason } = workerData as ThreadData

await serveThread(parentPort!, contractAt('reader'), async emit => {
  const db = openForReading(folder)
  const questions = readerHandlers(db, folder, { readOnlyReason, version })
  const search = searchHandlers(db, systemClock, path.join(folder, namesFile), emit)
  const handlers = {
    ...questions,
    ...search.handlers,
    ...gapHandlers(db),
    ...renderHandlers(questions, folder),
  }
  const close = async (): Promise<void> => {
    search.close()
    db.close()
  }
  return { handlers, close }
})
