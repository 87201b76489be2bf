/* What a library holds, as the screens and the command line see it. Ids are the library's own row numbers. */
import { z } from 'zod'
import { gapCounts } from './gaps.ts'
import { ownPost, ownThread, readingPlace } from './own.ts'
import { confidence, posterCard, postReading, problem, removedPiece } from './reading.ts'

const id = z.number().int().positive()

export const forumNode = z.object({
  id,
  name: z.string(),
  host: z.string().nullable(),
  threads: z.number().int(),
  boards: z.array(z.object({ id, name: z.string(), threads: z.number().int() })),
})
export type ForumNode = z.infer<typeof forumNode>

/** A row of the thread list. */
export const threadSummary = z.object({
  id,
  title: z.string(),
  forum: z.string().nullable(),
  forumId: id.nullable(),
  board: z.string().nullable(),
  boardId: id.nullable(),
  engine: z.string(),
  confidence,
  author: z.string().nullable(),
  posts: z.number().int(),
  pages: z.number().int().nullable(),
  pagesPresent: z.array(z.number().int()),
  digest: z.boolean(),
  /** ISO time of the opening post and of the newest post, as far as known. */
  startedAt: z.string().nullable(),
  lastPostAt: z.string().nullable(),
  /** Instant at which the thread last gained something. */
  importedAt: z.string(),
  excerpt: z.string(),
  /** What it lacks; null while it was not looked through yet. */
  gaps: gapCounts.nullable(),
  own: ownThread,
  /** When it was thrown into the bin; null for all that is shown. */
  binnedAt: z.string().nullable(),
})
export type ThreadSummary = z.infer<typeof threadSummary>

export const threadDetail = threadSummary.extend({
  /** The forum's own thread id and the address it was saved from. */
  externalId: z.string().nullable(),
  url: z.string().nullable(),
  views: z.number().int().nullable(),
  /** The person's note on the thread as a whole. */
  note: z.string().nullable(),
  reading: readingPlace.nullable(),
  participants: z.array(z.object({ id, name: z.string(), posts: z.number().int() })),
  sources: z.array(
    z.object({
      id,
      /** The reading of one page in that file. */
      pageId: id,
      name: z.string(),
      sha256: z.string(),
      page: z.number().int().nullable(),
      savedAt: z.string().nullable(),
      savedAtFrom: z.string().nullable(),
      engine: z.string(),
      confidence,
    }),
  ),
  removed: z.array(removedPiece),
  problems: z.array(problem),
})
export type ThreadDetail = z.infer<typeof threadDetail>

/**
 * A post as it is shown: what the page it was last seen on says of it, with its place in the library. `card` is the
 * snapshot saved with that page; in `html` pictures that were kept are `assets/<sha256>`, the others a
 * span.picture-missing.
 */
export const post = z.object({
  id,
  threadId: id,
  externalId: z.string().nullable(),
  /** Place in the thread, from 0, in floor order. */
  position: z.number().int(),
  ...postReading.omit({ id: true, author: true }).shape,
  author: z.object({ id: id.nullable(), name: z.string().nullable(), uid: z.string().nullable() }),
  isStarter: z.boolean(),
  /** Saving time of the first save that shows the thread around it but no longer the post. */
  goneSince: z.string().nullable(),
  /** How many different texts saves show of it. */
  versions: z.number().int(),
  own: ownPost,
  /** It lies beyond the furthest post that was read. */
  isUnread: z.boolean(),
})
export type Post = z.infer<typeof post>

export const posterSummary = z.object({
  id,
  name: z.string(),
  uid: z.string().nullable(),
  forum: z.string().nullable(),
  avatar: z.string().nullable(),
  posts: z.number().int(),
  threadsStarted: z.number().int(),
  lastPostAt: z.string().nullable(),
  /** Their posts are folded away. */
  ignored: z.boolean(),
})
export type PosterSummary = z.infer<typeof posterSummary>

export const posterDetail = posterSummary.extend({
  cards: z.array(z.object({ savedAt: z.string().nullable(), card: posterCard })),
  threads: z.array(threadSummary),
})
export type PosterDetail = z.infer<typeof posterDetail>

/** A run of characters of a snippet; `mark` where it matches the query. */
export const snippetPart = z.object({ text: z.string(), mark: z.boolean() })
export type SnippetPart = z.infer<typeof snippetPart>

export const searchHit = z.object({
  threadId: id,
  postId: id,
  title: z.string(),
  author: z.string().nullable(),
  floor: z.number().int().nullable(),
  floorLabel: z.string().nullable(),
  postedAt: z.string().nullable(),
  forum: z.string().nullable(),
  board: z.string().nullable(),
  snippet: z.array(snippetPart),
  /** Where hits are grouped by thread: how many posts of this thread match. */
  matches: z.number().int().optional(),
})
export type SearchHit = z.infer<typeof searchHit>

const namedCount = z.object({ id, name: z.string(), count: z.number().int() })

/** What the found posts have in common, most frequent first. */
export const searchFacets = z.object({
  /** How many posts were looked at: all that were found, or the latest of very many. */
  counted: z.number().int(),
  forums: z.array(namedCount),
  boards: z.array(namedCount),
  authors: z.array(namedCount),
  /** Newest first. */
  years: z.array(z.object({ year: z.string(), count: z.number().int() })),
  withPictures: z.number().int(),
})
export type SearchFacets = z.infer<typeof searchFacets>

export const suggestion = z.object({
  kind: z.enum(['thread', 'poster', 'board']),
  id,
  text: z.string(),
  detail: z.string().nullable(),
})
export type Suggestion = z.infer<typeof suggestion>

/** What may stand at a place of a query. */
export const completion = z.object({
  /** What takes the place of what is there: a field with its colon, or `field:value`, quoted where it must be. */
  insert: z.string(),
  /** What is shown: the field's or the value's name. */
  text: z.string(),
  /** What tells it from its namesakes, such as the forum of a board. */
  detail: z.string().nullable(),
})
export type Completion = z.infer<typeof completion>

/** A search that was kept under a name. */
export const savedSearch = z.object({
  id,
  name: z.string(),
  query: z.string(),
  madeAt: z.string(),
  /** How many posts it finds now; null when that was not asked for, or it cannot be read (any more). */
  posts: z.number().int().nullable(),
  /** Why it cannot be read, as the details of a `bad-query` error. */
  problem: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
})
export type SavedSearch = z.infer<typeof savedSearch>

export const switcherKind = z.enum(['thread', 'poster', 'board', 'forum', 'tag', 'search'])
export type SwitcherKind = z.infer<typeof switcherKind>

/** Something one can go to by its name. */
export const switcherItem = z.object({
  kind: switcherKind,
  id,
  text: z.string(),
  /** What tells it from its namesakes: the forum, the host of a forum, the query of a saved search. */
  detail: z.string().nullable(),
})
export type SwitcherItem = z.infer<typeof switcherItem>

export const libraryStats = z.object({
  threads: z.number().int(),
  posts: z.number().int(),
  posters: z.number().int(),
  forums: z.number().int(),
  boards: z.number().int(),
  sources: z.number().int(),
  assets: z.number().int(),
  originalBytes: z.number().int(),
  databaseBytes: z.number().int(),
})
export type LibraryStats = z.infer<typeof libraryStats>

export const exportFormat = z.enum(['pdf', 'html', 'md', 'txt', 'jsonl'])
export type ExportFormat = z.infer<typeof exportFormat>
