/* Builds the program into out/ : compiles the messages, then main, preload, workers, command line and screens. */
import { pathToFileURL } from 'node:url'
import { isBuilt, noteBuilt, sourceStamp } from './build-stamp.mjs'
import { run } from './run.mjs'

/** Builds, and gives the exit status of the step that failed, or 0. */
export async function build({ stdio = 'inherit' } = {}) {
  const stamp = sourceStamp()
  const messages = await run('tools/messages.mjs', [], { stdio })
  if (messages !== 0) return messages
  const status = await run('electron-vite', ['build', '--logLevel', 'warn'], { stdio })
  if (status === 0) noteBuilt(stamp)
  return status
}

/** Builds unless the build is of these very sources. */
export async function ensureBuilt(options) {
  return isBuilt() ? 0 : build(options)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await build()
