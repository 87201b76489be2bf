/*
 * Who talks with whom: a post that answers another (the forum's reply tree) or quotes it is one word from its author to
 * the other's. Of people who wrote very much, their latest posts are looked at.
 */
import type { Output } from '../contract/index.ts'
import { posterById } from './posters.ts'
import { hiddenThreads } from './shown-threads.ts'
import type { ReadableDB, SqlQuery } from './sql.ts'
import { all, sql } from './sql.ts'

type Talk = Output<'members.talks'>['answers'][number]

const mostPosts = 5_000

/** Whom a person answers, and who answers them, most first. Throws `poster-unknown`. */
export function talksOf(db: ReadableDB, posterId: number, limit: number): Output<'members.talks'> {
  posterById(db, posterId)
  return { answers: counted(db, answeredBy(posterId), limit), answeredBy: counted(db, answersTo(posterId), limit) }
}

const ownPosts = (posterId: number): SqlQuery => sql`SELECT id, thread_id, external_id, parent_id, version_id, poster_id
  FROM post WHERE poster_id = ${posterId} AND thread_id NOT IN (${hiddenThreads})
  ORDER BY posted_at DESC LIMIT ${mostPosts}`

/** Each post of the person with everyone it answers or quotes, once. */
const answeredBy = (posterId: number): SqlQuery => sql`
  WITH own AS MATERIALIZED (${ownPosts(posterId)})
  SELECT own.id AS post_id, parent.poster_id AS other FROM own
    JOIN post AS parent ON parent.thread_id = own.thread_id AND parent.external_id = own.parent_id
  UNION SELECT own.id, quoted.poster_id FROM own JOIN post_version AS version ON version.id = own.version_id
    JOIN json_each(version.extra, '$.quotes') AS quote
    JOIN post AS quoted ON quoted.thread_id = own.thread_id AND quoted.external_id = quote.value ->> '$.postId'
  UNION SELECT own.id, named.poster_id FROM own JOIN post_version AS version ON version.id = own.version_id
    JOIN json_each(version.extra, '$.quotes') AS quote
    JOIN post AS named ON named.thread_id = own.thread_id AND named.author_name = quote.value ->> '$.author'
  WHERE quote.value ->> '$.postId' IS NULL`

/** Each post of others in the person's threads that answers or quotes them, once. */
const answersTo = (posterId: number): SqlQuery => sql`
  WITH own AS MATERIALIZED (${ownPosts(posterId)}),
    places AS MATERIALIZED (SELECT DISTINCT thread_id FROM own),
    names AS MATERIALIZED (SELECT DISTINCT author_name FROM post WHERE poster_id = ${posterId})
  SELECT answer.id AS post_id, answer.poster_id AS other FROM places
    CROSS JOIN post AS answer ON answer.thread_id = places.thread_id
    JOIN post AS parent ON parent.thread_id = answer.thread_id AND parent.external_id = answer.parent_id
  WHERE parent.poster_id = ${posterId}
  UNION SELECT answer.id, answer.poster_id FROM places
    CROSS JOIN post AS answer ON answer.thread_id = places.thread_id
    JOIN post_version AS version ON version.id = answer.version_id
    JOIN json_each(version.extra, '$.quotes') AS quote
    LEFT JOIN post AS quoted ON quoted.thread_id = answer.thread_id AND quoted.external_id = quote.value ->> '$.postId'
  WHERE quoted.poster_id = ${posterId}
    OR quote.value ->> '$.postId' IS NULL AND quote.value ->> '$.author' IN (SELECT author_name FROM names)`

function counted(db: ReadableDB, talk: SqlQuery, limit: number): Talk[] {
  return all<Talk>(
    db,
    sql`SELECT poster.id, poster.name, (SELECT data ->> '$.avatar' FROM card WHERE card.id = poster.card_id) AS avatar,
          words.posts
        FROM (SELECT other, count(DISTINCT post_id) AS posts FROM (${talk}) WHERE other IS NOT NULL GROUP BY other) AS words
          JOIN poster ON poster.id = words.other ORDER BY words.posts DESC, poster.id LIMIT ${limit}`,
  )
}
