/* The calls on a person's own layer over one library, through the contract as every host makes them, at made-up times. */
import type { Input, Output, ProcedureName } from '../../src/core/contract/index.ts'
import { answer, valueOf } from '../../src/core/contract/procedure.ts'
import type { Reply } from '../../src/core/contract/procedure.ts'
import { ownWriterContract, ownWriterHandlers } from '../../src/core/library/own-writer-handlers.ts'
import { readerContract, readerHandlers } from '../../src/core/library/reader-handlers.ts'
import type { WritableDB } from '../../src/core/store/sql.ts'

const contract = { ...readerContract, ...ownWriterContract }

export type OwnCall = <Name extends keyof typeof contract & ProcedureName>(
  name: Name,
  input: Input<Name>,
) => Promise<Output<Name>>

/** Calls over a library. Every call is a minute after the one before, from 2024-07-01 on; `at` sets the time. */
export function ownCalls(db: WritableDB): { ask: OwnCall; at: (instant: string) => void } {
  let now = Date.parse('2024-07-01T08:00:00.000Z')
  const clock = { now: () => new Date(now) }
  const handlers = {
    ...readerHandlers(db, 'the folder', { readOnlyReason: null, version: '1.2.3' }),
    ...ownWriterHandlers(db, () => undefined, clock),
  }
  return {
    at: instant => void (now = Date.parse(instant)),
    ask: async (name, input) => {
      now += 60_000
      return valueOf((await answer(contract, handlers, name, input)) as Reply<Output<typeof name>>)
    },
  }
}
