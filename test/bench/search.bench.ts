/* Search against its lower bar, looking through every folded text; the ratios of one run are what counts. */
import { test } from 'vitest'
import { fold } from '../../src/core/text/fold.ts'
import { indexBody } from '../../src/core/text/tokens.ts'
import { madeUpPost, seededRandom } from '../support/made-up-text.ts'
import { libraryOf, searchOf } from '../support/search-library.ts'

const random = seededRandom(1)
const texts = Array.from({ length: 10_000 }, () => madeUpPost(random, 1_200))
const folded = texts.map(text => fold(text))
const library = libraryOf(texts.map(text => ({ text })))
const search = searchOf(library)
const readAll = library.prepare<[], string>('SELECT text FROM post_version').pluck()
// Run by `vitest bench --project 'unit (bench)'`.
const options = { time: 200, iterations: 3, warmupTime: 0, warmupIterations: 1 }

const queries = {
  'one frequent character': '的',
  'one rare character': '龘',
  'two characters': '国家',
  'a phrase of four': '一是不了',
  'a Latin word': 'git',
}

for (const [name, query] of Object.entries(queries)) {
  const first = (order: 'newest' | 'relevance') => async () => {
    await search({ query, order, limit: 50 })
  }
  test(name, async ({ bench }) => {
    await bench.compare(
      bench('first 50, newest, with total and snippets', first('newest')),
      bench('first 50, by relevance, with total and snippets', first('relevance')),
      bench('reading, folding and scanning every post, total only', () => {
        let total = 0
        for (const text of readAll.iterate()) if (fold(text).includes(query)) total++
        return total
      }),
      bench(
        'scanning texts held folded in memory, total only',
        () => folded.filter(text => text.includes(query)).length,
      ),
      options,
    )
  })
}

const some = texts.slice(0, 1_000)
test('making 1,000 posts findable', async ({ bench }) => {
  await bench.compare(
    bench('folding', () => some.map(text => fold(text)).length),
    bench('folding and tokens', () => some.map(text => indexBody(fold(text))).length),
    options,
  )
})
