/*
 * Runs a command of node_modules/.bin, or a script of ours, on a Node that can: node tools/run.mjs vitest run
 * All npm scripts go through here, because the machine's own Node may be too old for them.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { environmentWith, findNode, nodeMissing, root } from './node.mjs'

/** Starts a command on the project's Node, with the given words; the same options as `spawn`. */
export function start(command, words, options = {}) {
  const node = findNode()
  if (!node) throw new Error(nodeMissing)
  const { env, ...others } = { stdio: 'inherit', cwd: root, ...options }
  const environment = environmentWith(path.dirname(node.path), env ?? process.env)
  if (/\.(?:ts|mjs|js)$/.test(command)) return spawn(node.path, [command, ...words], { ...others, env: environment })
  const bin = path.join(root, 'node_modules', '.bin')
  const shell = process.platform === 'win32'
  return spawn(command, shell ? words.map(word => `"${word}"`) : words, {
    ...others,
    env: environmentWith(bin, environment),
    shell,
  })
}

/** Runs a command to its end and gives its exit status. */
export const run = (command, words, options = {}) => endOf(start(command, words, options))

/** Runs a program of another kind, such as Electron, with the project's Node first on its PATH. */
export function runProgram(program, words) {
  const node = findNode()
  if (!node) throw new Error(nodeMissing)
  return endOf(spawn(program, words, { stdio: 'inherit', cwd: root, env: environmentWith(path.dirname(node.path)) }))
}

/**
 * The exit status of a child. Ctrl+C reaches it from the terminal: this process waits until it has ended in order, and
 * then ends too. A request to end that comes to this process alone is passed on; npm, when it is told to end, ends without
 * telling us, which shows in a new parent.
 */
function endOf(child) {
  return new Promise((resolve, reject) => {
    let interrupted = false
    const interrupt = () => {
      interrupted = true
    }
    const terminate = () => {
      interrupted = true
      child.kill('SIGTERM')
    }
    const parent = process.ppid
    const watch = setInterval(() => process.ppid !== parent && terminate(), 1_000)
    process.on('SIGINT', interrupt).on('SIGTERM', terminate)
    child.once('error', reject)
    child.once('close', (status, signal) => {
      clearInterval(watch)
      process.off('SIGINT', interrupt).off('SIGTERM', terminate)
      if (interrupted) process.exit(status ?? 130)
      resolve(signal ? 1 : status)
    })
  })
}

/** Runs a command to its end and gives what it wrote to standard output. */
export async function output(command, words, options = {}) {
  const child = start(command, words, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
  const chunks = []
  for await (const chunk of child.stdout) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8').trim()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [command, ...words] = process.argv.slice(2)
  if (!command) {
    process.stderr.write('usage: node tools/run.mjs COMMAND [WORD …]\n')
    process.exit(2)
  }
  try {
    process.exitCode = await run(command, words)
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
