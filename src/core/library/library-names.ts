/* Names of a library as search needs them: folded once, and looked up anew only when the library has changed. */
import type { SwitcherItem, SwitcherKind } from '../model/library.ts'
import { NameIndex } from '../search/name-index.ts'
import { binnedPosts } from '../store/post-conditions.ts'
import { indexedTokens } from '../store/post-index.ts'
import { TokenRarity } from '../search/token-rarity.ts'
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

const mostKept = 40
const sampledPosts = 500

/** The names of a library, folded once and looked up anew when the library has changed. */
export class LibraryNames {
  private readonly db: ReadableDB
  private readonly values = new Map<string, { readonly version: string; readonly value: unknown }>()
  private readonly index = new NameIndex<NameEntry>()
  private rarity: TokenRarity | null = null
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
    const notes = this.kept('notes', () =>
      store.notesOf(this.db).map(({ note, ...place }) => ({ ...place, folded: fold(note) })),
    ).filter(({ folded }) => holdsTerm(folded, term))
    return {
      threads: notes.flatMap(({ threadId, postId }) => (postId === null ? [threadId] : [])),
      posts: notes.flatMap(({ postId }) => postId ?? []),
    }
  }

  /** The words (not the single characters) that occur in posts. */
  words(): readonly string[] {
    return this.kept('words', () => indexedTokens(this.db).filter(isWord))
  }

  /** How rare the tokens of the posts are. */
  tokens(): TokenRarity {
    return (this.rarity ??= new TokenRarity(store.sampleOfTexts(this.db, sampledPosts)))
  }

  /** Posts that are in no answer, ascending. */
  hidden(): readonly number[] {
    return this.kept('hidden', () => binnedPosts(this.db))
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
    return this.kept(kind, () =>
      store.namesOf(this.db, kind).map(({ id, name, detail }) => ({
        id,
        folded: fold(name).trim(),
        host: kind === 'forum' && detail !== null ? fold(detail).trim() : null,
      })),
    )
  }

  /** A value worked out of the library, anew only when the library has changed. */
  kept<Value>(name: string, make: () => Value): Value {
    const version = store.dataVersion(this.db)
    const known = this.values.get(name)
    const value = known?.version === version ? (known.value as Value) : make()
    // What was used last stands at the end, what was not used for longest goes first.
    this.values.delete(name)
    this.values.set(name, { version, value })
    if (this.values.size > mostKept) this.values.delete(this.values.keys().next().value!)
    return value
  }
}
