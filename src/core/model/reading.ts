/* What one saved page says, as plain data: the shape of `threadloft inspect --json` and what the library merges. */
import { z } from 'zod'

export const confidence = z.enum(['sure', 'likely', 'guess'])
export type Confidence = z.infer<typeof confidence>

/** How exactly a time is known. */
export const precision = z.enum(['year', 'month', 'day', 'minute', 'second'])
export type Precision = z.infer<typeof precision>

/** A problem with a page or file that a person can act on; `code` is stable, `message` English prose. */
export const problem = z.object({ code: z.string(), message: z.string() })
export type Problem = z.infer<typeof problem>

/** Text taken out of a page and kept aside; kind `noise` is anti-copy noise. */
export const removedPiece = z.object({ kind: z.string(), text: z.string() })
export type RemovedPiece = z.infer<typeof removedPiece>

/** One labelled line of a poster card: the value as shown, and its number and unit where it has them. */
export const cardField = z.object({
  label: z.string(),
  value: z.string(),
  number: z.number().nullable(),
  unit: z.string().nullable(),
})
export type CardField = z.infer<typeof cardField>

/**
 * What a forum shows beside a post about its poster. The typed members are what most forums have; `fields` holds
 * every labelled line of the card in the page's order, those that are also typed included.
 */
export const posterCard = z.object({
  name: z.string().nullable(),
  uid: z.string().nullable(),
  /** The forum's rank or level, such as 论坛版主. */
  rank: z.string().nullable(),
  online: z.boolean().nullable(),
  /** `assets/<sha256>` when the picture was saved, else null. */
  avatar: z.string().nullable(),
  postCount: z.number().nullable(),
  digests: z.number().nullable(),
  /** ISO date or date and time, as precise as shown. */
  joined: z.string().nullable(),
  lastSeen: z.string().nullable(),
  onlineHours: z.number().nullable(),
  /** Clean HTML. */
  signature: z.string().nullable(),
  fields: z.array(cardField),
})
export type PosterCard = z.infer<typeof posterCard>

/** What a moderator did to a post or thread. */
export const notice = z.object({
  /** The action in the page's words (加亮, 置顶, 精华 …) or an English verb where the page has none. */
  action: z.string(),
  by: z.string().nullable(),
  /** ISO date or date and time, as precise as shown. */
  at: z.string().nullable(),
  text: z.string(),
})
export type Notice = z.infer<typeof notice>

/** Who quoted whom: the quoted post's id where the page links it. */
export const quoteReading = z.object({
  author: z.string().nullable(),
  postId: z.string().nullable(),
  floor: z.number().nullable(),
  text: z.string(),
})
export type QuoteReading = z.infer<typeof quoteReading>

export const attachmentReading = z.object({
  name: z.string(),
  url: z.string().nullable(),
  /** As shown, such as 「1.2 MB」. */
  size: z.string().nullable(),
  asset: z.string().nullable(),
})
export type AttachmentReading = z.infer<typeof attachmentReading>

export const pollReading = z.object({
  question: z.string().nullable(),
  voters: z.number().nullable(),
  options: z.array(z.object({ text: z.string(), votes: z.number().nullable(), percent: z.number().nullable() })),
})
export type PollReading = z.infer<typeof pollReading>

/** Ratings, likes, reactions and feelings with their counts. */
export const ratingReading = z.object({
  kind: z.string(),
  count: z.number().nullable(),
  by: z.array(z.string()),
  reason: z.string().nullable(),
})
export type RatingReading = z.infer<typeof ratingReading>

export const editReading = z.object({ by: z.string().nullable(), at: z.string().nullable(), text: z.string() })
export type EditReading = z.infer<typeof editReading>

/** A part of a post the reader was not allowed to see: the page's own words. */
export const hiddenReading = z.object({ reason: z.string(), text: z.string() })
export type HiddenReading = z.infer<typeof hiddenReading>

export const postReading = z.object({
  /** The forum's own post id (`tpc` for phpwind's opening post). */
  id: z.string().nullable(),
  /** The number the forum itself counts by: 「4楼」 is 4, so that quotes and links agree (phpwind calls its opening post 0,
   *  Discuz! 1); where the page shows none, the position in the thread from 1. Null where neither is known. */
  floor: z.number().int().nullable(),
  /** The label as shown: 楼主, 沙发, 4楼, B1F, #12. */
  floorLabel: z.string().nullable(),
  author: z.object({ name: z.string().nullable(), uid: z.string().nullable() }),
  /** ISO 8601, as long as its precision; with an offset only where the page gives one. */
  postedAt: z.string().nullable(),
  postedAtText: z.string().nullable(),
  precision: precision.nullable(),
  /** True when a relative time (昨天, 3 hours ago) was resolved against the saving time. */
  postedAtDerived: z.boolean(),
  subject: z.string().nullable(),
  text: z.string(),
  html: z.string(),
  card: posterCard.nullable(),
  notices: z.array(notice),
  isOpening: z.boolean(),
  /** The cited source (来源:) where the body names one. */
  source: z.string().nullable(),
  edits: z.array(editReading),
  quotes: z.array(quoteReading),
  attachments: z.array(attachmentReading),
  poll: pollReading.nullable(),
  ratings: z.array(ratingReading),
  hidden: z.array(hiddenReading),
  /** The post this one answers, where the forum has a reply tree. */
  parentId: z.string().nullable(),
  /** Pictures of the body that were not saved with the page, by address. */
  missingPictures: z.array(z.string()),
})
export type PostReading = z.infer<typeof postReading>

export const pageReading = z.object({
  engine: z.string(),
  confidence,
  forum: z.object({ name: z.string().nullable(), host: z.string().nullable() }),
  board: z.object({ name: z.string(), path: z.array(z.string()) }).nullable(),
  thread: z.object({
    title: z.string(),
    id: z.string().nullable(),
    url: z.string().nullable(),
    page: z.number().int().nullable(),
    pages: z.number().int().nullable(),
    /** Marked as digest (精华) by the forum. */
    digest: z.boolean(),
    views: z.number().int().nullable(),
    replies: z.number().int().nullable(),
  }),
  posts: z.array(postReading),
  removed: z.array(removedPiece),
  problems: z.array(problem),
})
export type PageReading = z.infer<typeof pageReading>
