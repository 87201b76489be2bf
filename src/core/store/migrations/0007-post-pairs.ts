import type { Migration } from './index.ts'

/*
 * Which posts hold two frequent characters side by side, in blocks of posts that lie together; a block says which characters
 * are frequent in it. One that is not `ready` is nothing to rely on; posts in no block are found by the index alone.
 */
export const postPairs: Migration = {
  version: 7,
  name: 'post-pairs',
  sql: `
CREATE TABLE pair_block (
  id INTEGER PRIMARY KEY,
  first_post INTEGER NOT NULL,
  last_post INTEGER NOT NULL,
  characters TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('making', 'ready', 'outdated'))
);
CREATE INDEX pair_block_last ON pair_block (last_post);
CREATE TABLE post_pair (
  block_id INTEGER NOT NULL,
  first_pair INTEGER NOT NULL,
  lists BLOB NOT NULL,
  PRIMARY KEY (block_id, first_pair)
) WITHOUT ROWID;
`,
}
