import { z } from 'zod'
import { posterDetail, posterSummary } from '../model/library.ts'
import { procedure } from './procedure.ts'

const posterId = z.number().int()

/** Someone one talks with: how many posts answer or quote the other. */
const talk = posterSummary.pick({ id: true, name: true, avatar: true }).extend({ posts: z.number().int() })

export const membersContract = {
  'members.list': procedure(
    'reader',
    z.object({
      order: z.enum(['posts', 'name', 'recent', 'threads']).default('posts'),
      /** Part of a name or the beginning of a uid. */
      text: z.string().max(200).default(''),
      forumId: z.number().int().optional(),
      ignored: z.boolean().optional(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(10_000).default(200),
    }),
    z.object({ total: z.number().int(), members: z.array(posterSummary) }),
  ),
  'members.open': procedure('reader', z.object({ posterId }), posterDetail),
  /** The numbers of a person's cards by the times they were saved, each as a line of points, oldest first. */
  'members.history': procedure(
    'reader',
    z.object({ posterId }),
    z.object({
      fields: z.array(
        z.object({
          /** `postCount`, `digests` and `onlineHours` are what most forums have; null for a field of the forum's own. */
          kind: z.enum(['postCount', 'digests', 'onlineHours']).nullable(),
          label: z.string(),
          unit: z.string().nullable(),
          points: z.array(z.object({ savedAt: z.string(), value: z.number() })),
        }),
      ),
    }),
  ),
  /** Whom a person answers or quotes, and who answers or quotes them; most first. */
  'members.talks': procedure(
    'reader',
    z.object({ posterId, limit: z.number().int().min(1).max(1_000).default(20) }),
    z.object({ answers: z.array(talk), answeredBy: z.array(talk) }),
  ),
  /** A person's posts, newest first. */
  'members.posts': procedure(
    'reader',
    z.object({
      posterId,
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1_000).default(50),
    }),
    z.object({
      total: z.number().int(),
      posts: z.array(
        z.object({
          postId: z.number().int(),
          threadId: z.number().int(),
          title: z.string(),
          floor: z.number().int().nullable(),
          floorLabel: z.string().nullable(),
          postedAt: z.string().nullable(),
          excerpt: z.string(),
        }),
      ),
    }),
  ),
  /** Folds the posts of people away, or shows them again. */
  'members.ignore': procedure(
    'writer',
    z.object({ posterIds: z.array(posterId).min(1).max(1_000), ignored: z.boolean() }),
    z.object({ actionId: z.number().int().nullable(), changed: z.number().int() }),
  ),
  /** Everyone whose posts are folded away. */
  'members.ignored': procedure('reader', z.object({}), z.object({ posterIds: z.array(posterId) })),
} as const
