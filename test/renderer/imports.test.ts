/* What the screens make of what an import tells; the library behind them is a few answers. */
import { expect, test } from 'vitest'
import type { Client } from '../../src/renderer/api/client.ts'
import type { Progress } from '../../src/renderer/state/imports.svelte.ts'
import { filesASecond, Imports } from '../../src/renderer/state/imports.svelte.ts'
import { Toasts } from '../../src/renderer/state/toasts.svelte.ts'

const running: Progress = {
  runId: 1,
  state: 'running',
  given: 10,
  imported: 3,
  known: 1,
  skipped: 0,
  failed: 0,
  newPosts: 9,
  bytes: 100,
  activeMs: 2_000,
  reason: null,
  current: null,
}

/** Imports as a window has them, with the runs that its library lists, and a way to tell it something. */
function window(runs: readonly unknown[] = []): {
  imports: Imports
  toasts: Toasts
  tell: (name: string, data: unknown) => void
} {
  const listeners = new Map<string, (data: unknown) => void>()
  const client = {
    call: () => Promise.resolve({ ok: true, value: { runs } }),
    on: (name: string, listener: (data: unknown) => void) => {
      listeners.set(name, listener)
      return () => listeners.delete(name)
    },
  } as unknown as Client
  const toasts = new Toasts(error => error.code)
  const imports = new Imports(client, toasts, { saved: path => path, pasted: () => 'pasted' })
  imports.listen()
  return { imports, toasts, tell: (name, data) => listeners.get(name)?.(data) }
}

test('a run whose library thread dies is shown as interrupted, and why is said', () => {
  const { imports, toasts, tell } = window()
  tell('imports.progress', running)
  expect(imports.running).toBe(true)
  tell('library.lost', { reason: 'out of memory' })
  expect([imports.running, imports.shown[0]?.state]).toEqual([false, 'interrupted'])
  expect(toasts.shown.map(toast => toast.text)).toEqual(['library-stopped'])
})

test('only what a person began is offered to go on; watched folders take their files by themselves', async () => {
  const cut = { ...running, state: 'interrupted' }
  const { imports } = window([
    { ...cut, runId: 3, kind: 'watched' },
    { ...cut, runId: 2, kind: 'hand' },
  ])
  await expect.poll(() => imports.interrupted.map(run => run.runId)).toEqual([2])
  expect(imports.shown).toEqual([])
})

test('a paused run stays in sight beside one that goes on', () => {
  const { imports, tell } = window()
  tell('imports.progress', { ...running, state: 'paused' })
  tell('imports.progress', { ...running, runId: 2 })
  expect(imports.shown.map(run => [run.runId, run.state])).toEqual([
    [1, 'paused'],
    [2, 'running'],
  ])
  tell('imports.progress', { ...running, runId: 2, state: 'finished' })
  imports.dismiss(2)
  expect(imports.shown.map(run => run.runId)).toEqual([1])
})

test('speed is told once there is something to tell it by, and pauses do not count', () => {
  expect([filesASecond(running), filesASecond({ ...running, activeMs: 500 })]).toEqual([2, null])
})

test('a list of runs that arrives late does not take the place of a newer one', async () => {
  const asked: ((runs: readonly unknown[]) => void)[] = []
  const client = {
    call: () => new Promise(resolve => asked.push(runs => resolve({ ok: true, value: { runs } }))),
    on: () => () => undefined,
  } as unknown as Client
  const imports = new Imports(client, new Toasts(error => error.code), { saved: path => path, pasted: () => 'pasted' })
  const lists = [imports.list(), imports.list()]
  asked[1]!([{ ...running, state: 'finished' }])
  asked[0]!([running])
  await Promise.all(lists)
  expect(imports.runs.map(run => run.state)).toEqual(['finished'])
})
