import type { Migration } from './index.ts'

/* What the person adds to what the pages say: stars, notes, tags, feelings, where they were, what they look for. */
export const ownLayer: Migration = {
  version: 3,
  name: 'own-layer',
  sql: `
CREATE TABLE mark (
  id INTEGER PRIMARY KEY,
  thread_id INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
  post_id INTEGER REFERENCES post (id) ON DELETE CASCADE,
  starred_at TEXT,
  note TEXT,
  noted_at TEXT,
  feeling TEXT,
  felt_at TEXT
) STRICT;
CREATE UNIQUE INDEX mark_of_thread ON mark (thread_id) WHERE post_id IS NULL;
CREATE UNIQUE INDEX mark_of_post ON mark (post_id) WHERE post_id IS NOT NULL;
CREATE INDEX mark_in_thread ON mark (thread_id, post_id);

CREATE TABLE tag (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE thread_tag (
  thread_id INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  tagged_at TEXT NOT NULL,
  PRIMARY KEY (thread_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_tag_by_tag ON thread_tag (tag_id, thread_id);

CREATE TABLE reading (
  thread_id INTEGER PRIMARY KEY REFERENCES thread (id) ON DELETE CASCADE,
  last_post_id INTEGER REFERENCES post (id) ON DELETE SET NULL,
  highest_post_id INTEGER REFERENCES post (id) ON DELETE SET NULL,
  times INTEGER NOT NULL DEFAULT 1,
  read_at TEXT NOT NULL,
  unread INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX reading_by_time ON reading (read_at, thread_id);
CREATE INDEX reading_by_last_post ON reading (last_post_id);
CREATE INDEX reading_by_highest_post ON reading (highest_post_id);

CREATE TABLE reading_day (
  day TEXT NOT NULL,
  thread_id INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
  posts INTEGER NOT NULL,
  PRIMARY KEY (day, thread_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_day_by_thread ON reading_day (thread_id);

CREATE TABLE visit (
  kind TEXT NOT NULL,
  item_id INTEGER NOT NULL,
  times INTEGER NOT NULL,
  last_at TEXT NOT NULL,
  PRIMARY KEY (kind, item_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_search (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  query TEXT NOT NULL,
  position INTEGER NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE ignored_poster (
  poster_id INTEGER PRIMARY KEY REFERENCES poster (id) ON DELETE CASCADE,
  ignored_at TEXT NOT NULL
) STRICT;
`,
}
