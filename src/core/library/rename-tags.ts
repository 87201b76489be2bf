import { addAction } from '../store/actions.ts'
import type { WritableDB } from '../store/sql.ts'
import { deleteTag, nameTag, tagById, tagByKey, tagThread, threadsWithTag } from '../store/tags.ts'
import type { Inverse } from './inverse.ts'
import { tagKey } from './tag-key.ts'

/** Renames a tag; one that has the new name already takes its threads. Throws `tag-unknown`. */
export function renameTag(db: WritableDB, tagId: number, name: string, now: string): number | null {
  const tag = tagById(db, tagId)
  const key = tagKey(name)
  const namesake = tagByKey(db, key)
  if (namesake && namesake.id !== tagId) return mergeTag(db, tagId, namesake.id, now)
  if (tag.name === name.trim()) return null
  nameTag(db, { id: tagId, name: name.trim(), key })
  return keep(db, 'rename-tag', { kind: 'rename-tag', tag }, now)
}

function mergeTag(db: WritableDB, tagId: number, into: number, now: string): number {
  const tag = tagById(db, tagId)
  const threads = threadsWithTag(db, tagId)
  const added = threads
    .filter(({ threadId, taggedAt }) => tagThread(db, threadId, into, taggedAt))
    .map(({ threadId }) => threadId)
  deleteTag(db, tagId)
  return keep(db, 'rename-tag', { kind: 'merge-tag', tag, threads, into, added }, now)
}

/** Takes a tag from all threads and from the list of tags. Throws `tag-unknown`. */
export function removeTag(db: WritableDB, tagId: number, now: string): number {
  const tag = tagById(db, tagId)
  const threads = threadsWithTag(db, tagId)
  deleteTag(db, tagId)
  return keep(db, 'remove-tag', { kind: 'remove-tag', tag, threads }, now)
}

const keep = (db: WritableDB, kind: 'rename-tag' | 'remove-tag', inverse: Inverse, at: string): number =>
  addAction(db, { kind, things: 1, inverse, at })
