import { z } from 'zod'
import { posterSummary, threadSummary } from '../model/library.ts'
import { procedure } from './procedure.ts'

const page = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1_000).default(50),
}

export const rankingsContract = {
  /** People by their posts in the library, or by a number of their latest card, which has the date it was saved. */
  'rankings.people': procedure(
    'reader',
    z.object({
      /** The label of a card field; null for posts in the library. */
      field: z.string().nullable().default(null),
      forumId: z.number().int().optional(),
      ...page,
    }),
    z.object({
      total: z.number().int(),
      people: z.array(
        z.object({
          person: posterSummary,
          value: z.number(),
          unit: z.string().nullable(),
          /** When the card was saved; null for what is counted in the library. */
          savedAt: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** The card fields that have numbers, with how many people have them; most first. */
  'rankings.fields': procedure(
    'reader',
    z.object({ forumId: z.number().int().optional() }),
    z.object({ fields: z.array(z.object({ label: z.string(), people: z.number().int() })) }),
  ),
  'rankings.threads': procedure(
    'reader',
    z.object({
      /** Replies as the forum counts them, posts in the library, stars of one's own, views. */
      by: z.enum(['replies', 'posts', 'stars', 'views']),
      forumId: z.number().int().optional(),
      ...page,
    }),
    z.object({
      total: z.number().int(),
      threads: z.array(z.object({ thread: threadSummary, value: z.number().int() })),
    }),
  ),
  /** People who started threads, as blogs: with how many, and when the newest and the oldest were begun. */
  'blogs.list': procedure(
    'reader',
    z.object({ forumId: z.number().int().optional(), ...page }),
    z.object({
      total: z.number().int(),
      blogs: z.array(
        z.object({
          person: posterSummary,
          threads: z.number().int(),
          newestAt: z.string().nullable(),
          oldestAt: z.string().nullable(),
          newestTitle: z.string(),
        }),
      ),
    }),
  ),
  /** The opening posts of a person, newest first, to be read one after another. */
  'blogs.posts': procedure(
    'reader',
    z.object({ posterId: z.number().int(), ...page, limit: page.limit.default(10) }),
    z.object({
      total: z.number().int(),
      posts: z.array(
        z.object({
          thread: threadSummary,
          postId: z.number().int(),
          html: z.string(),
          text: z.string(),
          postedAt: z.string().nullable(),
          postedAtText: z.string().nullable(),
          replies: z.number().int(),
        }),
      ),
    }),
  ),
} as const
