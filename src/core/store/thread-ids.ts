/* Threads and posts that went into others: who names the first finds the second. */
import type { ReadableDB, WritableDB } from './sql.ts'
import { get, run, sql } from './sql.ts'

/** Notes into what a thread or post went when it was dissolved. */
export function noteHeir(db: WritableDB, kind: 'thread' | 'post', id: number, heirId: number): void {
  run(db, sql`INSERT OR REPLACE INTO former (kind, id, heir_id) VALUES (${kind}, ${id}, ${heirId})`)
}

/** The thread that an id leads to now: itself, the one it was joined into, or the one it was dissolved into; else null. */
export function presentThread(db: ReadableDB, threadId: number): number | null {
  const met = new Set<number>()
  for (let id = threadId; !met.has(id);) {
    met.add(id)
    const thread = get<{ joinedInto: number | null }>(
      db,
      sql`SELECT joined_into AS joinedInto FROM thread WHERE id = ${id}`,
    )
    if (thread && thread.joinedInto === null) return id
    const next = thread?.joinedInto ?? heirOf(db, 'thread', id)
    if (next === null) return null
    id = next
  }
  return null
}

/** The post that an id leads to now, or null when it is gone for good. */
export function presentPost(db: ReadableDB, postId: number): { id: number; threadId: number } | null {
  const met = new Set<number>()
  for (let id = postId; !met.has(id);) {
    met.add(id)
    const post = get<{ id: number; threadId: number }>(
      db,
      sql`SELECT id, thread_id AS threadId FROM post WHERE id = ${id}`,
    )
    if (post) return post
    const next = heirOf(db, 'post', id)
    if (next === null) return null
    id = next
  }
  return null
}

function heirOf(db: ReadableDB, kind: 'thread' | 'post', id: number): number | null {
  return (
    get<{ heir: number }>(db, sql`SELECT heir_id AS heir FROM former WHERE kind = ${kind} AND id = ${id}`)?.heir ?? null
  )
}
