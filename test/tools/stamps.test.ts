import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { isBuilt, noteBuilt, sourceStamp } from '../../tools/build-stamp.mjs'
import { ensureInstalled, isInstalled } from '../../tools/install.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'threadloft-stamps-'))
})

function put(name: string, text = '', secondsAgo = 0): void {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  const at = Date.now() / 1000 - secondsAgo
  utimesSync(file, at, at)
}

describe('whether packages are installed', () => {
  const lock = (packages: object): string => JSON.stringify({ packages: { '': {}, ...packages } })

  it('is told by npm’s own record, which it writes last', () => {
    put('package-lock.json', lock({ 'node_modules/a': { version: '1.0.0' } }))
    const before = isInstalled(folder)
    mkdirSync(path.join(folder, 'node_modules/a'), { recursive: true })
    const halfWay = isInstalled(folder)
    put('node_modules/.package-lock.json', lock({ 'node_modules/a': { version: '1.0.0' } }))
    expect([before, halfWay, isInstalled(folder)]).toEqual([false, false, true])
  })

  it('is asked anew when the lock file wants another version, and never for what is optional', () => {
    put('node_modules/.package-lock.json', lock({ 'node_modules/a': { version: '1.0.0' } }))
    put('package-lock.json', lock({ 'node_modules/a': { version: '1.0.0' } }))
    ensureInstalled(folder)
    const other = { 'node_modules/b': { version: '1.0.0', optional: true } }
    put('package-lock.json', lock({ 'node_modules/a': { version: '1.0.0' }, ...other }))
    const forElsewhere = isInstalled(folder)
    put('package-lock.json', lock({ 'node_modules/a': { version: '1.0.1' } }))
    expect([forElsewhere, isInstalled(folder)]).toEqual([true, false])
  })
})

describe('whether the build is of these sources', () => {
  beforeEach(() => {
    put('src/core/a.ts', 'a', 60)
    put('messages/en.json', '{}', 60)
    noteBuilt(sourceStamp(folder), folder)
  })

  it('is so until one changes, comes or goes', () => {
    const built = isBuilt(folder)
    put('src/core/a.ts', 'b', 60)
    const changed = isBuilt(folder)
    put('src/core/a.ts', 'a', 30)
    const touched = isBuilt(folder)
    noteBuilt(sourceStamp(folder), folder)
    put('src/core/b.ts')
    const added = isBuilt(folder)
    rmSync(path.join(folder, 'src/core/b.ts'))
    expect({ built, changed, touched, added, removed: isBuilt(folder) }).toEqual({
      built: true,
      changed: false,
      touched: false,
      added: false,
      removed: true,
    })
  })

  it('does not mind what was generated', () => {
    put('src/messages/generated/messages.js', 'new')
    expect(isBuilt(folder)).toBe(true)
  })
})
