/* Answers about what the person added, and about the people of the library. */
import { actionsContract } from '../contract/actions.ts'
import { joinsContract } from '../contract/joins.ts'
import { membersContract } from '../contract/members.ts'
import { ownContract } from '../contract/own.ts'
import type { Handlers } from '../contract/procedure.ts'
import { rankingsContract } from '../contract/rankings.ts'
import { readingContract } from '../contract/reading.ts'
import type { ThreadSummary } from '../model/library.ts'
import { listActions } from '../store/actions.ts'
import { blogPosts, listBlogs } from '../store/blogs.ts'
import { listNotes } from '../store/marks.ts'
import { historyOf, postsByPoster } from '../store/poster-history.ts'
import { talksOf } from '../store/poster-talks.ts'
import { ignoredPosters, listPosters, openPoster } from '../store/posters.ts'
import { cardFields, rankPeople, rankThreads } from '../store/rankings.ts'
import { drawThread, readingDays, readingStreaks } from '../store/reading-log.ts'
import { proposedPairs } from '../store/refused-joins.ts'
import { readingPlaces } from '../store/reading.ts'
import type { ReadableDB } from '../store/sql.ts'
import { listTags } from '../store/tags.ts'
import { summariesById } from '../store/thread-summaries.ts'

export const ownReaderContract = {
  'members.list': membersContract['members.list'],
  'members.open': membersContract['members.open'],
  'members.history': membersContract['members.history'],
  'members.talks': membersContract['members.talks'],
  'members.posts': membersContract['members.posts'],
  'members.ignored': membersContract['members.ignored'],
  'notes.list': ownContract['notes.list'],
  'tags.list': ownContract['tags.list'],
  'reading.continue': readingContract['reading.continue'],
  'reading.log': readingContract['reading.log'],
  'reading.dip': readingContract['reading.dip'],
  'actions.list': actionsContract['actions.list'],
  'joins.proposed': joinsContract['joins.proposed'],
  ...rankingsContract,
} as const

/** Answers over one library, each of one moment. */
export function ownReaderHandlers(
  db: ReadableDB,
  chance: () => number = Math.random,
): Handlers<typeof ownReaderContract> {
  const atOnce = <Answer>(question: () => Answer): Answer => db.transaction(question)()
  return {
    'members.list': input => atOnce(() => listPosters(db, input)),
    'members.open': ({ posterId }) => atOnce(() => openPoster(db, posterId)),
    'members.history': ({ posterId }) => atOnce(() => ({ fields: historyOf(db, posterId) })),
    'members.talks': ({ posterId, limit }) => atOnce(() => talksOf(db, posterId, limit)),
    'members.posts': input => atOnce(() => postsByPoster(db, input)),
    'members.ignored': () => ({ posterIds: ignoredPosters(db) }),
    'notes.list': input => atOnce(() => listNotes(db, input)),
    'tags.list': () => ({ tags: listTags(db) }),
    'reading.continue': ({ limit, withFinished }) => atOnce(() => ({ places: placesOf(db, limit, withFinished) })),
    'reading.log': ({ from, to, today }) =>
      atOnce(() => ({ days: readingDays(db, from, to), streaks: readingStreaks(db, today) })),
    'reading.dip': draw =>
      atOnce(() => {
        const { id, left } = drawThread(db, draw, chance())
        return { thread: id === null ? null : summariesById(db, [id])[0]!, left }
      }),
    'joins.proposed': ({ limit }) => atOnce(() => ({ proposals: proposalsOf(db, limit) })),
    'actions.list': ({ limit }) => ({ actions: listActions(db, limit) }),
    'rankings.people': ({ field, ...part }) => atOnce(() => rankPeople(db, field, part)),
    'rankings.fields': ({ forumId }) => ({ fields: cardFields(db, forumId) }),
    'rankings.threads': ({ by, ...part }) => atOnce(() => rankThreads(db, by, part)),
    'blogs.list': part => atOnce(() => listBlogs(db, part)),
    'blogs.posts': part => atOnce(() => blogPosts(db, part)),
  }
}

function proposalsOf(db: ReadableDB, limit: number) {
  const pairs = proposedPairs(db, limit)
  const threads = byId(
    db,
    pairs.flatMap(pair => [pair.one, pair.other]),
  )
  return pairs.map(({ one, other, reason }) => ({ reason, one: threads.get(one)!, other: threads.get(other)! }))
}

const byId = (db: ReadableDB, threadIds: readonly number[]): Map<number, ThreadSummary> =>
  new Map(summariesById(db, [...new Set(threadIds)]).map(thread => [thread.id, thread]))

function placesOf(db: ReadableDB, limit: number, withFinished: boolean) {
  const rows = readingPlaces(db, limit, withFinished)
  const threads = byId(
    db,
    rows.map(row => row.threadId),
  )
  return rows.map(({ threadId, ...place }) => ({ ...place, thread: threads.get(threadId)! }))
}
