/* The first posts of a query by time, where very many are meant: posts are looked at by time until there are enough. */
import type { QueryNode } from '../search/query.ts'
import { postsByTime, type TimeOrder, type TimeSpan } from '../store/post-search.ts'
import { findAmong } from './find-posts.ts'
import type { Around } from './search-source.ts'

/** The first `wanted` of the posts that a query means, or all if they are fewer; those of unknown time come last. */
export function firstByTime(around: Around, tree: QueryNode, order: TimeOrder, wanted: number): readonly number[] {
  const found: number[] = []
  const runs = postsByTime(around.db, order, spanOf(tree))
  let passed = 0
  for (let run = runs.next(); !run.done;) {
    const ids = run.value
    const meant = new Set(
      findAmong(
        around,
        tree,
        ids.toSorted((one, other) => one - other),
      ),
    )
    found.push(...ids.filter(id => meant.has(id)))
    if (found.length >= wanted) break
    passed += ids.length
    run = runs.next(Math.ceil(((wanted - found.length) * passed * 1.2) / Math.max(1, found.length)))
  }
  return found.slice(0, wanted)
}

/** The time to which a query is confined. */
export function spanOf(tree: QueryNode | null): TimeSpan {
  const parts = tree?.kind === 'and' ? tree.of : tree ? [tree] : []
  return (
    parts.flatMap(part => (part.kind === 'date' && part.of === 'posted' ? part : []))[0] ?? { from: null, until: null }
  )
}
