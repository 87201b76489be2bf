import type { Migration } from './index.ts'

/*
 * What a thread lacks, counted, and since which save a post is gone. All of it is worked out from pages and sightings.
 * A thread whose missing_pages is null is still to be looked through, and so is a post whose hidden_parts is null.
 */
export const completeness: Migration = {
  version: 6,
  name: 'completeness',
  sql: `
ALTER TABLE post ADD COLUMN gone_since TEXT;
ALTER TABLE post ADD COLUMN hidden_parts INTEGER;
ALTER TABLE post ADD COLUMN missing_pictures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE post ADD COLUMN missing_attachments INTEGER NOT NULL DEFAULT 0;
CREATE INDEX post_gone ON post (thread_id) WHERE gone_since IS NOT NULL;
CREATE INDEX post_lacking ON post (thread_id) WHERE hidden_parts > 0 OR missing_pictures > 0 OR missing_attachments > 0;
CREATE INDEX post_uncounted ON post (thread_id) WHERE hidden_parts IS NULL;

ALTER TABLE thread ADD COLUMN missing_pages INTEGER;
ALTER TABLE thread ADD COLUMN missing_floors INTEGER NOT NULL DEFAULT 0;
ALTER TABLE thread ADD COLUMN hidden_parts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE thread ADD COLUMN missing_pictures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE thread ADD COLUMN missing_attachments INTEGER NOT NULL DEFAULT 0;
CREATE INDEX thread_with_gaps ON thread (id)
  WHERE coalesce(missing_pages, 0) + missing_floors + hidden_parts + missing_pictures + missing_attachments > 0;
CREATE INDEX thread_uncounted ON thread (id) WHERE missing_pages IS NULL;
`,
}
