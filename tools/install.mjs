/* Installs the packages that the lock file names, once for each lock file. Plain JavaScript, nothing from node_modules. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './node.mjs'

/** Where the tools keep what they remember between runs. */
export const cacheFolder = (folder = root) => path.join(folder, 'node_modules', '.cache', 'threadloft')

const stampFile = folder => path.join(cacheFolder(folder), 'installed')

function lockHash(folder) {
  return createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex')
}

/** Whether node_modules holds what the lock file says: by our stamp, else by npm's own record, which it writes last. */
export function isInstalled(folder = root) {
  const record = path.join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  if (existsSync(stampFile(folder)) && readFileSync(stampFile(folder), 'utf8') === lockHash(folder)) return true
  const wanted = packagesIn(path.join(folder, 'package-lock.json'))
  const there = packagesIn(record)
  return Object.entries(wanted).every(
    ([place, { version, optional }]) => place === '' || optional === true || there[place]?.version === version,
  )
}

const packagesIn = file => JSON.parse(readFileSync(file, 'utf8')).packages ?? {}

/** Runs `npm ci` unless the packages are there. Ends the process with a plain message when that fails. */
export function ensureInstalled(folder = root) {
  if (!isInstalled(folder)) {
    process.stderr.write('Installing packages (once) …\n')
    const npm = process.env.npm_execpath
    const command = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
    const options = { cwd: folder, stdio: ['ignore', process.stderr.fd, 'inherit'] }
    const done = npm?.endsWith('.js')
      ? spawnSync(process.execPath, [npm, ...command], options)
      : spawnSync('npm', command, { ...options, shell: process.platform === 'win32' })
    if (done.status !== 0) {
      process.stderr.write('npm could not install the packages: see its words above. Nothing was started.\n')
      process.exit(1)
    }
  }
  mkdirSync(cacheFolder(folder), { recursive: true })
  writeFileSync(stampFile(folder), lockHash(folder))
}
