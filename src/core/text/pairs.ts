/*
 * Two characters side by side, of the scripts that are written without spaces: what tells posts apart in them as words do
 * in others. A pair is a number, which leaves out the few characters beyond the basic plane.
 */
import { kindAt, single } from './words.ts'

const known = new Uint8Array(65_536)
const yes = 1
const no = 2

/** Whether the code unit at a place of a folded text is a character that makes pairs. */
export function isPaired(folded: string, at: number): boolean {
  const unit = folded.charCodeAt(at)
  return (known[unit] ||= makesPairs(folded, at, unit) ? yes : no) === yes
}

function makesPairs(folded: string, at: number, unit: number): boolean {
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff
  return !isSurrogate && kindAt(folded, at) === single && /[\p{L}\p{M}\p{N}]/u.test(folded.charAt(at))
}

/** The number of two code units as a pair. */
export function pairOf(one: number, other: number): number {
  // Not by bits: the number has 32 of them, and no sign.
  return one * 65_536 + other
}

/** The two code units of a pair. */
export function unitsOf(pair: number): [number, number] {
  return [Math.floor(pair / 65_536), pair % 65_536]
}

/** The number of every pair of a folded text, in its order, repetitions included. */
export function pairsOf(folded: string): number[] {
  const found: number[] = []
  for (let at = 1; at < folded.length; at++)
    if (isPaired(folded, at) && isPaired(folded, at - 1))
      found.push(pairOf(folded.charCodeAt(at - 1), folded.charCodeAt(at)))
  return found
}
