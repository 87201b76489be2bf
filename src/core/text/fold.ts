/*
 * Folding makes texts comparable: width, case, accents, compatibility forms, 简/繁 and white space all become one form.
 * It works cluster by cluster (a character with the marks that sit on it), so that every folded unit knows which piece
 * of the original it came from and a match can be marked there exactly.
 */
import { hanForms } from './han-variants.ts'

export interface Folding {
  /** Upper and lower case are one. */
  readonly case: boolean
  /** é is e. */
  readonly accents: boolean
  /** Full and half width, ligatures, circled and squared forms are their plain characters. */
  readonly width: boolean
  /** 會 is 会. */
  readonly han: boolean
}

export const fullFolding: Folding = { case: true, accents: true, width: true, han: true }

export interface FoldedText {
  readonly text: string
  /** For every code unit of `text`, where in the original its cluster begins. */
  readonly starts: Uint32Array
  /** For every code unit of `text`, where in the original its cluster ends. */
  readonly ends: Uint32Array
}

/* What a code unit is to the folding loop; 0 until first sight, so that starting costs nothing. */
const plain = 1
const space = 2
const joiner = 3
const special = 4

interface Tables {
  readonly folding: Folding
  readonly kinds: Uint8Array
  readonly units: Uint16Array
  readonly clusters: Map<string, string>
}

const tablesByFolding = new Map<string, Tables>()

/** The folded form of a text: equal for texts that a reader would call the same. */
export function fold(text: string, folding: Folding = fullFolding): string {
  const output = sharedUnits.ofRoom(text.length)
  foldInto(text, tablesFor(folding), output)
  return output.text()
}

/** The folded form with the way back: which piece of the original every folded code unit stands for. */
export function foldWithPositions(text: string, folding: Folding = fullFolding): FoldedText {
  const output = new FoldedUnits(text.length, true)
  foldInto(text, tablesFor(folding), output)
  return { text: output.text(), ...output.positions() }
}

function foldInto(text: string, tables: Tables, output: FoldedUnits): void {
  const { kinds, units } = tables
  let at = 0
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    const kind = kinds[unit] || kindOf(unit, tables)
    let end = at + 1
    if (kind === plain && (kinds[text.charCodeAt(end)] === plain || !joins(text, end, tables))) {
      output.unit(units[unit]!, at, end)
    } else if (kind === space) {
      while (end < text.length && (kinds[text.charCodeAt(end)] || kindOf(text.charCodeAt(end), tables)) === space) end++
      output.space(at, end)
    } else {
      end = clusterEnd(text, at, tables)
      const folded = foldCluster(text.slice(at, end), tables)
      for (let index = 0; index < folded.length; index++) output.unit(folded.charCodeAt(index), at, end)
    }
    at = end
  }
}

function joins(text: string, at: number, tables: Tables): boolean {
  const unit = at < text.length ? text.charCodeAt(at) : 0
  if (unit < 0x300) return false
  return (tables.kinds[unit] || kindOf(unit, tables)) === joiner || isVariationSelector(text, at)
}

// A hostile text may pile thousands of marks on one letter; past this many they count as a cluster of their own.
const longestCluster = 32

function clusterEnd(text: string, at: number, tables: Tables): number {
  const limit = Math.min(text.length, at + longestCluster)
  let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
  while (end < limit && joins(text, end, tables)) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  return end
}

function isVariationSelector(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0xdb40) return false
  const codePoint = text.codePointAt(at) ?? 0
  return codePoint >= 0xe0100 && codePoint <= 0xe01ef
}

function kindOf(unit: number, tables: Tables): number {
  const kind = classify(unit, tables)
  tables.kinds[unit] = kind
  return kind
}

function classify(unit: number, tables: Tables): number {
  const character = String.fromCharCode(unit)
  if (isBlank(unit, character)) return space
  if (isJoiner(unit)) return joiner
  if (unit >= 0xd800 && unit <= 0xdfff) return special
  const folded = foldCluster(character, tables)
  if (folded.length !== 1) return special
  tables.units[unit] = folded.charCodeAt(0)
  return plain
}

/** White space and control characters; the byte order mark is neither, but unseen. */
function isBlank(unit: number, character: string): boolean {
  return unit < 0x20 || (unit >= 0x7f && unit <= 0x9f) || (/\s/u.test(character) && unit !== 0xfeff)
}

/** Marks, voicing signs, conjoining letters and variation selectors: what belongs to the character before it. */
function isJoiner(unit: number): boolean {
  return (
    (unit >= 0x0300 && unit <= 0x036f) ||
    (unit >= 0x1160 && unit <= 0x11ff) ||
    unit === 0x3099 ||
    unit === 0x309a ||
    (unit >= 0xfe00 && unit <= 0xfe0f) ||
    unit === 0xff9e ||
    unit === 0xff9f
  )
}

// Format characters (soft hyphens, joiners, direction marks, tags) and variation selectors.
const invisible = /\p{Cf}|\p{Variation_Selector}|\u034f/gu
const loneSurrogate = /[\ud800-\udfff]/gu
const accents = /[\u0300-\u036f]/gu
// й is a letter of its own, not an и with an accent; the same goes for ї.
const lettersWithMarks = /[\u0439\u0419\u0457\u0407]/u
const undecomposed = new Map([...Object.entries({ ø: 'o', ł: 'l', đ: 'd', ħ: 'h', æ: 'ae', œ: 'oe', ı: 'i' })])
const curlyQuotes = new Map(Object.entries({ '‘': "'", '’': "'", '‚': "'", '“': '"', '”': '"', '„': '"' }))
// Raised marks after a word are signs: Threadloft™ is the word Threadloft.
const keptSigns = /[™℠]/u

function foldCluster(cluster: string, tables: Tables): string {
  const known = tables.clusters.get(cluster)
  if (known !== undefined) return known
  const folded = computeCluster(cluster, tables.folding)
  if (tables.clusters.size > 20_000) tables.clusters.clear()
  tables.clusters.set(cluster, folded)
  return folded
}

function computeCluster(cluster: string, folding: Folding): string {
  let text = cluster.replace(loneSurrogate, '\ufffd').replace(invisible, '').normalize('NFC')
  if (folding.width) text = withoutWidth(text)
  if (folding.accents) text = withoutAccents(text)
  if (folding.case) text = withoutCase(text, folding.accents)
  if (folding.han) text = Array.from(text, character => hanForms().get(character) ?? character).join('')
  return text
}

function withoutWidth(text: string): string {
  if (keptSigns.test(text)) return text
  const compatible = text.normalize('NFKC')
  // Spacing accents such as ´ would fall apart into a space and a mark.
  if (/\s/u.test(compatible)) return text
  return curlyQuotes.get(compatible) ?? compatible
}

function withoutAccents(text: string): string {
  if (lettersWithMarks.test(text)) return text
  return text.normalize('NFD').replace(accents, '').normalize('NFC')
}

function withoutCase(text: string, withAccents: boolean): string {
  // Up and down again is Unicode's full case folding: ß is ss, ς is σ.
  const lower = Array.from(text, character => character.toUpperCase().toLowerCase()).join('')
  if (!withAccents) return lower
  const bare = lettersWithMarks.test(lower) ? lower : lower.normalize('NFD').replace(accents, '').normalize('NFC')
  return Array.from(bare, character => undecomposed.get(character) ?? character).join('')
}

function tablesFor(folding: Folding): Tables {
  const key = `${Number(folding.case)}${Number(folding.accents)}${Number(folding.width)}${Number(folding.han)}`
  let tables = tablesByFolding.get(key)
  if (!tables) {
    tables = { folding, kinds: new Uint8Array(65_536), units: new Uint16Array(65_536), clusters: new Map() }
    tablesByFolding.set(key, tables)
  }
  return tables
}

// Code units as they lie in memory; far quicker than making a string of them one by one.
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })

/** Folded code units as they come, and where each comes from if that is asked for. One class, which makes it quick. */
class FoldedUnits {
  private units: Uint16Array
  private starts: Uint32Array | null
  private ends: Uint32Array | null
  private length = 0

  constructor(expected: number, withPositions: boolean) {
    const room = Math.max(16, expected + (expected >> 3))
    this.units = new Uint16Array(room)
    this.starts = withPositions ? new Uint32Array(room) : null
    this.ends = withPositions ? new Uint32Array(room) : null
  }

  /** These units, emptied, where a text fits into them, else others. */
  ofRoom(expected: number): FoldedUnits {
    if (expected > this.units.length) return new FoldedUnits(expected, false)
    this.length = 0
    return this
  }

  unit(unit: number, start: number, end: number): void {
    if (this.length === this.units.length) this.grow()
    if (this.starts && this.ends) {
      this.starts[this.length] = start
      this.ends[this.length] = end
    }
    this.units[this.length++] = unit
  }

  /** White space is one space however much of it there is, unseen characters between included. */
  space(start: number, end: number): void {
    if (this.length === 0 || this.units[this.length - 1] !== 0x20) this.unit(0x20, start, end)
    else if (this.ends) this.ends[this.length - 1] = end
  }

  private grow(): void {
    const room = this.length * 2
    this.units = enlarged(this.units, new Uint16Array(room))
    this.starts &&= enlarged(this.starts, new Uint32Array(room))
    this.ends &&= enlarged(this.ends, new Uint32Array(room))
  }

  text(): string {
    return decoder.decode(this.units.subarray(0, this.length))
  }

  /** Where the units come from; only where that was asked for. */
  positions(): { starts: Uint32Array; ends: Uint32Array } {
    if (!this.starts || !this.ends) throw new Error('positions were not asked for')
    return { starts: this.starts.subarray(0, this.length), ends: this.ends.subarray(0, this.length) }
  }
}

// Names and words come by the hundred thousand, posts by the hundred; they share their room.
const sharedUnits = new FoldedUnits(16_384, false)

function enlarged<Units extends Uint16Array | Uint32Array>(from: Units, to: Units): Units {
  to.set(from)
  return to
}
