import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Output } from '../../../src/core/contract/index.ts'
import type { ImportReport } from '../../../src/core/model/imports.ts'
import type { VerifyReport } from '../../../src/core/model/upkeep.ts'
import { openForReading } from '../../../src/core/store/open.ts'
import { answerOf, sampleFolder, threadloft } from '../../support/command.ts'
import { dumpLibrary } from '../../support/dump-library.ts'
import { scratchFolder } from '../../support/library.ts'

let scratch: ReturnType<typeof scratchFolder>
const place = (name: string): string => path.join(scratch.folder, name)
const library = (name: string): string[] => ['--library', place(name)]
beforeEach(async () => {
  scratch = scratchFolder()
  await answerOf('import', sampleFolder, ...library('first'))
  await answerOf('export', '--all', place('everything'), ...library('first'))
}, 120_000)
afterEach(() => scratch.remove())

function dump(name: string): unknown {
  const db = openForReading(place(name))
  try {
    return dumpLibrary(db)
  } finally {
    db.close()
  }
}

test('a whole library written out and taken into an empty one is the same library, ids and search included', async () => {
  const report = await answerOf<ImportReport>('import', place('everything'), ...library('second'))
  const list = (name: string): Promise<Output<'threads.list'>> => answerOf('threads', ...library(name))
  const search = async (name: string): Promise<unknown> => {
    const { total, hits } = await answerOf<Output<'search.run'>>('search', '相机', ...library(name))
    return [total, hits]
  }
  expect([report.given, report.imported, report.failed]).toEqual([6, 6, 0])
  expect(dump('second')).toEqual(dump('first'))
  expect(await list('second')).toEqual(await list('first'))
  expect(await search('second')).toEqual(await search('first'))
  expect((await answerOf<VerifyReport>('verify', ...library('second'))).findings).toEqual([])
}, 120_000)

test('the folder can be read without Threadloft: originals as they were, a JSON object a line, a README', () => {
  const sources = readFileSync(path.join(place('everything'), 'data', 'source.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { sha256: string; path: string })
  expect(
    sources.map(({ sha256, path: given }) =>
      readFileSync(path.join(place('everything'), 'originals', sha256.slice(0, 2), sha256)).equals(readFileSync(given)),
    ),
  ).toEqual(sources.map(() => true))
  expect(readdirSync(place('everything')).toSorted()).toEqual(
    ['README.txt', 'assets', 'data', 'originals', 'threadloft-export.json'].toSorted(),
  )
})

test('a library that holds something takes the files one by one, and again nothing', async () => {
  const other = place('other.html')
  writeFileSync(other, '<!doctype html><meta charset=utf-8><title>另一处</title><p>另一处的水塔')
  await answerOf('import', other, ...library('third'))
  const first = await answerOf<ImportReport>('import', place('everything'), ...library('third'))
  const again = await answerOf<ImportReport>('import', place('everything'), ...library('third'))
  expect([first.imported, first.failed, again.imported, again.known]).toEqual([6, 0, 0, 6])
  const threads = (dump('third') as { threads: { title: string }[] }).threads.filter(({ title }) => title !== '另一处')
  expect(threads).toEqual((dump('first') as { threads: unknown[] }).threads)
}, 120_000)

test('a changed original is named and not taken for what it was; a folder with something in it is left alone', async () => {
  const { sha256 } = JSON.parse(
    readFileSync(path.join(place('everything'), 'data', 'source.jsonl'), 'utf8').split('\n')[0]!,
  ) as { sha256: string }
  writeFileSync(path.join(place('everything'), 'originals', sha256.slice(0, 2), sha256), 'something else')
  const report = JSON.parse(
    (await threadloft('import', place('everything'), '--json', ...library('fourth'))).stdout,
  ) as ImportReport
  const refused = await threadloft('export', '--all', place('everything'), ...library('first'))
  expect([
    report.imported,
    report.failed,
    refused.status,
    existsSync(path.join(place('everything'), 'README.txt')),
  ]).toEqual([5, 1, 5, true])
}, 120_000)
