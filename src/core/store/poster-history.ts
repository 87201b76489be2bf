/* How the numbers of a person's cards moved, and what they wrote. */
import type { Output } from '../contract/index.ts'
import { cardsSeen, posterById } from './posters.ts'
import { hiddenThreads } from './shown-threads.ts'
import type { ReadableDB } from './sql.ts'
import { all, sql } from './sql.ts'

type Field = Output<'members.history'>['fields'][number]

/** What most forms of forum have, under names of ours where the page has none. */
const typed = new Set(['postCount', 'digests', 'onlineHours'])

/** Every numeric field of a person's cards over the times they were saved. Throws `poster-unknown`. */
export function historyOf(db: ReadableDB, posterId: number): Field[] {
  posterById(db, posterId)
  const seen = cardsSeen(db, posterId).filter(card => card.savedAt !== null)
  const numbers = all<{ cardId: number; label: string; value: number; unit: string | null }>(
    db,
    sql`SELECT card_id AS cardId, label, value, unit FROM card_number WHERE card_id IN (
          SELECT value FROM json_each(${JSON.stringify([...new Set(seen.map(card => card.cardId))])}))`,
  )
  const ofCard = Map.groupBy(numbers, number => number.cardId)
  const fields = new Map<string, Field>()
  for (const { savedAt, cardId } of seen)
    for (const { label, value, unit } of ofCard.get(cardId) ?? []) {
      const field = fields.get(label) ?? { kind: kindOf(label), label, unit, points: [] }
      fields.set(label, { ...field, unit: unit ?? field.unit })
      addPoint(field.points, savedAt!, value)
    }
  const shown = lastCardOrder(db, seen.at(-1)?.cardId ?? null)
  return [...fields.values()].toSorted((one, other) => place(shown, one.label) - place(shown, other.label))
}

/** The labels of a card as the forum orders them. */
function lastCardOrder(db: ReadableDB, cardId: number | null): string[] {
  return all<{ label: string }>(
    db,
    sql`SELECT field.value ->> '$.label' AS label FROM card JOIN json_each(card.data, '$.fields') AS field
        WHERE card.id = ${cardId} ORDER BY field.key`,
  ).map(row => row.label)
}

const place = (order: readonly string[], label: string): number =>
  order.includes(label) ? order.indexOf(label) : order.length

const kindOf = (label: string): Field['kind'] => (typed.has(label) ? (label as Field['kind']) : null)

/** Of several cards of one moment the one with most counts: the others were shown from an older copy. */
function addPoint(points: Field['points'], savedAt: string, value: number): void {
  const last = points.at(-1)
  if (last?.savedAt === savedAt) last.value = Math.max(last.value, value)
  else points.push({ savedAt, value })
}

type PostRow = Output<'members.posts'>['posts'][number]

/** A part of what a person wrote, newest first, and how much that is. Throws `poster-unknown`. */
export function postsByPoster(
  db: ReadableDB,
  { posterId, offset, limit }: { posterId: number; offset: number; limit: number },
): Output<'members.posts'> {
  const { posts: total } = posterById(db, posterId)
  const posts = all<PostRow>(
    db,
    sql`SELECT post.id AS postId, thread_id AS threadId, thread.title, floor, floor_label AS floorLabel,
          posted_at AS postedAt, coalesce((SELECT substr(text, 1, 240) FROM post_version WHERE id = version_id), '') AS excerpt
        FROM (SELECT id AS listed FROM post WHERE poster_id = ${posterId} AND thread_id NOT IN (${hiddenThreads})
              ORDER BY posted_at DESC, id DESC LIMIT ${limit} OFFSET ${offset})
          CROSS JOIN post ON post.id = listed JOIN thread ON thread.id = thread_id
        ORDER BY posted_at DESC, post.id DESC`,
  )
  return { total, posts: posts.map(post => ({ ...post, excerpt: post.excerpt.replace(/\s+/g, ' ').trim() })) }
}
