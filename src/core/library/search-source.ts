/* What the evaluation of a query asks, answered by a range of a library's posts. */
import type { PostSource } from '../search/evaluate.ts'
import { daysAgo, type FieldQuery } from '../search/fields.ts'
import { intersection, within, type IdSet } from '../search/id-set.ts'
import {
  expectedPosts,
  postsAmong,
  postsByIndex,
  postsWithin,
  spanOfTime,
  type IdRange,
  type PostCondition,
} from '../store/post-conditions.ts'
import * as store from '../store/post-search.ts'
import type { ReadableDB } from '../store/sql.ts'
import { fullFolding, type Folding } from '../text/fold.ts'
import type { LibraryNames } from './library-names.ts'
import type { Clock } from './ports.ts'
import { reading, saying } from './search-texts.ts'

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
export function postSource(around: Around, range: IdRange): PostSource {
  const { db, names, clock, folding } = around
  const expectedOf = (condition: PostCondition): number =>
    names.kept(`expected ${JSON.stringify(condition)}`, () => expectedPosts(db, condition))
  return {
    expected: field => expectedOf(conditionOf(field, names, clock)),
    saying: (texts, among, known) => saying(around, { texts, known: known ?? null }, range, among),
    span: field => {
      if (field.kind !== 'date') return null
      const condition = conditionOf(field, names, clock)
      return names.kept(`span ${JSON.stringify(condition)}`, () => spanOfTime(db, condition, Math.floor(range.to / 8)))
    },
    fewPosts: Math.min(2_500, Math.max(100, (range.to - range.from) / 400)),
    all: () => store.allPosts(db, range),
    trustsIndex: folding === fullFolding,
    holding: (text, among) => reading(db, text, among, folding),
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
