/*
 * Finds a Node that this project runs on. Plain JavaScript for Node 18 and up, nothing from node_modules: it works
 * before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Whether a version can run the built program: zstd came with 22.15 and 23.8. */
export const runsProgram = version =>
  atLeast(version, [22, 15]) && !(major(version) === 23 && !atLeast(version, [23, 8]))

/** Whether a version can also run our tools and tests, which are TypeScript: 22.18 strips types without a flag. */
export const runsTools = version => runsProgram(version) && atLeast(version, [22, 18])

/**
 * The Node to use: the running one when it will do, else the one that npm installed for this platform, else null.
 * @param {{ folder?: string, running?: { path: string, version: string }, will?: (version: string) => boolean }} [where]
 * @returns {{ path: string, version: string } | null}
 */
export function findNode({ folder = root, running, will = runsTools } = {}) {
  const here = running ?? { path: process.execPath, version: process.versions.node }
  if (will(here.version)) return here
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const bundled = path.join(folder, 'node_modules', `node-${platformName()}-${process.arch}`, 'bin', name)
  if (!existsSync(bundled)) return null
  const asked = spawnSync(bundled, ['--version'], { encoding: 'utf8' })
  const version = asked.status === 0 ? asked.stdout.trim().replace(/^v/, '') : null
  return version && will(version) ? { path: bundled, version } : null
}

/** What to tell a person when there is no Node to run on. */
export const nodeMissing =
  `Threadloft needs Node 24 (22.18 or newer will do); this is Node ${process.versions.node}. ` +
  'Install it from https://nodejs.org/en/download and try again.'

/** The environment of a child process, with a folder in front of PATH, and names of files as UTF-8. */
export function environmentWith(folder, environment = process.env) {
  const key = Object.keys(environment).find(name => name.toUpperCase() === 'PATH') ?? 'PATH'
  const onPath = [folder, environment[key]].filter(Boolean).join(path.delimiter)
  return { ...environment, ...utf8Names(environment), [key]: onPath }
}

/**
 * What must be set so that Chromium can open dropped files whose names are not ASCII: where a system tells it of no charset,
 * as one without a locale does, it takes them for none it knows. Nothing where one is told, or where this is another system.
 */
export function utf8Names(environment = process.env, platform = process.platform) {
  const told = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || 'C'
  return platform === 'linux' && /^(?:C|POSIX)$/.test(told) && !environment.LC_ALL ? { LC_CTYPE: 'C.UTF-8' } : {}
}

const platformName = () => (process.platform === 'win32' ? 'win' : process.platform)
const major = version => Number(version.split('.')[0])

function atLeast(version, [wantedMajor, wantedMinor]) {
  const [isMajor, isMinor] = version.split('.').map(Number)
  return isMajor > wantedMajor || (isMajor === wantedMajor && isMinor >= wantedMinor)
}
