/* What the evaluation of a query asks, answered by a library. */
import type { PostSource } from '../search/evaluate.ts'
import { daysAgo, type FieldQuery } from '../search/fields.ts'
import { termIn } from '../search/query.ts'
import { matchPosts } from '../store/post-index.ts'
import { postsWhere, type PostCondition } from '../store/post-conditions.ts'
import * as store from '../store/post-search.ts'
import type { ReadableDB } from '../store/sql.ts'
import { fold, fullFolding, type Folding } from '../text/fold.ts'
import { holdsTerm } from '../text/marks.ts'
import type { LibraryNames } from './library-names.ts'
import type { Clock } from './ports.ts'

// Above this many candidates a condition is answered for the whole library rather than for each of them.
const mostGiven = 20_000

/** A library as the source of a query's posts. */
export function postSource(db: ReadableDB, names: LibraryNames, clock: Clock, folding: Folding): PostSource {
  return {
    matching: match => matchPosts(db, match),
    all: () => store.allPosts(db),
    trustsIndex: folding === fullFolding,
    holding: (text, among) => {
      const term = termIn(text, folding)
      const holders = new Set<number>()
      for (const post of store.textsOf(db, among)) {
        if (holdsTerm(fold(post.text, folding), term, folding)) holders.add(post.id)
      }
      return among.filter(id => holders.has(id))
    },
    having: (field, among) => {
      const condition = conditionOf(field, names, clock)
      if (!among || among.length <= mostGiven) return postsWhere(db, condition, among)
      const wanted = new Set(postsWhere(db, condition, null))
      return among.filter(id => wanted.has(id))
    },
  }
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
      return { kind: 'in', of: 'tag', ids: names.called('tag', field.key, field.openEnd) }
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
