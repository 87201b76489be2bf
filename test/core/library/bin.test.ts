/* The bin with real files: what comes back when it is imported again, and what does not when it is read again (F31). */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyOldBin } from '../../../src/core/library/bin-threads.ts'
import { openForWriting } from '../../../src/core/store/open.ts'
import { sampleFolder } from '../../support/command.ts'
import type { TestLibrary } from '../../support/library.ts'
import { openTestLibrary, scratchFolder } from '../../support/library.ts'

const { folder, remove } = scratchFolder()
let library: TestLibrary
beforeAll(async () => {
  library = await openTestLibrary(path.join(folder, 'library'))
  await library.importAll(sampleFolder)
})
afterAll(async () => {
  await library.close()
  remove()
})

const shown = async (): Promise<number[]> =>
  (await library.ask('threads.list', { order: 'oldest' })).threads.map(thread => thread.id)
const originals = (): string[] =>
  readdirSync(path.join(folder, 'library/originals'), { recursive: true, encoding: 'utf8' }).toSorted()

test('all threads thrown away by accident come back with one undo', async () => {
  const all = await shown()
  const before = [all, originals()]
  const { actionId, changed } = await library.ask('bin.put', { threadIds: all })
  expect([changed > 3, changed, await shown()]).toEqual([true, all.length, []])
  await library.ask('actions.undo', { actionId })
  expect([await shown(), originals()]).toEqual(before)
})

test('a file of a thread in the bin, imported again, brings it back and says so', async () => {
  const before = await shown()
  await library.ask('bin.put', { threadIds: before })
  const report = await library.importAll(sampleFolder)
  expect(await shown()).toEqual(before)
  const told = report.items.filter(item => item.reason?.code === 'thread-back').map(item => item.threadId)
  expect(told.toSorted()).toEqual(before.toSorted())
})

test('what is gone for good stays so when originals are read again, and comes back when they are imported', async () => {
  const before = originals()
  const all = await shown()
  await library.ask('bin.put', { threadIds: all })
  const { actionId } = await library.ask('bin.put', { threadIds: all })
  expect(actionId).toBeNull()
  await library.ask('bin.empty', { threadIds: 'all' })
  await library.ask('services.reread', {})
  expect([await shown(), (await library.ask('actions.undo', {})).things, originals()]).toEqual([[], 0, before])
  const report = await library.importAll(sampleFolder)
  expect([(await shown()).length, report.newPosts > 0, originals()]).toEqual([all.length, true, before])
  expect((await library.ask('services.verify', {})).findings).toEqual([])
})

test('threads leave the bin for good after 30 days, and not before', async () => {
  const thrown = scratchFolder()
  const db = openForWriting(thrown.folder)
  db.exec(`INSERT INTO forum (id, key, name, name_order) VALUES (1, 'unknown', '', '');
    INSERT INTO thread (id, forum_id, title, title_key, engine, confidence, imported_at, binned_at) VALUES
      (1, 1, '', '', '', '', '', '2024-01-01T00:00:00.000Z'), (2, 1, '', '', '', '', '', '2024-01-02T00:00:00.000Z'),
      (3, 1, '', '', '', '', '', NULL)`)
  await emptyOldBin(db, new Date('2024-01-31T12:00:00.000Z'), new AbortController().signal)
  const left = db.prepare('SELECT id FROM thread ORDER BY id').pluck().all()
  db.close()
  thrown.remove()
  expect(left).toEqual([2, 3])
})
