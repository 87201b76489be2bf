/*
 * npm start [-- files or folders to import]: from a fresh clone to the open program in one command. Plain JavaScript for
 * Node 18 and up; nothing from node_modules until that is installed.
 */
import { parseArgs } from 'node:util'
import path from 'node:path'
import { ensureBuilt } from './build.mjs'
import { electronProgram, hasDisplay, sandboxOf } from './desktop.mjs'
import { ensureInstalled } from './install.mjs'
import { findNode, nodeMissing } from './node.mjs'
import { run, runProgram } from './run.mjs'

const help = `npm start [-- [options] [file or folder …]]

Installs and builds what is missing, imports the files and folders given, and opens Threadloft:
as a desktop program where Electron can run, else as a local web view in a browser of this machine.

  --library DIR   the library's folder (else THREADLOFT_LIBRARY, else your own)
  --web           the local web view, also where Electron is there
  --no-open       serve the local web view and print its address; open nothing
  --port N        the port of the local web view (else any free one)
  --help          this
`
const { values, positionals: paths } = readWords()
if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}

ensureInstalled()
if (!findNode()) stop(nodeMissing)
const desktop = values.web || values['no-open'] ? null : desktopHere()
if ((await ensureBuilt({ stdio: ['ignore', process.stderr.fd, 'inherit'] })) !== 0) stop('The build failed: see above.')

const library = values.library ? ['--library', path.resolve(calledFrom(), values.library)] : []
const given = paths.map(file => path.resolve(calledFrom(), file))
process.exitCode = desktop
  ? await runProgram(desktop.program, [...desktop.words, '.', ...library, ...given])
  : await importAndServe()

/** The desktop program imports what it is given itself, also when it is open already; the web view finds it done. */
async function importAndServe() {
  if (given.length > 0) await run('bin/threadloft.mjs', ['import', ...library, '--', ...given])
  const port = values.port ? ['--port', values.port] : []
  return run('bin/threadloft.mjs', ['serve', ...library, ...openWords(), ...port])
}

/** Electron and how to start it, or null after one plain line that says why the web view opens instead. */
function desktopHere() {
  if (!hasDisplay()) {
    say('No display here, so Threadloft serves its local web view: open the address below on this machine.')
    return null
  }
  const program = electronProgram()
  if (!program) {
    say("Electron's runtime is not here and could not be fetched, so the local web view opens instead.")
    return null
  }
  const { words, note } = sandboxOf(program)
  if (note) say(note)
  if (words) return { program, words }
  say('The local web view opens instead.')
  return null
}

function openWords() {
  return values['no-open'] || !hasDisplay() ? [] : ['--open']
}

/** The folder npm was called in: npm itself moves to the project's. */
function calledFrom() {
  return process.env.INIT_CWD ?? process.cwd()
}

function readWords() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        library: { type: 'string' },
        port: { type: 'string' },
        web: { type: 'boolean' },
        'no-open': { type: 'boolean' },
      },
    })
  } catch (error) {
    return stop(`${error.message}\n\n${help}`)
  }
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function stop(message) {
  say(message)
  process.exit(1)
}
