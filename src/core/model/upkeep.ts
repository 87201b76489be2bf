/* What a library says of its own health: checks, backups, and what reading again changed. */
import { z } from 'zod'

/** What can be wrong with a library, or lie about in it. */
export const findingKind = z.enum([
  /** The database file itself is damaged. */
  'database-damaged',
  /** A row names a row that is not there. */
  'orphan-row',
  'original-missing',
  /** The file is there, but does not hold the bytes that were imported. */
  'original-altered',
  'asset-missing',
  'asset-altered',
  /** A body shows a kept file that was never noted. */
  'asset-unnoted',
  /** A file among the kept ones that nothing names and whose name is not what it holds. */
  'file-foreign',
  /** A whole kept file that nothing names, as an import that was cut short leaves it; nothing is lost by it. */
  'file-unused',
  'post-not-indexed',
  'index-without-post',
  /** A post is in the index, but not by its own text. */
  'index-outdated',
  /** An index of the database is damaged, and nothing else. */
  'index-damaged',
  'post-without-text',
  /** A body is not the one whose hash was noted when it was read. */
  'body-altered',
  /** A poster card is not the one whose hash was noted when it was read. */
  'card-altered',
  /** A page shows more posts than the library has of it. */
  'sighting-missing',
  /** A post, thread or person that no page shows any more. */
  'row-unseen',
  /** What a row says is not what the pages say. */
  'row-outdated',
  'count-wrong',
])
export type FindingKind = z.infer<typeof findingKind>

export const finding = z.object({
  kind: findingKind,
  /** Which file, row or post: a SHA-256, a path in the library, or a table with its key. */
  subject: z.string(),
  detail: z.string(),
})
export type Finding = z.infer<typeof finding>

export const verifyReport = z.object({
  /** Nothing is wrong; unused files may lie about all the same. */
  sound: z.boolean(),
  checked: z.object({
    originals: z.number().int(),
    assets: z.number().int(),
    posts: z.number().int(),
    /** Posts whose text was looked up in the index. */
    lookedUp: z.number().int(),
    tables: z.number().int(),
  }),
  findings: z.array(finding),
  tookMs: z.number(),
})
export type VerifyReport = z.infer<typeof verifyReport>

/** `aside`: what a restore put in its place. */
export const backupReason = z.enum(['daily', 'migration', 'manual', 'aside'])

export const backup = z.object({
  /** The file's name, by which it is restored. */
  name: z.string(),
  madeAt: z.string(),
  reason: backupReason,
  bytes: z.number().int(),
  /** Null where they were not counted, or the backup cannot be read. */
  threads: z.number().int().nullable(),
  posts: z.number().int().nullable(),
})
export type Backup = z.infer<typeof backup>
export type BackupReason = Backup['reason']

export const rereadItem = z.object({
  /** The file's name, and the page's within it. */
  source: z.string(),
  page: z.string(),
  threadId: z.number().int().nullable(),
  /** `kept`: the new reading says less than the old one, which stays. */
  outcome: z.enum(['changed', 'kept', 'failed']),
  /** Why it was kept or failed; null when it changed. */
  reason: z.string().nullable(),
  engineBefore: z.string().nullable(),
  engine: z.string().nullable(),
  newPosts: z.number().int(),
  /** The posts of which the page says something else than before. */
  changedPosts: z.array(z.number().int()),
})
export type RereadItem = z.infer<typeof rereadItem>

export const rereadReport = z.object({
  /** Files that were to be read again, and how many of them were when it ended. */
  given: z.number().int(),
  read: z.number().int(),
  /** Pages, by what became of them; those of which nothing changed have no item. */
  same: z.number().int(),
  changed: z.number().int(),
  kept: z.number().int(),
  failed: z.number().int(),
  newPosts: z.number().int(),
  changedPosts: z.number().int(),
  items: z.array(rereadItem),
})
export type RereadReport = z.infer<typeof rereadReport>

/** What became of one table of a damaged database. */
export const salvagedTable = z.object({
  table: z.string(),
  /** Rows that could be read, and rows that a sound backup had beside them. */
  read: z.number().int(),
  fromBackup: z.number().int(),
  /** Whether a part of the table could not be read. */
  isDamaged: z.boolean(),
})

export const salvageReport = z.object({
  /** The name under which the damaged database lies among the backups. */
  aside: z.string(),
  /** The backup that filled in what could not be read; null where none was needed or sound. */
  backup: z.string().nullable(),
  tables: z.array(salvagedTable),
})
export type SalvageReport = z.infer<typeof salvageReport>

export const mendReport = z.object({
  /** Posts whose entry in the index was made anew. */
  indexed: z.number().int(),
  /** Rows of threads, posts and people that said something else than the pages. */
  derived: z.number().int(),
  /** Threads, posts and forums whose own row was lost and that came back, with what people added to them. */
  revived: z.number().int(),
  /** Rows that named what is not there, and the file in the library that keeps them; null when there were none. */
  setAside: z.object({ rows: z.number().int(), file: z.string().nullable() }),
  originals: z.object({
    /** Originals that were read again, and kept files of which the library knew nothing. */
    read: z.number().int(),
    foundAgain: z.number().int(),
    /** Originals whose bytes came back from where they were imported from. */
    restored: z.number().int(),
    newPosts: z.number().int(),
  }),
})
export type MendReport = z.infer<typeof mendReport>

export const repairReport = z.object({
  /** The library is sound now. */
  sound: z.boolean(),
  /** What was wrong before; empty for a library that could not even be opened. */
  before: z.array(finding),
  /** What is wrong still. */
  remaining: z.array(finding),
  /** Null where the database itself was not damaged. */
  salvaged: salvageReport.nullable(),
  mended: mendReport,
  tookMs: z.number(),
})
export type RepairReport = z.infer<typeof repairReport>

/** Why a library may lack something although it can be opened; a repair looks and takes the doubt away. */
export const doubt = z.object({
  /** `log-missing`: changes that were not folded in yet went with the log. `salvaged`, `restored`: an earlier or mended state. */
  reason: z.enum(['log-missing', 'salvaged', 'restored']),
  /** ISO instant. */
  since: z.string(),
})
export type Doubt = z.infer<typeof doubt>
