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
  it('is told by npm’s own record, which it writes last', () => {
    put('package-lock.json', '{}', 60)
    const before = isInstalled(folder)
    mkdirSync(path.join(folder, 'node_modules/half'), { recursive: true })
    const halfWay = isInstalled(folder)
    put('node_modules/.package-lock.json', '{}', 30)
    expect([before, halfWay, isInstalled(folder)]).toEqual([false, false, true])
  })

  it('is asked anew when the lock file changes, and not when it is only touched', () => {
    put('package-lock.json', '{}', 60)
    put('node_modules/.package-lock.json', '{}', 30)
    ensureInstalled(folder)
    put('package-lock.json', '{}')
    const touched = isInstalled(folder)
    put('package-lock.json', '{"changed":true}')
    expect([touched, isInstalled(folder)]).toEqual([true, false])
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
