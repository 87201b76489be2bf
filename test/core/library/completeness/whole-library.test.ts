/* Gaps, versions and saved pages of a real library of files, as the screens and the command line are told them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '../../../../src/core/contract/index.ts'
import { answerOf, threadloft } from '../../../support/command.ts'
import type { TestLibrary } from '../../../support/library.ts'
import { openTestLibrary, scratchFolder } from '../../../support/library.ts'
import { madeFloor, madePage, savedForum } from '../../../support/saved-forum.ts'

const scratch = scratchFolder()
const folder = path.join(scratch.folder, 'library')
let library: TestLibrary
let tower: number
let ferry: number

function put(name: string, text: string): string {
  const file = path.join(scratch.folder, 'files', name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

beforeAll(async () => {
  const files = Object.entries(savedForum()).map(([name, html]) => put(name, html))
  library = await openTestLibrary(folder)
  await library.importAll(...files)
  const { threads } = await library.ask('threads.list', {})
  tower = threads.find(thread => thread.title.startsWith('旧水塔'))!.id
  ferry = threads.find(thread => thread.title.startsWith('The last ferry'))!.id
})
afterAll(async () => {
  await library.close()
  scratch.remove()
})

const postOn = async (floor: number): Promise<Output<'posts.range'>['posts'][number]> => {
  const { posts } = await library.ask('posts.range', { threadId: tower })
  return posts.find(post => post.floor === floor)!
}

describe('the report over the library', () => {
  test('counts each kind, thread by thread and all together, when an import has ended', async () => {
    const { total, counts, threads, uncounted } = await library.ask('library.gaps', {})
    expect([total, uncounted, counts]).toEqual([2, 0, { pages: 5, floors: 10, hidden: 1, pictures: 2, attachments: 0 }])
    expect(threads.map(({ threadId, counts: { pages } }) => [threadId, pages])).toEqual([
      [tower, 3],
      [ferry, 2],
    ])
    const { threads: listed } = await library.ask('threads.list', {})
    expect(listed.find(thread => thread.id === tower)?.gaps).toMatchObject({ pages: 3, floors: 10 })
  })

  test('is narrowed to a kind and sorted', async () => {
    const pictures = await library.ask('library.gaps', { filter: { kind: 'pictures' } })
    expect(pictures.threads.map(thread => thread.threadId)).toEqual([tower])
    const byTitle = await library.ask('library.gaps', { order: 'title' })
    expect(byTitle.threads.map(thread => thread.threadId)).toEqual([ferry, tower])
  })

  test('gives the addresses to open, each once', async () => {
    const { addresses } = await library.ask('gaps.addresses', { filter: { kind: 'pages' } })
    expect(addresses).toEqual([
      'https://lamps.example/thread-88-4-1.html',
      'https://lamps.example/thread-88-7-1.html',
      'https://lamps.example/thread-88-8-1.html',
      'https://lamps.example/thread-90-2-1.html',
      'https://lamps.example/thread-90-3-1.html',
    ])
  })

  test('is written as a table and as JSON, one line for each thing', async () => {
    const { content, suggestedName } = await library.ask('gaps.render', { format: 'csv', locale: 'zh-Hans' })
    expect(suggestedName).toBe('库中缺失.csv')
    expect(content.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFF编号,标题,论坛,缺失类别,页,楼层,至楼层,名称,网址',
      `${tower},旧水塔的灯，还有人记得吗？,灯下论坛,页,4,,,,https://lamps.example/thread-88-4-1.html`,
    ])
    const json = await library.ask('gaps.render', { format: 'json' })
    expect(JSON.parse(json.content)).toHaveLength(3 + 1 + 3 + 2)
  })
})

describe('at the command line', () => {
  test('the whole library and one thread, in words and as JSON', async () => {
    const report = await answerOf<Output<'library.gaps'>>('gaps', '--library', folder)
    expect(report.counts).toMatchObject({ pages: 5, floors: 10 })
    const { stdout: output } = await threadloft('gaps', String(tower), '--library', folder, '--lang', 'zh-Hans')
    expect(output).toContain('未保存：第 4 页 · 31–40 楼\n  https://lamps.example/thread-88-4-1.html')
    expect(output).toContain('论坛已删除：25 楼')
  })

  test('a thread that is not there is named', async () => {
    expect(await threadloft('gaps', '4711', '--library', folder)).toMatchObject({ status: 4 })
  })
})

describe('history', () => {
  test('a post that was edited has both texts, with the saves that show them and who changed it', async () => {
    const post = await postOn(1)
    expect(post.versions).toBe(2)
    const { versions } = await library.ask('posts.versions', { postId: post.id })
    expect(
      versions.map(({ isCurrent, firstSavedAt, saves, edits }) => [
        isCurrent,
        firstSavedAt?.slice(0, 10),
        saves,
        edits.length,
      ]),
    ).toEqual([
      [false, '2023-03-01', 1, 0],
      [true, '2024-06-01', 1, 1],
    ])
    expect(versions[1]?.edits[0]).toMatchObject({ by: '林小舟', at: '2024-05-02T08:30' })
  })

  test('a post that a later save leaves out is gone since that save', async () => {
    expect([(await postOn(6)).goneSince, (await postOn(7)).goneSince]).toEqual(['2024-06-01T10:00:00.000Z', null])
  })

  test('the page as saved of a post is the latest save that shows it, with its other saves and neighbours', async () => {
    const gone = await library.ask('pages.saved', { postId: (await postOn(6)).id })
    expect([gone.page, gone.savedAt, gone.saves.length, gone.previousPageId]).toEqual([
      1,
      '2023-03-01T10:00:00.000Z',
      2,
      null,
    ])
    const next = await library.ask('pages.saved', { pageId: gone.nextPageId! })
    expect([next.page, next.source.name]).toEqual([2, '水塔-2.html'])
  })

  test('it is rendered from the original, with the post marked', async () => {
    const post = await postOn(22)
    const { pageId } = await library.ask('pages.saved', { postId: post.id })
    const { html } = await library.ask('pages.render', { pageId, postId: post.id })
    expect(html).toMatch(/id="here"[^>]*>(?:(?!id="post_)[^])*当年的照片/)
    await expect(library.ask('pages.render', { pageId: 4711 })).rejects.toMatchObject({ code: 'page-unknown' })
  })
})

test('titles that spreadsheets take for formulas are text in the table', async () => {
  const page = madePage({
    title: '=HYPERLINK("x")',
    thread: 91,
    page: 1,
    pages: 2,
    savedAt: '2023-03-01T10:00:00Z',
    posts: [madeFloor(1)],
  })
  const other = await openTestLibrary(path.join(scratch.folder, 'formulas'))
  await other.importAll(put('formula.html', page))
  const { content } = await other.ask('gaps.render', { format: 'csv' })
  await other.close()
  expect(content).toContain(`,"'=HYPERLINK(""x"")",`)
})

test('a later import that fills a gap says so, and nothing is left to count after it', async () => {
  const own = path.join(scratch.folder, 'filling')
  const files = savedForum()
  const other = await openTestLibrary(own)
  await other.importAll(put('a.html', files['水塔-1.html']!), put('b.html', files['水塔-3.html']!))
  const report = await other.importAll(put('c.html', files['水塔-2.html']!))
  expect(report.items.map(item => item.filled)).toEqual([{ pages: [2], floors: 10 }])
  expect((await other.ask('library.gaps', {})).threads[0]?.counts).toMatchObject({ pages: 5, floors: 0 })
  await other.close()
})

test('a library of an older program is counted when it is opened', async () => {
  const own = path.join(scratch.folder, 'older')
  const first = await openTestLibrary(own)
  await first.importAll(put('d.html', savedForum()['水塔-3.html']!))
  await first.close()
  const db = new Database(path.join(own, 'library.sqlite'))
  db.exec(
    'UPDATE thread SET missing_pages = NULL, hidden_parts = 0; UPDATE post SET hidden_parts = NULL, missing_pictures = 0',
  )
  db.close()
  const again = await openTestLibrary(own)
  // The counting began with the opening; asked for, it answers when all is counted.
  await again.ask('gaps.count', {})
  const { threads, uncounted } = await again.ask('library.gaps', {})
  await again.close()
  expect([uncounted, threads[0]?.counts]).toEqual([0, { pages: 7, floors: 0, hidden: 1, pictures: 2, attachments: 0 }])
})

test('one page as the same file under another name, as MHTML, and saved a year later: each post once', async () => {
  const own = path.join(scratch.folder, 'twice')
  const html = savedForum()['水塔-2.html']!
  const later = html.replace(/saved date: [^\n]+/, 'saved date: Fri, 01 Mar 2024 10:00:00 GMT')
  const plain = html.replace(/<!--[^]*?-->\n/, '')
  const mhtml = [
    'From: <Saved by Blink>',
    'Snapshot-Content-Location: https://lamps.example/thread-88-2-1.html',
    'Date: Sat, 02 Mar 2024 10:00:00 -0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary="--lamp"',
    '',
    '----lamp',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    'Content-Location: https://lamps.example/thread-88-2-1.html',
    '',
    Buffer.from(plain).toString('base64'),
    '----lamp--',
    '',
  ].join('\r\n')
  const other = await openTestLibrary(own)
  const report = await other.importAll(
    put('one.html', html),
    put('same bytes.html', html),
    put('page.mhtml', mhtml),
    put('a year later.html', later),
  )
  const { threads } = await other.ask('threads.list', {})
  expect(threads.map(({ posts, pagesPresent }) => [posts, pagesPresent])).toEqual([[10, [2]]])
  expect([report.imported, report.known, report.newPosts]).toEqual([1, 3, 10])
  expect(report.items.flatMap(item => item.reason?.code ?? []).toSorted()).toEqual([
    'known-page',
    'known-page',
    'same-bytes',
  ])
  const { posts } = await other.ask('posts.range', { threadId: threads[0]!.id })
  expect(posts.map(post => [post.versions, post.goneSince])).toEqual(Array.from({ length: 10 }, () => [1, null]))
  const saved = await other.ask('pages.saved', { postId: posts[3]!.id })
  const rendered = await Promise.all(
    saved.saves.map(save => other.ask('pages.render', { pageId: save.pageId, postId: posts[3]!.id })),
  )
  expect(rendered.map(({ html: shown }) => shown.includes('id="here"'))).toEqual([true, true, true])
  expect(readFileSync(path.join(scratch.folder, 'files/one.html'), 'utf8')).toBe(html)
  await other.close()
})
