/*
 * Who is who within a forum: by uid, else by name. A name that was seen with exactly one uid is that person also where
 * a page tells no uid; with none or with several it stands for itself, so that nothing is given to the wrong person.
 */
import type { ReadableDB, SqlQuery, WritableDB } from './sql.ts'
import { all, get, run, sql, sqlJoin } from './sql.ts'

/** The poster of a post, made when new; null where the page names nobody. */
export function ensurePoster(db: WritableDB, forumId: number, name: string | null, uid: string | null): number | null {
  if (uid === null && name === null) return null
  const known = findPoster(db, forumId, name, uid)
  if (known !== null) return known
  const uids = uid !== null ? [uid] : uidsOf(db, forumId, name!)
  return insert(db, forumId, uids.length === 1 ? uids[0]! : null, name ?? '')
}

/** The poster that a page's author is, or null where they have no post yet. */
export function findPoster(db: ReadableDB, forumId: number, name: string | null, uid: string | null): number | null {
  const uids = uid !== null ? [uid] : name === null ? [] : uidsOf(db, forumId, name)
  const wanted = uids.length === 1 ? sql`uid = ${uids[0]!}` : sql`uid IS NULL AND name = ${name}`
  return get<{ id: number }>(db, sql`SELECT id FROM poster WHERE forum_id = ${forumId} AND ${wanted}`)?.id ?? null
}

/** Who is known by a name alone, or null. */
export function namelessPoster(db: ReadableDB, forumId: number, name: string): number | null {
  const row = get<{ id: number }>(
    db,
    sql`SELECT id FROM poster WHERE forum_id = ${forumId} AND uid IS NULL AND name = ${name}`,
  )
  return row?.id ?? null
}

/** Notes that a name was seen with a uid, and gives the name's posts without uid to whom they now belong. */
export function notePosterName(db: WritableDB, forumId: number, name: string, uid: string): void {
  const { changes } = run(
    db,
    sql`INSERT INTO poster_name (forum_id, name, uid) VALUES (${forumId}, ${name}, ${uid}) ON CONFLICT DO NOTHING`,
  )
  if (changes === 0) return
  const uids = uidsOf(db, forumId, name)
  if (uids.length > 2) return
  const nameless = namelessPoster(db, forumId, name)
  if (uids.length === 1) {
    if (nameless !== null) giveNamelessPosts(db, name, nameless, byUid(db, forumId, uid, name))
    return
  }
  const earlier = byUid(
    db,
    forumId,
    uids.find(known => known !== uid)!,
    name,
  )
  giveNamelessPosts(db, name, earlier, nameless ?? byName(db, forumId, name))
}

/** Forgets that a name was seen with a uid, and gives the name's posts without uid to whom they now belong. */
export function posterNameGone(db: WritableDB, forumId: number, name: string, uid: string): void {
  run(db, sql`DELETE FROM poster_name WHERE forum_id = ${forumId} AND name = ${name} AND uid = ${uid}`)
  const [left, another] = uidsOf(db, forumId, name)
  if (another !== undefined) return
  const holder = left === undefined ? findPoster(db, forumId, null, uid) : namelessPoster(db, forumId, name)
  if (holder === null) return
  giveNamelessPosts(db, name, holder, left === undefined ? byName(db, forumId, name) : byUid(db, forumId, left, name))
}

function giveNamelessPosts(db: WritableDB, name: string, from: number, to: number): void {
  run(
    db,
    sql`UPDATE post SET poster_id = ${to} WHERE poster_id = ${from} AND author_uid IS NULL AND author_name = ${name}`,
  )
  run(
    db,
    sql`UPDATE thread SET starter_id = ${to} WHERE starter_id = ${from} AND EXISTS (SELECT 1 FROM post
          WHERE thread_id = thread.id AND poster_id = ${to} AND is_opening = 1)`,
  )
  // Whoever was folded away stays so under the name and under the uid: they were one person when that was asked for.
  run(
    db,
    sql`INSERT OR IGNORE INTO ignored_poster (poster_id, ignored_at)
        SELECT ${to}, ignored_at FROM ignored_poster WHERE poster_id = ${from}`,
  )
  refreshPoster(db, from)
  refreshPoster(db, to)
}

/** Takes a poster's latest name and card of a save into account. */
export function notePosterSeen(
  db: WritableDB,
  posterId: number,
  seen: { threadId: number; name: string | null; cardId: number | null; order: string; postedAt: string | null },
): void {
  // What is in the bin is nobody's newest post.
  const isShown = sql`EXISTS (SELECT 1 FROM thread WHERE id = ${seen.threadId} AND binned_at IS NULL)`
  const known = get<Known>(
    db,
    sql`SELECT name, card_id AS cardId, uid IS NOT NULL AND ${seen.order} > name_order AS isLaterName,
          ${seen.order} > card_order AS isLaterCard,
          ${seen.postedAt} > coalesce(last_post_at, '') AND ${isShown} AS isLaterPost
        FROM poster WHERE id = ${posterId}`,
  )
  if (!known) return
  // Most people are seen again and again as they are; to write what stands in an index costs far more than to look.
  const changes: SqlQuery[] = []
  // Who is known by name alone never gets another.
  if (known.isLaterName === 1 && seen.name !== null) {
    changes.push(sql`name_order = ${seen.order}`)
    if (seen.name !== known.name) changes.push(sql`name = ${seen.name}`)
  }
  if (known.isLaterCard === 1 && seen.cardId !== null) {
    changes.push(sql`card_order = ${seen.order}`)
    if (seen.cardId !== known.cardId) changes.push(sql`card_id = ${seen.cardId}`)
  }
  if (known.isLaterPost === 1) changes.push(sql`last_post_at = ${seen.postedAt}`)
  if (changes.length > 0) run(db, sql`UPDATE poster SET ${sqlJoin(changes, ', ')} WHERE id = ${posterId}`)
}

interface Known {
  readonly name: string
  readonly cardId: number | null
  readonly isLaterName: number
  readonly isLaterCard: number
  readonly isLaterPost: number | null
}

/** Whether a poster's newest post is of this time. */
export function isNewestAt(db: ReadableDB, posterId: number, postedAt: string): boolean {
  return get(db, sql`SELECT 1 FROM poster WHERE id = ${posterId} AND last_post_at = ${postedAt}`) !== undefined
}

/** The posters of some posts. */
export function postersOf(db: ReadableDB, postIds: readonly number[]): number[] {
  return all<{ id: number }>(
    db,
    sql`SELECT DISTINCT poster_id AS id FROM post
        WHERE poster_id IS NOT NULL AND id IN (SELECT value FROM json_each(${JSON.stringify(postIds)}))`,
  ).map(row => row.id)
}

/** Works out those of some posters anew whose name or card is the one of this save. */
export function refreshPostersBySave(db: WritableDB, posterIds: readonly number[], order: string): void {
  const dependent = all<{ id: number }>(
    db,
    sql`SELECT id FROM poster WHERE id IN (SELECT value FROM json_each(${JSON.stringify(posterIds)}))
          AND ${order} IN (name_order, card_order)`,
  )
  for (const { id } of dependent) refreshPoster(db, id)
}

/** Works out a poster's row anew from their posts; a poster without posts is removed. */
export function refreshPoster(db: WritableDB, posterId: number): void {
  const poster = get<{ hasPosts: number }>(
    db,
    sql`SELECT EXISTS (SELECT 1 FROM post WHERE poster_id = poster.id) AS hasPosts FROM poster WHERE id = ${posterId}`,
  )
  if (!poster) return
  if (poster.hasPosts === 0) {
    run(db, sql`UPDATE thread SET starter_id = NULL WHERE starter_id = ${posterId}`)
    run(db, sql`DELETE FROM poster WHERE id = ${posterId}`)
    return
  }
  const name = latestSeen(db, posterId, 'author_name')
  const card = latestSeen(db, posterId, 'card_id')
  run(
    db,
    sql`UPDATE poster SET
          name = CASE WHEN uid IS NULL THEN name ELSE coalesce(${name?.name ?? null}, name) END,
          name_order = CASE WHEN uid IS NULL THEN '' ELSE ${name?.order ?? ''} END,
          card_id = ${card?.cardId ?? null}, card_order = ${card?.order ?? ''},
          last_post_at = (SELECT max(posted_at) FROM post WHERE poster_id = ${posterId}
            AND thread_id NOT IN (SELECT id FROM thread WHERE binned_at IS NOT NULL))
        WHERE id = ${posterId}`,
  )
}

interface LatestSeen {
  readonly name: string | null
  readonly cardId: number | null
  readonly order: string
}

function latestSeen(db: WritableDB, posterId: number, column: 'author_name' | 'card_id'): LatestSeen | undefined {
  const wanted = column === 'card_id' ? sql`post_seen.card_id` : sql`post_seen.author_name`
  return get<LatestSeen>(
    db,
    sql`SELECT post_seen.author_name AS name, post_seen.card_id AS cardId, save_order AS "order"
        FROM post JOIN post_seen ON post_id = post.id JOIN page ON page.id = page_id
        WHERE poster_id = ${posterId} AND ${wanted} IS NOT NULL ORDER BY save_order DESC, ordinal LIMIT 1`,
  )
}

function uidsOf(db: ReadableDB, forumId: number, name: string): string[] {
  return all<{ uid: string }>(
    db,
    sql`SELECT uid FROM poster_name WHERE forum_id = ${forumId} AND name = ${name} LIMIT 3`,
  ).map(row => row.uid)
}

function byUid(db: WritableDB, forumId: number, uid: string, name: string): number {
  const known = get<{ id: number }>(db, sql`SELECT id FROM poster WHERE forum_id = ${forumId} AND uid = ${uid}`)
  return known?.id ?? insert(db, forumId, uid, name)
}

function byName(db: WritableDB, forumId: number, name: string): number {
  return namelessPoster(db, forumId, name) ?? insert(db, forumId, null, name)
}

function insert(db: WritableDB, forumId: number, uid: string | null, name: string): number {
  return run(
    db,
    sql`INSERT INTO poster (forum_id, uid, name, name_order, card_order)
        VALUES (${forumId}, ${uid}, ${name}, '', '')`,
  ).id
}
