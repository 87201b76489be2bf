/*
 * Pages of one title in one forum, told apart into threads. Only needed where pages do not say their thread's id. The
 * result depends on the set of pages alone, so that it is the same whichever came first; what is not certain stays apart.
 */
import type { PageRow } from '../store/pages.ts'
import { sameTime } from './same-time.ts'

export interface Cluster {
  readonly externalId: string | null
  readonly pages: PageRow[]
}

/** The threads that these pages are of. */
export function clusterPages(pages: readonly PageRow[]): Cluster[] {
  const byId = Map.groupBy(
    pages.filter(page => page.externalId !== null),
    page => page.externalId,
  )
  const threads: Cluster[] = [...byId].map(([externalId, pages]) => ({ externalId, pages }))
  const loose = pages.filter(page => page.externalId === null)
  // The most exact times first: 2021-09-01 then finds the one post of that day, if it is only one.
  const openings = loose
    .filter(page => page.isOpening === 1)
    .toSorted((a, b) => (b.openingAt ?? '').length - (a.openingAt ?? '').length || (a.order < b.order ? -1 : 1))
  for (const page of openings) {
    const fitting = threads.filter(thread => thread.pages.some(other => isSameOpening(other, page)))
    if (fitting.length === 1) fitting[0]!.pages.push(page)
    else threads.push({ externalId: null, pages: [page] })
  }
  const only = threads.length === 1 ? threads[0]! : null
  const followers = loose.filter(page => page.isOpening === 0)
  if (only) return [{ ...only, pages: [...only.pages, ...followers] }]
  return [...threads, ...followers.map(page => ({ externalId: null, pages: [page] }))]
}

function isSameOpening(one: PageRow, other: PageRow): boolean {
  if (one.isOpening === 0 || one.openingAuthor === null || one.openingAuthor !== other.openingAuthor) return false
  return sameTime({ at: one.openingAt, derived: false }, { at: other.openingAt, derived: false })
}
