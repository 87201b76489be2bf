/* The calls that change what the person added: each is one transaction and tells which threads changed. */
import { actionsContract } from '../contract/actions.ts'
import { binContract } from '../contract/bin.ts'
import type { Emit } from '../contract/events.ts'
import { joinsContract } from '../contract/joins.ts'
import { membersContract } from '../contract/members.ts'
import { ownContract } from '../contract/own.ts'
import type { Handlers } from '../contract/procedure.ts'
import { readingContract } from '../contract/reading.ts'
import type { WritableDB } from '../store/sql.ts'
import { emptyBin, putInBin, restoreFromBin } from './bin-threads.ts'
import { ignorePeople } from './ignore-people.ts'
import { joinThreads, refuseJoin, splitThread } from './join-threads.ts'
import { markPost, markThreads, setNote } from './mark-threads.ts'
import { noteReading } from './note-reading.ts'
import type { Clock } from './ports.ts'
import { removeTag, renameTag } from './rename-tags.ts'
import { undoAction } from './undo-action.ts'

export const ownWriterContract = {
  'threads.mark': ownContract['threads.mark'],
  'notes.set': ownContract['notes.set'],
  'posts.mark': ownContract['posts.mark'],
  'tags.rename': ownContract['tags.rename'],
  'tags.remove': ownContract['tags.remove'],
  'reading.note': readingContract['reading.note'],
  'members.ignore': membersContract['members.ignore'],
  'actions.undo': actionsContract['actions.undo'],
  'threads.join': joinsContract['threads.join'],
  'threads.split': joinsContract['threads.split'],
  'joins.refuse': joinsContract['joins.refuse'],
  ...binContract,
} as const

/** Answers over one library; `emit` tells of changed threads, none named where any may have. */
export function ownWriterHandlers(db: WritableDB, emit: Emit, clock: Clock): Handlers<typeof ownWriterContract> {
  const now = (): string => clock.now().toISOString()
  const change = <Done>(work: () => Done, threadsOf: (done: Done) => number[] = () => []): Done => {
    const done = db.transaction(work).immediate()
    emit('library.changed', { threadIds: threadsOf(done) })
    return done
  }
  const changed = (work: () => { actionId: number | null; threadIds: number[] }) => {
    const { actionId, threadIds } = change(work, done => done.threadIds)
    return { actionId, changed: threadIds.length }
  }
  return {
    'threads.mark': ({ threadIds, ...marks }) => changed(() => markThreads(db, threadIds, marks, now())),
    'notes.set': note => changed(() => setNote(db, note, now())),
    'posts.mark': ({ postId, ...marks }) => changed(() => markPost(db, postId, marks, now())),
    'tags.rename': ({ tagId, name }) => ({ actionId: change(() => renameTag(db, tagId, name, now())) }),
    'tags.remove': ({ tagId }) => ({ actionId: change(() => removeTag(db, tagId, now())) }),
    'reading.note': note => {
      db.transaction(() => noteReading(db, note, now())).immediate()
      return {}
    },
    'members.ignore': ({ posterIds, ignored }) => change(() => ignorePeople(db, posterIds, ignored, now())),
    'bin.put': ({ threadIds }) => changed(() => putInBin(db, threadIds, now())),
    'bin.restore': ({ threadIds }) => changed(() => restoreFromBin(db, threadIds, now())),
    'bin.empty': ({ threadIds }) => change(() => emptyBin(db, threadIds, now())),
    'threads.join': ({ into, threadIds }) =>
      change(
        () => joinThreads(db, into, threadIds, now()),
        done => done.threadIds,
      ),
    'threads.split': ({ threadId, pageIds }) =>
      change(
        () => splitThread(db, threadId, pageIds, now()),
        done => done.threadIds,
      ),
    'joins.refuse': ({ one, other }) => ({
      actionId: db.transaction(() => refuseJoin(db, one, other, now())).immediate(),
    }),
    'actions.undo': ({ actionId }) =>
      change(
        () => undoAction(db, actionId, now()),
        done => done.threadIds,
      ),
  }
}
