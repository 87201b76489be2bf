/* What every command has in common: its options, the library it works on, and how it answers. */
import { homedir } from 'node:os'
import path from 'node:path'
import type { Command } from 'commander'
import type { Input, Output, ProcedureName } from '../core/contract/index.ts'
import { valueOf } from '../core/contract/procedure.ts'
import { ThreadloftError } from '../core/errors.ts'
import type { LibraryConnection } from '../core/library/connect.ts'
import { connectLibrary } from '../core/library/connect.ts'
import { defaultLibraryFolder } from '../core/library/library-folder.ts'
import { m } from '../messages/generated/messages.js'
import type { Locale } from './language.ts'
import type { Terminal } from './terminal.ts'

/** What the entry hands to the commands. */
export interface Surroundings {
  readonly terminal: Terminal
  readonly locale: Locale
  /** The folder of the worker entries. */
  readonly entries: URL
  /** The program's own folder, with resources/ and out/. */
  readonly home: string
  readonly version: string
}

export interface CommonOptions {
  readonly json?: boolean
  readonly library?: string
  readonly lang?: string
}

/** Adds a command with the options that all of them take. */
export function addCommand(program: Command, usage: string, description: string, own = true): Command {
  const command = program
    .command(usage)
    .description(description)
    .option('--json', m.cli_option_json())
    .option('--lang <language>', m.cli_option_lang())
    .helpOption('-h, --help', m.cli_option_help())
  return own ? command.option('--library <folder>', m.cli_option_library()) : command
}

/** The folder of the library that the options name, else the person's own. */
export function libraryFolder(options: CommonOptions): string {
  if (options.library) return path.resolve(options.library)
  return defaultLibraryFolder({ platform: process.platform, environment: process.env, home: homedir() })
}

export type Ask = <Name extends ProcedureName>(name: Name, input: Input<Name>) => Promise<Output<Name>>

/** A call by name whose failing replies are thrown. */
export const askOf =
  (library: Pick<LibraryConnection, 'call'>): Ask =>
  async <Name extends ProcedureName>(name: Name, input: Input<Name>) =>
    // What comes back was checked against the contract where it was answered.
    valueOf(await library.call(name, input)) as Output<Name>

/** Opens a library for questions only, and closes it whatever happens. */
export async function readLibrary<Value>(
  { entries }: Surroundings,
  options: CommonOptions,
  use: (ask: Ask) => Promise<Value>,
): Promise<Value> {
  const library = await connectLibrary({ folder: libraryFolder(options), entries, readers: 1, readOnly: true })
  try {
    return await use(askOf(library))
  } finally {
    await library.close()
  }
}

/** Opens a library to change it, and closes it whatever happens. */
export async function changeLibrary<Value>(
  { entries }: Surroundings,
  options: CommonOptions,
  use: (ask: Ask) => Promise<Value>,
): Promise<Value> {
  const library = await connectLibrary({ folder: libraryFolder(options), entries, readers: 1 })
  try {
    return await use(askOf(library))
  } finally {
    await library.close()
  }
}

/** Writes the answer: as JSON where that was asked for, else in words. */
export function answerWith(
  surroundings: Surroundings,
  options: CommonOptions,
  value: unknown,
  words: () => string,
): void {
  surroundings.terminal.answer(options.json ? JSON.stringify(value, null, 2) : words())
}

/** A whole number from the command line. */
export function wholeNumber(name: string, written: string, least = 1): number {
  const number = /^\d{1,15}$/.test(written) ? Number(written) : Number.NaN
  if (number >= least) return number
  throw new ThreadloftError('bad-input', { name, reason: m.cli_not_a_number({ text: written }) })
}
