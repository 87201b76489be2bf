/* What threads lacked before an import run, so that a file that brings some of it can say so. */
import type { FilledGaps } from '../../model/imports.ts'
import { lastPage, onlyHere } from '../../store/completeness.ts'
import type { ReadableDB } from '../../store/sql.ts'
import type { Completeness } from './work-out.ts'
import { completenessOf } from './work-out.ts'

/** Looks through a thread once a run, at what was there before the run; threads that are new with it lack nothing yet. */
export class KnownGaps {
  private readonly before = new Map<number, Completeness>()
  private readonly db: ReadableDB
  private readonly last: number

  constructor(db: ReadableDB) {
    this.db = db
    this.last = lastPage(db)
  }

  /** Which gaps the posts fill that only this page of the thread shows; null when none. */
  filledBy(threadId: number, pageId: number): FilledGaps | null {
    const { pages, floors } = this.of(threadId)
    if (pages.missing.length + floors.length === 0) return null
    const { page, onFloors, posts } = onlyHere(this.db, pageId)
    const isMissing = (floor: number): boolean =>
      floors.some(gap => gap.kind === 'unsaved' && gap.from <= floor && floor <= gap.to)
    const filled = {
      pages: posts > 0 && page !== null && pages.missing.includes(page) ? [page] : [],
      floors: onFloors.filter(isMissing).length,
    }
    return filled.pages.length + filled.floors === 0 ? null : filled
  }

  private of(threadId: number): Completeness {
    const known = this.before.get(threadId) ?? completenessOf(this.db, threadId, this.last)
    this.before.set(threadId, known)
    return known
  }
}

/** What several pages of one file fill together. */
export function joinFilled(filled: readonly (FilledGaps | null)[]): FilledGaps | null {
  const told = filled.filter(each => each !== null)
  if (told.length === 0) return null
  return {
    pages: [...new Set(told.flatMap(each => each.pages))].toSorted((a, b) => a - b),
    floors: told.reduce((sum, each) => sum + each.floors, 0),
  }
}
