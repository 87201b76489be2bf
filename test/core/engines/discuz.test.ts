import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { threadAddress } from '../../../src/core/engines/discuz/address.ts'
import { fillFloors, floorOf } from '../../../src/core/engines/discuz/floor.ts'
import { cleanJammerLines } from '../../../src/core/engines/discuz/jammer.ts'
import { openFile } from '../../../src/core/intake/index.ts'
import { readSavedPage } from '../../../src/core/library/read-page.ts'
import type { PageReading } from '../../../src/core/model/reading.ts'
import { fixturesFolder, fixtureSavedAt } from '../../support/fixtures.ts'

const pageOf = (name: string): string => readFileSync(path.join(fixturesFolder, 'discuz', name, 'page.html'), 'utf8')
async function read(markup: string): Promise<PageReading> {
  const bytes = new TextEncoder().encode(markup)
  const pages = await openFile({ path: null, name: 'page.html', bytes, modifiedAt: fixtureSavedAt })
  return readSavedPage(pages[0]!).reading
}
const facts = ({ engine, thread, posts }: PageReading): unknown => [
  engine,
  thread,
  posts.map(({ id, floor, author, postedAt, text }) => [id, floor, author, postedAt, text]),
]

describe('the Discuz! engine', () => {
  it.each(['x34-page-1', '72-page-1', 'x34-jammer'])('reads %s alike when it was minified', async name => {
    const page = pageOf(name)
    const minified = page
      .replace(/>[ \n]+</g, '><')
      .replace(/ (id|class)="([\w-]+)"/g, ' $1=$2')
      .replace(/<\/(?:td|tr|dd|dt|li|p)>/g, '')
    expect(facts(await read(minified))).toEqual(facts(await read(page)))
  })

  it.each(['x34-page-1', '72-page-1'])('reads %s by its ids when its labels are in another language', async name => {
    const page = pageOf(name)
    const translated = page
      .replaceAll('>发表于 ', '>Posted on ')
      .replaceAll('查看:', 'Views:')
      .replaceAll('回复:', 'Replies:')
      .replaceAll('板凳</a>', 'Stool</a>')
      .replace(/Powered by Discuz!|<meta name="(?:generator|author|copyright)"[^>]*>/g, '')
    expect(facts(await read(translated))).toEqual(facts(await read(page)))
  })

  it('parts posts that broken markup put into one another', async () => {
    const broken = pageOf('x34-jammer')
      .replace('不错', '<div><div><table><tr><td>不错')
      .replace(/<\/table>\n<\/div><div id="post_5101"/, '<div id="post_5101"')
    const { posts } = await read(broken)
    expect(posts.map(post => [post.id, post.text.includes('不错')])).toEqual([
      ['5100', false],
      ['5101', true],
    ])
  })

  it('finds the thread id by what the page does with it where its address is not known', async () => {
    const page = pageOf('x34-page-1').replace(/<link href="[^"]*" rel="canonical" \/>/, '')
    expect((await read(page)).thread.id).toBe('4711')
  })
})

describe('threadAddress', () => {
  it.each([
    ['https://a.example/forum.php?mod=viewthread&tid=12&extra=page%3D3&page=2', '12', 2],
    ['https://a.example/forum.php?mod=viewthread&amp;tid=12&amp;page=2', '12', 2],
    ['https://a.example/thread-12-2-1.html', '12', 2],
    ['https://a.example/viewthread.php?tid=12', '12', null],
    ['https://a.example/archiver/?tid-12-page-2.html', '12', 2],
    ['https://a.example/archiver/tid-12.html', '12', null],
    ['viewthread.php@tid=12&page=2.html', '12', 2],
    ['https://a.example/forum.php?mod=redirect&goto=findpost&ptid=12&pid=99', '12', null],
    ['https://a.example/forum-12-1.html', null, null],
  ])('%s', (address, id, page) => {
    expect(threadAddress(address)).toMatchObject({ id, page })
  })
})

describe('floors', () => {
  it('are read from the names and numbers that forums show', () => {
    expect(['楼主', '沙发', '板凳', '地板', '5#', '12楼', '来自 33#', '房东', null].map(floorOf)).toEqual([
      1,
      2,
      3,
      4,
      5,
      12,
      33,
      null,
      null,
    ])
  })

  it('without a number follow from their neighbours, up and down, and never where one author is shown alone', () => {
    const page = { id: '1', page: 1, oneAuthor: false }
    const filled = (floors: (number | null)[], address = page, at: number | null = 1): (number | null)[] => {
      const posts = floors.map(floor => ({ floor, floorLabel: null }))
      fillFloors(posts, address, at)
      return posts.map(post => post.floor)
    }
    expect([
      filled([null, null, 3]),
      filled([null, 11, null], page, 2),
      filled([9, null, 7], page, 1),
      filled([null, null], page, 2),
      filled([null, null], { ...page, oneAuthor: true }),
    ]).toEqual([
      [1, 2, 3],
      [10, 11, 12],
      [9, 8, 7],
      [null, null],
      [null, null],
    ])
  })
})

describe('jammer codes in copied text', () => {
  it.each([
    '价格 3.5 元，电话 010-1234 5678',
    'A B C D E F G',
    '1 2 3 4 5 6 7 8',
    '- - - - - - - -',
    '| a | b | c | d |',
    'f ( x ) = a x ^ 2 + b x + c',
    'see http://a.example/?a=1&b=2#c',
    '1. a 2. b 3. c',
  ])('are not seen in %j', line => {
    expect(cleanJammerLines([line])).toEqual({ lines: [line], removed: [] })
  })
})
