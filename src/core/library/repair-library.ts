/*
 * The whole of a repair, by the library's own calls: prove, salvage a damaged database, mend, prove again. A library
 * that cannot even be opened is salvaged first; whatever happens, what was there is set aside and never deleted.
 */
import { ThreadloftError } from '../errors.ts'
import type { Finding, MendReport, RepairReport } from '../model/upkeep.ts'
import type { CallByName } from './call-by-name.ts'
import { ask } from './call-by-name.ts'

/** Repairs the library behind a call. Throws what its parts throw, such as `library-locked` or `disk-full`. */
export async function repairLibrary(call: CallByName): Promise<RepairReport> {
  const began = performance.now()
  const before = await findings(call)
  const isDamaged = before === null || before.some(({ kind }) => kind === 'database-damaged')
  let salvaged = isDamaged ? await ask(call, 'services.salvage', {}) : null
  let mended: MendReport
  try {
    mended = await ask(call, 'services.mend', {})
  } catch (thrown) {
    // What looked like an index alone was more.
    if (salvaged || !isDamage(thrown)) throw thrown
    salvaged = await ask(call, 'services.salvage', {})
    mended = await ask(call, 'services.mend', {})
  }
  const { sound, findings: remaining } = await ask(call, 'services.verify', {})
  return { sound, before: before ?? [], remaining, salvaged, mended, tookMs: Math.round(performance.now() - began) }
}

async function findings(call: CallByName): Promise<Finding[] | null> {
  try {
    return (await ask(call, 'services.verify', {})).findings
  } catch (thrown) {
    if (isDamage(thrown)) return null
    throw thrown
  }
}

const isDamage = (thrown: unknown): boolean => thrown instanceof ThreadloftError && thrown.code === 'library-damaged'
