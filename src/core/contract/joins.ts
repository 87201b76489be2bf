import { z } from 'zod'
import { threadSummary } from '../model/library.ts'
import { procedure } from './procedure.ts'

const id = z.number().int()

export const joinsContract = {
  /** Makes threads one: their pages, and those that will come, go into `into`. */
  'threads.join': procedure(
    'writer',
    z.object({ into: id, threadIds: z.array(id).min(1).max(1_000) }),
    z.object({ actionId: id }),
  ),
  /** Puts pages of a thread into a new thread of their own, where they stay. */
  'threads.split': procedure(
    'writer',
    z.object({ threadId: id, pageIds: z.array(id).min(1).max(10_000) }),
    z.object({ threadId: id, actionId: id }),
  ),
  /** Threads that may be one and the same, with why it looks so; never joined without being asked. */
  'joins.proposed': procedure(
    'reader',
    z.object({ limit: z.number().int().min(1).max(1_000).default(100) }),
    z.object({
      proposals: z.array(
        z.object({
          reason: z.enum(['same-title', 'same-forum', 'same-opening']),
          one: threadSummary,
          other: threadSummary,
        }),
      ),
    }),
  ),
  /** Says that two threads are not the same; they are not proposed again. */
  'joins.refuse': procedure('writer', z.object({ one: id, other: id }), z.object({ actionId: id.nullable() })),
} as const
