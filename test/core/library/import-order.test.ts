import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settleCompleteness } from '../../../src/core/library/completeness/work-out.ts'
import { uncountedThreads } from '../../../src/core/store/completeness.ts'
import { openForWriting } from '../../../src/core/store/open.ts'
import { dumpLibrary } from '../../support/dump-library.ts'
import { saveOf, visit } from '../../support/made-forum.ts'
import type { Save } from '../../support/made-pages.ts'
import { importSave, temporaryFolder } from '../../support/made-pages.ts'

const visits = fc.array(visit, { minLength: 2, maxLength: 7 })

function libraryOf(saves: readonly Save[]): unknown {
  const db = openForWriting(temporaryFolder())
  try {
    // One transaction for all: the order of merges is what is tried here, not the disk.
    db.transaction(() => {
      for (const save of saves) importSave(db, save)
      for (const threadId of uncountedThreads(db, 100)) settleCompleteness(db, threadId)
    })()
    return dumpLibrary(db)
  } finally {
    db.close()
  }
}

test('any order and any repetition of saves gives the same library', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(
      visits.chain(made => {
        const saves = made.map(saveOf)
        return fc.tuple(
          fc.constant(saves),
          fc.shuffledSubarray(saves, { minLength: saves.length, maxLength: saves.length }),
          fc.subarray(saves),
        )
      }),
      ([saves, shuffled, again]) => {
        expect(libraryOf([...shuffled, ...again])).toEqual(libraryOf(saves))
      },
    ),
    { numRuns: Number(process.env['THREADLOFT_PROPERTY_RUNS'] ?? 60) },
  )
})
