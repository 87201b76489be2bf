import { z } from 'zod'
import { post } from '../model/library.ts'
import { procedure } from './procedure.ts'
import { searchFold } from './search.ts'

/**
 * Which posts of a thread are shown, and in which order; positions below count within this view, from 0. All members
 * narrow it together. `tree`: every post after the one it answers.
 */
export const postView = z.object({
  order: z.enum(['floor', 'newest', 'tree']).default('floor'),
  starterOnly: z.boolean().default(false),
  /** Only what these people wrote; everyone where it is empty. */
  authorIds: z.array(z.number().int()).max(1_000).default([]),
  withPictures: z.boolean().default(false),
  /** Only posts that the person starred, noted or gave a feeling. */
  marked: z.boolean().default(false),
  withoutIgnored: z.boolean().default(false),
  /** Only these posts, such as those that a search found or that make a conversation. */
  postIds: z.array(z.number().int()).max(100_000).optional(),
})
export type PostView = z.input<typeof postView>

/** One post answering another; `parent` where the forum's reply tree says so. */
const answerEdge = z.object({
  postId: z.number().int(),
  authorId: z.number().int().nullable(),
  toPostId: z.number().int(),
  toAuthorId: z.number().int().nullable(),
  kind: z.enum(['parent', 'quote']),
})
export type AnswerEdge = z.infer<typeof answerEdge>

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
  /** The first post of a view on a day or after it. */
  'posts.locateDay': procedure(
    'reader',
    threadView.extend({ day: z.string().regex(/^\d{4}(?:-\d\d){0,2}$/) }),
    z.object({ position: z.number().int().nullable(), postId: z.number().int().nullable() }),
  ),
  /** The posts of a thread whose text holds one of the terms: as a search finds them, or `plain`, wherever they stand. */
  'posts.matching': procedure(
    'reader',
    z.object({
      threadId: z.number().int(),
      terms: z.array(z.string()).max(1_000),
      plain: z.boolean().default(false),
      fold: searchFold.default(searchFold.parse({})),
    }),
    z.object({ postIds: z.array(z.number().int()) }),
  ),
  /**
   * Who answers whom in a thread, from quotes, references and the forum's own reply tree. `tree`: whether there is one,
   * and whether the order of floors shows it already, as on Hacker News, or hides it, as on Discourse.
   */
  'posts.answers': procedure(
    'reader',
    z.object({ threadId: z.number().int() }),
    z.object({ answers: z.array(answerEdge), tree: z.enum(['none', 'shown', 'hidden']) }),
  ),
  /** Where posts stand in a view; those that are not in it are left out. */
  'posts.places': procedure(
    'reader',
    threadView.extend({ postIds: z.array(z.number().int()).max(100_000) }),
    z.object({ places: z.array(z.object({ postId: z.number().int(), position: z.number().int() })) }),
  ),
  /** The length of a thread in time: the first dated post of every so many. */
  'posts.days': procedure(
    'reader',
    threadView.extend({ most: z.number().int().min(1).max(1_000).default(60) }),
    z.object({ days: z.array(z.object({ position: z.number().int(), postedAt: z.string() })) }),
  ),
} as const
