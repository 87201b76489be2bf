import { z } from 'zod'
import { threadSummary } from '../model/library.ts'
import { readingDay, streaks } from '../model/own.ts'
import { procedure } from './procedure.ts'

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

export const readingContract = {
  /** Notes where one is in a thread. `day` is the day where the person is; `posts` were read since the last note. */
  'reading.note': procedure(
    'writer',
    z.object({
      threadId: z.number().int(),
      lastPostId: z.number().int(),
      highestPostId: z.number().int(),
      day,
      posts: z.number().int().min(0).max(1_000_000),
    }),
    z.object({}),
  ),
  /** Threads that were begun and have posts left, last read first. */
  'reading.continue': procedure(
    'reader',
    z.object({ limit: z.number().int().min(1).max(1_000).default(50), withFinished: z.boolean().default(false) }),
    z.object({
      places: z.array(
        z.object({
          thread: threadSummary,
          readAt: z.string(),
          lastPostId: z.number().int().nullable(),
          /** Of the post one was at: how it is named, and its place in the thread from 0. */
          floorLabel: z.string().nullable(),
          floor: z.number().int().nullable(),
          position: z.number().int().nullable(),
        }),
      ),
    }),
  ),
  /** The days of a span that have something read or imported, and the streaks as of `today` over all days. */
  'reading.log': procedure(
    'reader',
    z.object({ from: day, to: day, today: day }),
    z.object({ days: z.array(readingDay), streaks }),
  ),
  /** A random thread that was never opened, or null when none is left. */
  'reading.dip': procedure(
    'reader',
    z.object({
      boardId: z.number().int().optional(),
      posterId: z.number().int().optional(),
      year: z.number().int().optional(),
      /** Threads not to be drawn again. */
      except: z.array(z.number().int()).max(1_000).default([]),
    }),
    z.object({ thread: threadSummary.nullable(), left: z.number().int() }),
  ),
} as const
