import type { Migration } from './index.ts'

/* Which kept file each address of a page stands for: an original read again has no folder of pictures beside it any more. */
export const pagePictures: Migration = {
  version: 2,
  name: 'page-pictures',
  sql: `
CREATE TABLE page_picture (
  page_id INTEGER NOT NULL REFERENCES page (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (page_id, address)
) STRICT, WITHOUT ROWID;
`,
}
