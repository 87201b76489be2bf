/* Tells whether the build is older than its sources: a hash over names, sizes and times of everything that goes into it. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './node.mjs'

const inputs = ['src', 'messages', 'resources', 'project.inlang/settings.json', 'electron.vite.config.ts']
const configuration = ['svelte.config.js', 'tsconfig.json', 'package-lock.json']
const ignored = new Set(['generated', 'cache'])

const stampFile = folder => path.join(folder, 'out', '.stamp')

/** The hash of the sources as they are now. */
export function sourceStamp(folder = root) {
  const hash = createHash('sha256')
  for (const input of [...inputs, ...configuration]) {
    for (const file of filesBelow(path.join(folder, input))) {
      const { size, mtimeMs } = statSync(file)
      hash.update(`${path.relative(folder, file)}\0${size}\0${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

/** Whether there is a build of just these sources. */
export function isBuilt(folder = root) {
  return existsSync(stampFile(folder)) && readFileSync(stampFile(folder), 'utf8') === sourceStamp(folder)
}

/** Notes that the build is of the sources that had this stamp before it began. */
export function noteBuilt(stamp, folder = root) {
  mkdirSync(path.join(folder, 'out'), { recursive: true })
  writeFileSync(stampFile(folder), stamp)
}

function filesBelow(start) {
  if (!existsSync(start)) return []
  if (!statSync(start).isDirectory()) return [start]
  const entries = readdirSync(start, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1))
  return entries
    .filter(entry => !ignored.has(entry.name))
    .flatMap(entry => (entry.isDirectory() ? filesBelow(path.join(start, entry.name)) : path.join(start, entry.name)))
}
