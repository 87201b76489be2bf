/* The boundary: every call that crosses a thread or a process is declared with an input and an output schema. */
import type { z } from 'zod'
import type { ErrorCode, ErrorDetails } from '../errors.ts'
import { asThreadloftError, ThreadloftError } from '../errors.ts'

export type Reply<Value> = { ok: true; value: Value } | { ok: false; error: ReplyError }
export interface ReplyError {
  code: ErrorCode
  details: ErrorDetails
}

/**
 * Where a call is answered: a reader thread, the writer thread, a keeper thread that lives as long as the call, a mender
 * thread for which the library is closed to everyone else, or the host process (dialogs, printer, opener).
 */
export type Place = 'reader' | 'writer' | 'keeper' | 'mender' | 'host'

export interface Procedure<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  At extends Place = Place,
> {
  readonly place: At
  readonly input: Input
  readonly output: Output
}

/** Declares one call: where it is answered, what it takes and what it gives. */
export function procedure<Input extends z.ZodType, Output extends z.ZodType, At extends Place>(
  place: At,
  input: Input,
  output: Output,
): Procedure<Input, Output, At> {
  return { place, input, output }
}

export type Contract = Readonly<Record<string, Procedure>>
export type InputOf<P extends Procedure> = z.input<P['input']>
export type OutputOf<P extends Procedure> = z.output<P['output']>

/** The functions that answer a contract, or a part of it; inputs arrive validated, with defaults filled in. */
export type Handlers<C extends Contract> = {
  readonly [Name in keyof C]: (input: z.output<C[Name]['input']>) => OutputOf<C[Name]> | Promise<OutputOf<C[Name]>>
}

/** Answers one call by name: always a Reply; bad names, bad inputs, bad outputs and thrown errors become codes. */
export async function answer<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  name: string,
  input: unknown,
): Promise<Reply<unknown>> {
  try {
    const declared = Object.hasOwn(contract, name) ? contract[name] : undefined
    if (!declared) throw new ThreadloftError('unknown-command', { name })
    const parsed = declared.input.safeParse(input)
    if (!parsed.success) throw new ThreadloftError('bad-input', { name, reason: parsed.error.message })
    const handler = handlers[name] as (input: unknown) => unknown
    return { ok: true, value: declared.output.parse(await handler(parsed.data)) }
  } catch (thrown) {
    return refusal(thrown)
  }
}

/** The failing Reply for any thrown value. */
export function refusal(thrown: unknown): { ok: false; error: ReplyError } {
  const { code, details } = asThreadloftError(thrown)
  return { ok: false, error: { code, details } }
}

/** The value of a Reply, or its error thrown as a ThreadloftError. */
export function valueOf<Value>(reply: Reply<Value>): Value {
  if (reply.ok) return reply.value
  throw new ThreadloftError(reply.error.code, reply.error.details)
}
