/* What a thread lacks, where each lack shows, and how its posts changed from save to save. */
import { z } from 'zod'
import { editReading } from './reading.ts'

const id = z.number().int().positive()
const count = z.number().int()

/** How many of each kind of thing a thread lacks. */
export const gapCounts = z.object({
  /** Pages that the thread is said to have and of which no save is here. */
  pages: count,
  /** Floors between those that are here; floors that the forum itself skips are not among them. */
  floors: count,
  /** Parts of posts that the forum showed only to some. */
  hidden: count,
  pictures: count,
  attachments: count,
})
export type GapCounts = z.infer<typeof gapCounts>

/** A page that is missing; the address is null where none is certain. */
export const missingPage = z.object({ page: count, url: z.string().nullable() })
export type MissingPage = z.infer<typeof missingPage>

/**
 * A place of a thread where something is missing between two posts. `deleted`: the forum itself goes from the one to the
 * other, so there is nothing to save. `floors` is null where only pages are known to be missing.
 */
export const threadGap = z.object({
  kind: z.enum(['unsaved', 'deleted']),
  floors: z.object({ from: count, to: count }).nullable(),
  pages: z.array(missingPage),
  /** The posts around it; null before the first and after the last. */
  afterPostId: id.nullable(),
  beforePostId: id.nullable(),
  /** The address to open: of the missing page, else of the page the floors should be on, else of the thread. */
  url: z.string().nullable(),
})
export type ThreadGap = z.infer<typeof threadGap>

/** Something that a post lacks. */
export const missingPart = z.object({
  kind: z.enum(['hidden', 'picture', 'attachment']),
  postId: id,
  floor: count.nullable(),
  floorLabel: z.string().nullable(),
  /** The forum's words of the hidden part, the picture's file name, the attachment's name. */
  name: z.string(),
  /** Of the picture or attachment; for a hidden part, of the page that the post is on. */
  url: z.string().nullable(),
})
export type MissingPart = z.infer<typeof missingPart>

export const threadGaps = z.object({
  threadId: id,
  /** The thread's own address. */
  url: z.string().nullable(),
  counts: gapCounts,
  pages: z.object({ total: count.nullable(), present: z.array(count), missing: z.array(missingPage) }),
  /** In floor order. */
  gaps: z.array(threadGap),
  parts: z.array(missingPart),
  /** How many posts are here that the forum no longer shows. */
  gone: count,
})
export type ThreadGaps = z.infer<typeof threadGaps>

/** A row of the report over the library. */
export const threadWithGaps = z.object({
  threadId: id,
  title: z.string(),
  forum: z.string().nullable(),
  forumId: id,
  board: z.string().nullable(),
  url: z.string().nullable(),
  posts: count,
  pages: count.nullable(),
  pagesPresent: z.array(count),
  /** When the thread was last saved. */
  savedAt: z.string().nullable(),
  counts: gapCounts,
})
export type ThreadWithGaps = z.infer<typeof threadWithGaps>

/** One body of a post, with the saves that show it. */
export const postVersion = z.object({
  id,
  /** The one that is shown. */
  isCurrent: z.boolean(),
  /** A part of it was hidden or cut off, so that it is no change of the post. */
  isPartial: z.boolean(),
  subject: z.string().nullable(),
  text: z.string(),
  html: z.string(),
  /** Saving times of the first and the last save that show it, and their pages. */
  firstSavedAt: z.string().nullable(),
  lastSavedAt: z.string().nullable(),
  firstPageId: id,
  lastPageId: id,
  saves: count,
  /** Who changed it and when, as far as the forum says. */
  edits: z.array(editReading),
})
export type PostVersion = z.infer<typeof postVersion>

/** A page as it was saved, and the other saves of the same page. */
export const savedPage = z.object({
  pageId: id,
  threadId: id,
  title: z.string(),
  page: count.nullable(),
  url: z.string().nullable(),
  savedAt: z.string().nullable(),
  savedAtFrom: z.string().nullable(),
  source: z.object({ id, name: z.string(), sha256: z.string(), bytes: count, container: z.string().nullable() }),
  /** The first post on it. */
  postId: id.nullable(),
  /** Every save of this page of the thread, newest first, this one among them. */
  saves: z.array(z.object({ pageId: id, savedAt: z.string().nullable(), posts: count, name: z.string() })),
  /** The pages before and after it of which there is a save. */
  previousPageId: id.nullable(),
  nextPageId: id.nullable(),
})
export type SavedPageInfo = z.infer<typeof savedPage>
