/* The use cases of finding: posts by a query, saved searches, what a query may go on with, and names as one types. */
import type { Emit } from '../contract/events.ts'
import type { Handlers, OutputOf } from '../contract/procedure.ts'
import type { savedSearchesContract } from '../contract/saved-searches.ts'
import type { searchContract } from '../contract/search.ts'
import type { switcherContract } from '../contract/switcher.ts'
import { ThreadloftError } from '../errors.ts'
import type { SavedSearch, Suggestion } from '../model/library.ts'
import { parseQuery, termsOf, type QueryNode } from '../search/query.ts'
import { union } from '../search/id-set.ts'
import { nameWords } from '../search/resemblance.ts'
import { putSearches } from '../search/saved.ts'
import { readHits, type HitRow } from '../store/post-search.ts'
import { listSearches } from '../store/saved-searches.ts'
import { facetsOf } from '../store/search-facets.ts'
import type { ReadableDB } from '../store/sql.ts'
import { fullFolding, type Folding } from '../text/fold.ts'
import { snippetOf } from '../text/snippet.ts'
import { completeQuery } from './complete-query.ts'
import { firstByTime, spanOf } from './find-by-time.ts'
import { findPosts, type FoundPosts } from './find-posts.ts'
import { LibraryNames } from './library-names.ts'
import { systemClock, type Clock } from './ports.ts'
import { savedQueries } from './saved-searches.ts'
import { runOfPosts, runOfThreads, type Found } from './search-order.ts'
import type { Around } from './search-source.ts'

const snippetLength = 120
const suggested = ['board', 'poster', 'thread'] as const satisfies Suggestion['kind'][]

type Answered = Omit<typeof searchContract, 'search.rebuild'> &
  Pick<typeof savedSearchesContract, 'searches.list'> &
  Pick<typeof switcherContract, 'switcher.find'>

type SearchInput = Parameters<Handlers<typeof searchContract>['search.run']>[0]

/**
 * Answers searches over one library. Names are folded once and kept in `namesFile`, if one is given, when it is closed.
 * An index that cannot be used is told by an event, so that who may write makes it anew.
 */
export function searchHandlers(
  db: ReadableDB,
  clock: Clock = systemClock,
  namesFile: string | null = null,
  emit: Emit = () => undefined,
): { handlers: Handlers<Answered>; close: () => void } {
  const names = new LibraryNames(db, namesFile)
  const onUnusable = (): void => emit('search.indexUnusable', {})
  const around = (folding: Folding): Around => ({ db, names, clock, folding, onUnusable })
  const atOnce = <Answer>(question: () => Answer): Answer => db.transaction(question)()
  const treeOf = (query: string): QueryNode | null => {
    const asked = putSearches(parseQuery(query), savedQueries(db))
    return asked && nameWords(asked, () => names.words())
  }
  const handlers: Handlers<Answered> = {
    // One transaction is one view of the library, so that a total and its hits agree while an import runs.
    'search.run': input =>
      atOnce(() => {
        const startedAt = performance.now()
        const answer = find(around(foldingOf(input)), treeOf(input.query), input)
        return { ...answer, tookMs: performance.now() - startedAt, notIndexed: names.notIndexed() }
      }),
    'search.complete': input => completeQuery(db, names.names, input),
    'search.suggest': async ({ text, limit }) => {
      const items = await names.names.find(text, limit, suggested)
      return { suggestions: items as Suggestion[] }
    },
    'searches.list': ({ counts }) =>
      atOnce(() => ({
        searches: listSearches(db).map(({ id, name, query, madeAt }) => ({
          ...{ id, name, query, madeAt },
          ...(counts
            ? countOf(() => findPosts(around(fullFolding), treeOf(query)).ids.length)
            : { posts: null, problem: null }),
        })),
      })),
    'switcher.find': async ({ text, limit, kinds }) => ({ items: await names.names.find(text, limit, kinds) }),
  }
  return { handlers, close: () => names.names.close() }
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

type Answer = Omit<OutputOf<(typeof searchContract)['search.run']>, 'tookMs' | 'notIndexed'>

/** Of more posts their proportions say enough; where they are only some of all there are, of fewer. */
const mostCounted = { exact: 20_000, quick: 1_000 } as const

/** Where the total need not be exact, this many hits are enough beyond those that are shown. */
const enoughHits = 250

/** So few posts are soon put in order; of more, the first by time are looked for. */
const soonSorted = 1_000
/** Threads repeat among the posts. */
const postsForThread = 4

interface Enough extends FoundPosts, Pick<Found, 'inOrder'> {
  /** How many there are at least. */
  readonly least: number
}

const allOf = (found: FoundPosts): Enough => ({ ...found, inOrder: null, least: found.ids.length })

/** What is shown of a query, and enough beyond it to say that there is more; in its order, where not all were found. */
function findEnough(around: Around, tree: QueryNode | null, { order, offset, limit, group }: SearchInput): Enough {
  if (order === 'floor') return allOf(findPosts(around, tree))
  if (order === 'relevance') return allOf(findPosts(around, tree, offset + limit + enoughHits))
  const found = findPosts(around, tree, soonSorted)
  if (!tree || found.areAll) return allOf(found)
  const wanted = (offset + limit) * (group === 'threads' ? postsForThread : 1)
  const inOrder = firstByTime(around, tree, order, wanted)
  const ids = union(
    found.ids,
    inOrder.toSorted((one, other) => one - other),
  )
  return { ...found, ids, inOrder, least: found.ids.length }
}

function find(around: Around, tree: QueryNode | null, input: SearchInput): Answer {
  const { db, folding } = around
  const { order, offset, limit } = input
  const terms = termsOf(tree, folding)
  const { ids, areAll, scanned, inOrder, least } = input.exact
    ? allOf(findPosts(around, tree))
    : findEnough(around, tree, input)
  const found = { ids, order, terms, folding, inOrder, span: spanOf(tree) }
  const facets = input.facets ? facetsOf(db, ids, mostCounted[input.exact ? 'exact' : 'quick']) : null
  const hitsOf = (rows: readonly HitRow[]) =>
    rows.map(({ text, ...row }) => ({ ...row, snippet: snippetOf(text, terms, snippetLength, folding) }))
  const common = { total: least, isExact: areAll, scanned, facets, terms }
  if (input.group === 'posts')
    return { ...common, threads: null, hits: hitsOf(readHits(db, runOfPosts(db, found, offset, limit))) }
  const { threads, posts } = runOfThreads(db, found, offset, limit)
  const matches = new Map(posts.map(post => [post.id, post.matches]))
  const hits = hitsOf(readHits(db, [...matches.keys()])).map(hit => ({ ...hit, matches: matches.get(hit.postId)! }))
  return { ...common, threads, hits }
}
