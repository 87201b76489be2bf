/* What the posts of a thread say of each other, and what they say at all, without the rest of them. */
import type { AnswerPost } from '../text/who-answers.ts'
import type { ReadableDB } from './sql.ts'
import { all, sql } from './sql.ts'

interface AnswerRow extends Omit<AnswerPost, 'quotes' | 'subject' | 'isOpening'> {
  readonly isOpening: number
  readonly body: string | null
}

/** The posts of a thread in floor order, as far as it takes to tell who answers whom. */
export function postsForAnswers(db: ReadableDB, threadId: number): AnswerPost[] {
  const rows = all<AnswerRow>(
    db,
    sql`SELECT post.id, external_id AS externalId, floor, poster_id AS authorId, author_name AS authorName,
          is_opening AS isOpening, parent_id AS parentId, coalesce(version.text, '') AS text, version.extra AS body
        FROM post LEFT JOIN post_version AS version ON version.id = version_id
        WHERE thread_id = ${threadId} ORDER BY position`,
  )
  return rows.map(({ isOpening, body, ...post }) => {
    const { quotes = [], subject = null } = body === null ? {} : (JSON.parse(body) as Partial<AnswerPost>)
    return { ...post, isOpening: isOpening === 1, quotes, subject }
  })
}

/** The texts of a thread's posts in floor order. */
export function textsOfThread(db: ReadableDB, threadId: number): { id: number; text: string }[] {
  return all(
    db,
    sql`SELECT post.id, version.text FROM post JOIN post_version AS version ON version.id = version_id
        WHERE thread_id = ${threadId} ORDER BY position`,
  )
}
