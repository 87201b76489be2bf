/*
 * The query language, read by hand so that every complaint can point at its place:
 *
 *   any    = all { OR all }              all  = not { [AND] not }
 *   not    = ( '-' | NOT ) item | item   item = '(' any ')' | field ':' value | phrase | word | item NEAR/n item
 *   word   = text | text '*' | '*' text [ '*' ] | '~' text
 *
 * `“”`, `（）`, `：`, `－` and the other full-width forms are read as their ASCII forms, since an input method writes them.
 */
import { ThreadloftError } from '../errors.ts'
import { fold, fullFolding, type Folding } from '../text/fold.ts'
import { termOf } from '../text/marks.ts'
import { isWord } from '../text/words.ts'
import { fieldNames, isFieldName, readField, type FieldQuery } from './fields.ts'
import { asciiForm } from './signs.ts'

/** A word or phrase; `term` is written as findMarks takes it. */
export interface TextQuery {
  readonly kind: 'text'
  /** As it was asked for, for a search that folds less than the index does. */
  readonly raw: string
  readonly folded: string
  readonly openEnd: boolean
  readonly term: string
}

/** Words known only by resemblance; the words of the library that are meant take its place before it is evaluated. */
export interface LikeQuery {
  readonly kind: 'like'
  readonly word: string
  readonly how: 'resembles' | 'ends' | 'holds'
}

/** Two pieces with at most so many tokens between them. */
export interface NearQuery {
  readonly kind: 'near'
  readonly of: readonly [TextQuery, TextQuery]
  readonly distance: number
}

/** A saved search inside a query; what it says takes its place before the query is evaluated. */
export interface SavedQuery {
  readonly kind: 'saved'
  readonly name: string
  /** Where `search:name` stands in the query, its end not included. */
  readonly start: number
  readonly end: number
}

export type QueryNode =
  | TextQuery
  | LikeQuery
  | SavedQuery
  | FieldQuery
  | NearQuery
  | { readonly kind: 'not'; readonly of: QueryNode }
  | { readonly kind: 'and' | 'or'; readonly of: readonly QueryNode[] }

/** Why a query cannot be read; each has a message `query_<reason>` with `_` for `-`. */
export type QueryProblem =
  | 'unclosed-quote'
  | 'unclosed-group'
  | 'unopened-group'
  | 'empty-group'
  | 'nothing-after'
  | 'nothing-before'
  | 'bad-value'
  | 'too-long'
  | 'too-many-terms'
  | 'too-deep'
  | 'search-unknown'
  | 'search-circle'
  | 'search-unreadable'

export const longestQuery = 20_000
export const mostTerms = 256
const deepestGroup = 50

/** A query as a tree, or null when it asks for nothing; throws `bad-query` with the place and the reason. */
export function parseQuery(query: string): QueryNode | null {
  if (query.length > longestQuery) throw problemAt('too-long', longestQuery, { limit: longestQuery })
  const parser = new Parser(query)
  const tree = parser.any(0)
  if (parser.peek() === ')') throw problemAt('unopened-group', parser.at)
  return tree
}

/** The terms that must be marked in a hit: all texts that are not excluded. */
export function termsOf(tree: QueryNode | null, folding: Folding = fullFolding): string[] {
  const terms = new Set<string>()
  const open: QueryNode[] = tree ? [tree] : []
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'text') terms.add(termIn(node, folding))
    else if (node.kind === 'and' || node.kind === 'or' || node.kind === 'near') open.push(...[...node.of].reverse())
  }
  return [...terms]
}

/** The term of a text where texts are folded so. */
export function termIn(text: TextQuery, folding: Folding): string {
  return folding === fullFolding ? text.term : termOf(fold(text.raw, folding).trim(), text.openEnd)
}

/** A `bad-query` error that points at a place of the query: `position` counts from 0, `place` for people from 1. */
export function problemAt(
  reason: QueryProblem,
  position: number,
  details: Readonly<Record<string, string | number>> = {},
): ThreadloftError {
  return new ThreadloftError('bad-query', { reason, position, place: position + 1, ...details })
}

class Parser {
  at = 0
  private terms = 0
  /** The query with full-width signs as ASCII, code unit by code unit, so that positions stay. */
  private readonly signs: string
  private readonly source: string

  constructor(source: string) {
    this.source = source
    this.signs = Array.from({ length: source.length }, (_, index) => asciiForm(source[index]!)).join('')
  }

  any(depth: number): QueryNode | null {
    const parts: QueryNode[] = []
    for (;;) {
      const start = this.at
      const part = this.all(depth)
      if (part) parts.push(part)
      if (!this.keyword('OR')) break
      const operatorAt = this.at - 2
      if (!part)
        throw start === operatorAt || parts.length === 0
          ? this.nothing('before', 'OR', operatorAt)
          : this.nothing('after', 'OR', operatorAt)
      if (this.isAtEnd()) throw this.nothing('after', 'OR', operatorAt)
    }
    return joined('or', parts)
  }

  private all(depth: number): QueryNode | null {
    const parts: QueryNode[] = []
    while (!this.isAtEnd() && !this.sees('OR')) {
      if (this.keyword('AND')) {
        const operatorAt = this.at - 3
        if (parts.length === 0) throw this.nothing('before', 'AND', operatorAt)
        if (this.isAtEnd() || this.sees('OR')) throw this.nothing('after', 'AND', operatorAt)
        continue
      }
      const part = this.not(depth)
      if (part) parts.push(part)
    }
    return joined('and', parts)
  }

  private not(depth: number): QueryNode | null {
    const start = this.at
    const word = this.keyword('NOT')
    const isMinus = !word && this.signs[this.at] === '-' && !/^-(?:\s|$)/u.test(this.signs.slice(this.at, this.at + 2))
    if (isMinus) this.at++
    if (!word && !isMinus) return this.nearby(depth)
    if (this.isAtEnd()) throw this.nothing('after', word ? 'NOT' : '-', start)
    const of = this.item(depth)
    return of && { kind: 'not', of }
  }

  private nearby(depth: number): QueryNode | null {
    const left = this.item(depth)
    this.skipBlanks()
    const operator = /^NEAR(?:\/(\d{1,4}))?(?=\s|$)/u.exec(this.signs.slice(this.at, this.at + 10))
    if (!operator || left?.kind !== 'text') return left
    const operatorAt = this.at
    this.at += operator[0].length
    const right = this.isAtEnd() ? null : this.item(depth)
    if (right?.kind !== 'text') throw this.nothing('after', operator[0], operatorAt)
    return { kind: 'near', of: [left, right], distance: Number(operator[1] ?? 10) }
  }

  private item(depth: number): QueryNode | null {
    const sign = this.peek()
    if (sign === '(') return this.group(depth)
    if (sign === '"') return this.text(this.quoted(), false)
    return this.field() ?? this.word()
  }

  private group(depth: number): QueryNode {
    const start = this.at
    if (depth >= deepestGroup) throw problemAt('too-deep', start, { limit: deepestGroup })
    this.at++
    const inside = this.any(depth + 1)
    if (this.peek() !== ')') throw problemAt('unclosed-group', start)
    this.at++
    if (!inside) throw problemAt('empty-group', start)
    return inside
  }

  private field(): QueryNode | null {
    const found = /^([a-z]{2,10}):/iu.exec(this.signs.slice(this.at, this.at + 11))
    const name = found?.[1]?.toLowerCase() ?? ''
    if (!found || !isFieldName(name)) return null
    const start = this.at
    this.at += found[0].length
    this.count(start)
    const valueAt = this.at
    const value = this.signs[this.at] === '"' ? this.quoted() : this.rest(/[\s()"]/u)
    if (value.trim() === '') throw this.nothing('after', `${name}:`, start)
    const field = fieldNames[name]
    if (field === 'search') return { kind: 'saved', name: value.trim(), start, end: this.at }
    return readField(field, value, allowed =>
      problemAt('bad-value', valueAt, { field: name, value: value.slice(0, 100), allowed }),
    )
  }

  private word(): TextQuery | LikeQuery | null {
    const start = this.at
    const word = this.rest(/[\s()"]/u)
    const like = readLike(fold(word).trim())
    if (like) this.count(start)
    if (like) return like
    const openEnd = this.signs[this.at - 1] === '*' && word.length > 1
    return this.text(openEnd ? word.slice(0, -1) : word, openEnd, start)
  }

  private text(raw: string, openEnd: boolean, start = this.at): TextQuery | null {
    const folded = fold(raw).trim()
    if (folded === '') return null
    this.count(start)
    return { kind: 'text', raw, folded, openEnd, term: termOf(folded, openEnd) }
  }

  private quoted(): string {
    const start = this.at
    const close = this.signs.indexOf('"', start + 1)
    if (close === -1) throw problemAt('unclosed-quote', start)
    this.at = close + 1
    return this.source.slice(start + 1, close)
  }

  private rest(stop: RegExp): string {
    const start = this.at
    while (this.at < this.signs.length && !stop.test(this.signs[this.at]!)) this.at++
    return this.source.slice(start, this.at)
  }

  private count(at: number): void {
    if (++this.terms > mostTerms) throw problemAt('too-many-terms', at, { limit: mostTerms })
  }

  private sees(keyword: string): boolean {
    this.skipBlanks()
    if (!this.signs.startsWith(keyword, this.at)) return false
    return this.at + keyword.length >= this.signs.length || /[\s()"]/u.test(this.signs[this.at + keyword.length]!)
  }

  private keyword(keyword: string): boolean {
    const isThere = this.sees(keyword)
    if (isThere) this.at += keyword.length
    return isThere
  }

  peek(): string {
    this.skipBlanks()
    return this.signs[this.at] ?? ''
  }

  private isAtEnd(): boolean {
    const sign = this.peek()
    return sign === '' || sign === ')'
  }

  private skipBlanks(): void {
    while (this.at < this.signs.length && /[\s\0]/u.test(this.signs[this.at]!)) this.at++
  }

  private nothing(side: 'before' | 'after', what: string, position: number): ThreadloftError {
    return problemAt(`nothing-${side}`, position, { what })
  }
}

/** `~word`, `*word` and `*word*` of one Latin word; anything else with such signs is text like any other. */
function readLike(folded: string): LikeQuery | null {
  const [, sign, word = '', star] = /^([~*])([^*]{2,64})(\*?)$/u.exec(folded) ?? []
  if (!isWord(word) || (sign === '~' && star === '*')) return null
  if (sign === '~') return { kind: 'like', word, how: 'resembles' }
  return { kind: 'like', word, how: star === '*' ? 'holds' : 'ends' }
}

function joined(kind: 'and' | 'or', parts: readonly QueryNode[]): QueryNode | null {
  return parts.length > 1 ? { kind, of: parts } : (parts[0] ?? null)
}
