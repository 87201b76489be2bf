import { z } from 'zod'
import { gapCounts, postVersion, savedPage, threadGaps, threadWithGaps } from '../model/gaps.ts'
import { procedure } from './procedure.ts'

/** Which threads the report is of: those of a forum, those that lack one kind of thing. */
export const gapFilter = z.object({
  forumId: z.number().int().optional(),
  kind: z.enum(['pages', 'floors', 'hidden', 'pictures', 'attachments']).optional(),
})
export type GapFilter = z.infer<typeof gapFilter>

export const gapOrder = z.enum(['most', 'pages', 'floors', 'hidden', 'pictures', 'attachments', 'title', 'saved'])
export type GapOrder = z.infer<typeof gapOrder>

const gapTable = z.enum(['csv', 'json'])

export const gapsContract = {
  /** All that a thread lacks, with the address to open for each. */
  'threads.gaps': procedure('reader', z.object({ threadId: z.number().int() }), threadGaps),
  /** The threads that lack something. */
  'library.gaps': procedure(
    'reader',
    z.object({
      filter: gapFilter.default({}),
      order: gapOrder.default('most'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(10_000).default(200),
    }),
    z.object({
      total: z.number().int(),
      threads: z.array(threadWithGaps),
      /** What all threads of the filter lack together. */
      counts: gapCounts,
      /** Threads that are still to be looked through, which is done in the background. */
      uncounted: z.number().int(),
    }),
  ),
  /** The addresses to open for all that the threads of the filter lack, each once: pages first, then pictures and attachments. */
  'gaps.addresses': procedure(
    'reader',
    z.object({ filter: gapFilter.default({}), threadIds: z.array(z.number().int()).optional() }),
    z.object({ addresses: z.array(z.string()) }),
  ),
  /** Looks through every thread that was not looked through yet, and answers how many that were. */
  'gaps.count': procedure('writer', z.object({}), z.object({ counted: z.number().int() })),
  /** The report as one text: one line for each thing that is missing. */
  'gaps.render': procedure(
    'reader',
    z.object({ filter: gapFilter.default({}), format: gapTable, locale: z.string().default('en') }),
    z.object({ content: z.string(), suggestedName: z.string() }),
  ),
  /** Writes the report to a file, as `exports.thread` writes a thread. */
  'gaps.export': procedure(
    'host',
    z.object({ filter: gapFilter.default({}), format: gapTable }),
    z.object({ path: z.string().nullable(), download: z.string().nullable(), bytes: z.number().int() }),
  ),
  /** Every body of a post that a save shows, first seen first. */
  'posts.versions': procedure(
    'reader',
    z.object({ postId: z.number().int() }),
    z.object({ goneSince: z.string().nullable(), versions: z.array(postVersion) }),
  ),
  /** A page as saved: the given one, else the latest save that shows the post. */
  'pages.saved': procedure(
    'reader',
    z.union([z.object({ pageId: z.number().int() }), z.object({ postId: z.number().int() })]),
    savedPage,
  ),
  /**
   * A page as saved, as HTML that can neither run nor load anything; a host serves it as `saved/<pageId>`. The post that
   * is asked for has the id `here`.
   */
  'pages.render': procedure(
    'keeper',
    z.object({ pageId: z.number().int(), postId: z.number().int().nullable().default(null) }),
    z.object({ html: z.string() }),
  ),
} as const
