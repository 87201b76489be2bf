import { z } from 'zod'
import { feeling } from '../model/own.ts'
import { forumNode, threadDetail, threadSummary } from '../model/library.ts'
import { procedure } from './procedure.ts'

/**
 * Which threads a list shows; several members narrow it together. Threads in the bin are shown only where `binned` is
 * true, and then nothing but them.
 */
export const threadFilter = z.object({
  forumId: z.number().int().optional(),
  boardId: z.number().int().optional(),
  starterId: z.number().int().optional(),
  digest: z.boolean().optional(),
  /** The thread, not just one of its posts, has a star. */
  starred: z.boolean().optional(),
  tagId: z.number().int().optional(),
  /** Whether it has posts that were not read. */
  unread: z.boolean().optional(),
  /** The thread or one of its posts has a note. */
  noted: z.boolean().optional(),
  feeling: feeling.optional(),
  /** Someone who wrote in it. */
  posterId: z.number().int().optional(),
  withGaps: z.boolean().optional(),
  binned: z.boolean().optional(),
  /** The year it was started in. */
  startedIn: z.number().int().min(1970).max(9999).optional(),
})
export type ThreadFilter = z.infer<typeof threadFilter>

/** `recently-binned` lists what is in the bin, `recently-read` only what was read, `most-starred` only what has stars (its own and those of its posts). */
export const threadOrder = z.enum([
  'newest-post',
  'newest-import',
  'oldest',
  'most-replied',
  'longest',
  'most-starred',
  'recently-read',
  'unread-first',
  'recently-binned',
  'title',
])
export type ThreadOrder = z.infer<typeof threadOrder>

export const threadsContract = {
  'threads.list': procedure(
    'reader',
    z.object({
      filter: threadFilter.default({}),
      order: threadOrder.default('newest-post'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(10_000).default(200),
    }),
    z.object({ total: z.number().int(), threads: z.array(threadSummary) }),
  ),
  'threads.open': procedure('reader', z.object({ threadId: z.number().int() }), threadDetail),
  'threads.boards': procedure('reader', z.object({}), z.object({ forums: z.array(forumNode) })),
} as const
