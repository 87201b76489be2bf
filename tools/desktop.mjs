/* Whether the desktop program can be shown here: Electron's runtime, a display, and Chromium's sandbox. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder } from './install.mjs'
import { findNode, root } from './node.mjs'

const longestFetchMs = 120_000
const rememberFailureMs = 24 * 3_600_000

/** The Electron program file that is there, without fetching anything; null when there is none. */
export function electronHere(folder = root, environment = process.env) {
  const electron = path.join(folder, 'node_modules', 'electron')
  const named = path.join(electron, 'path.txt')
  const program = existsSync(named) ? readFileSync(named, 'utf8') : null
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH
  const file = override
    ? path.join(override, program ?? (process.platform === 'win32' ? 'electron.exe' : 'electron'))
    : program && path.join(electron, 'dist', program)
  return file && existsSync(file) ? file : null
}

/** The Electron program file, fetched if need be. A failed fetch is not tried again for a day. */
export function electronProgram(folder = root) {
  const here = electronHere(folder)
  if (here) return here
  const failure = path.join(cacheFolder(folder), 'electron-not-fetched')
  if (existsSync(failure) && Date.now() - statSync(failure).mtimeMs < rememberFailureMs) return null
  process.stderr.write("Fetching Electron's runtime (once, about 110 MB) …\n")
  const install = path.join(folder, 'node_modules', 'electron', 'install.js')
  spawnSync(findNode({ folder }).path, [install], { cwd: folder, stdio: 'ignore', timeout: longestFetchMs })
  const fetched = electronHere(folder)
  if (fetched) rmSync(failure, { force: true })
  else {
    mkdirSync(cacheFolder(folder), { recursive: true })
    writeFileSync(failure, new Date().toISOString())
  }
  return fetched
}

/** Whether there is a screen to show a window on. */
export function hasDisplay(environment = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}

const cures = `Chromium's sandbox is not allowed on this system, and Threadloft does not start without it. Two cures:
  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
  or: sudo chown root node_modules/electron/dist/chrome-sandbox && sudo chmod 4755 node_modules/electron/dist/chrome-sandbox`

/**
 * How Electron's sandbox stands: the words to start it with, and what to say about it. `words` is null where it would
 * not start.
 */
export function sandboxOf(program, { platform = process.platform, root: asRoot = process.getuid?.() === 0 } = {}) {
  if (platform !== 'linux') return { words: [], note: null }
  if (asRoot)
    return { words: ['--no-sandbox'], note: 'Started as root: Chromium refuses its sandbox to root, so it is off.' }
  const helper = path.join(path.dirname(program), 'chrome-sandbox')
  const helps = existsSync(helper) && statSync(helper).uid === 0 && (statSync(helper).mode & 0o4000) !== 0
  if (helps || spawnSync('unshare', ['-Ur', 'true'], { stdio: 'ignore' }).status === 0) return { words: [], note: null }
  return { words: null, note: cures }
}
