/* The use cases of finding: posts by a query, and names as one types. */
import type { searchContract } from '../contract/search.ts'
import type { Handlers } from '../contract/procedure.ts'
import { evaluate, type PostSource } from '../search/evaluate.ts'
import type { IdSet } from '../search/id-set.ts'
import { daysAgo, type FieldQuery } from '../search/fields.ts'
import { parseQuery, termsOf, type QueryNode } from '../search/query.ts'
import { nameWords } from '../search/resemblance.ts'
import { toMatch, toRankingMatch } from '../search/to-fts.ts'
import { matchPosts, rankPosts } from '../store/post-index.ts'
import * as store from '../store/post-search.ts'
import type { ReadableDB } from '../store/sql.ts'
import { fold } from '../text/fold.ts'
import { holdsTerm } from '../text/marks.ts'
import { snippetOf } from '../text/snippet.ts'
import { LibraryNames } from './library-names.ts'
import { systemClock, type Clock } from './ports.ts'

type SearchInput = Parameters<Handlers<typeof searchContract>['search.run']>[0]

// Scoring reads every hit; past this many the newest are the better answer to a query that says so little.
const mostRanked = 10_000
// Above this many candidates a condition is answered for the whole library rather than for each of them.
const mostGiven = 20_000

/** Answers searches over one library; keeps the folded names of its threads, people and boards while they are unchanged. */
export function searchHandlers(db: ReadableDB, clock: Clock = systemClock): Handlers<typeof searchContract> {
  const names = new LibraryNames(db)
  return {
    'search.run': input => {
      const startedAt = performance.now()
      const asked = parseQuery(input.query)
      const tree = asked && nameWords(asked, () => names.words())
      const terms = termsOf(tree)
      // One transaction is one view of the library, so that a total and its hits agree while an import runs.
      const { total, rows } = db.transaction(() => find(db, tree, postSource(db, names, clock), input))()
      const hits = rows.map(({ text, ...row }) => ({ ...row, snippet: snippetOf(text, terms) }))
      return { total, hits, tookMs: performance.now() - startedAt, terms }
    },
    'search.suggest': ({ text, limit }) => ({ suggestions: names.suggest(text, limit) }),
  }
}

function find(
  db: ReadableDB,
  tree: QueryNode | null,
  source: PostSource,
  input: SearchInput,
): { total: number; rows: store.HitRow[] } {
  if (!tree) return { total: 0, rows: [] }
  const ids = evaluate(tree, source)
  return { total: ids.length, rows: store.readHits(db, pageOf(db, tree, ids, input)) }
}

function postSource(db: ReadableDB, names: LibraryNames, clock: Clock): PostSource {
  return {
    matching: match => matchPosts(db, match),
    all: () => store.allPosts(db),
    holding: (term, among) => {
      const holders = new Set<number>()
      for (const { id, text } of store.textsOf(db, among)) if (holdsTerm(fold(text), term)) holders.add(id)
      return among.filter(id => holders.has(id))
    },
    having: (field, among) => {
      const condition = conditionOf(field, names, clock)
      if (!among || among.length <= mostGiven) return store.postsWhere(db, condition, among)
      const wanted = new Set(store.postsWhere(db, condition, null))
      return among.filter(id => wanted.has(id))
    },
  }
}

function conditionOf(field: FieldQuery, names: LibraryNames, clock: Clock): store.PostCondition {
  if (field.kind === 'name') {
    const kind = ({ author: 'poster', title: 'thread', board: 'board', forum: 'forum' } as const)[field.field]
    return { kind: 'in', of: kind, ids: names.holding(kind, field.term) }
  }
  if (field.kind !== 'age') return field
  const day = daysAgo(clock.now(), field.amount, field.unit)
  const isYounger = field.side === 'younger'
  return { kind: 'date', of: 'posted', from: isYounger ? day : null, until: isYounger ? null : day }
}

function pageOf(db: ReadableDB, tree: QueryNode, ids: IdSet, input: SearchInput): readonly number[] {
  const { order, offset, limit } = input
  if (order !== 'relevance') return store.byTime(db, ids, order, offset, limit)
  const ranked = ids.length <= mostRanked ? rankedAmong(db, tree, ids, offset + limit) : null
  return ranked ? ranked.slice(offset, offset + limit) : store.byTime(db, ids, 'newest', offset, limit)
}

/** The best of the ids by relevance, or null when there is nothing to rank by or too much to score. */
function rankedAmong(db: ReadableDB, tree: QueryNode, ids: IdSet, count: number): readonly number[] | null {
  const own = toMatch(tree)
  if (own !== null) return rankPosts(db, own, count).map(({ id }) => id)
  const match = toRankingMatch(tree)
  if (match === null || matchPosts(db, match).length > mostRanked) return null
  const wanted = new Set(ids)
  const ranked = rankPosts(db, match, mostRanked).flatMap(({ id }) => (wanted.delete(id) ? [id] : []))
  return [...ranked, ...[...wanted].reverse()]
}
