/* The use cases of finding: posts by a query, and names as one types. */
import type { Handlers } from '../contract/procedure.ts'
import type { searchContract } from '../contract/search.ts'
import type { SearchFacets } from '../model/library.ts'
import { evaluate, type PostSource } from '../search/evaluate.ts'
import { parseQuery, termsOf, type QueryNode } from '../search/query.ts'
import { nameWords } from '../search/resemblance.ts'
import * as store from '../store/post-search.ts'
import { facetsOf } from '../store/search-facets.ts'
import type { ReadableDB } from '../store/sql.ts'
import { fullFolding, type Folding } from '../text/fold.ts'
import { snippetOf } from '../text/snippet.ts'
import { LibraryNames } from './library-names.ts'
import { systemClock, type Clock } from './ports.ts'
import { runOfPosts, runOfThreads } from './search-order.ts'
import { postSource } from './search-source.ts'

const snippetLength = 120

type SearchInput = Parameters<Handlers<typeof searchContract>['search.run']>[0]

/** Answers searches over one library; keeps the folded names of its threads, people and boards while they are unchanged. */
export function searchHandlers(db: ReadableDB, clock: Clock = systemClock): Handlers<typeof searchContract> {
  const names = new LibraryNames(db)
  return {
    'search.run': input => {
      const startedAt = performance.now()
      const asked = parseQuery(input.query)
      const tree = asked && nameWords(asked, () => names.words())
      const folding = foldingOf(input)
      const terms = termsOf(tree, folding)
      // One transaction is one view of the library, so that a total and its hits agree while an import runs.
      const { rows, ...found } = db.transaction(() => find(db, tree, postSource(db, names, clock, folding), input))()
      const hits = rows.map(({ text, ...row }) => ({ ...row, snippet: snippetOf(text, terms, snippetLength, folding) }))
      return { ...found, hits, tookMs: performance.now() - startedAt, terms }
    },
    'search.suggest': ({ text, limit }) => ({ suggestions: names.suggest(text, limit) }),
  }
}

// One and the same where everything is folded, since that is when the index has the last word.
function foldingOf({ fold: asked }: SearchInput): Folding {
  return asked.case && asked.accents && asked.width && asked.han ? fullFolding : asked
}

interface Answer {
  readonly total: number
  readonly threads: number | null
  readonly facets: SearchFacets | null
  readonly rows: readonly (store.HitRow & { readonly matches?: number })[]
}

function find(db: ReadableDB, tree: QueryNode | null, source: PostSource, input: SearchInput): Answer {
  const { order, offset, limit } = input
  const { trustsIndex } = source
  const ids = tree ? evaluate(tree, source) : []
  const facets = input.facets ? facetsOf(db, ids) : null
  const total = ids.length
  if (!tree || input.group === 'posts') {
    const page = tree ? runOfPosts(db, { tree, ids, order, trustsIndex }, offset, limit) : []
    return { total, threads: null, facets, rows: store.readHits(db, page) }
  }
  const { threads, posts } = runOfThreads(db, { tree, ids, order, trustsIndex }, offset, limit)
  const matches = new Map(posts.map(post => [post.id, post.matches]))
  const rows = store.readHits(db, [...matches.keys()])
  return { total, threads, facets, rows: rows.map(row => ({ ...row, matches: matches.get(row.postId)! })) }
}
