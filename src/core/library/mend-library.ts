/*
 * What a repair does to a library that can be opened: indexes that are damaged alone are made anew, lost rows come back
 * from those that name them, the rest that names nothing is set aside, what pages lack is read from the originals again,
 * and every row is worked out anew that does not say what the pages say. Nothing is taken away that is not kept aside.
 */
import { setImmediate } from 'node:timers/promises'
import { ThreadloftError } from '../errors.ts'
import type { MendReport } from '../model/upkeep.ts'
import { clearDoubt } from '../store/doubt.ts'
import { damagedIndexes, remakeIndexes } from '../store/index-repair.ts'
import { databaseDamage } from '../store/soundness.ts'
import type { WritableDB } from '../store/sql.ts'
import { mendPlaces } from './derived-places.ts'
import { mendDerivedRows, mendIdentities } from './mend-derived-rows.ts'
import { restoreOriginals } from './mend-files.ts'
import { mendFullText } from './mend-full-text.ts'
import { mendLostRows, sourcesOfOrphans } from './mend-lost-rows.ts'
import { readAgain } from './read-again.ts'
import type { RereadPorts } from './reread-originals.ts'

const steps = 7

/** Mends a library that is open. Throws `library-damaged` when the damage is not in its indexes alone, or `cancelled`. */
export async function mendLibrary(ports: RereadPorts, cancelled: AbortSignal): Promise<MendReport> {
  const { db, folder, emit } = ports
  let done = 0
  const step = async <Answer>(work: () => Answer | Promise<Answer>): Promise<Answer> => {
    if (cancelled.aborted) throw new ThreadloftError('cancelled')
    emit('upkeep.progress', { task: 'mend', done, total: steps })
    done++
    await setImmediate()
    return work()
  }
  await step(() => mendIndexes(db, folder))
  const restored = await step(() => restoreOriginals(db, folder))
  const lacking = sourcesOfOrphans(db)
  const lost = await step(() => mendLostRows(db, folder, ports.now()))
  const known = await step(async () => (await mendPlaces(ports, cancelled)) + (await mendIdentities(db, cancelled)))
  const read = await step(() => readAgain(ports, new Set([...restored, ...lacking]), cancelled))
  const derived = await step(() => mendDerivedRows(db, cancelled))
  const indexed = await step(() => mendFullText(db, cancelled))
  if (cancelled.aborted) throw new ThreadloftError('cancelled')
  clearDoubt(db)
  emit('upkeep.progress', { task: 'mend', done: steps, total: steps })
  const { revived, placed, setAside } = lost
  return {
    indexed,
    derived: derived + known + placed,
    revived,
    setAside,
    originals: { ...read, restored: restored.length },
  }
}

function mendIndexes(db: WritableDB, folder: string): void {
  const damage = databaseDamage(db)
  if (damage.length === 0) return
  const details = { path: folder, reason: damage[0] ?? '' }
  const names = damagedIndexes(db, damage)
  if (names === null) throw new ThreadloftError('library-damaged', details)
  try {
    remakeIndexes(db, names)
  } catch (thrown) {
    throw new ThreadloftError('library-damaged', details, { cause: thrown })
  }
  if (databaseDamage(db).length > 0) throw new ThreadloftError('library-damaged', details)
}
