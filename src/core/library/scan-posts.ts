/* Finding without the index: every text is read. As exact as with it, and slow; for when it is damaged or behind. */
import { evaluate, type PostSource } from '../search/evaluate.ts'
import type { IdSet } from '../search/id-set.ts'
import type { QueryNode } from '../search/query.ts'
import { textsOf } from '../store/post-search.ts'
import { fold } from '../text/fold.ts'
import { postSource, type Around } from './search-source.ts'
import { readsAs } from './search-texts.ts'

/** Those of the given posts that a query means. */
export function scanPosts(around: Around, tree: QueryNode, ids: IdSet): IdSet {
  const { db, folding } = around
  const texts = new Map(Array.from(textsOf(db, ids), ({ id, text }) => [id, fold(text, folding)]))
  const source: PostSource = {
    ...postSource(around, { from: 1, to: ids.at(-1) ?? 0 }),
    trustsIndex: false,
    fewPosts: Infinity,
    holding: (text, among) => among.filter(id => readsAs(texts.get(id) ?? '', text, folding)),
  }
  return evaluate(tree, source, ids)
}
