/*
 * The names of a library as one looks for them. They are folded and spelt once and kept in a file beside the database,
 * which may be deleted at any time; what has changed since is seen by comparing, which is cheap.
 */
import { setImmediate } from 'node:timers/promises'
import type { SwitcherItem, SwitcherKind } from '../model/library.ts'
import { NameIndex } from '../search/name-index.ts'
import { describeNamed, eachName, mostFrequent, namesBeyond } from '../store/names.ts'
import { dataVersion } from '../store/post-search.ts'
import type { ReadableDB } from '../store/sql.ts'
import { listVisits } from '../store/visits.ts'
import { fold } from '../text/fold.ts'
import { loadSpelling, type Spelling } from '../text/pinyin.ts'
import { readNames, writeNames } from './names-file.ts'

export const nameKinds = ['board', 'forum', 'tag', 'search', 'poster', 'thread'] as const satisfies SwitcherKind[]

// Above this many names, comparing all of them is noticed by one who types while an import runs.
const comparedAtOnce = 20_000
const comparedEvery = 2_000
// So many are spelt before an answer; more of them while nobody asks.
const speltAtOnce = 2_000
const speltTogether = 300
const mostVisits = 500

/** The names of one library; `file` is where they are kept, null where they are not. */
export class Names {
  private readonly db: ReadableDB
  private readonly file: string | null
  private readonly indexes = new Map<SwitcherKind, { index: NameIndex; version: string | null; comparedAt: number }>()
  private kept: Map<string, NameIndex> | null = null
  private spelling: Spelling | null = null
  private isSpelling = false
  private isPrepared = false
  private isChanged = false
  private isClosed = false

  constructor(db: ReadableDB, file: string | null) {
    this.db = db
    this.file = file
  }

  /** The names of a kind as they are now; where `mayLag`, what was renamed lately may have its old name. */
  of(kind: SwitcherKind, mayLag = false): NameIndex {
    const version = dataVersion(this.db)
    const known = this.indexes.get(kind)
    if (known?.version === version) return known.index
    const index = known?.index ?? this.load(kind)
    const comparedAt = known?.comparedAt ?? -Infinity
    if (mayLag && index.size > comparedAtOnce) {
      this.indexes.set(kind, { index, version: null, comparedAt })
      index.add(namesBeyond(this.db, kind, index.last))
      if (performance.now() - comparedAt > comparedEvery) this.compareBehind(kind)
      return index
    }
    if (index.reconcile(eachName(this.db, kind)) > 0) this.isChanged = true
    this.indexes.set(kind, { index, version, comparedAt: performance.now() })
    return index
  }

  private compareBehind(kind: SwitcherKind): void {
    void setImmediate().then(() => {
      if (!this.isClosed) this.of(kind)
    })
  }

  /** What fits what was typed, best first: by how well it fits, and by how often and when last it was gone to. */
  async find(text: string, limit: number, kinds: readonly SwitcherKind[]): Promise<SwitcherItem[]> {
    const typed = fold(text).trim()
    const uses = this.uses()
    if (typed === '') return this.lastUsed(limit, kinds)
    const indexes = nameKinds.filter(kind => kinds.includes(kind)).map(kind => ({ kind, index: this.of(kind, true) }))
    await this.spell()
    const fitting = () =>
      indexes.flatMap(({ kind, index }) =>
        Array.from(index.fitting(typed, this.spelling), ([id, badness]) => ({
          ...{ kind, id },
          badness: badness - (uses.get(`${kind} ${id}`) ?? 0),
        })),
      )
    let found = fitting()
    // Characters that sound like those typed are found by their spelling; the first answer waits for it only where nothing fits.
    if (!this.spelling && /\p{Script=Han}/u.test(typed)) {
      const loading = loadSpelling().then(spelling => (this.spelling = spelling))
      if (found.length === 0) found = await loading.then(fitting)
    }
    if (!this.isPrepared) {
      this.isPrepared = true
      void setImmediate().then(() => indexes.forEach(({ index }) => index.prepare()))
    }
    const best = found.sort((one, other) => one.badness - other.badness || other.id - one.id)
    return this.describe(best.slice(0, limit * 2)).slice(0, limit)
  }

  /** Those of a kind that there is most of. */
  frequent(kind: SwitcherKind, limit: number): SwitcherItem[] {
    return describeNamed(this.db, kind, mostFrequent(this.db, kind, limit))
  }

  /** Keeps what was worked out for the next time. */
  close(): void {
    this.isClosed = true
    if (this.file !== null && this.isChanged)
      writeNames(this.file, new Map(Array.from(this.indexes, ([kind, { index }]) => [kind, index.whole()])))
  }

  private load(kind: SwitcherKind): NameIndex {
    if (!this.kept) {
      this.kept = new Map()
      for (const [name, table] of this.file === null ? [] : readNames(this.file)) {
        const index = new NameIndex()
        index.restore(table)
        this.kept.set(name, index)
      }
    }
    return this.kept.get(kind) ?? new NameIndex()
  }

  /** Spells what is not spelt yet: few names at once, many of them bit by bit behind the answers. */
  private async spell(): Promise<void> {
    const indexes = [...this.indexes.values()].map(({ index }) => index)
    const left = indexes.reduce((sum, index) => sum + index.unspelt(speltAtOnce).length, 0)
    if (left === 0 || this.isSpelling) return
    this.spelling = await loadSpelling()
    if (left < speltAtOnce) {
      for (const index of indexes) index.takeSpellings(spelt(index.unspelt(Infinity), this.spelling))
      this.isChanged = true
      return
    }
    this.isSpelling = true
    void this.spellBehind(indexes).finally(() => (this.isSpelling = false))
  }

  private async spellBehind(indexes: readonly NameIndex[]): Promise<void> {
    const spelling = this.spelling!
    for (const index of indexes) {
      const unspelt = index.unspelt(Infinity)
      const done = []
      for (let at = 0; at < unspelt.length; at += speltTogether) {
        await setImmediate()
        if (this.isClosed) return
        done.push(...spelt(unspelt.slice(at, at + speltTogether), spelling))
      }
      index.takeSpellings(done)
      this.isChanged = true
    }
  }

  private uses(): Map<string, number> {
    const now = Date.now()
    return new Map(
      listVisits(this.db, mostVisits).map(({ kind, id, times, lastAt }) => {
        const days = Math.max(0, (now - Date.parse(lastAt)) / 86_400_000)
        return [`${kind} ${id}`, Math.min(1.5, (0.4 * Math.log2(1 + times)) / (1 + days / 30))]
      }),
    )
  }

  private lastUsed(limit: number, kinds: readonly SwitcherKind[]): SwitcherItem[] {
    const visits = listVisits(this.db, mostVisits).flatMap(({ kind, id }) => {
      const known = kinds.find(one => one === kind)
      return known ? [{ kind: known, id }] : []
    })
    return this.describe(visits.slice(0, limit * 2)).slice(0, limit)
  }

  private describe(found: readonly { readonly kind: SwitcherKind; readonly id: number }[]): SwitcherItem[] {
    const items = new Map<string, SwitcherItem>()
    for (const kind of new Set(found.map(one => one.kind))) {
      const ids = found.flatMap(one => (one.kind === kind ? [one.id] : []))
      for (const item of describeNamed(this.db, kind, ids)) items.set(`${kind} ${item.id}`, item)
    }
    return found.flatMap(({ kind, id }) => items.get(`${kind} ${id}`) ?? [])
  }
}

function spelt(
  names: readonly { id: number; folded: string }[],
  spelling: Spelling,
): { id: number; folded: string; spelt: string }[] {
  return names.map(name => ({ ...name, spelt: spelling(name.folded) }))
}
