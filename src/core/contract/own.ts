import { z } from 'zod'
import { feeling, note, tag } from '../model/own.ts'
import { procedure } from './procedure.ts'

const threadIds = z.array(z.number().int()).min(1).max(10_000)
const done = z.object({ actionId: z.number().int().nullable() })
const name = z.string().trim().min(1).max(100)

/** A person's own marks. `actionId` is what `actions.undo` takes; null when everything was so already. */
export const ownContract = {
  'threads.mark': procedure(
    'writer',
    z.object({
      threadIds,
      star: z.boolean().optional(),
      unread: z.boolean().optional(),
      feeling: feeling.nullable().optional(),
      /** By name; a tag that is new is made. */
      addTags: z.array(name).max(50).optional(),
      removeTags: z.array(name).max(50).optional(),
    }),
    done.extend({ changed: z.number().int() }),
  ),
  /** Writes the note on a thread or on one of its posts; null or white space takes it away. */
  'notes.set': procedure(
    'writer',
    z.object({
      threadId: z.number().int(),
      postId: z.number().int().nullable().default(null),
      text: z.string().max(100_000).nullable(),
    }),
    done,
  ),
  'posts.mark': procedure(
    'writer',
    z.object({ postId: z.number().int(), star: z.boolean().optional(), feeling: feeling.nullable().optional() }),
    done,
  ),
  /** Newest first. */
  'notes.list': procedure(
    'reader',
    z.object({
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(10_000).default(200),
    }),
    z.object({ total: z.number().int(), notes: z.array(note) }),
  ),
  'tags.list': procedure('reader', z.object({}), z.object({ tags: z.array(tag) })),
  /** Renames a tag; one that has the new name already takes its threads. */
  'tags.rename': procedure('writer', z.object({ tagId: z.number().int(), name }), done),
  'tags.remove': procedure('writer', z.object({ tagId: z.number().int() }), done),
} as const
