/* What takes an action back, as it is kept with the action. */
import { z } from 'zod'
import { feeling } from '../model/own.ts'

const id = z.number().int()

const marks = z.object({
  starredAt: z.string().nullable().optional(),
  note: z.string().nullable().optional(),
  notedAt: z.string().nullable().optional(),
  feeling: feeling.nullable().optional(),
  feltAt: z.string().nullable().optional(),
})

const reading = z.object({
  lastPostId: id.nullable(),
  highestPostId: id.nullable(),
  times: z.number().int(),
  readAt: z.string(),
  unread: z.number().int(),
})

const tag = z.object({ id, name: z.string(), key: z.string() })
const tagged = z.object({ threadId: id, taggedAt: z.string() })

const seenAs = {
  postId: id,
  pageId: id,
  ordinal: z.number().int(),
  externalId: z.string().nullable(),
  floor: z.number().nullable(),
  authorName: z.string().nullable(),
  postedAt: z.string().nullable(),
  text: z.string(),
}
const allMarks = z.object({
  starredAt: z.string().nullable(),
  note: z.string().nullable(),
  notedAt: z.string().nullable(),
  feeling: feeling.nullable(),
  feltAt: z.string().nullable(),
})

/** All that was added to a thread and its posts; see store/own-snapshot.ts. */
const ownOfThread = z.object({
  threadId: id,
  marks: allMarks.nullable(),
  tags: z.array(z.object({ tagId: id, taggedAt: z.string() })).readonly(),
  reading: reading.nullable(),
  last: z.object(seenAs).nullable(),
  highest: z.object(seenAs).nullable(),
  days: z.array(z.object({ day: z.string(), posts: z.number().int() })).readonly(),
  posts: z.array(z.object({ ...seenAs, marks: allMarks })).readonly(),
})
const owns = { before: z.array(ownOfThread).readonly(), after: z.array(ownOfThread).readonly() }

export const inverse = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('marks'),
    /** The marks as they were before, those that were changed. */
    marks: z.array(z.object({ threadId: id, postId: id.nullable(), before: marks })),
    readings: z.array(z.object({ threadId: id, before: reading.nullable(), after: reading })),
    tagged: z.array(z.object({ threadId: id, tagId: id })),
    untagged: z.array(z.object({ threadId: id, tag, taggedAt: z.string() })),
    /** Tags that were made for it; without threads again, they go. */
    madeTags: z.array(id),
  }),
  z.object({ kind: z.literal('rename-tag'), tag }),
  z.object({
    kind: z.literal('merge-tag'),
    /** The tag that went, with its threads, and those of them that got the other one for it. */
    tag,
    threads: z.array(tagged),
    into: id,
    added: z.array(id),
  }),
  z.object({ kind: z.literal('remove-tag'), tag, threads: z.array(tagged) }),
  z.object({ kind: z.literal('bin'), threads: z.array(z.object({ threadId: id, before: z.string().nullable() })) }),
  z.object({ kind: z.literal('join'), threads: z.array(id), into: id, ...owns }),
  z.object({
    kind: z.literal('split'),
    threadId: id,
    pages: z.array(z.object({ pageId: id, before: id.nullable() })),
    ...owns,
  }),
  z.object({ kind: z.literal('refuse-join'), one: id, other: id }),
  z.object({
    kind: z.literal('ignore'),
    posters: z.array(z.object({ posterId: id, before: z.string().nullable() })),
  }),
])
export type Inverse = z.infer<typeof inverse>
export type MarksInverse = Extract<Inverse, { kind: 'marks' }>
