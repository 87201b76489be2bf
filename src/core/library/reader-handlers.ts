/* Answers to the questions that a reader thread takes about threads, posts, people, runs and the library itself. */
import { importsContract } from '../contract/imports.ts'
import { postsContract } from '../contract/posts.ts'
import type { Handlers } from '../contract/procedure.ts'
import { servicesContract } from '../contract/services.ts'
import { threadsContract } from '../contract/threads.ts'
import { upkeepContract } from '../contract/upkeep.ts'
import { watchContract } from '../contract/watch.ts'
import { isBackupDue } from '../store/backup.ts'
import { doubtOf } from '../store/doubt.ts'
import { listForums } from '../store/forums.ts'
import { listRuns, reportOf } from '../store/imports.ts'
import { daysInView, locatePost, placesInView } from '../store/post-views.ts'
import { postsInRange } from '../store/posts.ts'
import { readingEngines } from '../store/kept-sources.ts'
import type { ReadableDB } from '../store/sql.ts'
import { libraryStats } from '../store/stats.ts'
import { listThreads, openThread } from '../store/threads.ts'
import { listBackups } from './back-up.ts'
import { answersOf, postsMatching } from './look-through-thread.ts'
import { listWatched, withFiles } from './look-at-imports.ts'
import { ownReaderContract, ownReaderHandlers } from './own-reader-handlers.ts'
import { getSettings } from './settings.ts'

export const readerContract = {
  ...threadsContract,
  ...postsContract,
  ...ownReaderContract,
  'imports.report': importsContract['imports.report'],
  'imports.list': importsContract['imports.list'],
  'watch.list': watchContract['watch.list'],
  'settings.get': servicesContract['settings.get'],
  'library.info': servicesContract['library.info'],
  'backups.list': upkeepContract['backups.list'],
  'services.engines': upkeepContract['services.engines'],
} as const

export interface ReaderInfo {
  /** Why the library is open for reading only; null when it can be changed. */
  readonly readOnlyReason: string | null
  readonly version: string
}

/** Answers questions over a library. Each answer is of one moment, however much is imported meanwhile. */
export function readerHandlers(db: ReadableDB, folder: string, info: ReaderInfo): Handlers<typeof readerContract> {
  const atOnce = <Answer>(question: () => Answer): Answer => db.transaction(question)()
  return {
    ...ownReaderHandlers(db),
    'threads.list': input => atOnce(() => listThreads(db, input)),
    'threads.open': ({ threadId }) => atOnce(() => openThread(db, threadId)),
    'threads.boards': () => atOnce(() => ({ forums: listForums(db) })),
    'posts.range': ({ threadId, view, ...range }) => atOnce(() => postsInRange(db, threadId, view, range)),
    'posts.locate': ({ threadId, view, ...wanted }) => atOnce(() => locatePost(db, threadId, view, wanted)),
    'posts.locateDay': ({ threadId, view, day }) => atOnce(() => locatePost(db, threadId, view, { day })),
    'posts.matching': ({ threadId, ...wanted }) => atOnce(() => ({ postIds: postsMatching(db, threadId, wanted) })),
    'posts.answers': ({ threadId }) => atOnce(() => answersOf(db, threadId)),
    'posts.places': ({ threadId, view, postIds }) =>
      atOnce(() => ({ places: placesInView(db, threadId, view, postIds) })),
    'posts.days': ({ threadId, view, most }) => atOnce(() => ({ days: daysInView(db, threadId, view, most) })),
    'imports.report': ({ runId }) => withFiles(atOnce(() => reportOf(db, runId))),
    'imports.list': ({ limit }) => ({ runs: listRuns(db, limit).map(withFiles) }),
    'watch.list': () => ({ folders: listWatched(db) }),
    'settings.get': () => getSettings(db),
    'services.engines': () => ({ engines: readingEngines(db) }),
    'backups.list': ({ counts }) => ({
      backups: listBackups(folder, counts),
      due: isBackupDue(db, folder, new Date()),
    }),
    'library.info': () => ({
      path: folder,
      readOnly: info.readOnlyReason !== null,
      ...info,
      doubt: doubtOf(db),
      stats: atOnce(() => libraryStats(db)),
    }),
  }
}
