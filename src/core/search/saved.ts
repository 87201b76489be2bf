/* Saved searches used inside queries: what they say is put in the place of `search:NAME`. */
import { ThreadloftError } from '../errors.ts'
import { fold } from '../text/fold.ts'
import { mostTerms, parseQuery, problemAt, type QueryNode, type SavedQuery } from './query.ts'

/** The name of a saved search as it is compared. */
export function searchKey(name: string): string {
  return fold(name).trim()
}

/** A saved search as others see it: by the folded form of its name. */
export type SavedQueries = ReadonlyMap<string, { readonly name: string; readonly query: string }>

/**
 * The tree with every `search:NAME` replaced by what that search says; null where that is nothing. Throws `bad-query`
 * at the place of the name when there is no such search, when it leads back to itself, or when it cannot be read.
 */
export function putSearches(node: QueryNode | null, saved: SavedQueries): QueryNode | null {
  return node && new Expansion(saved).of(node)
}

/** A query with another name wherever it uses a saved search of the old one; the same query where it does not. */
export function renamedIn(query: string, oldName: string, newName: string): string {
  const uses = usesIn(parseQuery(query)).filter(use => searchKey(use.name) === searchKey(oldName))
  return uses
    .sort((one, other) => other.start - one.start)
    .reduce((text, { start, end }) => text.slice(0, start) + `search:${quotedName(newName)}` + text.slice(end), query)
}

/** A name as a value of a field: between quotation marks where it is more than one word. */
export function quotedName(name: string): string {
  return /[\s()"“”„＂（）\u3000*＊]/u.test(name) ? `"${name.replace(/["“”„＂]/gu, ' ').trim()}"` : name
}

/** Every use of a saved search in a tree. */
export function usesIn(tree: QueryNode | null): SavedQuery[] {
  switch (tree?.kind) {
    case 'saved':
      return [tree]
    case 'not':
      return usesIn(tree.of)
    case 'and':
    case 'or':
      return tree.of.flatMap(usesIn)
    default:
      return []
  }
}

class Expansion {
  private readonly saved: SavedQueries
  private readonly open: string[] = []
  private terms = 0
  /** The use in the query itself, whose place all that is wrong within is told by. */
  private outermost: SavedQuery | null = null

  constructor(saved: SavedQueries) {
    this.saved = saved
  }

  of(node: QueryNode): QueryNode | null {
    switch (node.kind) {
      case 'saved':
        return this.put(node)
      case 'not': {
        const inside = this.of(node.of)
        return inside && { kind: 'not', of: inside }
      }
      case 'and':
      case 'or': {
        const parts = node.of.map(part => this.of(part)).filter(part => part !== null)
        return parts.length > 1 ? { kind: node.kind, of: parts } : (parts[0] ?? null)
      }
      default:
        // Searches that name each other twice would double with each step.
        if (++this.terms > mostTerms && this.outermost) throw this.problem('too-many-terms', { limit: mostTerms })
        return node
    }
  }

  private put(use: SavedQuery): QueryNode | null {
    const isOutermost = this.outermost === null
    if (isOutermost) this.outermost = use
    const key = searchKey(use.name)
    const search = this.saved.get(key)
    if (!search) throw this.problem('search-unknown', { name: use.name.slice(0, 100) })
    if (this.open.includes(key)) throw this.problem('search-circle', { name: search.name })
    this.open.push(key)
    const inside = this.read(search)
    const put = inside && this.of(inside)
    this.open.pop()
    if (isOutermost) this.outermost = null
    return put
  }

  private read({ name, query }: { readonly name: string; readonly query: string }): QueryNode | null {
    try {
      return parseQuery(query)
    } catch (thrown) {
      if (thrown instanceof ThreadloftError && thrown.code === 'bad-query')
        throw this.problem('search-unreadable', { name })
      throw thrown
    }
  }

  private problem(
    reason: 'search-unknown' | 'search-circle' | 'search-unreadable' | 'too-many-terms',
    details: Readonly<Record<string, string | number>>,
  ): ThreadloftError {
    return problemAt(reason, this.outermost?.start ?? 0, details)
  }
}
