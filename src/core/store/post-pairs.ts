/*
 * The pairs of frequent characters that posts hold, kept in blocks: for each pair the posts of the block that have it. They are made
 * behind all other work, and a block of which a post changes is outdated at once, so that what is ready is exact.
 */
import { all, get, run, sql, value, type ReadableDB, type WritableDB } from './sql.ts'

/** Posts whose pairs are known: those of all ids from the first to the last. */
export interface PairBlock {
  readonly id: number
  readonly first: number
  readonly last: number
}

/** Some pairs of a block and the posts that have them, packed. */
export interface PairRow {
  readonly firstPair: number
  readonly lists: Uint8Array
}

/** The blocks that are ready, by their posts; they do not overlap. */
export function pairBlocks(db: ReadableDB): PairBlock[] {
  return all(
    db,
    sql`SELECT id, first_post AS first, last_post AS last FROM pair_block WHERE state = 'ready' ORDER BY first_post`,
  )
}

/** The row of a block in which a pair is, if it is in any. */
export function rowWithPair(db: ReadableDB, blockId: number, pair: number): PairRow | undefined {
  return get(
    db,
    sql`SELECT first_pair AS firstPair, lists FROM post_pair
        WHERE block_id = ${blockId} AND first_pair <= ${pair} ORDER BY first_pair DESC LIMIT 1`,
  )
}

/** Notes that a post is no longer what its block says. */
export function outdatePairs(db: WritableDB, postId: number): void {
  run(
    db,
    sql`UPDATE pair_block SET state = 'outdated'
        WHERE first_post <= ${postId} AND last_post >= ${postId} AND state <> 'outdated'`,
  )
}

/** Begins a block, whose id it answers; what happens to its posts from now on outdates it. */
export function beginBlock(db: WritableDB, first: number, last: number): number {
  return run(db, sql`INSERT INTO pair_block (first_post, last_post, state) VALUES (${first}, ${last}, 'making')`).id
}

/**
 * Fills a block that was begun: with the characters between which all pairs are noted, and the pairs. Answers false where
 * the block was outdated meanwhile, and keeps nothing.
 */
export function finishBlock(db: WritableDB, id: number, characters: string, rows: Iterable<PairRow>): boolean {
  return db.transaction(() => {
    const ready = sql`UPDATE pair_block SET state = 'ready', characters = ${characters} WHERE id = ${id} AND state = 'making'`
    if (run(db, ready).changes === 0) return false
    for (const { firstPair, lists } of rows)
      run(db, sql`INSERT INTO post_pair (block_id, first_pair, lists) VALUES (${id}, ${firstPair}, ${lists})`)
    return true
  })()
}

/** Drops a block that is of no use any more: one outdated, or begun by a program that did not come to its end. */
export function dropUselessBlock(db: WritableDB): boolean {
  const useless = get<{ id: number }>(db, sql`SELECT id FROM pair_block WHERE state <> 'ready' LIMIT 1`)
  if (!useless) return false
  db.transaction(() => {
    run(db, sql`DELETE FROM post_pair WHERE block_id = ${useless.id}`)
    run(db, sql`DELETE FROM pair_block WHERE id = ${useless.id}`)
  })()
  return true
}

/** All rows of a block, pairs ascending. */
export function rowsOfBlock(db: ReadableDB, id: number): PairRow[] {
  return all(db, sql`SELECT first_pair AS firstPair, lists FROM post_pair WHERE block_id = ${id} ORDER BY first_pair`)
}

/** The characters between which a block notes all pairs. */
export function charactersOfBlock(db: ReadableDB, id: number): string {
  return value(db, sql`SELECT characters FROM pair_block WHERE id = ${id}`)
}
