import type { Migration } from './index.ts'

/*
 * What a thread lacks, counted, and since which save a post is gone. All of it is worked out from pages and sightings;
 * a thread whose missing_pages is null has not been counted yet.
 */
export const completeness: Migration = {
  version: 6,
  name: 'completeness',
  sql: `
ALTER TABLE post ADD COLUMN gone_since TEXT;
CREATE INDEX post_gone ON post (thread_id) WHERE gone_since IS NOT NULL;

ALTER TABLE thread ADD COLUMN missing_pages INTEGER;
ALTER TABLE thread ADD COLUMN missing_floors INTEGER NOT NULL DEFAULT 0;
ALTER TABLE thread ADD COLUMN hidden_parts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE thread ADD COLUMN missing_pictures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE thread ADD COLUMN missing_attachments INTEGER NOT NULL DEFAULT 0;
CREATE INDEX thread_with_gaps ON thread (id)
  WHERE coalesce(missing_pages, 0) + missing_floors + hidden_parts + missing_pictures + missing_attachments > 0;
`,
}
