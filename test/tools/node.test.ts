import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { environmentWith, findNode, runsProgram, runsTools, utf8Names } from '../../tools/node.mjs'

const old = { path: '/usr/bin/node', version: '20.20.2' }

describe('which Node is used', () => {
  it('takes the running one when it is new enough', () => {
    const running = { path: '/usr/bin/node', version: '24.1.0' }
    expect(findNode({ running })).toEqual(running)
  })

  it.skipIf(process.platform === 'win32')('else the one npm installed for this platform', () => {
    const folder = folderWithNode('v24.21.0')
    const bundled = path.join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
    expect(findNode({ folder, running: old })).toEqual({ path: bundled, version: '24.21.0' })
  })

  it('finds none where the one npm installed is missing or does not start', () => {
    const empty = mkdtempSync(path.join(tmpdir(), 'threadloft-node-'))
    expect([
      findNode({ folder: empty, running: old }),
      findNode({ folder: folderWithNode(null), running: old }),
    ]).toEqual([null, null])
  })

  it('knows the versions that lack zstd, and those that cannot run TypeScript', () => {
    const versions = ['20.20.2', '22.14.0', '22.15.0', '22.18.0', '23.7.0', '23.8.0', '24.0.0', '25.0.0']
    expect(versions.filter(runsProgram)).toEqual(['22.15.0', '22.18.0', '23.8.0', '24.0.0', '25.0.0'])
    expect(versions.filter(runsTools)).toEqual(['22.18.0', '23.8.0', '24.0.0', '25.0.0'])
  })
})

it('puts a folder in front of PATH, whatever the system writes it like', () => {
  const path_ = (name: string): NodeJS.ProcessEnv => environmentWith('/new', { [name]: '/old', LANG: 'zh_CN.UTF-8' })
  expect([path_('PATH'), path_('Path'), environmentWith('/new', {})]).toMatchObject([
    { PATH: `/new${path.delimiter}/old` },
    { Path: `/new${path.delimiter}/old` },
    { PATH: '/new' },
  ])
})

/** A project folder whose bundled Node says a version, or fails. */
function folderWithNode(version: string | null): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadloft-node-'))
  const bin = path.join(folder, `node_modules/node-${process.platform}-${process.arch}/bin`)
  mkdirSync(bin, { recursive: true })
  writeFileSync(path.join(bin, 'node'), `#!/bin/sh\n${version === null ? 'exit 1' : `echo ${version}`}\n`)
  chmodSync(path.join(bin, 'node'), 0o755)
  return folder
}

it('takes names of files for UTF-8 where a system tells of no charset', () => {
  const names = (environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = 'linux') =>
    utf8Names(environment, platform)
  expect([names({}), names({ LANG: 'C' }), names({ LANG: 'zh_CN.UTF-8' }), names({ LC_ALL: 'POSIX' })]).toEqual([
    { LC_CTYPE: 'C.UTF-8' },
    { LC_CTYPE: 'C.UTF-8' },
    {},
    {},
  ])
  expect(names({}, 'darwin')).toEqual({})
})
