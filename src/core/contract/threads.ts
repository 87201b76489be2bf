import { z } from 'zod'
import { forumNode, threadDetail, threadSummary } from '../model/library.ts'
import { procedure } from './procedure.ts'

/** Which threads a list shows; several members narrow it together. */
export const threadFilter = z.object({
  forumId: z.number().int().optional(),
  boardId: z.number().int().optional(),
  starterId: z.number().int().optional(),
  digest: z.boolean().optional(),
})
export type ThreadFilter = z.infer<typeof threadFilter>

export const threadOrder = z.enum(['newest-post', 'newest-import', 'oldest', 'most-replied', 'title'])
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
