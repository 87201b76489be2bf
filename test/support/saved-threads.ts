/* A made-up thread as it is saved page by page: whole, selected, on other days, with other page sizes. */
import { settleCompleteness } from '../../src/core/library/completeness/work-out.ts'
import type { PageReading, PostReading } from '../../src/core/model/reading.ts'
import type { WritableDB } from '../../src/core/store/sql.ts'
import type { PageSays, Save } from './made-pages.ts'
import { importSave, pageReading, postReading } from './made-pages.ts'

export const savedOn = (day: number): string => `2024-03-${String(day).padStart(2, '0')}T10:00:00.000Z`

/** A post on a floor: its id and its author follow from the floor, unless the test says otherwise. */
export function onFloor(floor: number, says: Parameters<typeof postReading>[0] = {}): PostReading {
  const day = String(1 + (floor % 28)).padStart(2, '0')
  return postReading({
    id: String(5_000 + floor),
    floor,
    name: `person ${floor % 3}`,
    isOpening: floor === 1,
    postedAt: `20${String(10 + Math.floor(floor / 28))}-02-${day}T08:00`,
    precision: 'minute',
    text: `What was said on floor ${floor}`,
    ...says,
  })
}

export const floors = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at)

export interface PageSave {
  readonly page: number | null
  readonly pages: number | null
  /** The floors it shows, or posts made by the test. */
  readonly shows: readonly (number | PostReading)[]
  readonly day?: number
  readonly url?: string | null
  readonly says?: PageSays
}

/** A save of a page of thread 7, by default of the first of March and without an address. */
export function pageSave({ page, pages, shows, day = 1, url = null, says = {} }: PageSave): Save {
  const posts = shows.map(post => (typeof post === 'number' ? onFloor(post) : post))
  const reading: PageReading = pageReading({ ...says, posts, thread: { page, pages, url, ...says.thread } })
  return { reading, savedAt: savedOn(day) }
}

/** Imports the saves and counts what the thread lacks; answers the thread. */
export function importPages(db: WritableDB, ...saves: readonly PageSave[]): number {
  const ids = saves.map(save => importSave(db, pageSave(save)).threadId)
  db.transaction(() => settleCompleteness(db, ids[0]!))()
  return ids[0]!
}
