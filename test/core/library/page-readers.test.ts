import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { ThreadloftError } from '../../../src/core/errors.ts'
import type { SourceFile } from '../../../src/core/intake/saved-page.ts'
import { startPageReaders } from '../../../src/core/library/page-readers.ts'
import type { PageReaders } from '../../../src/core/library/page-readers.ts'

const entry = new URL('../../../src/worker/page-reader.ts', import.meta.url)
let readers: PageReaders | null = null
afterEach(() => readers?.close())

const file = (html: string): SourceFile => ({
  path: null,
  name: 'page.html',
  bytes: Buffer.from(html),
  modifiedAt: null,
})
const ordinary = file('<!doctype html><title>小镇</title><p>北渡口</p>')
const huge = file('<!doctype html><title>big</title>' + '<p><b>x</b></p>'.repeat(400_000))

/** How far each thread of this program stands back for others. */
const niceness = (): number[] =>
  readdirSync('/proc/self/task').map(task =>
    Number(readFileSync(`/proc/self/task/${task}/stat`, 'utf8').split(') ')[1]!.split(' ')[16]),
  )

/** Why a reading ended; not what was read, which is too much to be shown by a test that fails. */
const endOf = (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => 'read',
    (thrown: unknown) => (thrown as ThreadloftError).code,
  )

describe('page readers', () => {
  it('stop a page that takes longer than its budget, and go on with the next', async () => {
    readers = startPageReaders(entry, 1, { milliseconds: 100, megabytes: 1_024 })
    expect(await endOf(readers.read(huge))).toBe('page-too-slow')
    await readers.close()
    readers = startPageReaders(entry, 1)
    expect((await readers.read(ordinary)).pages[0]!.reading.thread.title).toBe('小镇')
  })

  it('charge a page for the time it works, not for the time it waits on a busy machine', async () => {
    const waiting = new URL('../../support/waiting-reader-child.ts', import.meta.url)
    readers = startPageReaders(waiting, 1, { milliseconds: 400, megabytes: 1_024 })
    expect(await readers.read(ordinary)).toEqual({ pages: [], assets: [] })
  })

  it('charge a page for nothing before it begins, however long a busy machine takes to start its thread', async () => {
    const late = new URL('../../support/late-reader-child.ts', import.meta.url)
    readers = startPageReaders(late, 1, { milliseconds: 100, megabytes: 1_024 })
    expect(await readers.read(ordinary)).toEqual({ pages: [], assets: [] })
  })

  it('charge a page for nothing while the whole program is stopped, as by a machine that sleeps', async () => {
    const waiting = new URL('../../support/waiting-reader-child.ts', import.meta.url)
    readers = startPageReaders(waiting, 1, { milliseconds: 110, megabytes: 1_024 })
    await readers.read({ ...ordinary, name: '1.html' })
    const reading = readers.read({ ...ordinary, name: '3000.html' })
    await setTimeout(100)
    // The next look comes late by more than a page is waited for, and the page is still being read.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000)
    expect(await reading).toEqual({ pages: [], assets: [] })
  })

  it.runIf(process.platform === 'linux')('make way for the other threads of the program', async () => {
    readers = startPageReaders(entry, 1)
    await readers.read(ordinary)
    expect(Math.max(...niceness())).toBe(Math.min(...niceness()) + 10)
  })

  it('stop a page that needs more memory than its budget, and go on with the next', async () => {
    readers = startPageReaders(entry, 1, { milliseconds: 20_000, megabytes: 40 })
    expect(await endOf(readers.read(huge))).toBe('page-too-large')
    expect((await readers.read(ordinary)).pages[0]!.reading.thread.title).toBe('小镇')
  })

  it('stop at once when the run is cancelled', async () => {
    readers = startPageReaders(entry, 1)
    const controller = new AbortController()
    const reading = readers.read(huge, controller.signal)
    controller.abort()
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('answer with the reason for a file that is no page', async () => {
    readers = startPageReaders(entry, 1)
    await expect(
      readers.read({ ...ordinary, bytes: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') }),
    ).rejects.toMatchObject({ code: 'unsupported-file' })
  })
})
