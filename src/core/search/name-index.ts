/*
 * Names (of threads, people, boards) as one types: pieces and beginnings are found by looking through all names joined
 * in one string, which is exact in every script and ready at once; misspelt Latin words through MiniSearch's radix tree.
 */
import MiniSearch from 'minisearch'
import { fold } from '../text/fold.ts'
import { blank, kindAt, kindBefore, letter } from '../text/words.ts'

export interface NamedEntry {
  readonly key: string
  readonly text: string
}

const separator = '\n'
const mostCandidates = 2_000

export class NameIndex<Entry extends NamedEntry> {
  private entries: readonly Entry[] = []
  private folded = new Map<string, { text: string; folded: string }>()
  private joined = ''
  private starts = new Uint32Array(0)
  private typos: MiniSearch<{ key: string; words: string }> | null = null
  private places = new Map<string, number>()

  /** Takes these entries in place of all earlier ones; of equally good matches, earlier entries come first. */
  update(entries: readonly Entry[]): void {
    const folded = new Map<string, { text: string; folded: string }>()
    for (const { key, text } of entries) {
      const known = this.folded.get(key)
      folded.set(key, known?.text === text ? known : { text, folded: fold(text).trim() })
    }
    const isSame =
      this.entries.length === entries.length &&
      entries.every(entry => this.folded.get(entry.key) === folded.get(entry.key))
    this.entries = entries
    this.folded = folded
    this.places = new Map(entries.map((entry, index) => [entry.key, index]))
    this.join()
    if (!isSame) this.typos = null
  }

  /** The entries whose name holds every word of the text, best first; misspelt words count where too few are found. */
  suggest(text: string, limit: number): Entry[] {
    const words = fold(text).trim().split(' ')
    if (words[0] === '') return []
    const found = this.scan(words)
    const best = [...found].sort((one, other) => one[1] - other[1] || one[0] - other[0]).map(([index]) => index)
    if (best.length < limit) {
      for (const index of this.misspelt(words)) if (!found.has(index)) best.push(index)
    }
    return best.slice(0, limit).map(index => this.entries[index]!)
  }

  private join(): void {
    this.starts = new Uint32Array(this.entries.length + 1)
    const names: string[] = []
    let at = 0
    for (const [index, entry] of this.entries.entries()) {
      const name = this.folded.get(entry.key)!.folded
      names.push(name)
      this.starts[index] = at
      at += name.length + separator.length
    }
    this.starts[this.entries.length] = at
    this.joined = names.join(separator) + separator
  }

  /** Entries that hold all words, with how badly: 0 for the whole name, then by where and in what the match lies. */
  private scan(words: readonly string[]): Map<number, number> {
    const longest = words.reduce((one, other) => (other.length > one.length ? other : one))
    const found = new Map<number, number>()
    let at = this.joined.indexOf(longest)
    while (at !== -1 && found.size < mostCandidates) {
      const index = this.entryAt(at)
      const name = this.joined.slice(this.starts[index], this.starts[index + 1]! - separator.length)
      const badness = words.map(word => badnessIn(name, word)).reduce((sum, one) => sum + one, 0)
      if (badness < Infinity) found.set(index, badness / words.length + name.length / 1_000)
      at = this.joined.indexOf(longest, this.starts[index + 1])
    }
    return found
  }

  private entryAt(position: number): number {
    let low = 0
    let high = this.entries.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle]! <= position) low = middle
      else high = middle - 1
    }
    return low
  }

  private misspelt(words: readonly string[]): number[] {
    const latin = words.filter(word => word.length >= 4 && latinWords(word).join('') === word)
    if (latin.length !== words.length) return []
    this.typos ??= this.buildTypos()
    const results = this.typos.search(latin.join(' '), { combineWith: 'AND', fuzzy: 0.25, prefix: true })
    return results.slice(0, mostCandidates).flatMap(result => this.places.get(String(result.id)) ?? [])
  }

  private buildTypos(): MiniSearch<{ key: string; words: string }> {
    const index = new MiniSearch<{ key: string; words: string }>({
      fields: ['words'],
      idField: 'key',
      tokenize: text => text.split(' '),
      processTerm: term => term,
    })
    const documents = this.entries.map(({ key }) => ({
      key,
      words: latinWords(this.folded.get(key)!.folded).join(' '),
    }))
    index.addAll(documents.filter(({ words }) => words !== ''))
    return index
  }
}

/** 0 at the name's beginning, 1 at a word's or in a script without spaces, 2 inside a word; Infinity when absent. */
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

function latinWords(folded: string): string[] {
  const words: string[] = []
  let start = -1
  for (let at = 0; at <= folded.length; at++) {
    const isLetter = (at < folded.length ? kindAt(folded, at) : blank) === letter
    if (isLetter && start === -1) start = at
    if (!isLetter && start !== -1) {
      words.push(folded.slice(start, at))
      start = -1
    }
  }
  return words
}
