import { addAction } from '../store/actions.ts'
import { ignoredSince, posterById, setIgnored } from '../store/posters.ts'
import type { WritableDB } from '../store/sql.ts'

/** Folds the posts of people away, or shows them again, as one action. Throws `poster-unknown`. */
export function ignorePeople(
  db: WritableDB,
  posterIds: readonly number[],
  ignored: boolean,
  now: string,
): { actionId: number | null; changed: number } {
  const posters = [...new Set(posterIds)]
    .map(posterId => ({ posterId: posterById(db, posterId).id, before: ignoredSince(db, posterId) }))
    .filter(({ before }) => (before !== null) !== ignored)
  for (const { posterId } of posters) setIgnored(db, posterId, ignored ? now : null)
  const changed = posters.length
  if (changed === 0) return { actionId: null, changed }
  return {
    actionId: addAction(db, { kind: 'ignore', things: changed, inverse: { kind: 'ignore', posters }, at: now }),
    changed,
  }
}
