import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { threadAddress } from '../../../src/core/engines/phpwind/addresses.ts'
import { phpwind } from '../../../src/core/engines/phpwind/index.ts'
import { isDigest, noticesOf } from '../../../src/core/engines/phpwind/notices.ts'
import type { PageReading } from '../../../src/core/model/reading.ts'
import { parseHtml } from '../../../src/core/text/dom.ts'
import { fixturesFolder, readFile } from '../../support/fixtures.ts'

const shared = path.resolve(import.meta.dirname, '../../../../shared')
const seed = path.join(shared, 'seed/phpwind-thread.txt')
const corpus = path.join(shared, 'corpus')
const fixture = (name: string): string => path.join(fixturesFolder, 'phpwind', name)

async function readMarkup(markup: string): Promise<PageReading> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'phpwind-')), 'page.html')
  writeFileSync(file, markup)
  return readFile(file)
}

describe('addresses of phpwind threads', () => {
  it.each([
    ['read.php?tid=741222&fpage=3&page=247', '741222', 247],
    ['read.php?tid-741222-fpage-0-toread--page-247.html', '741222', 247],
    ['http://bbs.example/read-htm-tid-12-fpage-9.html', '12', null],
    ['http://bbs.example/read-htm-tid-12-page-2.html#a', '12', 2],
    ['simple/?t123_2.html', '123', 2],
    ['http://bbs.example/html/read/5/1203/30412.html', '30412', null],
    ['thread.php?fid=3&page=2', null, 2],
  ])('%s', (address, tid, page) => expect(threadAddress(address)).toEqual({ tid, page }))
})

describe('moderation notices', () => {
  it('name action, moderator and day in the wording of every version', () => {
    const lines = [
      '管理提醒: 本帖被 南风 执行置顶操作(2010-02-03)',
      '— 本帖被 南风 执行压帖操作(2010-02-04) —',
      '本帖被 南风 设置为精华(2010-02-05)',
      '本贴被 南风 从 灌水区 移动到本区(2010-02-06)',
      '(南风) 请补上出处 (2010-02-07 08:09)',
      'bu yazma qulupland',
    ]
    expect(noticesOf(lines, { savedAt: null }).map(({ action, by, at }) => [action, by, at])).toEqual([
      ['置顶', '南风', '2010-02-03'],
      ['压帖', '南风', '2010-02-04'],
      ['精华', '南风', '2010-02-05'],
      ['移动', '南风', '2010-02-06'],
      ['提醒', '南风', '2010-02-07T08:09'],
      ['notice', null, null],
    ])
  })

  it('make a thread a digest until it is taken back', () => {
    const set = '本帖被 南风 设置为精华(2010-02-05)'
    const taken = '本帖被 南风 取消精华(2010-03-05)'
    const read = (lines: string[]): boolean => isDigest(noticesOf(lines, { savedAt: null }))
    expect([read([set]), read([set, taken]), read(['本帖被 南风 执行加亮操作(2010-02-03)'])]).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('a phpwind page', () => {
  it('reads by its ids when the owner has translated every word', async () => {
    const file = fixture('87-page-2/page.html')
    const foreign = readFileSync(file, 'utf8')
      .replaceAll(/发表于|复制此楼地址|只看该作者|在线|离线|复制链接|注册时间|最后登录|发帖|精华|回复|阅读/g, 'ئۇيغۇر')
      .replaceAll(/(\d+)楼/g, '$1 - قەۋەت')
      .replaceAll(/phpwind/gi, 'bbs')
    const [before, after] = [await readFile(file), await readMarkup(foreign)]
    const facts = ({ engine, thread, posts }: PageReading): unknown => [
      engine,
      thread.id,
      thread.page,
      thread.pages,
      posts.map(post => [post.id, post.floor, post.author, post.postedAt, post.html.length > 0]),
    ]
    expect(facts(after)).toEqual(facts(before))
  })

  it('takes nothing that a poster wrote for a floor or for another body', async () => {
    const markup = readFileSync(fixture('87-page-2/page.html'), 'utf8').replace(
      '已经约好了',
      '<div id="read_999">假楼</div><table><tr><td class="floot_left">x</td><td id="td_998">y</td></tr></table>已经约好了',
    )
    const { posts } = await readMarkup(markup)
    expect(posts.map(post => post.id)).toEqual(['50440', '50441', '50460', '50461'])
    expect(posts[0]?.text).toContain('假楼')
  })

  it('counts floors by its own marks where the owner took the labels away', async () => {
    const markup = readFileSync(fixture('87-page-2/page.html'), 'utf8').replaceAll(/>\d+楼<\/a>/g, '></a>')
    expect((await readMarkup(markup)).posts.map(post => [post.floor, post.floorLabel])).toEqual([
      [10, null],
      [11, null],
      [12, null],
      [13, null],
    ])
  })

  it('is not any page with a wide table', () => {
    const source = '<html><body><table><tr><td>1</td></tr></table><p>About PHPWind the software</p></body></html>'
    const page = {
      kind: 'html',
      source,
      document: parseHtml(source),
      url: null,
      savedAt: null,
      name: 'a',
      isWhole: true,
    } as const
    expect(phpwind.detect(page)).toBe('no')
  })

  it('with ten thousand floors in one table is read whole', async () => {
    const floor = (id: number): string =>
      `<tr><th class="r_two"><b>n${id}</b></th><th class="r_one" id="td_${id}"><div class="tpc_content" id="read_${id}">t</div></th></tr>`
    const floors = Array.from({ length: 10_000 }, (_, index) => floor(index + 1)).join('')
    const reading = await readMarkup(`<html><body><table>${floors}</table>Powered by PHPWind</body></html>`)
    expect([reading.engine, reading.posts.length, reading.posts[9_999]?.author.name]).toEqual([
      'phpwind',
      10_000,
      'n10000',
    ])
  })
})

describe('copied text', () => {
  it('of another forum is left to others', () => {
    const text = '查看: 12|回复: 1\n某人 发表于 2013-3-13 16:41 | 显示全部楼层\n内容\n'
    expect(phpwind.copiedText?.detect({ kind: 'text', text, url: null, savedAt: null, name: 'a.txt' })).toBe('no')
  })
})

describe.skipIf(!existsSync(seed))('the page this project began with', () => {
  it('keeps every line of its body, less the noise', async () => {
    const { posts, removed } = await readFile(seed)
    const noise = removed.map(piece => piece.text)
    const lines = readFileSync(seed, 'utf8').split('\n')
    const first = lines.findIndex(line => line.includes('来源:'))
    const last = lines.findIndex(line => line.startsWith('评价一下'))
    const body = lines.slice(first, last).map((line, index) => {
      const piece = ` ${noise[index] ?? ''} \u00a0`
      expect(line.endsWith(piece)).toBe(true)
      return line.slice(0, -piece.length).trim()
    })
    expect(noise).toHaveLength(11)
    expect(posts).toHaveLength(1)
    expect(posts[0]?.text.split('\n').map(line => line.trim())).toEqual(body)
  })

  it('gives its card line by line, its notice and its source', async () => {
    const { engine, thread, posts } = await readFile(seed)
    const post = posts[0]!
    const { fields, ...typed } = post.card!
    const lines = readFileSync(seed, 'utf8').split('\n')
    expect(lines.slice(3, 15)).toEqual(fields.map(field => `${field.label}: ${field.value}`))
    expect(fields.filter(field => field.unit !== null).map(field => [field.number, field.unit])).toEqual([
      [331045, '鼎币'],
      [4, '点'],
      [35, '点'],
      [0, '个'],
      [6, '点'],
      [8161, '时'],
    ])
    expect(typed).toMatchObject({ name: 'zj66', uid: '40996', online: true, digests: 2, postCount: 129085 })
    expect(typed).toMatchObject({ joined: '2018-06-08', lastSeen: '2024-03-29', onlineHours: 8161 })
    expect({ engine, title: `主题 : ${thread.title}`, rank: `级别: ${typed.rank ?? ''}` }).toEqual({
      engine: 'phpwind',
      title: lines[1],
      rank: lines[3],
    })
    expect(post).toMatchObject({ floor: 0, floorLabel: '楼主', postedAt: '2021-09-01', precision: 'day' })
    expect(post.notices).toMatchObject([{ action: '加亮', by: '张坚', at: '2021-09-01' }])
    expect([post.source, post.isOpening, post.ratings]).toEqual(['中工网', true, []])
  })
})

interface KnownPage {
  readonly file: string
  readonly engine: string
  readonly title?: string
  readonly posts?: number
  readonly first?: { id: string | null; author: string; time: string }
  readonly last?: { id: string | null; author: string; time: string }
  readonly board?: string
  readonly threadId?: string
  readonly page?: string
  readonly opening?: string
  readonly floors?: string[]
  readonly noise?: number
  readonly card?: Record<string, string>
  readonly notices?: string[]
}

const index = path.join(corpus, 'INDEX.json')
const known = existsSync(index)
  ? (JSON.parse(readFileSync(index, 'utf8')) as { pages: KnownPage[] }).pages.filter(page => page.engine === 'phpwind')
  : []

describe.skipIf(known.length === 0)('known phpwind pages', () => {
  it.each(known)('$file says what is known of it', async page => {
    const { engine, thread, board, posts, removed } = await readFile(path.join(corpus, page.file))
    const end = (post: (typeof posts)[number] | undefined, facts: KnownPage['first']): unknown =>
      facts && {
        id: facts.id && post?.id,
        author: post?.author.name,
        time: post?.postedAt?.replace('T', ' ').slice(0, facts.time.length),
      }
    const found = {
      file: page.file,
      engine,
      title: page.title && thread.title,
      posts: page.posts && posts.length,
      first: end(posts[0], page.first),
      last: end(posts.at(-1), page.last),
      board: page.board && board?.name,
      threadId: page.threadId && thread.id,
      page: page.page && String(thread.page),
      opening: page.opening && posts[0]?.text.slice(0, page.opening.length),
      floors: page.floors && posts.map(post => post.floorLabel),
      noise: page.noise === undefined ? undefined : removed.length,
      card: page.card && Object.fromEntries(posts[0]?.card?.fields.map(field => [field.label, field.value]) ?? []),
      notices: page.notices && posts.flatMap(post => post.notices.map(notice => notice.text)),
    }
    expect(page).toMatchObject(Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)))
  })
})
