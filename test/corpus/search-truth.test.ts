/* Search over the posts of real saved pages, judged by looking through all of them. */
import path from 'node:path'
import { expect, test } from 'vitest'
import { corpusFolder, hasCorpus, notedPages } from '../support/facts.ts'
import { readFile } from '../support/fixtures.ts'
import { wrongAnswers } from '../support/search-truth.ts'

if (!hasCorpus()) console.warn('SKIPPED test/corpus/search-truth: the corpus is not here')

test.skipIf(!hasCorpus())('2,000 queries over real posts find what is there and nothing else', async () => {
  const texts: string[] = []
  // Reading the pages takes most of the time; every third is variety enough.
  for (const { file } of notedPages(corpusFolder).filter((_, index) => index % 3 === 0)) {
    const { posts } = await readFile(path.join(corpusFolder, file))
    texts.push(...posts.map(post => post.text).filter(text => text.length > 2))
  }
  expect({ posts: texts.length > 300, wrong: await wrongAnswers(texts, 2_000, 9) }).toEqual({ posts: true, wrong: [] })
})
