/* Floors of Discuz!: the opening post is 1, 沙发 2, 板凳 3, 地板 4, then numbers; owners may rename any of them. */
import type { ThreadAddress } from './address.ts'

const named = new Map([
  ['楼主', 1],
  ['樓主', 1],
  ['顶楼', 1],
  ['沙发', 2],
  ['沙發', 2],
  ['板凳', 3],
  ['地板', 4],
])

/** The floor that a label states; null for a name that owners made up. */
export function floorOf(label: string | null): number | null {
  if (label === null) return null
  const number = /(?:^|\D)(\d{1,7})\s*(?:\D{0,4})$/.exec(label.trim())
  return number ? Number(number[1]) : (named.get(label.replace(/\s/g, '')) ?? null)
}

export interface Placed {
  floor: number | null
  readonly floorLabel: string | null
}

/** A post shown out of its place: one that was stuck to the top or picked out. */
export const isMoved = (label: string | null): boolean => label !== null && /来自|來自|from|推荐|推薦/i.test(label)

/** Gives each post without a stated floor the one its neighbours leave for it, where the page shows whole runs of floors. */
export function fillFloors(posts: Placed[], address: ThreadAddress, page: number | null): void {
  if (address.oneAuthor) return
  const inPlace = posts.filter(post => !isMoved(post.floorLabel))
  const known = inPlace.flatMap((post, index) => (post.floor === null ? [] : [{ index, floor: post.floor }]))
  const [first] = known
  const last = known.at(-1)
  const step = first && last && last.floor < first.floor ? -1 : 1
  for (const [index, post] of inPlace.entries()) {
    if (post.floor !== null) continue
    const before = inPlace[index - 1]?.floor ?? null
    const after = known.find(place => place.index > index)
    if (before !== null) post.floor = before + step
    else if (after) post.floor = positive(after.floor - step * (after.index - index))
    else if (page === 1) post.floor = index + 1
  }
}

const positive = (floor: number): number | null => (floor > 0 ? floor : null)
