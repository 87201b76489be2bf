import { actionsContract } from './actions.ts'
import { binContract } from './bin.ts'
import { exportsContract } from './exports.ts'
import { gapsContract } from './gaps.ts'
import { importsContract } from './imports.ts'
import { joinsContract } from './joins.ts'
import { membersContract } from './members.ts'
import { ownContract } from './own.ts'
import { postsContract } from './posts.ts'
import type { InputOf, OutputOf, Place, Reply } from './procedure.ts'
import { rankingsContract } from './rankings.ts'
import { readingContract } from './reading.ts'
import { savedSearchesContract } from './saved-searches.ts'
import { searchContract } from './search.ts'
import { servicesContract } from './services.ts'
import { switcherContract } from './switcher.ts'
import { threadsContract } from './threads.ts'
import { upkeepContract } from './upkeep.ts'
import { watchContract } from './watch.ts'

/** Every call there is, by name. Electron IPC, worker ports, HTTP and the command line all carry this. */
export const contract = {
  ...threadsContract,
  ...postsContract,
  ...membersContract,
  ...ownContract,
  ...readingContract,
  ...binContract,
  ...joinsContract,
  ...actionsContract,
  ...rankingsContract,
  ...searchContract,
  ...savedSearchesContract,
  ...switcherContract,
  ...importsContract,
  ...watchContract,
  ...exportsContract,
  ...gapsContract,
  ...servicesContract,
  ...upkeepContract,
} as const

export type ProcedureName = keyof typeof contract
export type Input<Name extends ProcedureName> = InputOf<(typeof contract)[Name]>
export type Output<Name extends ProcedureName> = OutputOf<(typeof contract)[Name]>

/** The one door to the library, whatever lies between. */
export type Call = <Name extends ProcedureName>(name: Name, input: Input<Name>) => Promise<Reply<Output<Name>>>

/** The calls that are answered at one place. */
export type ContractAt<At extends Place> = {
  readonly [
    Name in ProcedureName as (typeof contract)[Name]['place'] extends At ? Name : never
  ]: (typeof contract)[Name]
}

/** The part of the contract that is answered at a place: what its thread serves. */
export function contractAt<At extends Place>(place: At): ContractAt<At> {
  return Object.fromEntries(
    Object.entries(contract).filter(([, declared]) => declared.place === place),
  ) as ContractAt<At>
}
