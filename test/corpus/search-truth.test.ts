/* Search over the posts of real saved pages, judged by looking through all of them. */
import path from 'node:path'
import { expect, test } from 'vitest'
import { fold } from '../../src/core/text/fold.ts'
import { corpusFolder, hasCorpus, notedPages } from '../support/facts.ts'
import { readFile } from '../support/fixtures.ts'
import { seededRandom } from '../support/made-up-text.ts'
import { libraryOf, searchOf } from '../support/search-library.ts'
import { holdsPiece, pieceOf } from '../support/substring-truth.ts'

if (!hasCorpus()) console.warn('SKIPPED test/corpus/search-truth: the corpus is not here')

test.skipIf(!hasCorpus())('500 pieces of real posts are found where they are and nowhere else', async () => {
  const texts: string[] = []
  // Reading the pages takes most of the time; every third is variety enough.
  for (const { file } of notedPages(corpusFolder).filter((_, index) => index % 3 === 0)) {
    const { posts } = await readFile(path.join(corpusFolder, file))
    texts.push(...posts.map(post => post.text).filter(text => text.length > 2))
  }
  const folded = texts.map(text => fold(text))
  const search = searchOf(libraryOf(texts.map(text => ({ text }))))
  const random = seededRandom(9)
  const wrong: unknown[] = []
  for (let round = 0; round < 500; round++) {
    const piece = pieceOf(texts, 1 + (round % 8), random)
    const truth = folded.flatMap((text, index) => (holdsPiece(text, piece) ? [index + 1] : []))
    const { total, hits } = await search({ query: `"${piece}"`, order: 'newest', limit: 50 })
    const found = hits.map(hit => hit.postId).sort((one, other) => one - other)
    if (total !== truth.length || (total <= 50 && found.join() !== truth.join())) wrong.push({ piece, truth, found })
  }
  expect({ posts: texts.length > 300, wrong }).toEqual({ posts: true, wrong: [] })
})
