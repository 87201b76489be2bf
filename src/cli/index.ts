/* The command threadloft. Answers go to standard output, progress and notes to standard error. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import { asThreadloftError, exitStatus } from '../core/errors.ts'
import { m } from '../messages/generated/messages.js'
import type { Surroundings } from './command.ts'
import { addBin, addJoin, addSplit, addUndo } from './commands/arrange.ts'
import { addBackup, addRestore } from './commands/backup.ts'
import { addExport } from './commands/export.ts'
import { addGaps } from './commands/gaps.ts'
import { addImport } from './commands/import.ts'
import { addInspect } from './commands/inspect.ts'
import { addRepair } from './commands/repair.ts'
import { addNote, addStar, addTag } from './commands/mark.ts'
import { addReread } from './commands/reread.ts'
import { addSearch } from './commands/search.ts'
import { addSearches } from './commands/searches.ts'
import { addServe } from './commands/serve.ts'
import { addShow } from './commands/show.ts'
import { addStats } from './commands/stats.ts'
import { addThreads } from './commands/threads.ts'
import { addVerify } from './commands/verify.ts'
import { addWatch } from './commands/watch.ts'
import { languageOf, speak } from './language.ts'
import { errorText } from './render/error-text.ts'
import { processTerminal } from './terminal.ts'

// Both src/cli/ and out/main/ lie two folders below the program's own; the worker entries are beside the bundle.
const home = fileURLToPath(new URL('../../', import.meta.url))
const entries = new URL(import.meta.url.endsWith('.ts') ? '../worker/' : './', import.meta.url)

const words = process.argv.slice(2)
const locale = languageOf(words, process.env)
const terminal = processTerminal()
const { version } = JSON.parse(readFileSync(`${home}package.json`, 'utf8')) as { version: string }
speak(locale)
await run({ terminal, locale, entries, home, version })

async function run(surroundings: Surroundings): Promise<void> {
  try {
    await programOf(surroundings).parseAsync(words, { from: 'user' })
  } catch (thrown) {
    process.exitCode = thrown instanceof CommanderError ? usageStatus(thrown) : failureStatus(thrown)
  }
}

function programOf(surroundings: Surroundings): Command {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': m.cli_title_usage(),
    'Arguments:': m.cli_title_arguments(),
    'Options:': m.cli_title_options(),
    'Commands:': m.cli_title_commands(),
  }
  const program = new Command('threadloft')
  program
    .description(m.cli_about())
    .version(surroundings.version, '-V, --version', m.cli_option_version())
    .helpOption('-h, --help', m.cli_option_help())
    .helpCommand('help [command]', m.cli_option_help())
    .configureHelp({ styleTitle: title => titles[title] ?? title })
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError(false)
    .exitOverride()
  for (const add of [
    addInspect,
    addImport,
    addWatch,
    addThreads,
    addShow,
    addSearch,
    addSearches,
    addExport,
    addServe,
    addStats,
    addTag,
    addNote,
    addStar,
    addBin,
    addJoin,
    addSplit,
    addUndo,
    addGaps,
    addVerify,
    addRepair,
    addBackup,
    addRestore,
    addReread,
  ])
    add(program, surroundings)
  return program
}

/** Help and version are no failures; all else was a command that cannot be understood. */
function usageStatus(error: CommanderError): number {
  if (error.exitCode === 0) return 0
  if (error.code === 'commander.help') return exitStatus['bad-input']
  terminal.note(m.cli_bad_usage({ reason: error.message.replace(/^error: /, '') }))
  return exitStatus['bad-input']
}

function failureStatus(thrown: unknown): number {
  const { code, details } = asThreadloftError(thrown)
  const message = errorText(code, details)
  if (words.includes('--json')) terminal.answer(JSON.stringify({ error: { code, message, details } }, null, 2))
  terminal.note(message)
  return exitStatus[code]
}
