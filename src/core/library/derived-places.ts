/*
 * Whether forums, boards and threads are what their pages say. Each of their names is held twice, in a row's key or path or
 * in another row, which tells an altered one; which of the two it is, and what it should be, only a page's original says.
 */
import { asThreadloftError } from '../errors.ts'
import type { PageReading } from '../model/reading.ts'
import * as places from '../store/place-faults.ts'
import type { ReadableDB } from '../store/sql.ts'
import { forumKey, unknownForum } from './identity.ts'
import { sourceFileOf } from './kept-file-source.ts'
import type { RereadPorts } from './reread-originals.ts'

export interface FaultyPlace {
  readonly table: places.PlaceTable
  readonly id: number
  readonly fault: string
}

/** Every forum, board, thread and page that does not fit itself or the other. */
export function faultyPlaces(db: ReadableDB): FaultyPlace[] {
  const named = (table: places.PlaceTable, fault: string, ids: readonly number[]): FaultyPlace[] =>
    ids.map(id => ({ table, id, fault }))
  const forums = places.forumsWithPages(db).filter(forum => !fitsItself(forum))
  return [
    ...named(
      'forum',
      'name',
      forums.map(({ id }) => id),
    ),
    ...named('page', 'forum', places.pagesOfOtherForums(db)),
    ...named('board', 'name', places.misnamedBoards(db)),
    ...named('thread', 'externalId', places.misnamedThreads(db)),
  ]
}

function fitsItself({ key, host, name }: places.KeptForum): boolean {
  return key === (host === null && key === unknownForum ? unknownForum : forumKey({ host, name }))
}

/** Lets faulty places be what their latest page says, and answers how many came right. */
export async function mendPlaces(ports: RereadPorts, cancelled: AbortSignal): Promise<number> {
  const { db, folder, readers } = ports
  let mended = 0
  for (const place of faultyPlaces(db)) {
    const page = places.latestPageIn(db, place)
    if (page === null) continue
    try {
      const { pages } = await readers.read(sourceFileOf(db, folder, page), cancelled)
      const reading = pages.find(({ name }) => name === page.pageName)?.reading
      if (reading && mend(ports, place, reading, page.order)) mended++
    } catch (thrown) {
      // What an original that cannot be read would tell stays as it is, and the check after the repair names it.
      if (asThreadloftError(thrown).code === 'cancelled') throw thrown
    }
  }
  return mended
}

function mend({ db }: RereadPorts, { table, id }: FaultyPlace, reading: PageReading, order: string): boolean {
  const { forum, board, thread } = reading
  const key = forumKey(forum)
  switch (table) {
    case 'forum':
      return places.putForum(db, id, {
        key,
        host: forum.host?.toLowerCase() ?? null,
        name: forum.name?.trim() || null,
        order,
      })
    case 'page':
      return places.putIntoForum(db, id, key)
    case 'board':
      return board !== null && places.putBoard(db, id, board)
    case 'thread':
      return thread.id !== null && places.putThreadName(db, id, thread.id)
  }
}
