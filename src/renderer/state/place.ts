/* The places of the program: what the side bar offers and what an address may name. */

/** Places that there is one of. */
const singlePlaces = [
  'all',
  'latest',
  'continue',
  'digest',
  'boards',
  'dip',
  'log',
  'members',
  'rankings',
  'blogs',
  'tags',
  'searches',
  'imports',
  'completeness',
  'services',
  'bin',
  'help',
  'settings',
] as const
/** Places of which each has a number; `page` is a saved page as it was. */
const numberedPlaces = ['forum', 'board', 'tag', 'page'] as const

type SingleKind = (typeof singlePlaces)[number]
type NumberedKind = (typeof numberedPlaces)[number]
export type PlaceKind = SingleKind | NumberedKind
export type Place = { readonly kind: SingleKind } | { readonly kind: NumberedKind; readonly id: number }

export const samePlace = (one: Place, other: Place): boolean =>
  one.kind === other.kind && ('id' in one ? one.id : 0) === ('id' in other ? other.id : 0)

export const isSingle = (kind: string): kind is SingleKind => (singlePlaces as readonly string[]).includes(kind)
export const isNumbered = (kind: string): kind is NumberedKind => (numberedPlaces as readonly string[]).includes(kind)

/** The places that are a list of threads, all drawn by the same rows. */
const threadPlaces: ReadonlySet<PlaceKind> = new Set(['all', 'latest', 'digest', 'forum', 'board', 'tag'])
export const listsThreads = (place: Place): boolean => threadPlaces.has(place.kind)
