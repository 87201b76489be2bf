/* Whatever is imported, read again as something else, and thrown away: what is worked out is what the check works out. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settleCompleteness } from '../../../src/core/library/completeness/work-out.ts'
import { faultyCards, faultyPosters } from '../../../src/core/library/derived-people.ts'
import { faultyPlaces } from '../../../src/core/library/derived-places.ts'
import { faultyBodies, faultyPages, faultyPosts, faultyThreads } from '../../../src/core/library/derived-rows.ts'
import { mergePage } from '../../../src/core/library/merge-page.ts'
import { setBinned } from '../../../src/core/store/bin.ts'
import { uncountedThreads } from '../../../src/core/store/completeness.ts'
import { openForWriting } from '../../../src/core/store/open.ts'
import { unnotedNames } from '../../../src/core/store/people-faults.ts'
import { wrongCounts } from '../../../src/core/store/soundness.ts'
import type { WritableDB } from '../../../src/core/store/sql.ts'
import { saveOf, visit } from '../../support/made-forum.ts'
import { importSave, temporaryFolder } from '../../support/made-pages.ts'

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('save' as const), visit }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reread' as const), page: fc.nat(9), visit }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('bin' as const), thread: fc.nat(3) }) },
)

function take(db: WritableDB, next: typeof step extends fc.Arbitrary<infer Step> ? Step : never): void {
  if (next.kind === 'save') importSave(db, saveOf(next.visit))
  else if (next.kind === 'bin') {
    const threads = idsOf(db, 'SELECT id FROM thread WHERE post_count > 0')
    const threadId = threads[next.thread % (threads.length || 1)]
    if (threadId !== undefined) setBinned(db, threadId, '2024-07-01T00:00:00.000Z')
  } else {
    const sources = idsOf(db, 'SELECT id FROM source')
    const sourceId = sources[next.page % (sources.length || 1)]
    if (sourceId === undefined) return
    const { reading, savedAt } = saveOf(next.visit)
    mergePage(db, {
      sourceId,
      pageName: 'page.html',
      reading,
      savedAt,
      now: '2024-08-01T00:00:00.000Z',
      indexPost: () => undefined,
    })
  }
}

const idsOf = (db: WritableDB, query: string): number[] => db.prepare<[], number>(query).pluck().all()

async function faultsOf(db: WritableDB): Promise<unknown[]> {
  const never = new AbortController().signal
  const faults: unknown[] = [...wrongCounts(db), ...unnotedNames(db), ...faultyPlaces(db)]
  const walks = [faultyPages, faultyBodies, faultyCards, faultyPosters, faultyThreads, faultyPosts]
  for (const walk of walks) for await (const fault of walk(db, never)) faults.push(fault)
  return faults
}

test(
  'what was worked out step by step is what is worked out from all that is there',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async steps => {
        const db = openForWriting(temporaryFolder())
        try {
          db.transaction(() => {
            for (const next of steps) take(db, next)
            for (const threadId of uncountedThreads(db, 100)) settleCompleteness(db, threadId)
          })()
          expect(await faultsOf(db)).toEqual([])
        } finally {
          db.close()
        }
      }),
      { numRuns: Number(process.env['THREADLOFT_PROPERTY_RUNS'] ?? 60) },
    )
  },
)
