/*
 * Names as columns, each one long string with a line for every name: looking through such a string is exact in every
 * script, takes a few milliseconds for a hundred thousand names, and needs nothing but the string, so that a table read
 * from a file is ready at once.
 */
import { fold } from '../text/fold.ts'

/** A name with the row number of what it names. */
export interface Named {
  readonly id: number
  readonly text: string
}

/** A name with the forms in which it is looked for. */
export interface NameForms {
  readonly id: number
  /** As it is written, on one line. */
  readonly text: string
  readonly folded: string
  /** Its Chinese as syllables with capitals; empty where there is none, null where it was not spelt yet. */
  readonly spelt: string | null
}

/** Stands where a spelling is still to come: no syllable and no initial. */
export const unspelt = '?'

export type Column = 'folded' | 'spelt' | 'initials'

/** A name as it is kept: on one line. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

/** The forms of a name that is not spelt yet. */
export function formsOf({ id, text }: Named): NameForms {
  const line = onOneLine(text)
  return { id, text: line, folded: fold(line).trim(), spelt: null }
}

class Lines {
  readonly joined: string
  private readonly starts: Uint32Array

  constructor(joined: string, count: number) {
    this.joined = joined
    this.starts = new Uint32Array(count + 1)
    for (let line = 0, at = 0; line < count; line++) {
      this.starts[line] = at
      at = joined.indexOf('\n', at) + 1
    }
    this.starts[count] = joined.length
  }

  line(index: number): string {
    return this.joined.slice(this.starts[index], this.starts[index + 1]! - 1)
  }

  length(index: number): number {
    return this.starts[index + 1]! - 1 - this.starts[index]!
  }

  start(index: number): number {
    return this.starts[index]!
  }

  lineAt(position: number): number {
    let low = 0
    let high = this.starts.length - 2
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle]! <= position) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** Names that stay as they are; those with the highest ids come first, since they are looked for most. */
export class NameTable {
  readonly ids: readonly number[]
  private readonly texts: Lines
  private readonly folded: Lines
  private readonly spelt: Lines
  /** Where pieces were found that were looked for to the end, for those who type on. */
  private readonly found = new Map<
    Column | 'syllables',
    { readonly piece: string; readonly among: readonly number[] }
  >()
  private ofSpelling: { readonly lower: string; readonly initials: Lines } | null = null

  private constructor(ids: readonly number[], texts: string, folded: string, spelt: string) {
    this.ids = ids
    this.texts = new Lines(texts, ids.length)
    this.folded = new Lines(folded, ids.length)
    this.spelt = new Lines(spelt, ids.length)
  }

  /** A table of names; what is not spelt yet cannot be found by its spelling. */
  static of(names: readonly NameForms[]): NameTable {
    const sorted = names.toSorted((one, other) => other.id - one.id)
    const joined = (form: (name: NameForms) => string) => sorted.map(name => `${form(name)}\n`).join('')
    return new NameTable(
      sorted.map(({ id }) => id),
      joined(name => name.text),
      joined(name => name.folded),
      joined(name => name.spelt ?? unspelt),
    )
  }

  /** Makes ready what is needed where letters are typed. */
  prepare(): void {
    this.spelling()
  }

  /** The columns as texts, as `from` takes them. */
  get written(): readonly [ids: string, texts: string, folded: string, spelt: string] {
    return [this.ids.join('\n'), this.texts.joined, this.folded.joined, this.spelt.joined]
  }

  /** The table that was written so; throws where the columns do not fit each other. */
  static from([ids, texts, folded, spelt]: readonly [string, string, string, string]): NameTable {
    const numbers = ids === '' ? [] : ids.split('\n').map(Number)
    const table = new NameTable(numbers, texts, folded, spelt)
    for (const lines of [table.texts, table.folded, table.spelt])
      if (lines.start(numbers.length) !== lines.joined.length || (numbers.length > 0 && !lines.joined.endsWith('\n')))
        throw new Error('the columns of the table of names do not fit each other')
    return table
  }

  get size(): number {
    return this.ids.length
  }

  text(index: number): string {
    return this.texts.line(index)
  }

  forms(index: number): NameForms {
    const spelt = this.spelt.line(index)
    return {
      id: this.ids[index]!,
      text: this.texts.line(index),
      folded: this.folded.line(index),
      spelt: spelt === unspelt ? null : spelt,
    }
  }

  /**
   * Calls `visit` with every name whose column holds a piece and where it is first there, until that answers false;
   * answers whether it never did.
   */
  scan(column: Column, piece: string, visit: (index: number, line: string, at: number) => boolean): boolean {
    const lines = this.column(column)
    const next = (from: number, until: number): number => {
      if (until === lines.joined.length) return lines.joined.indexOf(piece, from)
      const at = lines.joined.slice(from, until).indexOf(piece)
      return at === -1 ? -1 : from + at
    }
    return this.look(column, lines, piece, next, (index, at) => visit(index, lines.line(index), at))
  }

  /**
   * Calls `visit` with every name in whose spelling letters begin with a syllable: where they first do, and how long the
   * spelling is. Answers as `scan` does.
   */
  scanSyllables(letters: string, visit: (index: number, at: number, length: number) => boolean): boolean {
    const { joined } = this.spelt
    const { lower } = this.spelling()
    // Capitals are few, and only they begin a syllable.
    const capital = letters.charAt(0).toUpperCase()
    const next = (from: number, until: number): number => {
      let at = joined.indexOf(capital, from)
      while (at !== -1 && at < until && !lower.startsWith(letters, at)) at = joined.indexOf(capital, at + 1)
      return at < until ? at : -1
    }
    return this.look('syllables', this.spelt, letters, next, (index, at) => visit(index, at, this.spelt.length(index)))
  }

  /** Who types on looks for less and less: what holds the longer piece is among what held the shorter one. */
  private look(
    what: Column | 'syllables',
    lines: Lines,
    piece: string,
    next: (from: number, until: number) => number,
    visit: (index: number, at: number) => boolean,
  ): boolean {
    const before = this.found.get(what)
    const among = before && piece.startsWith(before.piece) ? before.among : null
    const found: number[] = []
    const take = (index: number, at: number): boolean => {
      found.push(index)
      return visit(index, at - lines.start(index))
    }
    if (among) {
      for (const index of among) {
        const at = next(lines.start(index), lines.start(index + 1))
        if (at !== -1 && !take(index, at)) return false
      }
    } else {
      const end = lines.joined.length
      for (let at = next(0, end); at !== -1;) {
        const index = lines.lineAt(at)
        if (!take(index, at)) return false
        at = index + 1 < this.size ? next(lines.start(index + 1), end) : -1
      }
    }
    this.found.set(what, { piece, among: found })
    return true
  }

  private column(column: Column): Lines {
    return column === 'initials' ? this.spelling().initials : this[column]
  }

  private spelling(): { readonly lower: string; readonly initials: Lines } {
    return (this.ofSpelling ??= {
      lower: this.spelt.joined.toLowerCase(),
      initials: new Lines(this.spelt.joined.replace(/[a-z]+/gu, '').toLowerCase(), this.size),
    })
  }
}
