import type { Migration } from './index.ts'

/* Import runs that pause, go on after a restart and try again, and folders that are watched. */
export const importRuns: Migration = {
  version: 5,
  name: 'import-runs',
  sql: `
ALTER TABLE import_run ADD COLUMN kind TEXT NOT NULL DEFAULT 'hand';
ALTER TABLE import_run ADD COLUMN root TEXT;
ALTER TABLE import_run ADD COLUMN of_run INTEGER REFERENCES import_run (id) ON DELETE SET NULL;
ALTER TABLE import_run ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_run ADD COLUMN active_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_run ADD COLUMN reason_details TEXT;
-- What earlier programs cut short they cannot go on with: which files were left was not noted.
UPDATE import_run SET reason = NULL WHERE reason = 'interrupted';
CREATE INDEX import_run_by_origin ON import_run (of_run) WHERE of_run IS NOT NULL;

ALTER TABLE import_item ADD COLUMN source_id INTEGER REFERENCES source (id);
ALTER TABLE import_item ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_item ADD COLUMN filled TEXT;
ALTER TABLE import_item ADD COLUMN changed_posts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_item ADD COLUMN reason_details TEXT;
CREATE INDEX import_item_by_source ON import_item (source_id) WHERE source_id IS NOT NULL;

CREATE TABLE import_left (
  run_id INTEGER NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  path TEXT NOT NULL,
  source_id INTEGER REFERENCES source (id),
  PRIMARY KEY (run_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_left_by_source ON import_left (source_id) WHERE source_id IS NOT NULL;

CREATE TABLE watched_folder (
  path TEXT PRIMARY KEY,
  added_at TEXT NOT NULL,
  is_on INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE watched_file (
  path TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  modified_at TEXT NOT NULL,
  taken_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
}
