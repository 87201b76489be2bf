/* Entry of a reader thread: a read-only connection that answers questions. */
import { parentPort, workerData } from 'node:worker_threads'
import { contractAt } from '../core/contract/index.ts'
import { gapHandlers } from '../core/library/completeness/gap-handlers.ts'
import type { ThreadData } from '../core/library/library-threads.ts'
import { readerHandlers } from '../core/library/reader-handlers.ts'
import { renderHandlers } from '../core/library/render-handlers.ts'
import { searchHandlers } from '../core/library/search-library.ts'
import { serveThread } from '../core/library/thread-link.ts'
import { openForReading } from '../core/store/open.ts'
import { version } from '../core/version.ts'

const { folder, readOnlyReason } = workerData as ThreadData

await serveThread(parentPort!, contractAt('reader'), async () => {
  const db = openForReading(folder)
  const questions = readerHandlers(db, folder, { readOnlyReason, version })
  const handlers = { ...questions, ...searchHandlers(db), ...gapHandlers(db), ...renderHandlers(questions, folder) }
  return { handlers, close: async () => void db.close() }
})
