/*
 * Names of one kind (threads, people, boards …) as one types: pieces and beginnings by looking through all of them,
 * Chinese also by its pinyin, its initials and by characters that sound alike, misspelt Latin words through MiniSearch
 * over the words there are. A large table stays as it is; what has changed since lies beside it.
 */
import MiniSearch from 'minisearch'
import { holdsTerm } from '../text/marks.ts'
import type { Spelling } from '../text/pinyin.ts'
import { blank, kindAt, kindBefore, letter } from '../text/words.ts'
import { formsOf, NameTable, onOneLine, unspelt, type Column, type Named, type NameForms } from './name-table.ts'

/** How badly a name fits what was typed: 0 and less for its beginning, more the less sure the match is. */
export type Fits = Map<number, number>

const mostCandidates = 2_000
const mostBeside = 2_000
const spellingFits = 1.4
const initialsFit = 2.2
const soundFits = 3
const typingErrorFits = 3.5

export class NameIndex {
  private base = NameTable.of([])
  /** Names of the base that are gone or have changed. */
  private readonly replaced = new Set<number>()
  private readonly beside = new Map<number, NameForms>()
  private besideTable: NameTable | null = null
  private words: MiniSearch<{ id: string }> | null = null

  get size(): number {
    return this.base.size - this.replaced.size + this.beside.size
  }

  /** The highest id there is. */
  get last(): number {
    return Math.max(this.base.ids[0] ?? 0, ...this.beside.keys())
  }

  /** Takes a table that was kept in place of everything. */
  restore(table: NameTable): void {
    this.base = table
    this.replaced.clear()
    this.beside.clear()
    this.changed()
  }

  /** Makes ready what is needed where letters are typed, while nobody waits for it. */
  prepare(): void {
    this.base.prepare()
  }

  /** All names as one table to keep. */
  whole(): NameTable {
    if (this.beside.size > 0 || this.replaced.size > 0) this.restore(NameTable.of([...this.all()]))
    return this.base
  }

  /** Makes these all the names there are; they come with the highest ids first. Answers how many changed. */
  reconcile(names: Iterable<Named>): number {
    let changes = 0
    let at = 0
    const left = new Set(this.beside.keys())
    for (const name of names) {
      left.delete(name.id)
      while (at < this.base.size && this.base.ids[at]! > name.id) changes += this.drop(this.base.ids[at++]!)
      const isInBase = this.base.ids[at] === name.id
      changes += this.put(name, isInBase && !this.replaced.has(name.id) ? this.base.text(at) : null)
      if (isInBase) at++
    }
    while (at < this.base.size) changes += this.drop(this.base.ids[at++]!)
    for (const id of left) changes += Number(this.beside.delete(id))
    if (changes > 0) this.changed()
    return changes
  }

  /** Adds names with ids beyond all others. */
  add(names: readonly Named[]): void {
    for (const name of names) this.put(name, null)
    if (names.length > 0) this.changed()
  }

  /** Names that cannot be found by their spelling yet; at most so many. */
  unspelt(most: number): { id: number; folded: string }[] {
    const found: { id: number; folded: string }[] = []
    this.scan('spelt', unspelt, id => {
      found.push({ id, folded: this.forms(id).folded })
      return found.length < most
    })
    return found
  }

  /** Takes spellings of names; one that has changed meanwhile waits for its own. */
  takeSpellings(spellings: readonly { id: number; folded: string; spelt: string }[]): void {
    const spelt = new Map(spellings.map(spelling => [spelling.id, spelling]))
    const withSpelling = (forms: NameForms): NameForms => {
      const spelling = spelt.get(forms.id)
      return spelling?.folded === forms.folded ? { ...forms, spelt: spelling.spelt } : forms
    }
    if (spelt.size > mostBeside) {
      this.restore(NameTable.of(Array.from(this.all(), withSpelling)))
      return
    }
    for (const id of spelt.keys()) {
      const forms = this.forms(id)
      if (!this.beside.has(id)) this.replaced.add(id)
      this.beside.set(id, withSpelling(forms))
    }
    this.changed()
  }

  /** The ids of the names that hold a term as a search means it. */
  holding(term: string): number[] {
    const bare = term.replace(/\*$/u, '').replace(/＊$/u, '*')
    const found: number[] = []
    this.scan('folded', bare, (id, folded) => {
      if (holdsTerm(folded, term)) found.push(id)
      return true
    })
    return found
  }

  /** The ids of the names that are a folded text, or begin with it. */
  called(folded: string, openEnd: boolean): number[] {
    const found: number[] = []
    this.scan('folded', folded, (id, name, at) => {
      if (at === 0 && (openEnd || name === folded)) found.push(id)
      return true
    })
    return found
  }

  /** The names that fit what was typed (folded), word by word in any order, by how badly they do. */
  fitting(typed: string, spelling: Spelling | null): Fits {
    const words = typed.split(' ').filter(word => word !== '')
    const fits = words.map(word => this.fittingWord(word, spelling)).sort((one, other) => one.size - other.size)
    const [first, ...others] = fits
    const all: Fits = new Map()
    for (const [id, badness] of first ?? []) {
      const sum = others.reduce((total, other) => total + (other.get(id) ?? Infinity), badness)
      if (sum < Infinity) all.set(id, sum / words.length)
    }
    return all
  }

  private fittingWord(word: string, spelling: Spelling | null): Fits {
    const fits: Fits = new Map()
    const take = (id: number, badness: number): boolean => {
      if (badness < (fits.get(id) ?? Infinity)) fits.set(id, badness)
      return fits.size < mostCandidates
    }
    this.scan('folded', word, (id, name) => take(id, badnessIn(name, word) + name.length / 1_000))
    if (/^[a-z]{2,}$/u.test(word)) {
      this.scanSyllables(word, (id, at, length) => take(id, spellingFits + at / 200 + length / 5_000))
      this.scan('initials', word, (id, initials, at) => take(id, initialsFit + at / 100 + initials.length / 1_000))
      if (fits.size === 0 && word.length >= 4)
        for (const meant of this.resembling(word))
          this.scan('folded', meant, (id, name) => take(id, typingErrorFits + badnessIn(name, meant)))
    } else if (fits.size === 0 && spelling) {
      const sound = spelling(word)
      if (/^(?:[A-Z][a-z]*){2,}$/u.test(sound) && Array.from(word).length === sound.replace(/[a-z]/gu, '').length)
        this.scanSyllables(sound.toLowerCase(), (id, at, length) =>
          take(id, soundFits + spellingFits + at / 200 + length / 5_000),
        )
    }
    return fits
  }

  /** What has changed lately is looked through first. */
  private scan(column: Column, piece: string, visit: (id: number, line: string, at: number) => boolean): void {
    const beside = this.tableBeside()
    if (!beside.scan(column, piece, (index, line, at) => visit(beside.ids[index]!, line, at))) return
    this.base.scan(column, piece, (index, line, at) => {
      const id = this.base.ids[index]!
      return this.replaced.has(id) || visit(id, line, at)
    })
  }

  private scanSyllables(letters: string, visit: (id: number, at: number, length: number) => boolean): void {
    const beside = this.tableBeside()
    if (!beside.scanSyllables(letters, (index, at, length) => visit(beside.ids[index]!, at, length))) return
    this.base.scanSyllables(letters, (index, at, length) => {
      const id = this.base.ids[index]!
      return this.replaced.has(id) || visit(id, at, length)
    })
  }

  private tableBeside(): NameTable {
    return (this.besideTable ??= NameTable.of([...this.beside.values()]))
  }

  private forms(id: number): NameForms {
    return this.beside.get(id) ?? this.base.forms(placeIn(this.base.ids, id))
  }

  private *all(): Generator<NameForms> {
    yield* this.beside.values()
    for (let index = 0; index < this.base.size; index++)
      if (!this.replaced.has(this.base.ids[index]!)) yield this.base.forms(index)
  }

  private put(name: Named, text: string | null): number {
    const now = onOneLine(name.text)
    if ((text ?? this.beside.get(name.id)?.text) === now) return 0
    if (text !== null) this.replaced.add(name.id)
    this.beside.set(name.id, formsOf(name))
    return 1
  }

  private drop(id: number): number {
    if (this.replaced.has(id)) return 0
    this.replaced.add(id)
    return 1
  }

  private changed(): void {
    this.besideTable = null
    this.words = null
    if (this.beside.size > 4 * mostBeside) this.whole()
  }

  /** Words of the names that a misspelt one may mean, best first. */
  private resembling(word: string): string[] {
    this.words ??= this.buildWords()
    return this.words
      .search(word, { fuzzy: 0.25, prefix: true })
      .slice(0, 5)
      .map(result => String(result.id))
  }

  private buildWords(): MiniSearch<{ id: string }> {
    const words = new Set<string>()
    for (const { folded } of this.all()) for (const word of latinWords(folded)) words.add(word)
    const index = new MiniSearch<{ id: string }>({
      fields: ['id'],
      tokenize: text => [text],
      processTerm: term => term,
    })
    index.addAll(Array.from(words, id => ({ id })))
    return index
  }
}

/** -1 for the whole name, 0 at its beginning, 1 at a word's or in a script without spaces, 2 inside a word. */
function badnessIn(name: string, word: string): number {
  if (name === word) return -1
  if (name.startsWith(word)) return 0
  let badness = Infinity
  for (let at = name.indexOf(word); at !== -1; at = name.indexOf(word, at + 1)) {
    const isInWord = kindAt(word, 0) === letter && kindBefore(name, at) === letter
    badness = Math.min(badness, isInWord ? 2 : 1)
    if (badness === 1) break
  }
  return badness
}

/** The place of an id in a list that descends. */
function placeIn(ids: readonly number[], id: number): number {
  let low = 0
  let high = ids.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (ids[middle]! > id) low = middle + 1
    else high = middle
  }
  return low
}

function latinWords(folded: string): string[] {
  const words: string[] = []
  let start = -1
  for (let at = 0; at <= folded.length; at++) {
    const isLetter = (at < folded.length ? kindAt(folded, at) : blank) === letter
    if (isLetter && start === -1) start = at
    if (!isLetter && start !== -1) {
      if (at - start >= 3) words.push(folded.slice(start, at))
      start = -1
    }
  }
  return words
}
