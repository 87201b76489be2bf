/* A thread's row, worked out from its pages and posts. */
import type { PageRow } from '../store/pages.ts'
import { pagesOfThread } from '../store/pages.ts'
import { numberPosts } from '../store/post-rows.ts'
import type { ReadableDB, WritableDB } from '../store/sql.ts'
import type { ThreadRow } from '../store/thread-rows.ts'
import { threadEnds, writeThread } from '../store/thread-rows.ts'
import { nameKey } from './identity.ts'

/** Puts a thread's posts in order, those moved since last time given, and writes its row anew. */
export function settleThread(db: WritableDB, threadId: number, moved: readonly number[] | 'all'): void {
  numberPosts(db, threadId, moved)
  writeThread(db, threadId, threadRowOf(db, threadId))
}

/** What a thread's row has to say by its pages and posts. */
export function threadRowOf(db: ReadableDB, threadId: number): ThreadRow {
  const { beginning, ...ends } = threadEnds(db, threadId)
  return { ...foldPages(pagesOfThread(db, threadId)), ...ends, excerpt: excerptOf(beginning) }
}

const excerptLength = 160

function excerptOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= excerptLength ? line : `${Array.from(line).slice(0, excerptLength).join('').trimEnd()}…`
}

const confidences = ['guess', 'likely', 'sure']

/** What a thread's pages say of it, latest save first. */
export function foldPages(
  pages: readonly PageRow[],
): Omit<ThreadRow, 'starterId' | 'startedAt' | 'lastPostAt' | 'excerpt'> {
  const latest = pages[0]!
  const title = (pages.find(page => page.title !== '') ?? latest).title
  const surest = pages.reduce((best, page) =>
    confidences.indexOf(page.confidence) > confidences.indexOf(best.confidence) ? page : best,
  )
  const addressed = pages.filter(page => page.url !== null)
  const first = Math.min(...addressed.map(page => page.page ?? 1))
  return {
    title,
    titleKey: nameKey(title),
    boardId: pages.find(page => page.boardId !== null)?.boardId ?? null,
    engine: surest.engine,
    confidence: surest.confidence,
    url: addressed.find(page => (page.page ?? 1) === first)?.url ?? null,
    pages: pages.find(page => page.pages !== null)?.pages ?? null,
    pagesPresent: JSON.stringify([...new Set(pages.flatMap(page => page.page ?? []))].toSorted((a, b) => a - b)),
    digest: Number(pages.some(page => page.digest === 1)),
    views: highest(pages.map(page => page.views)),
    replies: highest(pages.map(page => page.replies)),
  }
}

function highest(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter(number => number !== null)
  return known.length === 0 ? null : Math.max(...known)
}
