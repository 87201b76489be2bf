import type { Migration } from './index.ts'

/*
 * What the person decides about threads: thrown away (for a while), joined or split by hand; each as an action that can
 * be undone. A joined thread stays as an empty row, so that later pages of it find the way to where it went.
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
`,
}
