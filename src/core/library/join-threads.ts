/* Threads made one by hand, and pages put into a thread of their own. Nothing is removed by it, and it can be taken back. */
import { ThreadloftError } from '../errors.ts'
import { addAction } from '../store/actions.ts'
import { binnedSince } from '../store/bin.ts'
import { handPage, handThreadOf, pageById, pagesOfThread } from '../store/pages.ts'
import { indexPost } from '../store/post-index.ts'
import { ownOfThread } from '../store/own-snapshot.ts'
import { isRefused, setRefused } from '../store/refused-joins.ts'
import type { WritableDB } from '../store/sql.ts'
import { insertThread, joinedInto, setJoinedInto } from '../store/thread-rows.ts'
import { nameKey } from './identity.ts'
import type { Inverse } from './inverse.ts'
import { knownThread } from './mark-threads.ts'
import { PageMoves } from './page-moves.ts'
import { restoreOwn } from './restore-own.ts'

interface Done {
  readonly actionId: number
  readonly threadIds: number[]
}

const movesOf = (db: WritableDB): PageMoves => new PageMoves(db, (postId, text) => indexPost(db, postId, text))

/** Makes threads one with another: their pages, and those that will come, go there. Throws `thread-unknown` or `bad-input`. */
export function joinThreads(db: WritableDB, into: number, threadIds: readonly number[], now: string): Done {
  const root = shownThread(db, 'threads.join', into)
  const others = [...new Set(threadIds.map(threadId => shownThread(db, 'threads.join', threadId)))].filter(
    threadId => threadId !== root,
  )
  if (others.length === 0) throw refused('threads.join', 'a thread cannot be joined with itself')
  const before = [root, ...others].map(threadId => ownOfThread(db, threadId))
  const moves = movesOf(db)
  for (const other of others) {
    setJoinedInto(db, other, root)
    moves.allGoHome(other)
  }
  moves.finish()
  const inverse: Inverse = { kind: 'join', threads: others, into: root, before, after: [ownOfThread(db, root)] }
  const actionId = addAction(db, { kind: 'join', things: others.length + 1, inverse, at: now })
  return { actionId, threadIds: [root, ...others] }
}

/** Takes a join back. Answers the threads that are apart again. */
export function unjoin(db: WritableDB, join: Extract<Inverse, { kind: 'join' }>, doneAt: string): number[] {
  const apart = join.threads.filter(threadId => joinedInto(db, threadId) === join.into)
  for (const threadId of apart) setJoinedInto(db, threadId, null)
  if (apart.length === 0) return []
  const moves = movesOf(db)
  moves.allGoHome(knownThread(db, join.into))
  moves.finish()
  restoreOwn(db, { before: join.before, after: join.after, doneAt })
  return [join.into, ...apart]
}

/** Puts pages of a thread into a new one, where they stay. Throws `thread-unknown` or `bad-input`. */
export function splitThread(
  db: WritableDB,
  threadId: number,
  pageIds: readonly number[],
  now: string,
): Done & { readonly threadId: number } {
  const from = shownThread(db, 'threads.split', threadId)
  const pages = pagesOfThread(db, from)
  const wanted = pages.filter(page => pageIds.includes(page.id))
  if (wanted.length < new Set(pageIds).size) throw refused('threads.split', 'a page is not in this thread')
  if (wanted.length === pages.length) throw refused('threads.split', 'one page at least must stay')
  const before = [ownOfThread(db, from)]
  const { forumId, title } = wanted[0]!
  const to = insertThread(db, { forumId, externalId: null, title, titleKey: nameKey(title), now })
  for (const page of wanted) handPage(db, page.id, to)
  const moves = movesOf(db)
  for (const page of wanted) moves.goHome(page.id)
  moves.finish()
  const inverse: Inverse = {
    kind: 'split',
    threadId: to,
    pages: wanted.map(page => ({ pageId: page.id, before: page.handThreadId })),
    before,
    after: [from, to].map(id => ownOfThread(db, id)),
  }
  const actionId = addAction(db, { kind: 'split', things: wanted.length, inverse, at: now })
  return { actionId, threadId: to, threadIds: [from, to] }
}

/** Takes a split back. Answers the threads that pages went to. */
export function unsplit(db: WritableDB, split: Extract<Inverse, { kind: 'split' }>, doneAt: string): number[] {
  const moves = movesOf(db)
  const back = split.pages.filter(({ pageId }) => handThreadOf(db, pageId) === split.threadId)
  for (const { pageId, before } of back) handPage(db, pageId, before)
  for (const { pageId } of back) moves.goHome(pageId)
  moves.finish()
  if (back.length > 0) restoreOwn(db, { before: split.before, after: split.after, doneAt })
  return [...new Set(back.map(({ pageId }) => pageById(db, pageId).threadId!))]
}

/** Says that two threads are not the same; null when that was said before. Throws `thread-unknown`. */
export function refuseJoin(db: WritableDB, one: number, other: number, now: string): number | null {
  const [first, second] = [knownThread(db, one), knownThread(db, other)].toSorted((a, b) => a - b) as [number, number]
  if (isRefused(db, first, second)) return null
  setRefused(db, first, second, now)
  const inverse: Inverse = { kind: 'refuse-join', one: first, other: second }
  return addAction(db, { kind: 'refuse-join', things: 1, inverse, at: now })
}

function shownThread(db: WritableDB, name: string, threadId: number): number {
  const known = knownThread(db, threadId)
  if (binnedSince(db, known)) throw refused(name, 'the thread is in the bin')
  return known
}

const refused = (name: string, reason: string): ThreadloftError => new ThreadloftError('bad-input', { name, reason })
