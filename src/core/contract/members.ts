import { z } from 'zod'
import { posterDetail, posterSummary } from '../model/library.ts'
import { procedure } from './procedure.ts'

export const membersContract = {
  'members.list': procedure(
    'reader',
    z.object({
      order: z.enum(['posts', 'name', 'recent']).default('posts'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(10_000).default(200),
    }),
    z.object({ total: z.number().int(), members: z.array(posterSummary) }),
  ),
  'members.open': procedure('reader', z.object({ posterId: z.number().int() }), posterDetail),
} as const
