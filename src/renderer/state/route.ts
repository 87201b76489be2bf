/* Where the person is, as an address in the window's hash: back, forward and reload find the same place again. */
import type { Place } from './place.ts'
import { isNumbered, isSingle } from './place.ts'

export interface Route {
  readonly place: Place
  readonly threadId: number | null
  readonly postId: number | null
  /** Null outside a search; the empty string is an open but empty search. */
  readonly query: string | null
  readonly memberId: number | null
  readonly runId: number | null
}

export const start: Route = {
  place: { kind: 'all' },
  threadId: null,
  postId: null,
  query: null,
  memberId: null,
  runId: null,
}

const numbered = { thread: 'threadId', post: 'postId', member: 'memberId', run: 'runId' } as const

/** The hash for a route, such as `#/board/3/thread/12/post/99`. */
export function formatRoute(route: Route): string {
  const parts: (string | number)[] = [route.place.kind]
  if ('id' in route.place) parts.push(route.place.id)
  for (const [name, key] of Object.entries(numbered)) {
    const id = route[key]
    if (id !== null) parts.push(name, id)
  }
  if (route.query !== null) parts.push('search', encodeURIComponent(route.query))
  return `#/${parts.join('/')}`
}

/** The route a hash names; what cannot be read is left at its start. */
export function parseRoute(hash: string): Route {
  const parts = hash.replace(/^#\/?/, '').split('/')
  const kind = parts.shift() ?? ''
  let route: Route = { ...start }
  if (isNumbered(kind)) {
    const id = idOf(parts.shift())
    if (id !== null) route = { ...route, place: { kind, id } }
  } else if (isSingle(kind)) route = { ...route, place: { kind } }
  while (parts.length > 1) {
    const [name, value] = parts.splice(0, 2) as [string, string]
    if (name === 'search') route = { ...route, query: decoded(value) }
    else if (Object.hasOwn(numbered, name)) route = { ...route, [numbered[name as keyof typeof numbered]]: idOf(value) }
  }
  return route
}

const idOf = (text: string | undefined): number | null => (text && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A hash typed by hand may hold a lone percent sign; the text itself is then what was meant.
    return text
  }
}
