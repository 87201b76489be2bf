import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PageReading } from '../../src/core/model/reading.ts'
import { answerOf, sampleFolder, threadloft } from '../support/command.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'threadloft-inspect-'))
const camera = path.join(sampleFolder, 'haitangli/camera-page-1.htm')
const seed = path.resolve(import.meta.dirname, '../../../shared/seed/phpwind-thread.txt')

function put(name: string, bytes: string | Uint8Array): string {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  return file
}

describe('threadloft inspect', () => {
  it('says what a saved page says', async () => {
    const reading = await answerOf<PageReading>('inspect', camera)
    expect({
      ...reading,
      posts: reading.posts.map(post => [post.floorLabel, post.author.name, post.postedAt]).slice(0, 3),
      removed: reading.removed.length,
    }).toMatchObject({
      engine: 'phpwind',
      confidence: 'sure',
      forum: { name: '海棠里社区', host: 'bbs.haitangli.example' },
      board: { name: '手工与修理' },
      thread: { title: '修一台1978年的海鸥相机，全程记录', id: '46120', page: 1, pages: 2 },
      posts: [
        ['楼主', '顾木匠', '2013-10-12T19:42'],
        ['沙发', '豆芽菜', '2013-10-12T20:05'],
        ['板凳', '顾木匠', '2013-10-12T20:31'],
      ],
      problems: [],
    })
  })

  it('says how the page was saved, and what told the time', async () => {
    const { source } = await answerOf<{ source: unknown }>('inspect', camera)
    expect(source).toMatchObject({ container: 'html', charset: 'gb18030', savedAtFrom: 'file' })
  })

  it('tries a rule on a page, and says what is wrong with a bad one', async () => {
    const page = path.resolve(import.meta.dirname, '../support/rules/riverside.html')
    const rule = path.resolve(import.meta.dirname, '../support/rules/riverside.json')
    const reading = await answerOf<PageReading>('inspect', '--rule', rule, page)
    expect([reading.engine, reading.posts.map(post => post.author.name)]).toEqual([
      'riverside',
      ['Ada Quill', 'Bo Marsh'],
    ])
    expect(await threadloft('inspect', '--rule', put('bad.json', '{"id":"x"}'), page)).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('bad.json is not valid') as string,
    })
  })

  it('reads a page of no forum as plain text, and says that it guesses', async () => {
    const reading = await answerOf<PageReading>(
      'inspect',
      put('plain.html', '<title>Fog</title><p>Fog on the river.</p>'),
    )
    expect([reading.confidence, reading.thread.title, reading.posts.map(post => post.text)]).toEqual([
      'guess',
      'Fog',
      ['Fog on the river.'],
    ])
  })

  it('answers in words, in the language asked for', async () => {
    const { stdout } = await threadloft('inspect', camera, '--lang', 'zh-Hant')
    expect(stdout).toMatch(/^修一台1978年的海鸥相机，全程记录\n[\s\S]*依 phpwind 讀取（確定），貼文數：10/)
  })

  it.each([
    ['a file that is not there', () => path.join(folder, 'nothing.html'), 3, 'There is no file'],
    ['an empty file', () => put('empty.html', ''), 3, 'is empty'],
    [
      'a file of another kind',
      () => put('photo.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0)),
      3,
      'not a kind of file',
    ],
    [
      'a folder',
      () => (mkdirSync(path.join(folder, 'inner'), { recursive: true }), path.join(folder, 'inner')),
      3,
      'cannot be read',
    ],
  ])('says plainly what is wrong with %s', async (_what, file, status, words) => {
    const outcome = await threadloft('inspect', file())
    expect(outcome).toEqual({ status, stdout: '', stderr: expect.stringContaining(words) as string })
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1)
  })

  it.skipIf(process.getuid?.() === 0)('says so when the file may not be read', async () => {
    const file = put('secret.html', '<p>secret</p>')
    chmodSync(file, 0)
    expect(await threadloft('inspect', file)).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('EACCES') as string,
    })
  })

  it.skipIf(!existsSync(seed))('reads the page this project began with', async () => {
    const { posts, removed, ...page } = await answerOf<PageReading>('inspect', seed)
    const [post] = posts
    expect({
      engine: page.engine,
      posts: posts.length,
      author: post?.author,
      floor: post?.floorLabel,
      at: [post?.postedAt, post?.precision],
      card: [post?.card?.rank, post?.card?.online, post?.card?.postCount, post?.card?.onlineHours],
      notices: post?.notices.map(notice => [notice.action, notice.by, notice.at]),
      source: post?.source,
      noise: removed.filter(piece => piece.kind === 'noise').length,
    }).toEqual({
      engine: 'phpwind',
      posts: 1,
      author: { name: 'zj66', uid: '40996' },
      floor: '楼主',
      at: ['2021-09-01', 'day'],
      card: ['论坛版主', true, 129085, 8161],
      notices: [['加亮', '张坚', '2021-09-01']],
      source: '中工网',
      noise: 11,
    })
  })
})
