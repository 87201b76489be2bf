import { z } from 'zod'
import { procedure } from './procedure.ts'

const threadIds = z.array(z.number().int()).min(1).max(10_000)
const done = z.object({ actionId: z.number().int().nullable(), changed: z.number().int() })

/** Threads in the bin are kept for 30 days; `threads.list` with the filter `binned` lists them. */
export const binContract = {
  'bin.put': procedure('writer', z.object({ threadIds }), done),
  'bin.restore': procedure('writer', z.object({ threadIds }), done),
  /** Takes threads out of the library for good. Their originals stay; importing one of them again brings it back. */
  'bin.empty': procedure(
    'writer',
    z.object({ threadIds: z.union([threadIds, z.literal('all')]) }),
    z.object({ threads: z.number().int(), posts: z.number().int() }),
  ),
} as const
