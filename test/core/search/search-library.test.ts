import { afterAll, expect, test } from 'vitest'
import { ThreadloftError } from '../../../src/core/errors.ts'
import { searchHandlers } from '../../../src/core/library/search-library.ts'
import { indexPost } from '../../../src/core/store/post-index.ts'
import { libraryOf, searchOf } from '../../support/search-library.ts'

const db = libraryOf(
  [
    { text: '中国工会今天表示，要学 Git。', floor: 0, postedAt: '2021-01-05' },
    { text: 'Git的其他參考資料：https://example.org', author: '李四', postedAt: '2021-06-30 08:15' },
    { text: '工会 工会 工会', postedAt: '2022' },
    { text: '谢谢分享', floor: 0, thread: 2, author: '李四', postedAt: '2023-03-01 10:00', extra: { quotes: [{}] } },
    { text: '不知道什么时候发的 Git', thread: 2 },
  ],
  [
    { id: 1, title: 'Git 入門與參考', board: '工会天地', digest: true },
    { id: 2, title: '闲聊', board: '灌水' },
  ],
)
const search = searchOf(db, { now: () => new Date(2023, 3, 1) })
const suggestions = searchHandlers(db).handlers['search.suggest']
afterAll(() => db.close())

async function ids(query: string, order: 'relevance' | 'newest' | 'oldest' | 'floor' = 'oldest') {
  const { total, hits } = await search({ query, order, limit: 50 })
  return total === hits.length ? hits.map(hit => hit.postId) : `${total} ≠ ${hits.length}`
}

test.each([
  ['工会', [1, 3]],
  ['git 参考资料', [2]],
  ['Git的其他参考资料', [2]],
  ['author:李四', [2, 4]],
  ['author:李', [2, 4]],
  ['author:zj', []],
  ['author:lao* 工会', [1, 3]],
  ['title:参考 -author:李四', [1, 3]],
  ['board:工会 OR 谢谢', [1, 2, 3, 4]],
  ['forum:论坛', [1, 2, 3, 4, 5]],
  ['forum:bbs.example.org git', [1, 2, 5]],
  ['floor:0', [1, 4]],
  ['floor:2.. git', [5]],
  ['date:2021', [1, 2]],
  ['date:2021-06-30', [2]],
  ['before:2021-06', [1]],
  ['after:2021-06', [3, 4]],
  ['is:op', [1, 4]],
  ['is:starter', [1, 3, 5]],
  ['is:digest git', [1, 2]],
  ['has:quote', [4]],
  ['has:image', []],
  ['replies:>0 uid:u2', [2, 4]],
  ['-git -工会', [4]],
  ['-(git OR 工会)', [4]],
  ['中国 NEAR/2 今天', [1]],
  ['中国 NEAR/1 今天', []],
  ['~exmaple', [2]],
  ['~got -工会', [2, 5]],
  ['*ample', [2]],
  ['*xampl*', [2]],
  ['*zz', []],
  ['工会 -*zz', [1, 3]],
  ['age:<2m', [4]],
  ['age:>2y', [1]],
  ['saved:2024', []],
  ['', []],
  ['　', []],
] as const)('%s finds %j', async (query, expected) => {
  expect(await ids(query)).toEqual(expected)
})

test('orders: relevance puts the post that says it most first, time puts the undated last', async () => {
  expect([await ids('工会', 'relevance'), await ids('git', 'newest'), await ids('git', 'oldest')]).toEqual([
    [3, 1],
    [2, 1, 5],
    [1, 2, 5],
  ])
})

test('by floor, posts stand as in their threads', async () => {
  expect(await ids('git OR 工会', 'floor')).toEqual([1, 2, 3, 5])
})

test('a passage is found by its rare words and read to the end', async () => {
  expect(await ids('"工会今天表示，要学 git"')).toEqual([1])
  expect(await ids('"工会今天表示，要学 gi"')).toEqual([])
})

test('where the total need not be exact, it says whether it is', async () => {
  const many = libraryOf(Array.from({ length: 900 }, (_, index) => ({ text: `同一句话 ${index}` })))
  const search = searchOf(many)
  const few = await search({ query: '话 7', exact: false })
  const first = await search({ query: '话', exact: false })
  const last = await search({ query: '话', exact: false, offset: 880 })
  expect([few.isExact, few.total, first.isExact, first.total < 900, last.isExact, last.hits.length]).toEqual([
    ...[true, 1, false, true, true, 20],
  ])
  many.close()
})

test('a hit tells where it is and shows the match; the total counts all of them', async () => {
  const { total, hits, terms } = await search({ query: '工会', order: 'relevance', offset: 1, limit: 1 })
  expect({ total, hits, terms }).toEqual({
    total: 2,
    terms: ['工会'],
    hits: [
      {
        threadId: 1,
        postId: 1,
        title: 'Git 入門與參考',
        author: 'laofan',
        floor: 0,
        floorLabel: null,
        postedAt: '2021-01-05',
        forum: '好論壇',
        board: '工会天地',
        snippet: [
          { text: '中国', mark: false },
          { text: '工会', mark: true },
          { text: '今天表示，要学 Git。', mark: false },
        ],
      },
    ],
  })
})

test('grouped by thread, a hit is the best post of its thread and tells how many more there are', async () => {
  const grouped = async (order: 'relevance' | 'newest', offset: number) => {
    const { total, threads, hits } = await search({ query: 'git OR 工会', order, group: 'threads', offset, limit: 1 })
    return { total, threads, hits: hits.map(hit => [hit.threadId, hit.postId, hit.matches]) }
  }
  expect([await grouped('relevance', 0), await grouped('newest', 0), await grouped('newest', 1)]).toEqual([
    { total: 4, threads: 2, hits: [[1, 3, 3]] },
    { total: 4, threads: 2, hits: [[1, 3, 3]] },
    { total: 4, threads: 2, hits: [[2, 5, 1]] },
  ])
})

test.each([
  ['Git', { case: false }, [1, 2, 5]],
  ['git', { case: false }, []],
  ['參考', { han: false }, [2]],
  ['参考', { han: false }, []],
  ['参考 -Git', { han: false }, []],
  ['参考 OR GIT', { han: false }, [1, 2, 5]],
  ['中国 NEAR/2 今天', { width: false }, [1]],
  ['gi*', { case: false }, []],
  ['Gi*', { case: false }, [1, 2, 5]],
])('%s folded less (%j) finds %j', async (query, fold, expected) => {
  const { total, hits } = await search({ query, fold })
  expect({ total, ids: hits.map(hit => hit.postId).sort() }).toEqual({ total: expected.length, ids: expected })
})

test('folded less, only what matches is marked', async () => {
  const { hits, terms } = await search({ query: 'Git', fold: { case: false }, order: 'oldest', limit: 1 })
  expect({ terms, marked: hits[0]?.snippet.filter(part => part.mark) }).toEqual({
    terms: ['Git'],
    marked: [{ text: 'Git', mark: true }],
  })
})

test('facets count what the found posts have in common', async () => {
  const { facets } = await search({ query: 'git OR 谢谢', facets: true })
  expect(facets).toEqual({
    counted: 4,
    forums: [{ id: 1, name: '好論壇', count: 4 }],
    boards: [
      { id: 1, name: '工会天地', count: 2 },
      { id: 2, name: '灌水', count: 2 },
    ],
    authors: [
      { id: 1, name: 'laofan', count: 2 },
      { id: 2, name: '李四', count: 2 },
    ],
    years: [
      { year: '2023', count: 1 },
      { year: '2021', count: 2 },
    ],
    withPictures: 0,
  })
})

test('a post whose text changed is found by the new text only', async () => {
  const changed = libraryOf([{ text: '从前' }, { text: '从前' }])
  indexPost(changed, 1, '如今')
  const run = searchOf(changed)
  const found = async (query: string) => (await run({ query, order: 'oldest', limit: 9 })).hits.map(hit => hit.postId)
  expect([await found('从前'), await found('如今')]).toEqual([[2], [1]])
})

test('a connection that only queries can look for words by resemblance, too', async () => {
  const reader = libraryOf([{ text: 'Linux' }])
  reader.pragma('query_only = ON')
  const { total } = await searchOf(reader)({ query: '~linix', order: 'newest', limit: 1 })
  expect([total, reader.pragma('query_only', { simple: true })]).toEqual([1, 1])
})

test('names are suggested across kinds', async () => {
  const suggest = async (text: string) =>
    (await suggestions({ text, limit: 5 })).suggestions.map(({ kind, id, text: name }) => [kind, id, name])
  expect([await suggest('工会'), await suggest('李'), await suggest('參')]).toEqual([
    [['board', 1, '工会天地']],
    [['poster', 2, '李四']],
    [['thread', 1, 'Git 入門與參考']],
  ])
})

const hostile = {
  'a megabyte of letters': 'a'.repeat(1_000_000),
  'a megabyte of quotes': '"'.repeat(1_000_000),
  'ten thousand words': 'word '.repeat(10_000),
  'two hundred frequent characters, any of them': Array.from('工会国'.repeat(70)).join(' OR '),
  'one phrase of twenty thousand characters': '工'.repeat(20_000),
  'brackets never closed': '('.repeat(19_000),
  'brackets never opened': ')'.repeat(19_000),
  'minus signs': '-'.repeat(19_000),
  'FTS5 in person': '" OR rowid:1 * ^ NEAR( } {body}: --',
  'SQL in person': `'; DROP TABLE post; --`,
  'NUL and lone surrogates': '\0工\ud800\0\udfff"\0"',
  'unknown time': 'date:9999-99-99',
  'stars and pluses': '(a+)+$ ****',
}

test.each(Object.entries(hostile))('hostile: %s ends in an answer or a clear complaint', async (_, query) => {
  const outcome = await ids(query).then(
    found => typeof found,
    (thrown: unknown) => (thrown instanceof ThreadloftError ? thrown.code : String(thrown)),
  )
  expect(['object', 'bad-query']).toContain(outcome)
})
