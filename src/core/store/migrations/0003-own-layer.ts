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
CREATE INDEX mark_starred ON mark (thread_id) WHERE starred_at IS NOT NULL;
CREATE INDEX mark_noted ON mark (noted_at, id, thread_id) WHERE note IS NOT NULL;
CREATE INDEX mark_felt ON mark (feeling, thread_id) WHERE feeling IS NOT NULL;

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

CREATE INDEX thread_by_replies ON thread (coalesce(replies, post_count - 1), id);
CREATE INDEX thread_by_views ON thread (views, id) WHERE views IS NOT NULL;
CREATE INDEX poster_by_name_order ON poster (name COLLATE NOCASE, id);
CREATE INDEX poster_by_recency ON poster (last_post_at, id);
CREATE INDEX poster_by_threads ON poster (thread_count, id);
CREATE INDEX poster_by_forum ON poster (forum_id, post_count, id);
CREATE INDEX poster_by_card ON poster (card_id) WHERE card_id IS NOT NULL;

CREATE TABLE card_number (
  card_id INTEGER NOT NULL REFERENCES card (id) ON DELETE CASCADE,
  label TEXT NOT NULL,
  value REAL NOT NULL,
  unit TEXT,
  PRIMARY KEY (card_id, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_number_by_value ON card_number (label, value, card_id);

CREATE TRIGGER card_added AFTER INSERT ON card BEGIN
  INSERT OR IGNORE INTO card_number (card_id, label, value, unit)
    SELECT new.id, field.value ->> '$.label', field.value ->> '$.number', field.value ->> '$.unit'
    FROM json_each(new.data, '$.fields') AS field WHERE field.value ->> '$.number' IS NOT NULL;
  INSERT OR IGNORE INTO card_number (card_id, label, value)
    SELECT new.id, typed.key, typed.value FROM json_each(new.data) AS typed
    WHERE typed.key IN ('postCount', 'digests', 'onlineHours') AND typed.value IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM card_number WHERE card_id = new.id AND value = typed.value);
END;
INSERT OR IGNORE INTO card_number (card_id, label, value, unit)
  SELECT card.id, field.value ->> '$.label', field.value ->> '$.number', field.value ->> '$.unit'
  FROM card JOIN json_each(card.data, '$.fields') AS field WHERE field.value ->> '$.number' IS NOT NULL;
INSERT OR IGNORE INTO card_number (card_id, label, value)
  SELECT card.id, typed.key, typed.value FROM card JOIN json_each(card.data) AS typed
  WHERE typed.key IN ('postCount', 'digests', 'onlineHours') AND typed.value IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM card_number WHERE card_id = card.id AND value = typed.value);
`,
}
