import { expect, test } from 'vitest'
import type { Bridge } from '../../src/renderer/api/bridge-transport.ts'
import { bridgeTransport } from '../../src/renderer/api/bridge-transport.ts'

test('hands dropped files over by path, and leaves out what has none', async () => {
  const calls: unknown[] = []
  const paths = new Map([['one.html', '/home/me/one.html']])
  const bridge: Bridge = {
    call: async (name, input) => {
      calls.push([name, input])
      return { ok: true, value: { runId: 1 } }
    },
    on: () => () => undefined,
    pathForFile: file => paths.get(file.name) ?? '',
  }
  const files = ['one.html', 'pasted'].map(name => ({ file: new File([], name), path: name }))
  expect(await bridgeTransport(bridge).importFiles(files)).toEqual({ ok: true, value: { runId: 1 } })
  expect(calls).toEqual([['imports.start', { paths: ['/home/me/one.html'] }]])
})
