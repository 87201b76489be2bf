import { expect, onTestFinished, test, vi } from 'vitest'
import type { Client } from '../../src/renderer/api/client.ts'
import type { Navigator } from '../../src/renderer/state/navigator.svelte.ts'
import { Preferences } from '../../src/renderer/state/preferences.svelte.ts'
import { TabKeeper } from '../../src/renderer/state/tab-keeper.svelte.ts'

test('a window that waits long for its settings does not put its first tab in the place of those of last time', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const kept: unknown[] = []
  const settings = Promise.withResolvers<unknown>()
  const client = {
    call(name: string, input: unknown) {
      if (name === 'settings.get') return settings.promise
      if (name === 'settings.set') kept.push(input)
      return Promise.resolve({ ok: false, error: { code: 'internal', details: {} } })
    },
  } as unknown as Client
  const preferences = new Preferences(client)
  const started = preferences.start()
  const tabs = new TabKeeper(client, {} as unknown as Navigator, preferences)
  tabs.follow({ open: [{ id: 1, hash: '#/all', title: 'All threads' }], front: 1, closed: [] })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(kept).toEqual([])
  settings.resolve({ ok: true, value: { ...preferences.settings, tabs: { open: [], front: 0 } } })
  await started
  await vi.advanceTimersByTimeAsync(5_000)
  expect(kept).toEqual([{ tabs: { open: [{ hash: '#/all', title: 'All threads' }], front: 0 } }])
})
