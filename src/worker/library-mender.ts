/* Entry of a mender thread: it has the library to itself and opens what it needs. */
import { parentPort, workerData } from 'node:worker_threads'
import { contractAt } from '../core/contract/index.ts'
import type { ThreadData } from '../core/library/library-threads.ts'
import { menderHandlers } from '../core/library/mender-handlers.ts'
import { serveThread } from '../core/library/thread-link.ts'

const { folder } = workerData as ThreadData

await serveThread(parentPort!, contractAt('mender'), async emit => ({
  handlers: menderHandlers(folder, emit),
  close: async () => undefined,
}))
