/* Sets of post ids as ascending lists without repetition: what the database gives, and cheap to combine. */

export type IdSet = readonly number[]

/** What both hold. */
export function intersection(one: IdSet, other: IdSet): number[] {
  const result: number[] = []
  let at = 0
  for (const id of one) {
    while (at < other.length && other[at]! < id) at++
    if (other[at] === id) result.push(id)
  }
  return result
}

/** What either holds. */
export function union(one: IdSet, other: IdSet): number[] {
  const result: number[] = []
  let at = 0
  for (const id of one) {
    while (at < other.length && other[at]! < id) result.push(other[at++]!)
    if (other[at] === id) at++
    result.push(id)
  }
  while (at < other.length) result.push(other[at++]!)
  return result
}

/** What the first holds and the second does not. */
export function difference(one: IdSet, other: IdSet): number[] {
  const result: number[] = []
  let at = 0
  for (const id of one) {
    while (at < other.length && other[at]! < id) at++
    if (other[at] !== id) result.push(id)
  }
  return result
}
