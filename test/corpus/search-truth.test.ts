/* Search over the posts of real saved pages, judged by looking through all of them. */
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { corpusFolder, hasCorpus, notedPages } from '../support/facts.ts'
import { readFile } from '../support/fixtures.ts'
import { wrongAnswers } from '../support/search-truth.ts'

if (!hasCorpus()) console.warn('SKIPPED test/corpus/search-truth: the corpus is not here')

const texts: string[] = []
beforeAll(async () => {
  if (!hasCorpus()) return
  // Reading the pages takes most of the time; every third is variety enough.
  for (const { file } of notedPages(corpusFolder).filter((_, index) => index % 3 === 0)) {
    const { posts } = await readFile(path.join(corpusFolder, file))
    texts.push(...posts.map(post => post.text).filter(text => text.length > 2))
  }
})

test.skipIf(!hasCorpus()).each([
  [1, null],
  [2, null],
  [3, 70],
  [4, 150],
  [5, 250],
])('400 queries over real posts, seed %i, blocks of %s, find what is there and nothing else', async (seed, size) => {
  const wrong = await wrongAnswers(texts, 400, seed, size)
  expect({ posts: texts.length > 300, wrong }).toEqual({ posts: true, wrong: [] })
})
