import type { Migration } from './index.ts'

/* Every table and column is explained in docs/library-format.md; a test holds the two together. */
export const firstLibrary: Migration = {
  version: 1,
  name: 'first-library',
  sql: `
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  path TEXT,
  bytes INTEGER NOT NULL,
  container TEXT,
  charset TEXT,
  url TEXT,
  saved_at TEXT,
  saved_at_from TEXT,
  added_at TEXT NOT NULL
) STRICT;

CREATE TABLE asset (
  sha256 TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE forum (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  host TEXT,
  name TEXT NOT NULL,
  name_order TEXT NOT NULL
) STRICT;

CREATE TABLE board (
  id INTEGER PRIMARY KEY,
  forum_id INTEGER NOT NULL REFERENCES forum (id),
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  UNIQUE (forum_id, name)
) STRICT;

CREATE TABLE card (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  data TEXT NOT NULL
) STRICT;

CREATE TABLE poster (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  forum_id INTEGER NOT NULL REFERENCES forum (id),
  uid TEXT,
  name TEXT NOT NULL,
  name_order TEXT NOT NULL,
  card_id INTEGER REFERENCES card (id),
  card_order TEXT NOT NULL,
  post_count INTEGER NOT NULL DEFAULT 0,
  thread_count INTEGER NOT NULL DEFAULT 0,
  last_post_at TEXT
) STRICT;
CREATE UNIQUE INDEX poster_by_uid ON poster (forum_id, uid) WHERE uid IS NOT NULL;
CREATE UNIQUE INDEX poster_by_name ON poster (forum_id, name) WHERE uid IS NULL;
CREATE INDEX poster_by_posts ON poster (post_count, id);

CREATE TABLE poster_name (
  forum_id INTEGER NOT NULL REFERENCES forum (id),
  name TEXT NOT NULL,
  uid TEXT NOT NULL,
  PRIMARY KEY (forum_id, name, uid)
) STRICT, WITHOUT ROWID;

CREATE TABLE thread (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  forum_id INTEGER NOT NULL REFERENCES forum (id),
  external_id TEXT,
  title TEXT NOT NULL,
  title_key TEXT NOT NULL,
  board_id INTEGER REFERENCES board (id),
  engine TEXT NOT NULL,
  confidence TEXT NOT NULL,
  url TEXT,
  pages INTEGER,
  pages_present TEXT NOT NULL DEFAULT '[]',
  digest INTEGER NOT NULL DEFAULT 0,
  views INTEGER,
  replies INTEGER,
  starter_id INTEGER REFERENCES poster (id),
  post_count INTEGER NOT NULL DEFAULT 0,
  started_at TEXT,
  last_post_at TEXT,
  imported_at TEXT NOT NULL,
  excerpt TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX thread_by_external_id ON thread (forum_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX thread_by_last_post ON thread (last_post_at, id);
CREATE INDEX thread_by_import ON thread (imported_at, id);
CREATE INDEX thread_by_start ON thread (coalesce(started_at, '9999'), id);
CREATE INDEX thread_by_posts ON thread (post_count, id);
CREATE INDEX thread_by_title ON thread (title_key, id);
CREATE INDEX thread_by_board ON thread (board_id, last_post_at, id);
CREATE INDEX thread_by_forum ON thread (forum_id, last_post_at, id);
CREATE INDEX thread_by_starter ON thread (starter_id, last_post_at, id);

CREATE TABLE page (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  name TEXT NOT NULL,
  thread_id INTEGER REFERENCES thread (id),
  forum_id INTEGER NOT NULL REFERENCES forum (id),
  board_id INTEGER REFERENCES board (id),
  save_order TEXT NOT NULL,
  saved_at TEXT,
  read_at TEXT NOT NULL,
  engine TEXT NOT NULL,
  confidence TEXT NOT NULL,
  external_id TEXT,
  title TEXT NOT NULL,
  title_key TEXT NOT NULL,
  opening_author TEXT,
  opening_at TEXT,
  is_opening INTEGER NOT NULL,
  page INTEGER,
  pages INTEGER,
  url TEXT,
  digest INTEGER NOT NULL,
  views INTEGER,
  replies INTEGER,
  removed TEXT,
  problems TEXT,
  UNIQUE (source_id, name)
) STRICT;
CREATE INDEX page_by_thread ON page (thread_id, save_order);
CREATE INDEX page_by_title ON page (forum_id, title_key) WHERE confidence <> 'guess';

CREATE TABLE post (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  thread_id INTEGER NOT NULL REFERENCES thread (id),
  position INTEGER NOT NULL,
  external_id TEXT,
  floor INTEGER,
  floor_label TEXT,
  sort_floor INTEGER NOT NULL,
  sort_page INTEGER NOT NULL,
  sort_ordinal INTEGER NOT NULL,
  poster_id INTEGER REFERENCES poster (id),
  author_name TEXT,
  author_uid TEXT,
  posted_at TEXT,
  posted_at_text TEXT,
  precision TEXT,
  derived INTEGER NOT NULL DEFAULT 0,
  is_opening INTEGER NOT NULL DEFAULT 0,
  parent_id TEXT,
  card_id INTEGER REFERENCES card (id),
  version_id INTEGER REFERENCES post_version (id) DEFERRABLE INITIALLY DEFERRED,
  has_pictures INTEGER NOT NULL DEFAULT 0,
  extra TEXT
) STRICT;
CREATE UNIQUE INDEX post_by_external_id ON post (thread_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX post_by_position ON post (thread_id, position);
CREATE INDEX post_by_thread_poster ON post (thread_id, poster_id, position);
CREATE INDEX post_by_floor ON post (thread_id, floor);
CREATE INDEX post_by_thread_time ON post (thread_id, posted_at);
CREATE INDEX post_by_poster ON post (poster_id, posted_at);
CREATE INDEX post_by_time ON post (posted_at, id);

CREATE TABLE post_version (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
  body_hash BLOB NOT NULL,
  text_hash BLOB NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  lacking INTEGER NOT NULL DEFAULT 0,
  pictures INTEGER NOT NULL DEFAULT 0,
  pictures_missing INTEGER NOT NULL DEFAULT 0,
  extra TEXT,
  UNIQUE (post_id, body_hash)
) STRICT;

CREATE TABLE post_seen (
  post_id INTEGER NOT NULL REFERENCES post (id) ON DELETE CASCADE,
  page_id INTEGER NOT NULL REFERENCES page (id) ON DELETE CASCADE,
  version_id INTEGER NOT NULL REFERENCES post_version (id),
  ordinal INTEGER NOT NULL,
  near_floor INTEGER NOT NULL,
  external_id TEXT,
  floor INTEGER,
  floor_label TEXT,
  author_name TEXT,
  author_uid TEXT,
  posted_at TEXT,
  posted_at_text TEXT,
  precision TEXT,
  derived INTEGER NOT NULL DEFAULT 0,
  is_opening INTEGER NOT NULL DEFAULT 0,
  parent_id TEXT,
  card_id INTEGER REFERENCES card (id),
  extra TEXT,
  PRIMARY KEY (post_id, page_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_seen_by_page ON post_seen (page_id, ordinal);
CREATE INDEX post_seen_by_version ON post_seen (version_id);

CREATE TABLE post_asset (
  version_id INTEGER NOT NULL REFERENCES post_version (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (version_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_asset_by_sha256 ON post_asset (sha256);

CREATE TABLE import_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  paths TEXT NOT NULL,
  given INTEGER NOT NULL DEFAULT 0,
  reason TEXT
) STRICT;

CREATE TABLE import_item (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason_code TEXT,
  reason_message TEXT,
  thread_id INTEGER REFERENCES thread (id) ON DELETE SET NULL,
  title TEXT,
  engine TEXT,
  confidence TEXT,
  posts INTEGER NOT NULL,
  new_posts INTEGER NOT NULL
) STRICT;
CREATE INDEX import_item_by_run ON import_item (run_id, id);
CREATE INDEX import_item_by_thread ON import_item (thread_id);

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE post_index USING fts5 (body, content='', contentless_delete=1, tokenize='ascii');

CREATE TRIGGER post_added AFTER INSERT ON post BEGIN
  UPDATE thread SET post_count = post_count + 1 WHERE id = new.thread_id;
  UPDATE poster SET post_count = post_count + 1 WHERE id = new.poster_id;
END;
CREATE TRIGGER post_removed AFTER DELETE ON post BEGIN
  UPDATE thread SET post_count = post_count - 1 WHERE id = old.thread_id;
  UPDATE poster SET post_count = post_count - 1 WHERE id = old.poster_id;
END;
CREATE TRIGGER post_given_poster AFTER UPDATE OF poster_id ON post WHEN old.poster_id IS NOT new.poster_id BEGIN
  UPDATE poster SET post_count = post_count - 1 WHERE id = old.poster_id;
  UPDATE poster SET post_count = post_count + 1 WHERE id = new.poster_id;
END;
CREATE TRIGGER thread_given_starter AFTER UPDATE OF starter_id ON thread WHEN old.starter_id IS NOT new.starter_id BEGIN
  UPDATE poster SET thread_count = thread_count - 1 WHERE id = old.starter_id;
  UPDATE poster SET thread_count = thread_count + 1 WHERE id = new.starter_id;
END;
CREATE TRIGGER thread_removed AFTER DELETE ON thread BEGIN
  UPDATE poster SET thread_count = thread_count - 1 WHERE id = old.starter_id;
END;
`,
}
