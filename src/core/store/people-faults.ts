/* Questions that tell whether people, their names and their cards say what the sightings of their posts say, and corrections. */
import { posterNameGone, notePosterName } from './poster-identity.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

/** A person's row, and beside each of its facts what the sightings of their posts say. */
export interface KeptPoster {
  readonly id: number
  readonly forumId: number
  readonly uid: string | null
  readonly name: string
  readonly nameOrder: string
  readonly cardId: number | null
  readonly cardOrder: string
  readonly lastPostAt: string | null
  readonly posts: number
  /** The forum, uid and name that all sightings agree about; null where they do not, or tell none. */
  readonly seenForum: number | null
  readonly seenUid: string | null
  readonly seenName: string | null
  /** The latest save that tells a name, or shows a card; and the latest that tells the row's own. */
  readonly latestName: string | null
  readonly latestOwnName: string | null
  readonly latestCard: string | null
  readonly latestOwnCard: string | null
  readonly latestPostAt: string | null
}

/** People after an id, with what their posts' sightings say of them. */
export function postersAfter(db: ReadableDB, after: number, count: number): KeptPoster[] {
  return all<KeptPoster>(
    db,
    sql`SELECT poster.id, poster.forum_id AS forumId, uid, poster.name, name_order AS nameOrder,
          poster.card_id AS cardId, card_order AS cardOrder, poster.last_post_at AS lastPostAt, count(post.id) AS posts,
          iif(min(page.forum_id) = max(page.forum_id), min(page.forum_id), NULL) AS seenForum,
          iif(min(seen.author_uid) = max(seen.author_uid), min(seen.author_uid), NULL) AS seenUid,
          iif(min(seen.author_name) = max(seen.author_name), min(seen.author_name), NULL) AS seenName,
          max(iif(seen.author_name IS NOT NULL, save_order, NULL)) AS latestName,
          max(iif(seen.author_name = poster.name, save_order, NULL)) AS latestOwnName,
          max(iif(seen.card_id IS NOT NULL, save_order, NULL)) AS latestCard,
          max(iif(seen.card_id = poster.card_id, save_order, NULL)) AS latestOwnCard,
          max(iif(post.thread_id IN (SELECT id FROM thread WHERE binned_at IS NOT NULL), NULL, post.posted_at))
            AS latestPostAt
        FROM (SELECT * FROM poster WHERE id > ${after} ORDER BY id LIMIT ${count}) AS poster
          LEFT JOIN post ON post.poster_id = poster.id LEFT JOIN post_seen AS seen ON seen.post_id = post.id
          LEFT JOIN page ON page.id = seen.page_id
        GROUP BY poster.id ORDER BY poster.id`,
  )
}

/** Who a person is: the forum, and the uid or else the name. */
export interface Identity {
  readonly id: number
  readonly forumId: number
  readonly uid: string | null
  readonly name: string
}

/** Lets people be who their posts say they are; one whose place another has stays as it is. */
export function restoreIdentities(db: WritableDB, people: readonly Identity[]): number {
  const before = people.map(({ id }) => identityOf(db, id)!)
  // Two that were exchanged stand in each other's way.
  for (const { id } of people)
    run(db, sql`UPDATE poster SET uid = iif(uid IS NULL, NULL, ${`?${id}`}), name = ${`?${id}`} WHERE id = ${id}`)
  let restored = 0
  for (const [index, person] of people.entries()) {
    if (putIdentity(db, person)) restored++
    else putIdentity(db, before[index]!)
  }
  return restored
}

function identityOf(db: ReadableDB, posterId: number): Identity | undefined {
  return get<Identity>(db, sql`SELECT id, forum_id AS forumId, uid, name FROM poster WHERE id = ${posterId}`)
}

function putIdentity(db: WritableDB, { id, forumId, uid, name }: Identity): boolean {
  return (
    run(db, sql`UPDATE OR IGNORE poster SET forum_id = ${forumId}, uid = ${uid}, name = ${name} WHERE id = ${id}`)
      .changes > 0
  )
}

/** A name that was seen with a uid. */
export interface SeenName {
  readonly forumId: number
  readonly name: string
  readonly uid: string
}

const seenNames = sql`SELECT DISTINCT page.forum_id AS forumId, author_name AS name, author_uid AS uid
  FROM post_seen JOIN page ON page.id = page_id WHERE author_name IS NOT NULL AND author_uid IS NOT NULL`

/** Names that were seen with a uid, as all sightings tell. */
export function namesSeen(db: ReadableDB): SeenName[] {
  return all<SeenName>(db, seenNames)
}

/** Those that were not noted. */
export function unnotedNames(db: ReadableDB): SeenName[] {
  return all<SeenName>(db, sql`${seenNames} EXCEPT SELECT forum_id, name, uid FROM poster_name`)
}

/**
 * Notes a name that was seen with a uid, and forgets what was noted in its place: the same name or the same uid, which no
 * sighting tells. What was noted of pages that said so once stays.
 */
export function renoteName(db: WritableDB, { forumId, name, uid }: SeenName): void {
  const instead = all<SeenName>(
    db,
    sql`SELECT forum_id AS forumId, name, uid FROM poster_name
        WHERE forum_id = ${forumId} AND (name = ${name} OR uid = ${uid}) EXCEPT ${seenNames}`,
  )
  for (const wrong of instead) posterNameGone(db, wrong.forumId, wrong.name, wrong.uid)
  notePosterName(db, forumId, name, uid)
}

export interface KeptCard {
  readonly id: number
  readonly hash: Uint8Array
  readonly data: string
}

/** Card snapshots after an id. */
export function cardsAfter(db: ReadableDB, after: number, count: number): KeptCard[] {
  return all<KeptCard>(db, sql`SELECT id, hash, data FROM card WHERE id > ${after} ORDER BY id LIMIT ${count}`)
}

/** One number of a card. */
export interface CardNumber {
  readonly label: string
  readonly value: number
  readonly unit: string | null
}

/** The numbers that were noted of a card. */
export function cardNumbers(db: ReadableDB, cardId: number): CardNumber[] {
  return all<CardNumber>(
    db,
    sql`SELECT label, value, unit FROM card_number WHERE card_id = ${cardId} ORDER BY label COLLATE BINARY`,
  )
}

/** Notes the numbers of a card anew. */
export function putCardNumbers(db: WritableDB, cardId: number, numbers: readonly CardNumber[]): void {
  run(db, sql`DELETE FROM card_number WHERE card_id = ${cardId}`)
  for (const { label, value, unit } of numbers)
    run(db, sql`INSERT INTO card_number (card_id, label, value, unit) VALUES (${cardId}, ${label}, ${value}, ${unit})`)
}

/** The files whose pages show one of these cards. */
export function sourcesShowingCards(db: ReadableDB, cardIds: readonly number[]): number[] {
  if (cardIds.length === 0) return []
  return all<{ id: number }>(
    db,
    sql`SELECT DISTINCT source_id AS id FROM post_seen JOIN page ON page.id = page_id
        WHERE card_id IN (SELECT value FROM json_each(${JSON.stringify(cardIds)}))`,
  ).map(row => row.id)
}

/** Notes another hash of a card. */
export function setCardHash(db: WritableDB, cardId: number, hash: Uint8Array): void {
  run(db, sql`UPDATE card SET hash = ${hash} WHERE id = ${cardId}`)
}

/**
 * Gives an altered card its noted hash back; where the card that belongs to that hash is there again, that one is shown
 * instead, and one that nothing shows any more goes.
 */
export function nameAlteredCard(db: WritableDB, { id, hash }: KeptCard): void {
  const whole = get<{ id: number }>(db, sql`SELECT id FROM card WHERE hash = ${hash} AND id <> ${id}`)
  if (whole) {
    run(db, sql`UPDATE post_seen SET card_id = ${whole.id} WHERE card_id = ${id}`)
    run(db, sql`UPDATE post SET card_id = ${whole.id} WHERE card_id = ${id}`)
    run(db, sql`UPDATE poster SET card_id = ${whole.id} WHERE card_id = ${id}`)
  }
  const isShown = get(
    db,
    sql`SELECT 1 FROM post_seen WHERE card_id = ${id} UNION ALL SELECT 1 FROM post WHERE card_id = ${id}
        UNION ALL SELECT 1 FROM poster WHERE card_id = ${id} LIMIT 1`,
  )
  if (isShown === undefined) run(db, sql`DELETE FROM card WHERE id = ${id}`)
  else setCardHash(db, id, hash)
}
