/*
 * A person's stars, notes and feelings. A row whose marks were all taken away stays, so that whatever was marked once is
 * followed when pages move it into another thread.
 */
import type { Feeling, Note } from '../model/own.ts'
import { hiddenThreads } from './shown-threads.ts'
import type { ReadableDB, WritableDB } from './sql.ts'
import { all, get, run, sql, value } from './sql.ts'

/** What can be marked: a thread as a whole, or one of its posts. */
export interface Marked {
  readonly threadId: number
  readonly postId: number | null
}

export interface Marks {
  readonly starredAt: string | null
  readonly note: string | null
  readonly notedAt: string | null
  readonly feeling: Feeling | null
  readonly feltAt: string | null
}

export type MarkChanges = { readonly [Mark in keyof Marks]?: Marks[Mark] | undefined }

export const noMarks: Marks = { starredAt: null, note: null, notedAt: null, feeling: null, feltAt: null }

const columns = sql`starred_at AS starredAt, note, noted_at AS notedAt, feeling, felt_at AS feltAt`

const isOf = ({ threadId, postId }: Marked) =>
  postId === null ? sql`thread_id = ${threadId} AND post_id IS NULL` : sql`post_id = ${postId}`

/** The marks of a thread or post; null where it never had any. */
export function marksOf(db: ReadableDB, marked: Marked): Marks | null {
  return get<Marks>(db, sql`SELECT ${columns} FROM mark WHERE ${isOf(marked)}`) ?? null
}

/** Writes the marks of a thread or post, those that are given. */
export function putMarks(db: WritableDB, marked: Marked, changes: MarkChanges): void {
  const given = Object.fromEntries(Object.entries(changes).filter(([, mark]) => mark !== undefined))
  const { starredAt, note, notedAt, feeling, feltAt }: Marks = { ...(marksOf(db, marked) ?? noMarks), ...given }
  const { changes: written } = run(
    db,
    sql`UPDATE mark SET starred_at = ${starredAt}, note = ${note}, noted_at = ${notedAt}, feeling = ${feeling},
          felt_at = ${feltAt} WHERE ${isOf(marked)}`,
  )
  if (written > 0) return
  run(
    db,
    sql`INSERT INTO mark (thread_id, post_id, starred_at, note, noted_at, feeling, felt_at)
        VALUES (${marked.threadId}, ${marked.postId}, ${starredAt}, ${note}, ${notedAt}, ${feeling}, ${feltAt})`,
  )
}

/** Everything that is or was marked in a thread. */
export function marksInThread(db: ReadableDB, threadId: number): (Marks & Marked)[] {
  return all<Marks & Marked>(
    db,
    sql`SELECT thread_id AS threadId, post_id AS postId, ${columns} FROM mark WHERE thread_id = ${threadId} ORDER BY id`,
  )
}

/** A part of the list of notes, newest first, and how many there are. */
export function listNotes(db: ReadableDB, list: { offset: number; limit: number }): { total: number; notes: Note[] } {
  const where = sql`note IS NOT NULL AND mark.thread_id NOT IN (${hiddenThreads})`
  return {
    total: value<number>(db, sql`SELECT count(*) FROM mark WHERE ${where}`),
    notes: all<Note>(
      db,
      sql`SELECT mark.thread_id AS threadId, thread.title, mark.post_id AS postId, floor, floor_label AS floorLabel,
            author_name AS author, note AS text, noted_at AS notedAt
          FROM mark JOIN thread ON thread.id = mark.thread_id LEFT JOIN post ON post.id = mark.post_id
          WHERE ${where} ORDER BY noted_at DESC, mark.id DESC LIMIT ${list.limit} OFFSET ${list.offset}`,
    ),
  }
}
