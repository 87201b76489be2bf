/*
 * Where many posts lie, the index alone must walk through all that hold a frequent character; which posts hold two of them
 * side by side is noted block by block, behind all other work, and only where the index itself is whole.
 */
import { setImmediate } from 'node:timers/promises'
import { rowsOf } from '../search/pair-lists.ts'
import { makePairTable, type PairTable, type PlacedText } from '../search/pair-table.ts'
import type { IdRange } from '../store/post-conditions.ts'
import { isIndexCurrent } from '../store/post-index.ts'
import type { PairBlock } from '../store/post-pairs.ts'
import {
  beginBlock,
  dropUselessBlock,
  finishBlock,
  pairBlocks,
  rowsOfBlock,
  charactersOfBlock,
} from '../store/post-pairs.ts'
import { lastPost, textsWithin } from '../store/post-search.ts'
import type { ReadableDB, WritableDB } from '../store/sql.ts'
import { fold } from '../text/fold.ts'
import { tokensVersion } from '../text/tokens.ts'

/** So many posts that the index is quick with those that are in no block yet. */
export const postsOfBlock = 32_768

// Small enough that an import or a cancel hardly waits for it.
const batch = 500

/** Makes what blocks are lacking, of as many ids each; an interrupted block is begun again the next time. */
export async function keepPairs(db: WritableDB, signal: AbortSignal, size = postsOfBlock): Promise<void> {
  await setImmediate()
  if (!isIndexCurrent(db, tokensVersion)) return
  while (!signal.aborted && dropUselessBlock(db)) await setImmediate()
  for (const first of lackingBlocks(db, size)) {
    if (signal.aborted) return
    await makeBlock(db, first, first + size - 1, signal)
  }
}

/** Where blocks that are full but not there begin. A block whose posts come and go stays where it is. */
function lackingBlocks(db: ReadableDB, size: number): number[] {
  const there = new Set(pairBlocks(db).map(block => block.first))
  const full = Math.floor(lastPost(db) / size)
  return Array.from({ length: full }, (_, index) => index * size + 1).filter(first => !there.has(first))
}

async function makeBlock(db: WritableDB, first: number, last: number, signal: AbortSignal): Promise<void> {
  const id = beginBlock(db, first, last)
  const table = await tableOf(db, { from: first, to: last }, signal)
  if (table) finishBlock(db, id, table.characters, rowsOf(table.lists))
}

/** The pairs of the posts of a range; null where the signal aborted. */
async function tableOf(db: ReadableDB, range: IdRange, signal: AbortSignal): Promise<PairTable | null> {
  const texts: PlacedText[] = []
  for (let from = range.from; from <= range.to; from += batch) {
    for (const { id, text } of textsWithin(db, { from, to: Math.min(range.to, from + batch - 1) }))
      texts.push({ place: id - range.from, folded: fold(text) })
    await setImmediate()
    if (signal.aborted) return null
  }
  const steps = makePairTable(texts)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await setImmediate()
    if (signal.aborted) return null
  }
}

/** The blocks that do not say what their posts say. Reads every text. */
export async function* faultyBlocks(db: ReadableDB, cancelled: AbortSignal): AsyncGenerator<PairBlock> {
  for (const block of pairBlocks(db)) {
    const table = await tableOf(db, { from: block.first, to: block.last }, cancelled)
    if (!table) return
    // One that was outdated meanwhile says what its posts said.
    if (!says(db, block.id, table) && pairBlocks(db).some(({ id }) => id === block.id)) yield block
  }
}

function says(db: ReadableDB, blockId: number, { characters, lists }: PairTable): boolean {
  if (charactersOfBlock(db, blockId) !== characters) return false
  const kept = rowsOfBlock(db, blockId)
  const rows = [...rowsOf(lists)]
  return (
    rows.length === kept.length &&
    rows.every((row, at) => row.firstPair === kept[at]!.firstPair && Buffer.compare(row.lists, kept[at]!.lists) === 0)
  )
}
