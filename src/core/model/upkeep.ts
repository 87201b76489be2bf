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
  'post-without-text',
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
