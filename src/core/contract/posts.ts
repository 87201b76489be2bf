import { z } from 'zod'
import { post } from '../model/library.ts'
import { procedure } from './procedure.ts'

/** Which posts of a thread are shown, and in which order; positions below count within this view, from 0. */
export const postView = z.object({
  order: z.enum(['floor', 'newest']).default('floor'),
  starterOnly: z.boolean().default(false),
  authorId: z.number().int().optional(),
  withPictures: z.boolean().default(false),
})
export type PostView = z.input<typeof postView>

const threadView = z.object({ threadId: z.number().int(), view: postView.default(postView.parse({})) })

export const postsContract = {
  /** A run of posts of a view; `total` counts the whole view. */
  'posts.range': procedure(
    'reader',
    threadView.extend({
      start: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(5_000).default(100),
    }),
    z.object({ total: z.number().int(), start: z.number().int(), posts: z.array(post) }),
  ),
  /** Where a post or floor stands in a view; for a floor that is not there, the nearest after it. Null when none is. */
  'posts.locate': procedure(
    'reader',
    threadView.extend({ postId: z.number().int().optional(), floor: z.number().int().optional() }),
    z.object({ position: z.number().int().nullable(), postId: z.number().int().nullable() }),
  ),
} as const
