/* Import runs that rest, stop, go on and try again: the writer in this process, real files and real page readers. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import { expect, onTestFinished, test } from 'vitest'
import type { NotedReport } from '../../../src/core/store/imports.ts'
import { dumpLibrary } from '../../support/dump-library.ts'
import { temporaryFolder } from '../../support/made-pages.ts'
import { towerPage } from '../../support/any-tower-page.ts'
import type { TestWriter, WriterOptions } from '../../support/writer.ts'
import { openWriter } from '../../support/writer.ts'

interface Place {
  readonly library: string
  readonly given: (name: string) => string
  readonly put: (name: string, content: string) => string
}

function place(): Place {
  const folder = temporaryFolder()
  const given = (name: string): string => path.join(folder, 'given', name)
  return {
    library: path.join(folder, 'library'),
    given,
    put(name, content) {
      mkdirSync(path.dirname(given(name)), { recursive: true })
      writeFileSync(given(name), content)
      return given(name)
    },
  }
}

function opened(library: string, options?: WriterOptions): TestWriter {
  const writer = openWriter(library, options)
  onTestFinished(() => writer.close())
  return writer
}

const towers = ({ put }: Place, number: number): void => {
  for (let thread = 1; thread <= number; thread++) put(`${thread}.html`, towerPage({ thread }))
}

const start = async (writer: TestWriter, ...paths: string[]): Promise<number> =>
  (await writer['imports.start']({ paths, kind: 'hand' })).runId

const outcomes = (report: NotedReport): Record<string, string> =>
  Object.fromEntries(
    report.items.map(item => [
      path.basename(item.path),
      item.reason ? `${item.outcome}: ${item.reason.code}` : item.outcome,
    ]),
  )

/** Lets files be read until so many were, then holds the next ones until it is told to go on. */
function gateAfter(files: number): {
  beforeRead: () => Promise<unknown> | undefined
  reached: Promise<unknown>
  open: () => void
} {
  const reached = Promise.withResolvers<null>()
  const gate = Promise.withResolvers<null>()
  let count = 0
  return {
    reached: reached.promise,
    open: () => gate.resolve(null),
    beforeRead() {
      if (++count <= files) return undefined
      reached.resolve(null)
      return gate.promise
    },
  }
}

test('a paused run rests with nothing half stored, and ends as if it had not when it is resumed', async () => {
  const here = place()
  towers(here, 12)
  const gate = gateAfter(4)
  const writer = opened(here.library, gate)
  const runId = await start(writer, here.given(''))
  await gate.reached
  const resting = writer['imports.pause']({ runId })
  gate.open()
  await resting
  const paused = writer.report(runId)
  expect(paused.state).toBe('paused')
  expect(paused.items.length).toBeLessThan(12)
  expect(writer.db.prepare('SELECT count(*) FROM thread').pluck().get()).toBe(paused.imported)
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(writer.report(runId).items).toHaveLength(paused.items.length)
  await writer['imports.resume']({ runId })
  expect(await writer.stopped(runId)).toMatchObject({ state: 'finished', given: 12, imported: 12 })
})

test('a page whose reading takes its time does not keep a run from resting: it is read again afterwards', async () => {
  const here = place()
  towers(here, 2)
  const forever = Promise.withResolvers<null>()
  let isHeld = true
  // The reader itself cannot be made slow on purpose; a reading that hears of being given up is held here instead.
  const writer = opened(here.library, { beforeRead: () => (isHeld ? forever.promise : undefined) })
  const runId = await start(writer, here.given(''))
  await expect.poll(() => writer.read.length).toBe(2)
  const resting = writer['imports.pause']({ runId })
  await new Promise(resolve => setTimeout(resolve, 600))
  isHeld = false
  forever.resolve(null)
  await resting
  expect(writer.report(runId)).toMatchObject({ state: 'paused', given: 2, imported: 0 })
  await writer['imports.resume']({ runId })
  expect(await writer.stopped(runId)).toMatchObject({ state: 'finished', imported: 2 })
})

test('while a run rests another one has its turn', async () => {
  const here = place()
  towers(here, 6)
  const other = here.put('other/7.html', towerPage({ thread: 7 }))
  const gate = gateAfter(2)
  const writer = opened(here.library, gate)
  const first = await start(writer, ...[1, 2, 3, 4, 5, 6].map(number => here.given(`${number}.html`)))
  await gate.reached
  const resting = writer['imports.pause']({ runId: first })
  gate.open()
  await resting
  expect(await writer.stopped(await start(writer, other))).toMatchObject({ state: 'finished', imported: 1 })
  expect(writer.report(first).state).toBe('paused')
})

test('a run whose last file is read before it can rest is done, and nobody waits for it to rest', async () => {
  const here = place()
  towers(here, 3)
  const gate = gateAfter(2)
  const writer = opened(here.library, gate)
  const runId = await start(writer, here.given(''))
  await gate.reached
  const resting = writer['imports.pause']({ runId })
  gate.open()
  await resting
  // On a very busy machine the last reading is given up instead, and the run rests before it.
  if (writer.report(runId).state === 'paused') await writer['imports.resume']({ runId })
  expect(await writer.stopped(runId)).toMatchObject({ state: 'finished', imported: 3 })
})

test('a run that waits for its turn, or rests, can be cancelled', async () => {
  const here = place()
  towers(here, 3)
  const gate = gateAfter(1)
  const writer = opened(here.library, gate)
  const first = await start(writer, here.given(''))
  await gate.reached
  const second = await start(writer, here.given(''))
  await writer['imports.cancel']({ runId: second })
  expect(await writer.stopped(second)).toMatchObject({ state: 'cancelled', given: 0 })
  const resting = writer['imports.pause']({ runId: first })
  gate.open()
  await resting
  await writer['imports.cancel']({ runId: first })
  expect((await writer.stopped(first)).state).toBe('cancelled')
  await expect(async () => writer['imports.pause']({ runId: first })).rejects.toMatchObject({ code: 'run-unknown' })
})

test('what the end of the program cut short goes on as the same run, and no file is read twice', async () => {
  const here = place()
  towers(here, 10)
  const gate = gateAfter(3)
  const first = openWriter(here.library, gate)
  const runId = await start(first, here.given(''))
  await gate.reached
  const closed = first.close()
  gate.open()
  await closed
  const second = opened(here.library)
  const before = second.report(runId)
  expect(before).toMatchObject({ state: 'interrupted', given: 10 })
  expect(before.items.length).toBeGreaterThan(0)
  await second['imports.continue']({ runId })
  expect(await second.stopped(runId)).toMatchObject({ state: 'finished', given: 10, imported: 10, runId })
  expect(second.read).toHaveLength(10 - before.items.length)
  await expect(async () => second['imports.continue']({ runId })).rejects.toMatchObject({ code: 'run-not-open' })
})

test('files that were moved away meanwhile are told, and the report still adds up', async () => {
  const here = place()
  towers(here, 6)
  const gate = gateAfter(2)
  const first = openWriter(here.library, gate)
  const runId = await start(first, here.given(''))
  await gate.reached
  const closed = first.close()
  gate.open()
  await closed
  rmSync(here.given('6.html'))
  const second = opened(here.library)
  await second['imports.continue']({ runId })
  const report = await second.stopped(runId)
  expect(report).toMatchObject({ state: 'finished', given: 6, imported: 5, failed: 1 })
  expect(outcomes(report)['6.html']).toBe('failed: file-missing')
})

test('an upload whose files are gone says so, by the names they were given under', async () => {
  const here = place()
  towers(here, 4)
  const gate = gateAfter(1)
  const first = openWriter(here.library, gate)
  const root = path.dirname(here.given('x'))
  const { runId } = await first['imports.start']({ paths: [here.given('')], root, kind: 'hand' })
  await gate.reached
  const closed = first.close()
  gate.open()
  await closed
  rmSync(root, { recursive: true })
  const second = opened(here.library)
  await second['imports.continue']({ runId })
  const report = await second.stopped(runId)
  expect(report.imported + report.failed).toBe(4)
  expect(report.items.at(-1)).toMatchObject({
    path: '4.html',
    outcome: 'failed',
    reason: { code: 'upload-gone', details: { path: '4.html' } },
  })
})

test('an interrupted run that nobody wants any more is not offered again', async () => {
  const here = place()
  towers(here, 2)
  const gate = gateAfter(0)
  const first = openWriter(here.library, gate)
  const runId = await start(first, here.given(''))
  await gate.reached
  const closed = first.close()
  gate.open()
  await closed
  const second = opened(here.library)
  await second['imports.cancel']({ runId })
  expect(second.report(runId).state).toBe('cancelled')
  expect(second.db.prepare('SELECT count(*) FROM import_left').pluck().get()).toBe(0)
})

test('failed files are tried again from where they were, or from what was kept of them', async () => {
  const here = place()
  towers(here, 2)
  here.put('late.html', '')
  rmSync(here.given('late.html'))
  const writer = openWriter(here.library, { tooSlow: true })
  const paths = [here.given('1.html'), here.given('2.html'), here.given('late.html')]
  const runId = await start(writer, ...paths)
  const failed = await writer.stopped(runId)
  expect(outcomes(failed)).toEqual({
    '1.html': 'failed: page-too-slow',
    '2.html': 'failed: page-too-slow',
    'late.html': 'failed: file-missing',
  })
  expect(failed.items[0]!.reason!.details).toMatchObject({ seconds: 10 })
  await writer.close()
  renameSync(here.given('2.html'), here.given('elsewhere.html'))
  here.put('late.html', towerPage({ thread: 3 }))
  const patient = opened(here.library)
  const retried = await patient.stopped((await patient['imports.retry']({ runId })).runId)
  expect(retried).toMatchObject({ kind: 'retry', ofRun: runId, state: 'finished', given: 3, imported: 3 })
  expect(patient.report(runId).failed).toBe(3)
})

test('a page in an archive that failed is found again in its archive', async () => {
  const here = place()
  const archive = here.put('saved.zip', '')
  const zip = new ZipWriter(new Uint8ArrayWriter())
  for (const thread of [1, 2]) await zip.add(`a/${thread}.html`, new TextReader(towerPage({ thread })))
  writeFileSync(archive, await zip.close())
  const hasty = openWriter(here.library, { tooSlow: true })
  const runId = await start(hasty, archive)
  expect(await hasty.stopped(runId)).toMatchObject({ given: 2, failed: 2 })
  await hasty.close()
  const patient = opened(here.library)
  const retried = await patient.stopped((await patient['imports.retry']({ runId })).runId)
  expect(retried).toMatchObject({ given: 2, imported: 2 })
})

test('the very file, the same page saved again, and posts known from other pages are told apart', async () => {
  const here = place()
  const once = here.put('first.html', towerPage({ thread: 1, posts: 4 }))
  const again = here.put('again.html', towerPage({ thread: 1, posts: 4, note: 'a year later' }))
  const more = here.put('more.html', towerPage({ thread: 1, from: 5, posts: 2, page: 2 }))
  const other = here.put('other-size.html', towerPage({ thread: 1, from: 3, posts: 4, page: 1, note: 'six a page' }))
  const copy = here.put('copy.html', towerPage({ thread: 1, posts: 4 }))
  const writer = opened(here.library)
  const codes: unknown[] = []
  for (const file of [once, again, more, other, copy]) {
    const report = await writer.stopped(await start(writer, file))
    codes.push([
      report.items[0]!.outcome,
      report.items[0]!.reason?.code ?? null,
      report.items[0]!.reason?.details ?? null,
    ])
  }
  expect(codes).toEqual([
    ['imported', null, null],
    ['known', 'known-page', { posts: 4 }],
    ['imported', null, null],
    ['known', 'no-new-posts', { posts: 4 }],
    ['known', 'same-bytes', { posts: 4 }],
  ])
})

test('a run that fails keeps why, and goes on when the trouble is over', async () => {
  const here = place()
  towers(here, 3)
  const writer = opened(here.library)
  // The originals' folder is a file: what cannot be kept must not be reported as imported.
  const originals = path.join(here.library, 'originals')
  rmSync(originals, { recursive: true })
  writeFileSync(originals, '')
  const runId = await start(writer, here.given(''))
  const failed = await writer.stopped(runId)
  expect(failed).toMatchObject({ state: 'failed', given: 3, imported: 0, reason: { code: 'internal' } })
  expect(writer.told.at(-1)).toMatchObject({ state: 'failed', reason: { code: 'internal' } })
  rmSync(originals)
  mkdirSync(originals)
  await writer['imports.continue']({ runId })
  expect(await writer.stopped(runId)).toMatchObject({ state: 'finished', given: 3, imported: 3, reason: null })
})

test('every progress adds up, tells speed, and never counts backwards', async () => {
  const here = place()
  towers(here, 30)
  here.put('bad.html', '')
  const writer = opened(here.library)
  const runId = await start(writer, here.given(''))
  const report = await writer.stopped(runId)
  const done = writer.told.map(told => told.imported + told.known + told.skipped + told.failed)
  expect(done).toEqual(done.toSorted((one, other) => one - other))
  expect(writer.told.every((told, at) => told.given === 0 || done[at]! <= told.given)).toBe(true)
  expect(report).toMatchObject({ given: 31, imported: 30, skipped: 1 })
  expect(report.bytes).toBe(report.items.reduce((sum, item) => sum + item.bytes, 0))
  expect(report.activeMs).toBeGreaterThan(0)
})

test('a paste is kept before it is read, and comes in as a page', async () => {
  const here = place()
  const writer = opened(here.library)
  const { runId } = await writer['imports.paste']({ html: towerPage({ thread: 5 }), text: '水塔 5' })
  const report = await writer.stopped(runId)
  expect(report).toMatchObject({ kind: 'paste', given: 1, imported: 1, newPosts: 3 })
  expect(report.items[0]!.path).toMatch(/^pasted .*\.html$/)
})

test('two runs of one folder at once end as one after the other', async () => {
  const here = place()
  towers(here, 8)
  const twice = opened(here.library)
  const both = await Promise.all([start(twice, here.given('')), start(twice, here.given(''))])
  const reports = await Promise.all(both.map(runId => twice.stopped(runId)))
  expect(reports.map(({ imported, known }) => [imported, known])).toEqual([
    [8, 0],
    [0, 8],
  ])
  const apart = place()
  const once = opened(apart.library)
  await once.stopped(await start(once, here.given('')))
  expect(dumpLibrary(twice.db)).toEqual(dumpLibrary(once.db))
})
