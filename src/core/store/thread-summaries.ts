/* Rows of threads as lists show them. */
import type { GapCounts } from '../model/gaps.ts'
import type { ThreadSummary } from '../model/library.ts'
import type { Feeling, TagName } from '../model/own.ts'
import { gapsOfThread } from './completeness.ts'
import type { ReadableDB } from './sql.ts'
import { all, listOf, sql } from './sql.ts'

export interface SummaryRow extends Omit<ThreadSummary, 'pagesPresent' | 'digest' | 'gaps' | 'own'> {
  readonly pagesPresent: string
  readonly digest: number
  readonly gaps: string | null
  readonly starred: number
  readonly feeling: Feeling | null
  readonly noted: number
  readonly unread: number
  readonly read: number
}

export const summaryColumns = sql`
  thread.id, thread.title, nullif(forum.name, '') AS forum, thread.forum_id AS forumId, board.name AS board,
  thread.board_id AS boardId, engine, confidence, starter.name AS author, thread.post_count AS posts, pages,
  pages_present AS pagesPresent, digest, started_at AS startedAt, thread.last_post_at AS lastPostAt,
  imported_at AS importedAt, excerpt, ${gapsOfThread} AS gaps, binned_at AS binnedAt,
  own.starred_at IS NOT NULL AS starred, own.feeling AS feeling,
  EXISTS (SELECT 1 FROM mark WHERE mark.thread_id = thread.id AND mark.note IS NOT NULL) AS noted,
  coalesce(reading.unread = 0, 0) AS read,
  CASE WHEN reading.unread = 0 THEN max(0, thread.post_count - coalesce(furthest.position + 1, 0))
    ELSE thread.post_count END AS unread`

export const summaryTables = sql`
  JOIN forum ON forum.id = thread.forum_id
  LEFT JOIN board ON board.id = thread.board_id
  LEFT JOIN poster AS starter ON starter.id = thread.starter_id
  LEFT JOIN mark AS own ON own.thread_id = thread.id AND own.post_id IS NULL
  LEFT JOIN reading ON reading.thread_id = thread.id
  LEFT JOIN post AS furthest ON furthest.id = reading.highest_post_id`

/** Summaries of rows that were read with these columns, with their tags. */
export function summariesOf(db: ReadableDB, rows: readonly SummaryRow[]): ThreadSummary[] {
  const tags = tagsOfThreads(
    db,
    rows.map(row => row.id),
  )
  return rows.map(({ starred, feeling, noted, unread, read, ...row }) => ({
    ...row,
    pagesPresent: listOf<number>(row.pagesPresent),
    digest: row.digest === 1,
    gaps: row.gaps === null ? null : (JSON.parse(row.gaps) as GapCounts),
    own: {
      starred: starred === 1,
      feeling,
      noted: noted === 1,
      tags: tags.get(row.id) ?? [],
      unread,
      read: read === 1,
    },
  }))
}

/** Summaries of the given threads, in the given order; those that are not there are left out. */
export function summariesById(db: ReadableDB, threadIds: readonly number[]): ThreadSummary[] {
  const rows = all<SummaryRow>(
    db,
    sql`SELECT ${summaryColumns} FROM json_each(${JSON.stringify(threadIds)}) AS given
          CROSS JOIN thread ON thread.id = given.value ${summaryTables} ORDER BY given.key`,
  )
  return summariesOf(db, rows)
}

function tagsOfThreads(db: ReadableDB, threadIds: readonly number[]): Map<number, TagName[]> {
  const rows = all<{ threadId: number; id: number; name: string }>(
    db,
    sql`SELECT thread_id AS threadId, tag.id, tag.name FROM json_each(${JSON.stringify(threadIds)}) AS given
          CROSS JOIN thread_tag ON thread_id = given.value JOIN tag ON tag.id = tag_id ORDER BY tag.key`,
  )
  const byThread = new Map<number, TagName[]>()
  for (const { threadId, ...tag } of rows) byThread.set(threadId, [...(byThread.get(threadId) ?? []), tag])
  return byThread
}
