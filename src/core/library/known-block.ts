/* A block of posts whose pairs of frequent characters are known. */
import { listIn } from '../search/pair-lists.ts'
import type { KnownPairs } from '../search/pairs.ts'
import { asked } from '../store/post-index.ts'
import { charactersOfBlock, rowWithPair, type PairBlock } from '../store/post-pairs.ts'
import type { ReadableDB } from '../store/sql.ts'
import { unitsOf } from '../text/pairs.ts'

export type KnownBlock = PairBlock & KnownPairs

/** What a block says of its posts, looked up pair by pair. */
export function knownBlock(db: ReadableDB, block: PairBlock, shareOf: (character: string) => number): KnownBlock {
  const units = new Set(Array.from(charactersOfBlock(db, block.id), character => character.charCodeAt(0)))
  return {
    ...block,
    share: pair => unitsOf(pair).reduce((share, unit) => share * shareOf(String.fromCharCode(unit)), 1),
    isKnown: pair => unitsOf(pair).every(unit => units.has(unit)),
    listOf(pair) {
      const row = asked(() => rowWithPair(db, block.id, pair))
      return row && listIn(row, pair)
    },
  }
}
