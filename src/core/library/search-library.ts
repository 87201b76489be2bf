/* The use cases of finding: posts by a query, saved searches, what a query may go on with, and names as one types. */
import type { Handlers } from '../contract/procedure.ts'
import type { savedSearchesContract } from '../contract/saved-searches.ts'
import type { searchContract } from '../contract/search.ts'
import type { switcherContract } from '../contract/switcher.ts'
import { ThreadloftError } from '../errors.ts'
import type { SavedSearch, SearchFacets, Suggestion } from '../model/library.ts'
import { evaluate, type PostSource } from '../search/evaluate.ts'
import { difference, type IdSet } from '../search/id-set.ts'
import { parseQuery, termsOf, type QueryNode } from '../search/query.ts'
import { nameWords } from '../search/resemblance.ts'
import { putSearches } from '../search/saved.ts'
import * as store from '../store/post-search.ts'
import { listSearches } from '../store/saved-searches.ts'
import { facetsOf } from '../store/search-facets.ts'
import type { ReadableDB } from '../store/sql.ts'
import { fullFolding, type Folding } from '../text/fold.ts'
import { snippetOf } from '../text/snippet.ts'
import { completeQuery } from './complete-query.ts'
import { LibraryNames } from './library-names.ts'
import { systemClock, type Clock } from './ports.ts'
import { savedQueries } from './saved-searches.ts'
import { runOfPosts, runOfThreads } from './search-order.ts'
import { postSource } from './search-source.ts'

const snippetLength = 120

type Answered = typeof searchContract &
  Pick<typeof savedSearchesContract, 'searches.list'> &
  Pick<typeof switcherContract, 'switcher.find'>

type SearchInput = Parameters<Handlers<typeof searchContract>['search.run']>[0]

/** Answers searches over one library; keeps the folded names of its threads, people and boards while they are unchanged. */
export function searchHandlers(db: ReadableDB, clock: Clock = systemClock): Handlers<Answered> {
  const names = new LibraryNames(db)
  const atOnce = <Answer>(question: () => Answer): Answer => db.transaction(question)()
  const treeOf = (query: string): QueryNode | null => {
    const asked = putSearches(parseQuery(query), savedQueries(db))
    return asked && nameWords(asked, () => names.words())
  }
  return {
    // One transaction is one view of the library, so that a total and its hits agree while an import runs.
    'search.run': input =>
      atOnce(() => {
        const startedAt = performance.now()
        const tree = treeOf(input.query)
        const folding = foldingOf(input)
        const terms = termsOf(tree, folding)
        const { rows, ...found } = find(db, tree, postSource(db, names, clock, folding), names.hidden(), input)
        const hits = rows.map(({ text, ...row }) => ({
          ...row,
          snippet: snippetOf(text, terms, snippetLength, folding),
        }))
        return { ...found, hits, tookMs: performance.now() - startedAt, terms, notIndexed: 0, scanned: false }
      }),
    'search.complete': input => atOnce(() => completeQuery(db, names, input)),
    'search.suggest': ({ text, limit }) => ({
      suggestions: names.find(text, limit, ['board', 'poster', 'thread']) as Suggestion[],
    }),
    'searches.list': ({ counts }) =>
      atOnce(() => ({
        searches: listSearches(db).map(({ id, name, query, madeAt }) => ({
          ...{ id, name, query, madeAt },
          ...(counts
            ? countOf(() => found(treeOf(query), postSource(db, names, clock, fullFolding), names.hidden()).length)
            : { posts: null, problem: null }),
        })),
      })),
    'switcher.find': ({ text, limit, kinds }) => ({ items: names.find(text, limit, kinds) }),
  }
}

/** How many posts a saved search finds, or why it cannot be read. */
function countOf(count: () => number): Pick<SavedSearch, 'posts' | 'problem'> {
  try {
    return { posts: count(), problem: null }
  } catch (thrown) {
    if (thrown instanceof ThreadloftError && thrown.code === 'bad-query')
      return { posts: null, problem: thrown.details }
    throw thrown
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

function found(tree: QueryNode | null, source: PostSource, hidden: IdSet): IdSet {
  const ids = tree ? evaluate(tree, source) : []
  return hidden.length > 0 ? difference(ids, hidden) : ids
}

function find(db: ReadableDB, tree: QueryNode | null, source: PostSource, hidden: IdSet, input: SearchInput): Answer {
  const { order, offset, limit } = input
  const { trustsIndex } = source
  const ids = found(tree, source, hidden)
  const facets = input.facets ? facetsOf(db, ids) : null
  const total = ids.length
  if (!tree || input.group === 'posts') {
    const page = tree ? runOfPosts(db, { tree, ids, order, trustsIndex, hidden: hidden.length }, offset, limit) : []
    return { total, threads: null, facets, rows: store.readHits(db, page) }
  }
  const { threads, posts } = runOfThreads(db, { tree, ids, order, trustsIndex, hidden: hidden.length }, offset, limit)
  const matches = new Map(posts.map(post => [post.id, post.matches]))
  const rows = store.readHits(db, [...matches.keys()])
  return { total, threads, facets, rows: rows.map(row => ({ ...row, matches: matches.get(row.postId)! })) }
}
