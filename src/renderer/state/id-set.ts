/** A set of its own, for state of which the set as a whole is what changes. */
export const idSet = (ids: Iterable<number>): Set<number> => new Set(ids)
