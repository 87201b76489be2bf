/* What the evaluation of a query asks, answered by a range of a library's posts. */
import type { PostSource } from '../search/evaluate.ts'
import { daysAgo, type FieldQuery } from '../search/fields.ts'
import { intersection, within, type IdSet } from '../search/id-set.ts'
import { holdsNear } from '../search/near.ts'
import { termIn, type NearQuery, type TextQuery } from '../search/query.ts'
import {
  expectedPosts,
  postsAmong,
  postsByIndex,
  postsWithin,
  type IdRange,
  type PostCondition,
} from '../store/post-conditions.ts'
import { matchPosts } from '../store/post-index.ts'
import * as store from '../store/post-search.ts'
import type { ReadableDB } from '../store/sql.ts'
import { fold, fullFolding, type Folding } from '../text/fold.ts'
import { holdsTerm } from '../text/marks.ts'
import type { LibraryNames } from './library-names.ts'
import type { Clock } from './ports.ts'

// Above this many candidates a condition is answered for the whole range rather than for each of them.
const mostGiven = 20_000

export interface Around {
  readonly db: ReadableDB
  readonly names: LibraryNames
  readonly clock: Clock
  readonly folding: Folding
  /** Told when the index cannot be used. */
  readonly onUnusable: () => void
}

/** A range of a library as the source of a query's posts. */
export function postSource({ db, names, clock, folding }: Around, range: IdRange): PostSource {
  const expectedOf = (condition: PostCondition): number =>
    names.kept(`expected ${JSON.stringify(condition)}`, () => expectedPosts(db, condition))
  return {
    expected: field => expectedOf(conditionOf(field, names, clock)),
    matching: (match, among) => {
      if (!among) return matchPosts(db, match, range)
      if (among.length === 0) return []
      const confined = { from: Math.max(range.from, among[0]!), to: Math.min(range.to, among.at(-1)!) }
      return intersection(matchPosts(db, match, confined), among)
    },
    posts: range.to,
    fewPosts: Math.min(2_500, Math.max(500, range.to / 400)),
    fewHolding: tokens => names.tokens().fewHolding(tokens, range.to),
    all: () => store.allPosts(db, range),
    trustsIndex: folding === fullFolding,
    holding: (text, among) => {
      const holders = new Set<number>()
      for (const post of store.textsOf(db, among)) {
        if (readsAs(fold(post.text, folding), text, folding)) holders.add(post.id)
      }
      return among.filter(id => holders.has(id))
    },
    having: (field, among) => {
      if (among?.length === 0) return []
      const condition = conditionOf(field, names, clock)
      const expected = expectedOf(condition)
      if (expected < Infinity && (!among || expected < 5 * among.length)) {
        const everywhere = names.kept(JSON.stringify(condition), () => postsByIndex(db, condition))
        return among ? intersection(among, everywhere) : within(everywhere, range)
      }
      if (among && among.length <= mostGiven) return ascending(postsAmong(db, condition, among))
      const here = postsWithin(db, condition, range)
      return among ? intersection(among, here) : here
    },
  }
}

/** Whether a text that was folded so says what is wanted. */
export function readsAs(folded: string, wanted: TextQuery | NearQuery, folding: Folding): boolean {
  if (wanted.kind === 'text') return holdsTerm(folded, termIn(wanted, folding), folding)
  return wanted.of.every(piece => readsAs(folded, piece, folding)) && holdsNear(fold(folded), wanted)
}

function ascending(ids: readonly number[]): IdSet {
  return ids.toSorted((one, other) => one - other)
}

function conditionOf(field: FieldQuery, names: LibraryNames, clock: Clock): PostCondition {
  switch (field.kind) {
    case 'name': {
      const kind = ({ author: 'poster', title: 'thread', board: 'board', forum: 'forum' } as const)[field.field]
      return { kind: 'in', of: kind, ids: names.holding(kind, field.term) }
    }
    case 'site':
      return { kind: 'in', of: 'forum', ids: names.atHost(field.host) }
    case 'tag':
      return { kind: 'in', of: 'tag', ids: names.tagsCalled(field.key, field.openEnd) }
    case 'note':
      return { kind: 'marked', ...names.noted(field.term) }
    case 'age': {
      const day = daysAgo(clock.now(), field.amount, field.unit)
      const isYounger = field.side === 'younger'
      return { kind: 'date', of: 'posted', from: isYounger ? day : null, until: isYounger ? null : day }
    }
    default:
      return field
  }
}
