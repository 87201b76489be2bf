/* What a library holds, without row numbers and import times: equal for libraries that say the same. */
import { openForReading } from '../../src/core/store/open.ts'
import type { ReadableDB } from '../../src/core/store/sql.ts'

type Row = Record<string, unknown>

/** Every forum, board, person, thread, post, version and sighting, in an order that depends on what they say alone. */
export function dumpLibrary(db: ReadableDB): unknown {
  const rows = (text: string): Row[] => db.prepare<[], Row>(text).all()
  const poster = (column: string): string =>
    `(SELECT forum.key || ' ' || coalesce(uid, '') || ' ' || poster.name FROM poster JOIN forum ON forum.id = forum_id
      WHERE poster.id = ${column})`
  const card = (column: string): string => `(SELECT data FROM card WHERE card.id = ${column})`
  const page = (column: string): string => `(SELECT save_order FROM page WHERE page.id = ${column})`
  const parts = (postId: number): Row => ({
    versions: rows(`SELECT text, html, lacking, pictures, pictures_missing, extra FROM post_version
                    WHERE post_id = ${postId} ORDER BY hex(body_hash)`),
    seen: rows(`SELECT ${page('page_id')} AS page, ordinal, floor, author_name, author_uid, ${card('card_id')} AS card,
                  extra FROM post_seen WHERE post_id = ${postId} ORDER BY page`),
  })
  const threads = rows(
    `SELECT thread.id, forum.key AS forum, external_id, title, title_key, board.name AS board, engine, confidence, url,
       pages, pages_present, digest, views, replies, ${poster('starter_id')} AS starter, post_count, started_at,
       last_post_at, excerpt, missing_pages, missing_floors, thread.hidden_parts, thread.missing_pictures,
       thread.missing_attachments
     FROM thread JOIN forum ON forum.id = thread.forum_id LEFT JOIN board ON board.id = board_id
     WHERE post_count > 0`,
  ).map(thread => ({
    ...thread,
    id: undefined,
    pagesOf: rows(`SELECT save_order, external_id, title, page, removed, problems FROM page
                   WHERE thread_id = ${Number(thread['id'])} ORDER BY save_order`),
    posts: rows(
      `SELECT id, position, external_id, floor, floor_label, ${poster('poster_id')} AS poster, author_name, author_uid,
         posted_at, posted_at_text, precision, derived, is_opening, parent_id, ${card('card_id')} AS card,
         (SELECT text || html FROM post_version WHERE post_version.id = version_id) AS shown, has_pictures, extra,
         gone_since, hidden_parts, missing_pictures, missing_attachments,
         (SELECT count(*) FROM post_index WHERE rowid = post.id) AS indexed
       FROM post WHERE thread_id = ${Number(thread['id'])} ORDER BY position`,
    ).map(post => ({ ...post, id: undefined, ...parts(Number(post['id'])) })),
  }))
  return {
    forums: rows('SELECT key, host, name FROM forum ORDER BY key'),
    boards: rows('SELECT forum.key, board.name, path FROM board JOIN forum ON forum.id = forum_id ORDER BY 1, 2'),
    posters: rows(
      `SELECT forum.key, uid, poster.name, ${card('card_id')} AS card, post_count, thread_count, last_post_at
       FROM poster JOIN forum ON forum.id = forum_id ORDER BY 1, 2, 3`,
    ),
    threads: threads.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    indexed: rows('SELECT count(*) AS posts FROM post_index'),
    broken: rows('PRAGMA foreign_key_check'),
  }
}

/** The same of a library in a folder that no program has open. */
export function dumpFolder(folder: string): unknown {
  const db = openForReading(folder)
  try {
    return dumpLibrary(db)
  } finally {
    db.close()
  }
}
