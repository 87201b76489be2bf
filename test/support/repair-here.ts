/* A repair in this very thread, of a library that no program has open: many of them take no more than their work. */
import { answer, refusal } from '../../src/core/contract/procedure.ts'
import type { Reply } from '../../src/core/contract/procedure.ts'
import { contractAt } from '../../src/core/contract/index.ts'
import { keeperHandlers } from '../../src/core/library/keeper-handlers.ts'
import { mendLibrary } from '../../src/core/library/mend-library.ts'
import { menderHandlers } from '../../src/core/library/mender-handlers.ts'
import type { PageReaders } from '../../src/core/library/page-readers.ts'
import { startPageReaders } from '../../src/core/library/page-readers.ts'
import { repairLibrary } from '../../src/core/library/repair-library.ts'
import { verifyLibrary } from '../../src/core/library/verify-library.ts'
import type { RepairReport, VerifyReport } from '../../src/core/model/upkeep.ts'
import { openForReading, openForWriting } from '../../src/core/store/open.ts'
import { workerEntries } from './library.ts'

/** Page readers for a whole test file. */
export const pageReaders = (): PageReaders => startPageReaders(new URL('page-reader.ts', workerEntries), 1)

/** Proves a library. */
export async function verifyHere(folder: string): Promise<VerifyReport> {
  const db = openForReading(folder)
  try {
    const cancelled = new AbortController().signal
    return await verifyLibrary({ db, folder, cancelled, tell: () => undefined })
  } finally {
    db.close()
  }
}

/** Repairs a library as the program does, call by call. */
export function repairHere(folder: string, readers: PageReaders): Promise<RepairReport> {
  return repairLibrary(async (name, input): Promise<Reply<unknown>> => {
    try {
      if (name === 'services.mend') return { ok: true, value: await mendHere(folder, readers) }
      if (name === 'services.salvage')
        return await answer(
          contractAt('mender'),
          menderHandlers(folder, () => undefined),
          name,
          input,
        )
      const db = openForReading(folder)
      try {
        const { handlers } = keeperHandlers({ db, folder, emit: () => undefined })
        return await answer(contractAt('keeper'), handlers, name, input)
      } finally {
        db.close()
      }
    } catch (thrown) {
      return refusal(thrown)
    }
  })
}

async function mendHere(folder: string, readers: PageReaders): Promise<unknown> {
  const db = openForWriting(folder)
  try {
    const ports = { db, folder, readers, emit: () => undefined, now: () => new Date() }
    return await mendLibrary(ports, new AbortController().signal)
  } finally {
    db.close()
  }
}
