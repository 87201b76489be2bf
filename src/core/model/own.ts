/* What the person adds to what the pages say, as the screens and the command line see it. */
import { z } from 'zod'

const id = z.number().int().positive()

/** The seven feelings of the seed page: 精彩 感动 搞笑 开心 愤怒 无聊 灌水. */
export const feeling = z.enum(['brilliant', 'moving', 'funny', 'happy', 'angry', 'boring', 'filler'])
export type Feeling = z.infer<typeof feeling>

export const tagName = z.object({ id, name: z.string() })
export type TagName = z.infer<typeof tagName>

/** A person's own layer over a thread, as a row of a list shows it. */
export const ownThread = z.object({
  starred: z.boolean(),
  feeling: feeling.nullable(),
  /** The thread or any of its posts has a note. */
  noted: z.boolean(),
  tags: z.array(tagName),
  /** Posts beyond the furthest read; all of them when it was never opened or was marked unread. */
  unread: z.number().int(),
  /** It was opened, and not marked unread since. */
  read: z.boolean(),
})

export const ownPost = z.object({ starred: z.boolean(), note: z.string().nullable(), feeling: feeling.nullable() })

/** Where one was in a thread. */
export const readingPlace = z.object({
  lastPostId: id.nullable(),
  highestPostId: id.nullable(),
  readAt: z.string(),
})

/** A tag with how many shown threads have it. */
export const tag = tagName.extend({ threads: z.number().int(), lastUsedAt: z.string().nullable() })
export type Tag = z.infer<typeof tag>

export const note = z.object({
  threadId: id,
  title: z.string(),
  /** Null for a note on the thread as a whole. */
  postId: id.nullable(),
  floor: z.number().int().nullable(),
  floorLabel: z.string().nullable(),
  author: z.string().nullable(),
  text: z.string(),
  notedAt: z.string(),
})
export type Note = z.infer<typeof note>

/** What was done; each kind is undone by its own exact inverse. */
export const actionKind = z.enum([
  'mark',
  'note',
  'mark-post',
  'rename-tag',
  'remove-tag',
  'bin',
  'restore',
  'join',
  'split',
  'refuse-join',
  'ignore',
])
export type ActionKind = z.infer<typeof actionKind>

export const action = z.object({
  id,
  kind: actionKind,
  /** To how many threads, posts, tags or pages. */
  things: z.number().int(),
  doneAt: z.string(),
  undoneAt: z.string().nullable(),
})
export type Action = z.infer<typeof action>

/** A day of the reading log. */
export const readingDay = z.object({
  day: z.string(),
  posts: z.number().int(),
  threads: z.number().int(),
  imported: z.number().int(),
})
export type ReadingDay = z.infer<typeof readingDay>

/** Days in a row with something read; `current` counts up to today or yesterday. */
export const streaks = z.object({ current: z.number().int(), longest: z.number().int() })
export type Streaks = z.infer<typeof streaks>
