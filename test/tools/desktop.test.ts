import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { electronHere, hasDisplay, sandboxOf } from '../../tools/desktop.mjs'

describe('whether the desktop program can be shown', () => {
  it('needs a display on Linux only', () => {
    expect([
      hasDisplay({}, 'linux'),
      hasDisplay({ DISPLAY: ':0' }, 'linux'),
      hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux'),
      hasDisplay({}, 'darwin'),
    ]).toEqual([false, true, true, true])
  })

  it('takes the runtime that the environment names, else the one in node_modules, and none that is not there', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'threadloft-electron-'))
    const electron = path.join(folder, 'node_modules/electron')
    const before = electronHere(folder, {})
    mkdirSync(path.join(electron, 'dist'), { recursive: true })
    writeFileSync(path.join(electron, 'path.txt'), 'electron')
    const halfFetched = electronHere(folder, {})
    writeFileSync(path.join(electron, 'dist/electron'), '')
    const own = path.join(folder, 'own')
    const missing = electronHere(folder, { ELECTRON_OVERRIDE_DIST_PATH: own })
    mkdirSync(own)
    writeFileSync(path.join(own, 'electron'), '')
    expect([
      before,
      halfFetched,
      electronHere(folder, {}),
      missing,
      electronHere(folder, { ELECTRON_OVERRIDE_DIST_PATH: own }),
    ]).toEqual([null, null, path.join(electron, 'dist/electron'), null, path.join(own, 'electron')])
  })

  it('turns the sandbox off for root only, and says so', () => {
    expect([
      sandboxOf('/nowhere/electron', { platform: 'linux', root: true }),
      sandboxOf('/nowhere/electron', { platform: 'darwin', root: false }),
    ]).toEqual([
      { words: ['--no-sandbox'], note: expect.stringContaining('root') as string },
      { words: [], note: null },
    ])
  })
})
