/* Entry of a keeper thread: a read-only connection for one long piece of work on the whole library. */
import { parentPort, workerData } from 'node:worker_threads'
import { contractAt } from '../core/contract/index.ts'
import type { ThreadData } from '../core/library/library-threads.ts'
import { keeperHandlers } from '../core/library/keeper-handlers.ts'
import { serveThread } from '../core/library/thread-link.ts'
import { openForReading } from '../core/store/open.ts'

const { folder } = workerData as ThreadData

await serveThread(parentPort!, contractAt('keeper'), async emit => {
  const db = openForReading(folder)
  const { handlers, close } = keeperHandlers({ db, folder, emit })
  return { handlers, close: () => close().finally(() => db.close()) }
})
