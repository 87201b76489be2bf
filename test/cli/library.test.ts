import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Output } from '../../src/core/contract/index.ts'
import type { ImportReport } from '../../src/core/model/imports.ts'
import type { Post } from '../../src/core/model/library.ts'
import { answerOf, sampleFolder, start, threadloft } from '../support/command.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'threadloft-cli-'))
const library = ['--library', path.join(folder, 'library')]
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, text: string | Uint8Array): string {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

const counts = ({ given, imported, known, skipped, failed }: ImportReport) => ({
  given,
  imported,
  known,
  skipped,
  failed,
})

describe('a library at the command line', () => {
  let camera: number
  beforeAll(async () => {
    const report = await answerOf<ImportReport>('import', sampleFolder, ...library)
    expect(counts(report)).toEqual({ given: 6, imported: 6, known: 0, skipped: 0, failed: 0 })
    const { threads } = await answerOf<Output<'threads.list'>>('threads', ...library)
    camera = threads.find(thread => thread.title.includes('海鸥相机'))!.id
  })

  it('lists its threads, with the two saved pages of one thread joined', async () => {
    const { total, threads } = await answerOf<Output<'threads.list'>>('threads', ...library)
    const joined = threads.find(thread => thread.id === camera)
    expect([total, threads.length, joined?.posts, joined?.pagesPresent]).toEqual([5, 5, 16, [1, 2]])
  })

  it('saves a search, finds by it within another, and counts what its hits have in common', async () => {
    await answerOf('searches', 'save', 'cameras', '相机 OR 海鸥', ...library)
    const { searches } = await answerOf<Output<'searches.list'>>('searches', ...library)
    const words = ['search', 'search:cameras -海鸥', '--facets', '--group', 'threads', '--order', 'floor']
    const found = await answerOf<Output<'search.run'>>(...words, ...library)
    expect([searches.map(({ name, posts }) => [name, posts]), found.total, found.hits[0]?.threadId]).toEqual([
      [['cameras', 2]],
      1,
      camera,
    ])
    expect(found.facets).toMatchObject({ counted: 1, years: [{ year: '2013', count: 1 }] })
    const refused = await threadloft('searches', 'save', 'cameras', 'search:cameras', ...library)
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('leads back to itself')])
  })

  it('adds nothing when the same files come again', async () => {
    const report = await answerOf<ImportReport>('import', sampleFolder, ...library)
    expect([counts(report), report.newPosts]).toEqual([{ given: 6, imported: 0, known: 6, skipped: 0, failed: 0 }, 0])
  })

  it('shows a whole thread in the shape of inspect, with its own ids', async () => {
    const shown = await answerOf<{ thread: { id: number }; posts: Post[] }>('show', String(camera), ...library)
    const page = await answerOf<object>('inspect', path.join(sampleFolder, 'haitangli/camera-page-1.htm'))
    // How the one page was saved; a thread has many, in `sources`.
    expect(Object.keys(page).filter(key => !(key in shown))).toEqual(['source'])
    expect([shown.thread.id, shown.posts.length, shown.posts.map(post => post.floor)]).toEqual([
      camera,
      16,
      Array.from({ length: 16 }, (_, floor) => floor),
    ])
    expect(shown.posts.every(post => post.threadId === camera)).toBe(true)
  })

  it('finds Chinese of any length, and marks it', async () => {
    const found = await answerOf<Output<'search.run'>>('search', '叶片式快门', '--limit', '1', ...library)
    const [hit] = found.hits
    expect([found.total, found.hits.length, hit?.threadId]).toEqual([2, 1, camera])
    expect(hit?.snippet.filter(part => part.mark).map(part => part.text)).toEqual(['叶片式快门'])
  })

  it.each(['html', 'md', 'txt', 'jsonl'])('exports as %s, and never over a file that is there', async format => {
    const out = path.join(folder, `camera.${format}`)
    const answer = await answerOf<{ bytes: number }>('export', String(camera), '--out', out, ...library)
    const written = readFileSync(out, 'utf8')
    expect([Buffer.byteLength(written), written.includes('他只拍了奶奶和院子里的鸡。')]).toEqual([answer.bytes, true])
    expect(await threadloft('export', String(camera), '--out', out, ...library)).toMatchObject({ status: 5 })
    expect(readFileSync(out, 'utf8')).toBe(written)
  })

  it('counts what it holds', async () => {
    expect(await answerOf('stats', ...library)).toMatchObject({ threads: 5, posts: 31, sources: 6 })
  })

  it('says which files failed and why, and takes the others all the same', async () => {
    const given = [
      put('mixed/page.html', '<title>Fog</title><p>Fog.</p>'),
      put('mixed/empty.html', ''),
      path.join(folder, 'no.html'),
    ]
    const { status, stdout } = await start(['import', '--json', ...given, ...library]).end
    const report = JSON.parse(stdout) as ImportReport
    expect([status, report.items.map(item => [path.basename(item.path), item.outcome, item.reason?.code])]).toEqual([
      3,
      expect.arrayContaining([
        ['page.html', 'imported', undefined],
        ['empty.html', expect.stringMatching(/failed|skipped/) as string, 'file-empty'],
        ['no.html', 'failed', 'file-missing'],
      ]),
    ])
  })

  it.each([
    [['show', '999'], 4, 'no thread 999'],
    [['export', '999', '--out', 'x.md'], 4, 'no thread 999'],
    [['search', '"open'], 2, 'cannot be understood'],
    [['export', '1', '--out', '/no-such-folder/x.md'], 5, 'cannot be written'],
  ])('answers %j with its exit status and a plain line', async (words, status, part) => {
    const outcome = await threadloft(...words, ...library)
    expect(outcome).toEqual({ status, stdout: '', stderr: expect.stringContaining(part) as string })
    expect(outcome.stderr).not.toMatch(/\n\s+at /)
  })

  it('says so where there is no library, in JSON too', async () => {
    const outcome = await threadloft('threads', '--json', '--library', path.join(folder, 'nowhere'))
    expect([outcome.status, JSON.parse(outcome.stdout)]).toEqual([
      4,
      { error: expect.objectContaining({ code: 'library-unreachable' }) as object },
    ])
  })

  it('ends quietly when nobody reads on', async () => {
    const command = start(['show', String(camera), ...library])
    command.stopReading()
    expect(await command.end).toMatchObject({ stderr: '' })
  })
})

it('stops an import in order when it is interrupted, and keeps what came in', async () => {
  const many = path.join(folder, 'many')
  for (let page = 0; page < 3_000; page++)
    put(`many/${page}.html`, `<title>Page ${page}</title><p>Words of page ${page}.</p>`)
  const own = ['--library', path.join(folder, 'interrupted')]
  const command = start(['import', many, '--json', ...own])
  setTimeout(() => command.interrupt(), 2_500)
  const { status, stdout } = await command.end
  const report = JSON.parse(stdout) as ImportReport
  const { total } = await answerOf<Output<'threads.list'>>('threads', ...own)
  expect([status, report.state, report.imported < 3_000]).toEqual([130, 'cancelled', true])
  expect(total).toBe(report.imported)
})

it('serves the library to a browser of this machine until it is told to end', async () => {
  const command = start(['serve', '--json', ...library])
  const { url, origin } = JSON.parse(await command.says('}')) as { url: string; origin: string }
  const port = new URL(origin).port
  const stranger = await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' })
  command.interrupt()
  const { status } = await command.end
  expect([url.startsWith(`${origin}/open?ticket=`), stranger.status >= 400, status]).toEqual([true, true, 0])
})
