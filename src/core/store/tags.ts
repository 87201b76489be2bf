import { ThreadloftError } from '../errors.ts'
import type { Tag } from '../model/own.ts'
import { hiddenThreads } from './shown-threads.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql } from './sql.ts'

export interface TagRow {
  readonly id: number
  readonly name: string
  readonly key: string
}

export interface Tagged {
  readonly threadId: number
  readonly taggedAt: string
}

/** Every tag with how many shown threads have it, by name. */
export function listTags(db: ReadableDB): Tag[] {
  return all<Tag>(
    db,
    sql`SELECT tag.id, name, count(thread_id) AS threads, max(tagged_at) AS lastUsedAt
        FROM tag LEFT JOIN thread_tag ON tag_id = tag.id AND thread_id NOT IN (${hiddenThreads})
        GROUP BY tag.id ORDER BY key`,
  )
}

/** A tag by the key of its name, or null. */
export function tagByKey(db: ReadableDB, key: string): TagRow | null {
  return get<TagRow>(db, sql`SELECT id, name, key FROM tag WHERE key = ${key}`) ?? null
}

/** A tag. Throws `tag-unknown`. */
export function tagById(db: ReadableDB, tagId: number): TagRow {
  const tag = get<TagRow>(db, sql`SELECT id, name, key FROM tag WHERE id = ${tagId}`)
  if (!tag) throw new ThreadloftError('tag-unknown', { tag: tagId })
  return tag
}

/** Whether there is such a tag. */
export function hasTag(db: ReadableDB, tagId: number): boolean {
  return get(db, sql`SELECT 1 FROM tag WHERE id = ${tagId}`) !== undefined
}

/** A new tag, with the row number it had before where it is put back. */
export function insertTag(db: WritableDB, tag: { name: string; key: string; id?: number }): number {
  return run(db, sql`INSERT INTO tag (id, name, key) VALUES (${tag.id ?? null}, ${tag.name}, ${tag.key})`).id
}

/** Gives a tag another name. */
export function nameTag(db: WritableDB, { id, name, key }: TagRow): void {
  run(db, sql`UPDATE tag SET name = ${name}, key = ${key} WHERE id = ${id}`)
}

/** Takes a tag away, from all threads too. */
export function deleteTag(db: WritableDB, tagId: number): void {
  run(db, sql`DELETE FROM tag WHERE id = ${tagId}`)
}

/** Gives a thread a tag; whether it was without. */
export function tagThread(db: WritableDB, threadId: number, tagId: number, at: string): boolean {
  return (
    run(
      db,
      sql`INSERT INTO thread_tag (thread_id, tag_id, tagged_at) VALUES (${threadId}, ${tagId}, ${at})
          ON CONFLICT DO NOTHING`,
    ).changes > 0
  )
}

/** Takes a tag from a thread and answers since when it had it; null where it did not. */
export function untagThread(db: WritableDB, threadId: number, tagId: number): string | null {
  const tagged = get<{ at: string }>(
    db,
    sql`SELECT tagged_at AS at FROM thread_tag WHERE thread_id = ${threadId} AND tag_id = ${tagId}`,
  )
  if (tagged) run(db, sql`DELETE FROM thread_tag WHERE thread_id = ${threadId} AND tag_id = ${tagId}`)
  return tagged?.at ?? null
}

/** The threads that have a tag. */
export function threadsWithTag(db: ReadableDB, tagId: number): Tagged[] {
  return all<Tagged>(
    db,
    sql`SELECT thread_id AS threadId, tagged_at AS taggedAt FROM thread_tag WHERE tag_id = ${tagId} ORDER BY thread_id`,
  )
}

/** The tags of a thread. */
export function tagsOfThread(db: ReadableDB, threadId: number): { tagId: number; taggedAt: string }[] {
  return all(
    db,
    sql`SELECT tag_id AS tagId, tagged_at AS taggedAt FROM thread_tag WHERE thread_id = ${threadId} ORDER BY tag_id`,
  )
}
