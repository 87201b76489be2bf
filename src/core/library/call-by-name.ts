/* Calls by name, as every host and the library itself take them. */
import type { Input, Output, ProcedureName } from '../contract/index.ts'
import type { Reply } from '../contract/procedure.ts'
import { valueOf } from '../contract/procedure.ts'

export type CallByName = (name: string, input: unknown) => Promise<Reply<unknown>>

/** The answer of a call; a refusal is thrown. */
export async function ask<Name extends ProcedureName>(
  call: CallByName,
  name: Name,
  input: Input<Name>,
): Promise<Output<Name>> {
  // What comes back was checked against the contract where it was answered.
  return valueOf(await call(name, input)) as Output<Name>
}
