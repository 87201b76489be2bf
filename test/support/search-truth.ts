/* Search against looking through every text: 2,000 generated queries, post for post. */
import { keepPairs } from '../../src/core/library/keep-pairs.ts'
import { setIndexState } from '../../src/core/store/post-index.ts'
import { fold, fullFolding, type Folding } from '../../src/core/text/fold.ts'
import { tokensVersion } from '../../src/core/text/tokens.ts'
import { seededRandom } from './made-up-text.ts'
import { libraryOf, searchOf } from './search-library.ts'
import { truthQuery, type TruthQuery } from './truth-queries.ts'

/**
 * What searches over these texts found otherwise than looking through all of them; nothing where all is well. The pairs of
 * characters are noted in blocks of so many posts, if any.
 */
export async function wrongAnswers(
  texts: readonly string[],
  rounds: number,
  seed: number,
  postsOfBlock: number | null = null,
): Promise<unknown[]> {
  const random = seededRandom(seed)
  const db = libraryOf(texts.map(text => ({ text })))
  setIndexState(db, { version: tokensVersion, next: null, reached: 0 })
  if (postsOfBlock !== null) await keepPairs(db, new AbortController().signal, postsOfBlock)
  const search = searchOf(db)
  const foldedBy = new Map<string, string[]>()
  const truthOf = ({ isMeant, fold: folding }: TruthQuery): number[] => {
    const asked: Folding = { ...fullFolding, ...folding }
    const key = JSON.stringify(asked)
    const folded = foldedBy.get(key) ?? texts.map(text => fold(text, asked))
    foldedBy.set(key, folded)
    return folded.flatMap((text, index) => (isMeant(text) ? [index + 1] : []))
  }
  const wrong: unknown[] = []
  for (let round = 0; round < rounds; round++) {
    const asked = truthQuery(texts, round, random)
    const truth = truthOf(asked)
    const found: number[] = []
    do {
      const { hits } = await search({ ...asked, order: 'floor', offset: found.length, limit: 1_000 })
      found.push(...hits.map(hit => hit.postId))
      if (hits.length < 1_000) break
    } while (found.length < truth.length + 1_000)
    if (found.join() !== truth.join()) wrong.push({ query: asked.query, fold: asked.fold, truth, found })
    // The quick answer shows a part of the truth, and says whether it is all.
    const quick = await search({ ...asked, exact: false, limit: 20 })
    const isPart = quick.hits.every(hit => truth.includes(hit.postId))
    const isHonest = quick.isExact ? quick.total === truth.length : quick.total < truth.length
    if (!isPart || !isHonest) wrong.push({ query: asked.query, quick: quick.total, isExact: quick.isExact, truth })
  }
  db.close()
  return wrong
}
