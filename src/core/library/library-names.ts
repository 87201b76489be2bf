/* Names of a library as search needs them: folded once, and looked up anew only when the library has changed. */
import type { SwitcherItem, SwitcherKind } from '../model/library.ts'
import { NameIndex } from '../search/name-index.ts'
import { binnedPosts } from '../store/post-conditions.ts'
import { indexedTokens } from '../store/post-index.ts'
import * as store from '../store/post-search.ts'
import type { ReadableDB } from '../store/sql.ts'
import { fold } from '../text/fold.ts'
import { holdsTerm } from '../text/marks.ts'
import { isWord } from '../text/words.ts'

interface NameEntry {
  readonly key: string
  readonly text: string
  readonly item: SwitcherItem
}

const suggested = ['board', 'forum', 'tag', 'search', 'poster', 'thread'] as const

/** The names of a library, folded once and looked up anew when the library has changed. */
export class LibraryNames {
  private readonly db: ReadableDB
  private readonly kept = new Map<string, { readonly version: string; readonly value: unknown }>()
  private readonly index = new NameIndex<NameEntry>()
  private indexVersion: string | null = null

  constructor(db: ReadableDB) {
    this.db = db
  }

  /** The ids of those whose name (or host) holds a term. */
  holding(kind: store.NamedKind, term: string): number[] {
    return this.names(kind)
      .filter(({ folded, host }) => holdsTerm(folded, term) || (host !== null && holdsTerm(host, term)))
      .map(({ id }) => id)
  }

  /** The ids of those whose folded name is this one, or begins with it. */
  called(kind: store.NamedKind, name: string, openEnd: boolean): number[] {
    return this.names(kind).flatMap(({ id, folded }) =>
      folded === name || (openEnd && folded.startsWith(name)) ? [id] : [],
    )
  }

  /** The forums at a host or at one below it. */
  atHost(host: string): number[] {
    return this.names('forum').flatMap(forum =>
      forum.host !== null && (forum.host === host || forum.host.endsWith(`.${host}`)) ? [forum.id] : [],
    )
  }

  /** The threads and posts with a note that holds a term. */
  noted(term: string): { threads: number[]; posts: number[] } {
    const notes = this.fresh('notes', () =>
      store.notesOf(this.db).map(({ note, ...place }) => ({ ...place, folded: fold(note) })),
    ).filter(({ folded }) => holdsTerm(folded, term))
    return {
      threads: notes.flatMap(({ threadId, postId }) => (postId === null ? [threadId] : [])),
      posts: notes.flatMap(({ postId }) => postId ?? []),
    }
  }

  /** The words (not the single characters) that occur in posts. */
  words(): readonly string[] {
    return this.fresh('words', () => indexedTokens(this.db).filter(isWord))
  }

  /** Posts that are in no answer, ascending. */
  hidden(): readonly number[] {
    return this.fresh('hidden', () => binnedPosts(this.db))
  }

  /** Whatever has a name that begins with, holds or resembles a text, best first. */
  find(text: string, limit: number, kinds: readonly SwitcherKind[]): SwitcherItem[] {
    const version = store.dataVersion(this.db)
    if (version !== this.indexVersion) {
      this.index.update(
        suggested.flatMap(kind =>
          store.namesOf(this.db, kind).map(({ id, name, detail }) => ({
            key: `${kind}:${id}`,
            text: name,
            item: { kind, id, text: name, detail },
          })),
        ),
      )
      this.indexVersion = version
    }
    const found = this.index.suggest(text, limit * 4).map(entry => entry.item)
    return found.filter(({ kind }) => kinds.includes(kind)).slice(0, limit)
  }

  private names(kind: store.NamedKind): readonly { id: number; folded: string; host: string | null }[] {
    return this.fresh(kind, () =>
      store.namesOf(this.db, kind).map(({ id, name, detail }) => ({
        id,
        folded: fold(name).trim(),
        host: kind === 'forum' && detail !== null ? fold(detail).trim() : null,
      })),
    )
  }

  /** A value worked out of the library, anew only when the library has changed. */
  private fresh<Value>(name: string, make: () => Value): Value {
    const version = store.dataVersion(this.db)
    const known = this.kept.get(name)
    if (known?.version === version) return known.value as Value
    const value = make()
    this.kept.set(name, { version, value })
    return value
  }
}
