import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportReport } from '../../../src/core/model/imports.ts'
import { towerPage } from '../../support/any-tower-page.ts'
import { dumpFolder } from '../../support/dump-library.ts'
import type { TestLibrary } from '../../support/library.ts'
import { openTestLibrary, scratchFolder } from '../../support/library.ts'

let scratch: ReturnType<typeof scratchFolder>
let library: TestLibrary
beforeEach(async () => {
  scratch = scratchFolder()
  library = await openTestLibrary(path.join(scratch.folder, 'library'))
})
afterEach(async () => {
  await library.close()
  scratch.remove()
})

const given = (name: string): string => path.join(scratch.folder, 'given', name)
function put(name: string, content: string | Uint8Array): string {
  mkdirSync(path.dirname(given(name)), { recursive: true })
  writeFileSync(given(name), content)
  return given(name)
}
/** The smallest picture there is. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const page = (title: string, words: string): string =>
  `<!doctype html><meta charset=utf-8><title>${title}</title><p>${words}</p>`
const counts = ({ given: all, imported, known, skipped, failed, newPosts, state }: ImportReport): unknown => ({
  state,
  given: all,
  imported,
  known,
  skipped,
  failed,
  newPosts,
})
const outcomes = (report: ImportReport): Record<string, string> =>
  Object.fromEntries(
    report.items.map(item => [
      path.basename(item.path),
      item.reason ? `${item.outcome}: ${item.reason.code}` : item.outcome,
    ]),
  )

describe('an import', () => {
  it('accounts for every file: one bad file never stops the rest', async () => {
    put('a.html', page('茶馆', '北渡口的老灯塔'))
    put('b.txt', '抄下来的一页\n正文')
    put('empty.html', '')
    put('photo.jpg', Buffer.from('\xff\xd8\xff\xe0 picture', 'latin1'))
    const report = await library.importAll(given(''), given('gone.html'))
    expect(counts(report)).toEqual({
      state: 'finished',
      given: 5,
      imported: 2,
      known: 0,
      skipped: 2,
      failed: 1,
      newPosts: 2,
    })
    expect(outcomes(report)).toEqual({
      'a.html': 'imported',
      'b.txt': 'imported',
      'empty.html': 'skipped: file-empty',
      'photo.jpg': 'skipped: unsupported-file',
      'gone.html': 'failed: file-missing',
    })
  })

  it('adds nothing when the same files are given again', async () => {
    put('a.html', page('茶馆', '北渡口的老灯塔'))
    put('copy/b.html', page('茶馆', '北渡口的老灯塔'))
    const first = await library.importAll(given(''))
    const again = await library.importAll(given(''))
    expect([counts(first), counts(again)]).toEqual([
      { state: 'finished', given: 2, imported: 1, known: 1, skipped: 0, failed: 0, newPosts: 1 },
      { state: 'finished', given: 2, imported: 0, known: 2, skipped: 0, failed: 0, newPosts: 0 },
    ])
    expect((await library.ask('library.info', {})).stats).toMatchObject({ threads: 1, posts: 1, sources: 1 })
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('names a file it may not read', async () => {
    chmodSync(put('secret.html', page('x', 'y')), 0)
    expect(outcomes(await library.importAll(given('')))).toEqual({ 'secret.html': 'failed: file-unreadable' })
  })

  it('keeps the styles saved beside a page, and shows the page with them when the folder is gone', async () => {
    put('s_files/forum.css', 'p { color: #123456; background: url(p.png) } b { background: url(//x.example/q.png) }')
    put('s_files/p.png', Buffer.from(pixel, 'base64'))
    put('s.html', page('茶館', '<link rel="stylesheet" href="./s_files/forum.css"> 茶'))
    const report = await library.importAll(given('s.html'))
    rmSync(given('s_files'), { recursive: true })
    const { sources } = await library.ask('threads.open', { threadId: report.items[0]!.threadId! })
    const { html } = await library.ask('pages.render', { pageId: sources[0]!.pageId })
    expect(html).toContain(`color: #123456; background: url("data:image/png;base64,${pixel}")`)
    expect(html).not.toContain('x.example')
    expect((await library.ask('services.verify', {})).findings).toEqual([])
  })

  it('keeps the original bytes and the pictures beside a page', async () => {
    put('a_files/p.png', Buffer.from(pixel, 'base64'))
    put('a.html', page('茶馆', '<img src="a_files/p.png"> 笑'))
    await library.importAll(given(''))
    const kept = (room: string): number =>
      readdirSync(path.join(library.folder, room), { recursive: true, withFileTypes: true }).filter(entry =>
        entry.isFile(),
      ).length
    expect([kept('originals'), kept('assets')]).toEqual([1, 1])
  })

  it('stops within a second when it is cancelled and leaves a sound library', async () => {
    for (let number = 0; number < 400; number++) put(`${number}.html`, page(`主题 ${number}`, '字'.repeat(20_000)))
    const { runId } = await library.ask('imports.start', { paths: [given('')] })
    await new Promise(resolve => setTimeout(resolve, 300))
    await library.ask('imports.cancel', { runId })
    await new Promise(resolve => setTimeout(resolve, 1_000))
    const report = await library.ask('imports.report', { runId })
    const { stats } = await library.ask('library.info', {})
    expect({ state: report.state, imported: report.imported }).toEqual({ state: 'cancelled', imported: stats.threads })
    expect(counts(await library.importAll(given('')))).toMatchObject({
      state: 'finished',
      given: 400,
      imported: 400 - stats.threads,
      known: stats.threads,
    })
  })

  it('ends the same while people search, open, export and back up', async () => {
    for (let thread = 1; thread <= 60; thread++) put(`${thread}.html`, towerPage({ thread }))
    const { runId } = await library.ask('imports.start', { paths: [given('')] })
    const state = async (): Promise<string> => (await library.ask('imports.report', { runId })).state
    for (let round = 0; (await state()) !== 'finished'; round++) {
      const { threads } = await library.ask('threads.list', {})
      const seen = threads[round % Math.max(1, threads.length)]
      await Promise.all([
        library.ask('search.run', { query: '水塔' }),
        seen && library.ask('exports.render', { threadId: seen.id, format: 'md' }),
        round % 5 === 0 && library.ask('backups.make', {}),
      ])
    }
    await library.close()
    const alone = await openTestLibrary(path.join(scratch.folder, 'alone'))
    await alone.importAll(given(''))
    await alone.close()
    expect(dumpFolder(library.folder)).toEqual(dumpFolder(alone.folder))
  })

  it('tells how far it is, ending with what its report says', async () => {
    const told: unknown[] = []
    library.connection.on((name, data) => name === 'imports.progress' && told.push(data))
    put('a.html', page('茶馆', '水塔'))
    const report = await library.importAll(given(''))
    expect(told.at(-1)).toEqual({
      runId: report.runId,
      bytes: report.bytes,
      activeMs: report.activeMs,
      reason: null,
      state: 'finished',
      given: 1,
      imported: 1,
      known: 0,
      skipped: 0,
      failed: 0,
      newPosts: 1,
      current: null,
    })
  })
})
