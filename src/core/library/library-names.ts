/* What search works out of a library and keeps while it is unchanged: names, notes, words, sets of posts. */
import type { SwitcherKind } from '../model/library.ts'
import { forumHosts } from '../store/names.ts'
import { countUnindexed, indexedTokens, IndexUnusable, unindexedPosts } from '../store/post-index.ts'
import { pairBlocks } from '../store/post-pairs.ts'
import { TokenRarity } from '../search/token-rarity.ts'
import * as store from '../store/post-search.ts'
import type { ReadableDB } from '../store/sql.ts'
import { hiddenPosts } from '../store/shown-threads.ts'
import { fold } from '../text/fold.ts'
import { holdsTerm } from '../text/marks.ts'
import { tokensOf, tokensVersion } from '../text/tokens.ts'
import { isWord } from '../text/words.ts'
import { knownBlock, type KnownBlock } from './known-block.ts'
import { Names } from './names.ts'

const mostKept = 40
// So many posts that are not in the index yet are read for every search; more of them would make it wait too long.
const mostRead = 20_000
const sampledPosts = 500

/** The names of a library, folded once and looked up anew when the library has changed. */
export class LibraryNames {
  private readonly db: ReadableDB
  private readonly values = new Map<string, { readonly version: string; readonly value: unknown }>()
  readonly names: Names
  private rarity: TokenRarity | null = null
  private blocks: readonly KnownBlock[] = []

  /** `namesFile` is where folded names are kept between sessions; null where they are not. */
  constructor(db: ReadableDB, namesFile: string | null) {
    this.db = db
    this.names = new Names(db, namesFile)
  }

  /** The ids of those whose name (or host) holds a term. */
  holding(kind: SwitcherKind, term: string): number[] {
    const ids = this.names.of(kind).holding(term)
    if (kind !== 'forum') return ids
    return [...new Set([...ids, ...this.hosts().flatMap(({ id, host }) => (holdsTerm(host, term) ? [id] : []))])]
  }

  /** The ids of the tags that are called so (folded), or whose names begin so. */
  tagsCalled(name: string, openEnd: boolean): number[] {
    return this.names.of('tag').called(name, openEnd)
  }

  /** The forums at a host or at one below it. */
  atHost(wanted: string): number[] {
    return this.hosts().flatMap(({ id, host }) => (host === wanted || host.endsWith(`.${wanted}`) ? [id] : []))
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
    return this.kept('words', () => this.tokensOfPosts().filter(isWord))
  }

  private tokensOfPosts(): string[] {
    try {
      return indexedTokens(this.db)
    } catch (thrown) {
      if (!(thrown instanceof IndexUnusable)) throw thrown
      return [...new Set(store.allTexts(this.db).flatMap(text => tokensOf(fold(text))))]
    }
  }

  /** Posts that cannot be found through the index yet, however many: of very many it is not worth reading them. */
  notIndexed(): number {
    return this.kept('not indexed', () => countUnindexed(this.db, tokensVersion))
  }

  /** Those of them that are read instead, ascending. */
  unindexed(): readonly number[] {
    const count = this.notIndexed()
    return count === 0 || count > mostRead ? [] : this.kept('unindexed', () => unindexedPosts(this.db, mostRead))
  }

  /** How rare the tokens of the posts are. */
  tokens(): TokenRarity {
    return (this.rarity ??= new TokenRarity(store.sampleOfTexts(this.db, sampledPosts)))
  }

  /** The blocks of posts whose pairs of frequent characters are known, ascending. */
  pairBlocks(): readonly KnownBlock[] {
    return this.kept('pair blocks', () => {
      const before = new Map(this.blocks.map(block => [block.id, block]))
      // What a block says never changes; only which of them there are.
      this.blocks = pairBlocks(this.db).map(
        block => before.get(block.id) ?? knownBlock(this.db, block, token => this.tokens().share(token)),
      )
      return this.blocks
    })
  }

  /** Posts that are in no answer, ascending. */
  hidden(): readonly number[] {
    return this.kept('hidden', () => hiddenPosts(this.db))
  }

  private hosts(): readonly { id: number; host: string }[] {
    return this.kept('hosts', () => forumHosts(this.db).map(({ id, host }) => ({ id, host: fold(host).trim() })))
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
