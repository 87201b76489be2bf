/*
 * The floor rail draws a thread as a building, one storey a floor, from the first at the roof to the last at the
 * ground. A long thread has more floors than the rail has room; then a storey stands for several.
 */
import type { Post } from '../../core/model/library.ts'
import type { Marker } from './marker.ts'

export interface RailPost {
  readonly length: number
  readonly starter: boolean
  readonly matches: boolean
}

/** How posts look on the rail for what is looked for now; a post that was looked at is not looked through again. */
export function lookCache(marker: Marker | null): (post: Post) => RailPost {
  const known = new WeakMap<Post, RailPost>()
  return post => {
    let look = known.get(post)
    if (!look) {
      look = { length: post.text.length, starter: post.isStarter, matches: (marker?.(post.text).length ?? 0) > 0 }
      known.set(post, look)
    }
    return look
  }
}

export interface Storey {
  /** The first floor it stands for, as a position in the view, and how many. */
  readonly from: number
  readonly count: number
  readonly top: number
  readonly height: number
  /** From 1 to 4 by the longest text on it; 0 while nothing of it is known. */
  readonly windows: number
  readonly lit: boolean
  readonly matches: boolean
}

const tallest = 24
const lowest = 5

/** The storeys of a thread on a rail of the given height. */
export function storeysOf(total: number, height: number, postAt: (position: number) => RailPost | undefined): Storey[] {
  if (total <= 0 || height < lowest) return []
  const count = Math.min(total, Math.floor(height / lowest))
  const each = Math.min(tallest, height / count)
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * total) / count)
    const until = Math.floor(((index + 1) * total) / count)
    return { from, count: until - from, top: index * each, height: each, ...look(from, until, postAt) }
  })
}

function look(from: number, until: number, postAt: (position: number) => RailPost | undefined) {
  let longest = -1
  let lit = false
  let matches = false
  for (let position = from; position < until; position += 1) {
    const post = postAt(position)
    if (!post) continue
    longest = Math.max(longest, post.length)
    lit ||= post.starter
    matches ||= post.matches
  }
  return { windows: windowsFor(longest), lit, matches }
}

function windowsFor(length: number): number {
  if (length < 0) return 0
  if (length < 40) return 1
  if (length < 160) return 2
  return length < 600 ? 3 : 4
}

/** The position in the view at a height of the rail. */
export function positionAt(total: number, height: number, y: number): number {
  const storeys = Math.min(total, Math.floor(height / lowest))
  const built = Math.min(height, storeys * tallest)
  const position = Math.floor((y / Math.max(1, built)) * total)
  return Math.min(Math.max(0, position), Math.max(0, total - 1))
}

/** The positions that carry a number beside the building, at least `apart` pixels from each other. */
export function numberedPositions(total: number, height: number, apart: number): number[] {
  if (total === 0) return []
  const built = Math.min(height, Math.min(total, Math.floor(height / lowest)) * tallest)
  const most = Math.max(1, Math.floor(built / apart))
  const every = stepFor(total / most)
  const numbered = [0]
  for (let position = every; position < total; position += every) numbered.push(position)
  return numbered
}

/** The next of 1, 2, 5, 10, 20, 50 … that is not below the wanted step. */
function stepFor(wanted: number): number {
  for (let magnitude = 1; ; magnitude *= 10)
    for (const factor of [1, 2, 5]) if (factor * magnitude >= wanted) return factor * magnitude
}
