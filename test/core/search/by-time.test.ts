/* The quick answer by time, of a library in which very many posts are meant, beside the one that finds them all. */
import { expect, test } from 'vitest'
import { keepPairs } from '../../../src/core/library/keep-pairs.ts'
import { remakeFullText, setIndexState } from '../../../src/core/store/post-index.ts'
import { tokensVersion } from '../../../src/core/text/tokens.ts'
import { seededRandom } from '../../support/made-up-text.ts'
import { libraryOf, searchOf } from '../../support/search-library.ts'

const random = seededRandom(11)
// Times have nothing to do with the order in which posts came, and one in twenty has none.
const posts = Array.from({ length: 4_000 }, (_, index) => ({
  text: index % 3 === 0 ? '水塔旁边' : '水塔 边',
  thread: 1 + (index % 40),
  ...(index % 20 === 0
    ? {}
    : { postedAt: new Date(1_100_000_000_000 + random() * 5e11).toISOString().slice(0, 16).replace('T', ' ') }),
}))
const threads = Array.from({ length: 40 }, (_, index) => ({ id: index + 1, title: `Thread ${index}` }))
const db = libraryOf(posts, threads)
setIndexState(db, { version: tokensVersion, next: null, reached: 0 })
await keepPairs(db, new AbortController().signal, 500)
const search = searchOf(db)

const queries = ['水塔', '塔', '水塔 -旁边', '水塔 date:2010', 'date:2008..2012', '-旁', '水塔 OR 船']
const orders = ['newest', 'oldest'] as const
const cases = queries.flatMap(query => orders.map(order => [query, order] as const))

test.each(cases)(
  '%s, %s first: the quick answer shows the same hits, and says whether they are all',
  async (query, order) => {
    for (const offset of [0, 300]) {
      const quick = await search({ query, order, exact: false, offset })
      const whole = await search({ query, order, exact: true, offset })
      expect(quick.hits).toEqual(whole.hits)
      expect(quick.isExact ? quick.total === whole.total : quick.total < whole.total).toBe(true)
    }
  },
)

test('posts of unknown time come last, from either end', async () => {
  const last = { query: '水', offset: 3_990, limit: 10 }
  const times = async (order: 'newest' | 'oldest') =>
    (await search({ ...last, order, exact: false })).hits.map(hit => hit.postedAt)
  expect([await times('newest'), await times('oldest')]).toEqual([Array(10).fill(null), Array(10).fill(null)])
})

test('grouped by thread, the quick answer begins with the same threads', async () => {
  const asked = { query: '水塔', order: 'newest', group: 'threads', limit: 10 } as const
  const threadIds = async (exact: boolean) => (await search({ ...asked, exact })).hits.map(hit => hit.threadId)
  expect(await threadIds(false)).toEqual(await threadIds(true))
})

test('with an index that is not whole yet, posts it lacks are in the quick answer, too', async () => {
  const behind = libraryOf(posts.slice(0, 2_000), threads)
  remakeFullText(behind)
  const [quick, whole] = [false, true].map(exact => searchOf(behind)({ query: '水塔', order: 'newest', exact }))
  expect((await quick!).hits).toEqual((await whole!).hits)
})
