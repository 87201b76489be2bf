import type { Migration } from './index.ts'

/*
 * What the person decides about threads: thrown away (for a while), joined or split by hand; each as an action that can
 * be undone. A page keeps the thread that it is of by what it says (found_thread_id); what was decided by hand lies over
 * that. A joined thread stays as an empty row, so that later pages of it find the way to where it went. People's counts
 * leave out what is in the bin.
 */
export const binAndJoins: Migration = {
  version: 4,
  name: 'bin-and-joins',
  sql: `
ALTER TABLE thread ADD COLUMN binned_at TEXT;
ALTER TABLE thread ADD COLUMN joined_into INTEGER REFERENCES thread (id);
CREATE INDEX thread_binned ON thread (binned_at) WHERE binned_at IS NOT NULL;
CREATE INDEX thread_joined ON thread (joined_into) WHERE joined_into IS NOT NULL;

ALTER TABLE page ADD COLUMN hand_thread_id INTEGER REFERENCES thread (id);
CREATE INDEX page_by_hand ON page (hand_thread_id) WHERE hand_thread_id IS NOT NULL;
ALTER TABLE page ADD COLUMN found_thread_id INTEGER REFERENCES thread (id);
UPDATE page SET found_thread_id = thread_id;
CREATE INDEX page_by_found_thread ON page (found_thread_id);

CREATE TABLE former (
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  heir_id INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE discarded_page (
  source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  discarded_at TEXT NOT NULL,
  PRIMARY KEY (source_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE join_refused (
  one_id INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
  refused_at TEXT NOT NULL,
  PRIMARY KEY (one_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX join_refused_by_other ON join_refused (other_id);

CREATE TABLE action (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  things INTEGER NOT NULL,
  inverse TEXT NOT NULL,
  done_at TEXT NOT NULL,
  undone_at TEXT
) STRICT;

DROP TRIGGER post_added;
DROP TRIGGER post_removed;
DROP TRIGGER post_given_poster;
DROP TRIGGER thread_given_starter;
DROP TRIGGER thread_removed;
CREATE TRIGGER post_added AFTER INSERT ON post BEGIN
  UPDATE thread SET post_count = post_count + 1 WHERE id = new.thread_id;
  UPDATE poster SET post_count = post_count + 1
    WHERE id = new.poster_id AND (SELECT binned_at FROM thread WHERE id = new.thread_id) IS NULL;
END;
CREATE TRIGGER post_removed AFTER DELETE ON post BEGIN
  UPDATE thread SET post_count = post_count - 1 WHERE id = old.thread_id;
  UPDATE poster SET post_count = post_count - 1
    WHERE id = old.poster_id AND (SELECT binned_at FROM thread WHERE id = old.thread_id) IS NULL;
END;
CREATE TRIGGER post_given_poster AFTER UPDATE OF poster_id ON post
  WHEN old.poster_id IS NOT new.poster_id AND (SELECT binned_at FROM thread WHERE id = new.thread_id) IS NULL BEGIN
  UPDATE poster SET post_count = post_count - 1 WHERE id = old.poster_id;
  UPDATE poster SET post_count = post_count + 1 WHERE id = new.poster_id;
END;
CREATE TRIGGER thread_given_starter AFTER UPDATE OF starter_id ON thread
  WHEN old.starter_id IS NOT new.starter_id AND new.binned_at IS NULL BEGIN
  UPDATE poster SET thread_count = thread_count - 1 WHERE id = old.starter_id;
  UPDATE poster SET thread_count = thread_count + 1 WHERE id = new.starter_id;
END;
CREATE TRIGGER thread_removed AFTER DELETE ON thread WHEN old.binned_at IS NULL BEGIN
  UPDATE poster SET thread_count = thread_count - 1 WHERE id = old.starter_id;
END;
CREATE TRIGGER thread_binned AFTER UPDATE OF binned_at ON thread
  WHEN (old.binned_at IS NULL) <> (new.binned_at IS NULL) BEGIN
  UPDATE poster SET post_count = post_count + written.posts
    FROM (SELECT poster_id, count(*) * iif(new.binned_at IS NULL, 1, -1) AS posts FROM post
      WHERE thread_id = new.id GROUP BY poster_id) AS written WHERE poster.id = written.poster_id;
  UPDATE poster SET thread_count = thread_count + iif(new.binned_at IS NULL, 1, -1) WHERE id = new.starter_id;
END;
`,
}
