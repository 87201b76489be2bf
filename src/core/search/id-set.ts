/* Sets of post ids as ascending lists without repetition: what the database gives, and cheap to combine. */

export type IdSet = readonly number[]

// Where one set is so many times larger, it is searched for the ids of the other instead of being walked through.
const muchLarger = 50

/** What both hold. */
export function intersection(one: IdSet, other: IdSet): number[] {
  if (one.length * muchLarger < other.length) return one.filter(id => other[firstFrom(other, id)] === id)
  if (other.length * muchLarger < one.length) return other.filter(id => one[firstFrom(one, id)] === id)
  const result: number[] = []
  let at = 0
  for (const id of one) {
    while (at < other.length && other[at]! < id) at++
    if (other[at] === id) result.push(id)
  }
  return result
}

/** Those of a range, both ends included. */
export function within(ids: IdSet, { from, to }: { readonly from: number; readonly to: number }): IdSet {
  const [first, end] = [firstFrom(ids, from), firstFrom(ids, to + 1)]
  return first === 0 && end === ids.length ? ids : ids.slice(first, end)
}

/** The place of the first id that is not below another. */
function firstFrom(ids: IdSet, wanted: number): number {
  let [low, high] = [0, ids.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ids[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
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
