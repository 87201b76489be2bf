import { afterAll, expect, test } from 'vitest'
import { run, sql } from '../../../src/core/store/sql.ts'
import { libraryOf, searchOf } from '../../support/search-library.ts'

const db = libraryOf(
  [
    { text: 'first of one' },
    { text: 'second of one' },
    { text: 'first of two', thread: 2 },
    { text: 'second of two', thread: 2 },
    { text: 'of three', thread: 3 },
    { text: 'thrown away', thread: 4 },
  ],
  [1, 2, 3, 4].map(id => ({ id, title: `Thread ${id}` })),
)
const at = '2024-01-01T00:00:00Z'
run(db, sql`INSERT INTO mark (thread_id, post_id, starred_at) VALUES (1, 2, ${at})`)
run(db, sql`INSERT INTO mark (thread_id, starred_at, note, feeling) VALUES (2, ${at}, '以後再讀', 'funny')`)
run(db, sql`INSERT INTO mark (thread_id, post_id, note, feeling) VALUES (3, 5, 'To read twice', 'angry')`)
run(db, sql`INSERT INTO tag (id, name, key) VALUES (1, '旅行', '旅行'), (2, 'Reading list', 'reading list')`)
run(db, sql`INSERT INTO thread_tag (thread_id, tag_id, tagged_at) VALUES (1, 1, ${at}), (3, 2, ${at}), (4, 1, ${at})`)
run(db, sql`INSERT INTO reading (thread_id, last_post_id, highest_post_id, read_at) VALUES (1, 1, 1, ${at})`)
run(db, sql`INSERT INTO reading (thread_id, last_post_id, highest_post_id, read_at, unread) VALUES (2, 4, 4, ${at}, 1)`)
run(db, sql`UPDATE post SET gone_since = ${at} WHERE id = 4`)
run(db, sql`UPDATE thread SET missing_floors = 3 WHERE id = 3`)
run(db, sql`UPDATE thread SET binned_at = ${at} WHERE id = 4`)
const search = searchOf(db)
afterAll(() => db.close())

test.each([
  ['is:starred', [2, 3, 4]],
  ['is:noted', [3, 4, 5]],
  ['has:note', [3, 4, 5]],
  ['note:再读', [3, 4]],
  ['note:read', [5]],
  ['note:rea', []],
  ['feeling:funny', [3, 4]],
  ['feeling:angry', [5]],
  ['tag:旅行', [1, 2]],
  ['tag:reading', []],
  ['tag:reading*', [5]],
  ['tag:"reading LIST"', [5]],
  ['is:unread', [2, 3, 4, 5]],
  ['-is:unread', [1]],
  ['is:gone', [4]],
  ['is:gap', [5]],
  ['site:example.org', [1, 2, 3, 4, 5]],
  ['site:bbs.example.org second', [2, 4]],
  ['site:example', []],
  ['thrown OR -nothing', [1, 2, 3, 4, 5]],
  ['thrown', []],
])('%s finds %j', async (query, expected) => {
  const { total, hits } = await search({ query, order: 'relevance' })
  const ids = hits.map(hit => hit.postId).sort((one, other) => one - other)
  expect({ total, ids }).toEqual({ total: expected.length, ids: expected })
})
