/*
 * Narrowing a search writes the query language into the query itself: what a click adds is what one could have typed,
 * stays in the address and in the history, and is taken out again as it was put in.
 */
export type ClauseField =
  'author' | 'board' | 'date' | 'feeling' | 'floor' | 'forum' | 'has' | 'is' | 'search' | 'tag' | 'title'

const shownAsChips =
  /^-?(?:forum|site|board|in|author|from|date|before|after|saved|age|has|is|title|tag|note|feeling|search|floor|replies|uid)[:：]\S/i
const openers = '(（'
const closers = ')）'
const quotes = '"“”'

/** The pieces of a query between blanks, with quoted and bracketed pieces whole. */
export function pieces(query: string): string[] {
  const found: string[] = []
  let start = 0
  let depth = 0
  let quoted = false
  for (let at = 0; at <= query.length; at += 1) {
    const sign = query[at] ?? ''
    if (quotes.includes(sign) && sign !== '') quoted = !quoted
    else if (!quoted && sign !== '' && openers.includes(sign)) depth += 1
    else if (!quoted && sign !== '' && closers.includes(sign)) depth -= 1
    const ends = at === query.length || (!quoted && depth <= 0 && /\s/.test(sign))
    if (!ends) continue
    if (at > start) found.push(query.slice(start, at))
    start = at + 1
  }
  return found
}

/** The fields of a query that stand alone, each as it is written; none where OR binds them to something. */
export function clausesOf(query: string): string[] {
  const all = pieces(query)
  if (all.includes('OR')) return []
  return [...new Set(all.filter(piece => shownAsChips.test(piece)))]
}

/** A field and its value in the query language. */
export function clause(field: ClauseField, value: string): string {
  const plain = /^[\p{L}\p{N}._-]+$/u.test(value)
  return plain ? `${field}:${value}` : `${field}:"${value.replaceAll(/["“”„]/g, ' ').trim()}"`
}

export function withClause(query: string, added: string): string {
  const asked = query.trim()
  if (pieces(asked).includes(added)) return asked
  const whole = pieces(asked).includes('OR') ? `(${asked})` : asked
  return whole === '' ? added : `${whole} ${added}`
}

export function withoutClause(query: string, removed: string): string {
  return pieces(query)
    .filter(piece => piece !== removed)
    .join(' ')
}
