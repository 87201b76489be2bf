/* Watched folders: real folders, real files, and short times. */
import { appendFileSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../support/made-pages.ts'
import { towerPage } from '../../support/any-tower-page.ts'
import type { TestWriter, WriterOptions } from '../../support/writer.ts'
import { openWriter } from '../../support/writer.ts'

const pace = { everyMs: 40, settledMs: 120 }
/** Long enough for a file to be taken if it were to be. */
const aWhile = (): Promise<unknown> => new Promise(resolve => setTimeout(resolve, 900))

interface Watched {
  readonly writer: TestWriter
  readonly folder: string
  readonly library: string
  readonly place: (name: string) => string
  readonly put: (name: string, content: string) => void
}

async function watching(options: WriterOptions = {}): Promise<Watched> {
  const scratch = temporaryFolder()
  const folder = path.join(scratch, 'saved')
  const library = path.join(scratch, 'library')
  mkdirSync(folder)
  const writer = openWriter(library, { watching: pace, ...options })
  onTestFinished(() => writer.close())
  await writer['watch.add']({ path: folder })
  const place = (name: string): string => path.join(folder, name)
  return { writer, folder, library, place, put: (name, content) => writeFileSync(place(name), content) }
}

/** What became of every file of every run, in order. */
const outcomes = ({ db }: TestWriter): unknown =>
  db
    .prepare<[], [string, string]>('SELECT path, outcome FROM import_item ORDER BY id')
    .raw()
    .all()
    .map(([file, outcome]) => `${path.basename(file)} ${outcome}`)

const comesIn = (writer: TestWriter, expected: readonly string[]): Promise<void> =>
  expect.poll(() => outcomes(writer), { timeout: 30_000 }).toEqual(expected)

test('a file that appears is taken once, in a run that says it was watched for', async () => {
  const { writer, put } = await watching()
  put('1.html', towerPage({ thread: 1 }))
  await comesIn(writer, ['1.html imported'])
  await aWhile()
  expect(outcomes(writer)).toEqual(['1.html imported'])
  expect(writer.report(1)).toMatchObject({ kind: 'watched', state: 'finished' })
})

test('a file that is still being written waits until it grows no more', async () => {
  const { writer, place, put } = await watching({ watching: { everyMs: 40, settledMs: 2_000 } })
  const page = towerPage({ thread: 1, posts: 8 })
  const piece = Math.ceil(page.length / 12)
  put('1.html', page.slice(0, piece))
  for (let at = piece; at < page.length; at += piece) {
    await new Promise(resolve => setTimeout(resolve, 60))
    expect(outcomes(writer)).toEqual([])
    appendFileSync(place('1.html'), page.slice(at, at + piece))
  }
  await comesIn(writer, ['1.html imported'])
  expect(writer.report(1).newPosts).toBe(8)
})

test('an empty file is nothing yet, and is taken when it is filled', async () => {
  const { writer, put } = await watching()
  put('1.html', '')
  await aWhile()
  expect(outcomes(writer)).toEqual([])
  put('1.html', towerPage({ thread: 1 }))
  await comesIn(writer, ['1.html imported'])
})

test('a renamed file is known, a replaced one is another one, a deleted one is no trouble', async () => {
  const { writer, place, put } = await watching()
  put('1.html', towerPage({ thread: 1 }))
  await comesIn(writer, ['1.html imported'])
  renameSync(place('1.html'), place('one.html'))
  await comesIn(writer, ['1.html imported', 'one.html known'])
  put('one.html', towerPage({ thread: 1, posts: 5 }))
  await comesIn(writer, ['1.html imported', 'one.html known', 'one.html imported'])
  rmSync(place('one.html'))
  await aWhile()
  expect(writer.db.prepare('SELECT post_count FROM thread').pluck().get()).toBe(5)
})

test('a failure is not remembered as done: the file is tried again when it changes, and by retry', async () => {
  const { writer, place, put } = await watching({ tooSlow: true })
  put('1.html', towerPage({ thread: 1 }))
  await comesIn(writer, ['1.html failed'])
  await aWhile()
  expect(outcomes(writer)).toEqual(['1.html failed'])
  const later = new Date(Date.now() + 5_000)
  utimesSync(place('1.html'), later, later)
  await comesIn(writer, ['1.html failed', '1.html failed'])
  await writer['imports.retry']({ runId: 2 })
  await comesIn(writer, ['1.html failed', '1.html failed', '1.html failed'])
  expect(writer.db.prepare('SELECT count(*) FROM watched_file').pluck().get()).toBe(0)
})

test('after the program’s next start what was taken is left alone, and what failed until it changes', async () => {
  const { writer, library, put } = await watching({ tooSlow: true })
  put('bad.html', towerPage({ thread: 1 }))
  await comesIn(writer, ['bad.html failed'])
  await writer.close()
  const second = openWriter(library, { watching: pace })
  put('good.html', towerPage({ thread: 2 }))
  await comesIn(second, ['bad.html failed', 'good.html imported'])
  put('bad.html', towerPage({ thread: 1, posts: 4 }))
  await comesIn(second, ['bad.html failed', 'good.html imported', 'bad.html imported'])
  await second.close()
  const third = openWriter(library, { watching: pace })
  onTestFinished(() => third.close())
  await aWhile()
  expect(third.read).toEqual([])
})

test('a folder that vanishes and comes back is watched on', async () => {
  const { writer, folder, put } = await watching()
  put('1.html', towerPage({ thread: 1 }))
  await comesIn(writer, ['1.html imported'])
  renameSync(folder, `${folder}-away`)
  await aWhile()
  renameSync(`${folder}-away`, folder)
  put('2.html', towerPage({ thread: 2 }))
  await comesIn(writer, ['1.html imported', '2.html imported'])
})

test('a folder that is switched off, and one that was never named, are left alone', async () => {
  const { writer, folder, put } = await watching()
  await writer['watch.set']({ path: folder, isOn: false })
  put('1.html', towerPage({ thread: 1 }))
  await aWhile()
  expect(outcomes(writer)).toEqual([])
  await writer['watch.set']({ path: folder, isOn: true })
  await comesIn(writer, ['1.html imported'])
})

test('unfinished downloads and the pictures beside a page are no pages', async () => {
  const { writer, place, put } = await watching()
  mkdirSync(place('1_files'))
  put('1_files/frame.html', '<p>an advertisement')
  put('2.html.crdownload', towerPage({ thread: 2 }))
  put('1.html', towerPage({ thread: 1 }))
  await comesIn(writer, ['1.html imported'])
  await aWhile()
  expect(outcomes(writer)).toEqual(['1.html imported'])
})

test('the library’s own folder is not watched', async () => {
  const { writer, library } = await watching()
  for (const unfit of [library, path.join(library, 'originals'), path.dirname(library)])
    await expect(async () => writer['watch.add']({ path: unfit })).rejects.toMatchObject({ code: 'folder-unfit' })
  await expect(async () => writer['watch.add']({ path: `${library}-nowhere` })).rejects.toMatchObject({
    code: 'file-missing',
  })
})
