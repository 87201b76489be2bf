/* Names of a library as search needs them: folded once, and looked up anew only when the library has changed. */
import type { Suggestion } from '../model/library.ts'
import { NameIndex } from '../search/name-index.ts'
import { indexedTokens } from '../store/post-index.ts'
import * as store from '../store/post-search.ts'
import type { ReadableDB } from '../store/sql.ts'
import { fold } from '../text/fold.ts'
import { holdsTerm } from '../text/marks.ts'
import { isWord } from '../text/words.ts'

interface NameEntry {
  readonly key: string
  readonly text: string
  readonly suggestion: Suggestion
}

const suggested = ['board', 'poster', 'thread'] as const

/** The names of a library, folded once and looked up anew when the library has changed. */
export class LibraryNames {
  private readonly db: ReadableDB
  private readonly folded = new Map<store.NamedKind, { version: number; names: { id: number; folded: string[] }[] }>()
  private readonly index = new NameIndex<NameEntry>()
  private indexVersion: number | null = null
  private known: { version: number; words: readonly string[] } | null = null

  constructor(db: ReadableDB) {
    this.db = db
  }

  /** The ids of those whose name (or host) holds a term. */
  holding(kind: store.NamedKind, term: string): number[] {
    const version = store.dataVersion(this.db)
    let known = this.folded.get(kind)
    if (known?.version !== version) {
      const names = store.namesOf(this.db, kind).map(({ id, name, detail }) => ({
        id,
        folded: [name, ...(kind === 'forum' && detail !== null ? [detail] : [])].map(text => fold(text)),
      }))
      known = { version, names }
      this.folded.set(kind, known)
    }
    return known.names.filter(({ folded }) => folded.some(name => holdsTerm(name, term))).map(({ id }) => id)
  }

  /** The words (not the single characters) that occur in posts. */
  words(): readonly string[] {
    const version = store.dataVersion(this.db)
    if (this.known?.version !== version) {
      this.known = { version, words: indexedTokens(this.db).filter(isWord) }
    }
    return this.known.words
  }

  /** Threads, people and boards whose names begin with, hold or resemble a text, best first. */
  suggest(text: string, limit: number): Suggestion[] {
    const version = store.dataVersion(this.db)
    if (version !== this.indexVersion) {
      this.index.update(
        suggested.flatMap(kind =>
          store.namesOf(this.db, kind).map(({ id, name, detail }) => ({
            key: `${kind}:${id}`,
            text: name,
            suggestion: { kind, id, text: name, detail },
          })),
        ),
      )
      this.indexVersion = version
    }
    return this.index.suggest(text, limit).map(entry => entry.suggestion)
  }
}
