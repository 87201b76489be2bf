import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ThreadloftError } from '../../../src/core/errors.ts'
import type { CallByName } from '../../../src/core/library/call-by-name.ts'
import type { ExportAround, ExportFolder } from '../../../src/core/library/export-threads.ts'
import { exportThreads, intoFolder } from '../../../src/core/library/export-threads.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'threadloft-many-'))))
afterEach(() => rmSync(folder, { recursive: true }))

/** Thread 3 is gone; the others are called by the number of their tens, so that 11 and 12 share a name. */
const library: CallByName = async (_name, input) => {
  const { threadId, format } = input as { threadId: number; format: string }
  if (threadId === 3) return { ok: false, error: { code: 'thread-unknown', details: { thread: 3 } } }
  const suggestedName = `水塔 ${Math.floor(threadId / 10)}.${format}`
  return { ok: true, value: { content: `text of ${threadId}`, suggestedName } }
}

function around(changes: Partial<ExportAround> = {}): ExportAround {
  const { signal } = new AbortController()
  return { call: library, locale: 'en', printer: null, emit: () => undefined, signal, ...changes }
}
const texts = (): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map(name => [name, readFileSync(path.join(folder, name), 'utf8')]))

test('each thread gets a file of its own, and what was there is left alone', async () => {
  writeFileSync(path.join(folder, '水塔 2.md'), 'mine')
  const report = await exportThreads({ threadIds: [11, 12, 21], format: 'md' }, intoFolder(folder), around())
  expect(report).toEqual({ path: folder, download: null, written: 3, failed: [], isCancelled: false })
  expect(texts()).toEqual({
    '水塔 1.md': 'text of 11',
    '水塔 1 (2).md': 'text of 12',
    '水塔 2.md': 'mine',
    '水塔 2 (2).md': 'text of 21',
  })
})

test('a thread that cannot be written is named, and the others are written', async () => {
  const report = await exportThreads({ threadIds: [3, 40], format: 'txt' }, intoFolder(folder), around())
  expect(report).toMatchObject({
    written: 1,
    failed: [{ threadId: 3, code: 'thread-unknown', details: { thread: 3 } }],
  })
  expect(Object.keys(texts())).toEqual(['水塔 4.txt'])
})

test('tells how far it is, and at last that it is over', async () => {
  const told: unknown[] = []
  const emit: ExportAround['emit'] = (name, data) => told.push([name, data])
  await exportThreads({ threadIds: [11, 21], format: 'md' }, intoFolder(folder), around({ emit }))
  expect(told).toEqual([0, 1, 2].map(done => ['exports.progress', { done, total: 2 }]))
})

test('cancelled in the middle of a print it keeps what is finished and waits for nothing', async () => {
  const running = new AbortController()
  const printer = {
    print: ({ title }: { title: string }) => {
      if (title === '水塔 1') return Promise.resolve(Buffer.from('%PDF'))
      running.abort()
      return new Promise<Uint8Array>(() => undefined)
    },
  }
  const report = await exportThreads(
    { threadIds: [11, 21, 31], format: 'pdf' },
    intoFolder(folder),
    around({ printer, signal: running.signal }),
  )
  expect([report, Object.keys(texts())]).toEqual([
    { path: folder, download: null, written: 1, failed: [], isCancelled: true },
    ['水塔 1.pdf'],
  ])
})

test('a full disk ends it: the other threads would not fit either', async () => {
  const full: ExportFolder = {
    add: () => Promise.reject(new ThreadloftError('disk-full', { path: folder })),
    end: () => Promise.reject(new Error('never asked')),
  }
  await expect(exportThreads({ threadIds: [11, 21], format: 'md' }, full, around())).rejects.toMatchObject({
    code: 'disk-full',
  })
})
