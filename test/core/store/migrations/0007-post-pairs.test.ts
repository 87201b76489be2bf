import { expect, test } from 'vitest'
import Database from 'better-sqlite3'
import { migrate } from '../../../../src/core/store/migrations/index.ts'
import type { WritableDB } from '../../../../src/core/store/sql.ts'

test('a library from before pairs were noted has room for them, and none yet', () => {
  const db = new Database(':memory:') as WritableDB
  migrate(db, 6)
  migrate(db, 7)
  expect([db.prepare('SELECT * FROM pair_block').all(), db.prepare('SELECT * FROM post_pair').all()]).toEqual([[], []])
})
